import { Injectable } from '@nestjs/common';
import { addDays, startOfWeek } from '../../domain/calendar/day-number.js';
import type { Step } from '../../domain/ladder/notice.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MailMessage } from '../../platform/mail/mailer.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { grouped, linesOf, subjectLine, type DigestContent } from './digest-content.js';
import { DigestMail } from './digest-mail.js';
import { DigestTruth } from './digest-truth.js';
import type { HeldDigest, SentMail } from './digests.repository.js';
import type { Told } from './morning.js';
import { keyOf } from './notice-subjects.js';
import { PostOffice } from './post-office.js';
import { SweepMemory } from './sweep-memory.js';
import type { SomebodyTold } from './who-is-who.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How far back what was told before may still be listed as open. */
const OPEN_SINCE_DAYS = 183;
/** What stays open until somebody does something. */
const LISTED_AS_OPEN: ReadonlySet<Step> = new Set([
  ...(['due_soon', 'turned_red', 'overdue', 'escalation_1', 'escalation_2', 'statutory'] as const),
  ...(['to_check', 'to_decide', 'explanation_wanted', 'challenge', 'challenge_overdue'] as const),
]);

export interface Delivery {
  /** `later`: not now. `nothing`: there was nothing true to tell, or somebody else is sending it. */
  readonly outcome: 'sent' | 'failed' | 'later' | 'nothing';
  readonly sent: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly why: string | null;
}

interface Rendered {
  readonly mail: SentMail & MailMessage;
  readonly cancelled: number;
}

/** Sends one digest: written when it is sent, from what is still true. */
@Injectable()
export class DigestSender {
  constructor(
    private readonly database: Database,
    private readonly days: AuthorityDays,
    private readonly memory: SweepMemory,
    private readonly truth: DigestTruth,
    private readonly words: DigestMail,
    private readonly post: PostOffice,
  ) {}

  /**
   * Sends it if it waits. Safe to repeat and to run twice at once. A failure of ours is thrown after it is noted; one
   * of the mail server is the outcome.
   */
  async send(authorityId: string, digestId: string): Promise<Delivery> {
    const within = <T>(work: (tx: Tx) => Promise<T>) =>
      this.database.forAuthority(authorityId, { kind: 'sweep' }, work);
    const waits = await within((tx) => this.memory.digests.noteAttempt(tx, digestId, this.days.now()));
    if (!waits) return NOTHING;
    try {
      return await within((tx) => this.sendHeld(tx, digestId));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      await within((tx) => this.memory.digests.noteFailure(tx, digestId, `It could not be written: ${why}`));
      throw error;
    }
  }

  private async sendHeld(tx: Tx, digestId: string): Promise<Delivery> {
    const { digests } = this.memory;
    const digest = await digests.holdWaiting(tx, digestId);
    if (digest === null) return NOTHING;
    const written = await this.write(tx, digest);
    if ('nothing' in written) {
      await digests.close(tx, digest.id, written.nothing);
      return { ...NOTHING, cancelled: written.cancelled };
    }
    const { mail, cancelled } = written;
    const outcome = await this.post.mailer.handOver(mail);
    switch (outcome.state) {
      case 'accepted': {
        const sent = await digests.sent(tx, digest.id, mail, this.days.now());
        return { ...NOTHING, outcome: 'sent', sent, cancelled };
      }
      case 'refused': {
        const failed = await digests.failed(tx, digest.id, mail, outcome.why);
        return { ...NOTHING, outcome: 'failed', failed, cancelled, why: outcome.why };
      }
      case 'try_later': {
        await this.putOff(tx, digest, outcome.why);
        return { ...NOTHING, outcome: 'later', cancelled, why: outcome.why };
      }
    }
  }

  /** Tried for a day in vain, it is closed, and what is still true joins the next digest. */
  private async putOff(tx: Tx, digest: HeldDigest, why: string): Promise<void> {
    const triedFor = this.days.now().getTime() - (digest.firstTriedAt?.getTime() ?? Infinity);
    if (triedFor >= DAY_MS) await this.memory.digests.close(tx, digest.id, why);
    else await this.memory.digests.noteFailure(tx, digest.id, why);
  }

