import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import { MAILS_AT_ONCE, type MailMessage, type MailOutcome } from '../../platform/mail/mailer.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { DigestWriter, type WrittenDigest } from './digest.writer.js';
import type { HeldDigest } from './digests.repository.js';
import { MailLanes } from './mail-lanes.js';
import { PostOffice } from './post-office.js';
import { SweepMemory } from './sweep-memory.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How many are read and written at one time: one set of statements for all of them, and little memory. */
export const WRITTEN_TOGETHER = 50;
/** How long a process that was told to stop goes on with the mails it has already written. */
const FINISH_WITHIN_MS = 5000;

export interface Delivery {
  /** `later`: not now. `nothing`: there was nothing true to tell, or somebody else is sending it. */
  readonly outcome: 'sent' | 'failed' | 'later' | 'nothing';
  readonly sent: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly why: string | null;
  /** A failure of ours, not of the mail server. */
  readonly error?: Error;
}

/** A mail in somebody's hands, and the notices that stand in it. */
interface Letter {
  readonly digest: HeldDigest;
  readonly mail: MailMessage;
  readonly noticeIds: readonly string[];
  readonly cancelled: number;
}

type Within = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Sends digests, written when they are sent, from what is still true. What is told is read for many at once; each mail
 * is recorded by itself the moment the mail server has accepted it (docs/decisions/2026-11-23-mails-in-batches.md).
 */
@Injectable()
export class DigestSender implements OnModuleDestroy {
  private readonly lanes = new MailLanes(MAILS_AT_ONCE);
  private stopsAt = Infinity;

  constructor(
    private readonly database: Database,
    private readonly days: AuthorityDays,
    private readonly memory: SweepMemory,
    private readonly writer: DigestWriter,
    private readonly post: PostOffice,
  ) {}

  onModuleDestroy(): void {
    this.stopsAt = Date.now() + FINISH_WITHIN_MS;
  }

  /** Sends one if it waits. A failure of ours is thrown after it is noted; one of the mail server is the outcome. */
  async send(authorityId: string, digestId: string): Promise<Delivery> {
    const delivery = (await this.sendAll(authorityId, [digestId])).get(digestId) ?? NOTHING;
    if (delivery.error) throw delivery.error;
    return delivery;
  }

  /** Sends those that wait. Safe to repeat and to run twice at once. Gives what became of each, failures of ours too. */
  async sendAll(authorityId: string, digestIds: readonly string[]): Promise<Map<string, Delivery>> {
    const within: Within = (work) => this.database.forAuthority(authorityId, { kind: 'sweep' }, work);
    const deliveries = new Map<string, Delivery>();
    for (let from = 0; from < digestIds.length; from += WRITTEN_TOGETHER) {
      await this.sendSome(within, digestIds.slice(from, from + WRITTEN_TOGETHER), deliveries);
    }
    return deliveries;
  }

  private async sendSome(
    within: Within,
    ids: readonly string[],
    deliveries: Map<string, Delivery>,
  ): Promise<void> {
    let isWritten = false;
    try {
      // Open until the last is handed over: it holds the claims, which a process that dies lets go of at once.
      await within(async (tx) => {
        const claimed = await this.memory.digests.claim(tx, ids);
        if (claimed.length === 0) return;
        // Committed before the first goes: a link in a mail works when it arrives.
        const letters = await within(async (own) => {
          const held = await this.memory.digests.waitingOf(own, claimed);
          return this.setAside(own, await this.writer.write(own, held), deliveries);
        });
        isWritten = true;
        await this.handOverAll(within, letters, deliveries);
      });
      for (const id of ids) if (!deliveries.has(id)) deliveries.set(id, NOTHING);
    } catch (error) {
      if (!isWritten && ids.length > 1) {
        // Something that one of them is about cannot be read: the others still go.
        for (const id of ids) await this.sendSome(within, [id], deliveries);
        return;
      }
      const broken = error instanceof Error ? error : new Error(String(error));
      if (!isWritten) await within((own) => this.noteBroken(own, ids, broken));
      for (const id of ids) if (!deliveries.has(id)) deliveries.set(id, brokenDelivery(broken));
    }
  }