  private async write(
    tx: Tx,
    digest: HeldDigest,
  ): Promise<Rendered | { nothing: string; cancelled: number }> {
    const { notices } = this.memory;
    const morning = await this.truth.morning(tx, digest.day);
    const reader = morning.people.get(digest.personId);
    if (!reader || reader.isClosed) return { nothing: 'The account was closed', cancelled: 0 };

    const inIt = await notices.waitingIn(tx, digest.id);
    const missed = await this.missedBy(tx, reader, digest);
    const before = await this.toldBefore(tx, digest);
    const checked = await this.truth.check(tx, morning, [...inIt, ...missed, ...before]);
    const stale = inIt.filter((one) => !checked.isTrue(one));
    const { cancelled } = await notices.end(
      tx,
      stale.map(({ id }) => ({ id, state: 'cancelled', because: 'No longer true when it was to be sent' })),
    );
    const news = inIt.filter(checked.isTrue);
    const newsOf = new Set(news.map(lineKey));
    const away = missed.filter((one) => checked.isTrue(one) && !newsOf.has(lineKey(one)));
    if (news.length + away.length === 0) return { nothing: 'Nothing in it was still true', cancelled };
    const open = before.filter((one) => checked.isTrue(one) && !newsOf.has(lineKey(one)));

    const material = {
      morning,
      readerId: reader.personId,
      subjects: checked.subjects,
      words: await this.truth.subjects.wordsOf(tx, morning, [...news, ...away, ...open]),
      baseUrl: this.post.baseUrl,
    };
    const lines = linesOf(news, material);
    const content: DigestContent = {
      authorityName: await this.authorityName(tx),
      readerName: reader.name,
      day: digest.day,
      groups: grouped(lines),
      whileAway: linesOf(away, material),
      stillOpen: linesOf(open, material),
      homeLink: `${this.post.baseUrl}/`,
    };
    const mail = {
      kind: 'digest' as const,
      isRepeat: digest.attempts > 1,
      to: reader.email,
      messageId: this.post.mailer.messageIdOf(`digest.${digest.id}`),
      subject: subjectLine(content, lines),
      text: this.words.text(content),
      html: this.words.html(content),
    };
    return { mail, cancelled };
  }

  /** Back from an absence: what the deputy was told in their place. */
  private async missedBy(tx: Tx, reader: SomebodyTold, digest: HeldDigest): Promise<Told[]> {
    if (reader.deputyId === null || reader.awayFrom === null || reader.awayUntil === null) return [];
    const isBackSince = reader.awayUntil < digest.day && reader.awayUntil >= addDays(digest.day, -7);
    return isBackSince ? this.memory.notices.toldInstead(tx, reader.personId, reader.awayFrom) : [];
  }

  /** The first digest of a week also lists what is still open: the latest that was told of each subject. */
  private async toldBefore(tx: Tx, digest: HeldDigest): Promise<Told[]> {
    const isFirst = await this.memory.digests.isFirstSince(tx, digest, startOfWeek(digest.day));
    if (!isFirst) return [];
    const since = addDays(digest.day, -OPEN_SINCE_DAYS);
    const told = await this.memory.notices.toldTo(tx, digest.personId, since);
    const seen = new Set<string>();
    return told.filter((one) => {
      if (!LISTED_AS_OPEN.has(one.step) || seen.has(lineKey(one))) return false;
      seen.add(lineKey(one));
      return true;
    });
  }

  private async authorityName(tx: Tx): Promise<string> {
    const row = await tx.row<{ name: string }>('select name from authorities where id = $1', [
      tx.authorityId,
    ]);
    return row?.name ?? '';
  }
}

const NOTHING: Delivery = { outcome: 'nothing', sent: 0, failed: 0, cancelled: 0, why: null };

function lineKey(one: Told): string {
  return `${keyOf(one.subjectKind, one.subjectId)} ${one.personId}`;
}