  /** Ends what is no longer true and what has nothing to say, and gives what is left to hand over. */
  private async setAside(
    tx: Tx,
    written: readonly WrittenDigest[],
    deliveries: Map<string, Delivery>,
  ): Promise<Letter[]> {
    const letters: Letter[] = [];
    await this.memory.notices.end(
      tx,
      written.flatMap(({ stale }) =>
        stale.map((id) => ({ id, state: 'cancelled', because: 'No longer true when it was to be sent' })),
      ),
    );
    for (const { digest, stale, letter } of written) {
      const cancelled = stale.length;
      if ('mail' in letter) {
        letters.push({ digest, cancelled, ...letter });
      } else if ('nothing' in letter) {
        await this.memory.digests.close(tx, digest.id, letter.nothing);
        deliveries.set(digest.id, { ...NOTHING, cancelled });
      } else {
        await this.noteBroken(tx, [digest.id], letter.broken);
        deliveries.set(digest.id, brokenDelivery(letter.broken));
      }
    }
    return letters;
  }

  private async noteBroken(tx: Tx, ids: readonly string[], { message }: Error): Promise<void> {
    await this.memory.digests.notWritten(tx, ids, `It could not be written: ${message}`, this.days.now());
  }

  /** Several side by side; when the record of one fails the others are finished before that is thrown. */
  private async handOverAll(
    within: Within,
    letters: readonly Letter[],
    deliveries: Map<string, Delivery>,
  ): Promise<void> {
    const left = [...letters];
    const results = await Promise.allSettled(
      Array.from({ length: Math.min(MAILS_AT_ONCE, left.length) }, () =>
        this.lanes.use(() => this.handOverNext(within, left, deliveries)),
      ),
    );
    const failed = results.find((result): result is PromiseRejectedResult => result.status === 'rejected');
    if (failed) throw failed.reason;
    const why = 'The process was told to stop';
    for (const { digest } of left) deliveries.set(digest.id, { ...NOTHING, outcome: 'later', why });
  }

  /** One after the other: what became of a mail and that the next is tried stand in one short transaction. */
  private async handOverNext(
    within: Within,
    left: Letter[],
    deliveries: Map<string, Delivery>,
  ): Promise<void> {
    let letter = await within((tx) => this.next(tx, left));
    while (letter !== null) {
      const { digest, mail, cancelled } = letter;
      const handed = letter;
      const outcome = await this.post.mailer.handOver(mail);
      letter = await within(async (tx) => {
        const became = await this.record(tx, handed, outcome);
        const next = await this.next(tx, left);
        deliveries.set(digest.id, { ...NOTHING, ...became, cancelled });
        return next;
      });
    }
  }

  /** The next that still waits, with the trace that it is tried: it is there when this process dies in the middle. */
  private async next(tx: Tx, left: Letter[]): Promise<Letter | null> {
    while (left.length > 0 && Date.now() < this.stopsAt) {
      const letter = left.shift() as Letter;
      if (await this.memory.digests.noteAttempt(tx, letter.digest, this.days.now())) return letter;
    }
    return null;
  }

  private async record(
    tx: Tx,
    { digest, mail, noticeIds }: Letter,
    outcome: MailOutcome,
  ): Promise<Partial<Delivery>> {
    const { digests } = this.memory;
    switch (outcome.state) {
      case 'accepted':
        return { outcome: 'sent', sent: await digests.sent(tx, digest.id, mail, noticeIds, this.days.now()) };
      case 'refused': {
        const failed = await digests.failed(tx, digest.id, mail, noticeIds, outcome.why);
        return { outcome: 'failed', failed, why: outcome.why };
      }
      case 'try_later':
        await this.putOff(tx, digest, outcome.why, outcome.mayHaveArrived === true);
        return { outcome: 'later', why: outcome.why };
    }
  }

  /**
   * Tried for a day in vain, it is closed, and what is still true joins the next digest: not where it may have arrived,
   * for then the same would be told in another mail.
   */
  private async putOff(tx: Tx, digest: HeldDigest, why: string, mayHaveArrived: boolean): Promise<void> {
    const triedFor = this.days.now().getTime() - (digest.firstTriedAt?.getTime() ?? Infinity);
    const isOver = triedFor >= DAY_MS && !mayHaveArrived && !digest.mayHaveArrived;
    if (isOver) await this.memory.digests.close(tx, digest.id, why);
    else await this.memory.digests.noteFailure(tx, digest.id, why, mayHaveArrived);
  }
}

const NOTHING: Delivery = { outcome: 'nothing', sent: 0, failed: 0, cancelled: 0, why: null };

function brokenDelivery(error: Error): Delivery {
  return { ...NOTHING, outcome: 'later', why: error.message, error };
}
