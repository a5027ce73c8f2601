import { Injectable, Logger } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { todayInLondon } from '../../domain/calendar/london-time.js';
import type { SubjectKind, Step } from '../../domain/ladder/notice.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { OperatorDoor, type AuthorityEntry } from '../../platform/database/operator.door.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { DigestSender } from './digest.sender.js';
import { SweepService } from './sweep.service.js';

/** Which morning: `on` left out is today; `authoritySlug` left out is every authority. */
export interface Asked {
  readonly on?: LocalDate | undefined;
  readonly authoritySlug?: string | undefined;
}

export interface SweptNow {
  readonly authority: string;
  readonly on: LocalDate;
  readonly rated: number;
  /** Notices, as the rest: written to be sent, sent, failed for good, cancelled, superseded. */
  readonly written: number;
  readonly sent: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly superseded: number;
  /** Mails that could not be handed over now and will be tried again. */
  readonly delayed: number;
}

export interface PreviewLine {
  readonly on: LocalDate;
  readonly authority: string;
  readonly person: string;
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly step: Step;
  readonly occurrence: string;
  readonly about: LocalDate;
  readonly due: LocalDate;
}

/** The whole morning run in one process, without a queue: for the command line. */
@Injectable()
export class SweepNow {
  private readonly logger = new Logger('Sweep');

  constructor(
    private readonly operator: OperatorDoor,
    private readonly database: Database,
    private readonly sweeps: SweepService,
    private readonly sender: DigestSender,
    private readonly days: AuthorityDays,
    private readonly clock: Clock,
  ) {}

  /**
   * Sweeps, and hands the mail over before it returns. Throws SweepRefused for a morning that cannot be swept, before
   * anything is done when only one authority is asked for.
   */
  async *sweepNow(asked: Asked): AsyncGenerator<SweptNow> {
    for (const authority of await this.authorities(asked.authoritySlug)) {
      if (asked.authoritySlug === undefined && this.isPassedOver(authority, asked.on)) continue;
      const on = asked.on ?? (await this.today(authority));
      const swept = await this.sweeps.sweep({ authorityId: authority.id, on });
      const mail = await this.handOver(authority, swept.digestIds);
      const total = { ...mail, cancelled: swept.cancelled + mail.cancelled };
      const { rated, written, superseded } = swept;
      yield { authority: authority.slug, on, rated, written, superseded, ...total };
    }
  }

  /** What the sweep of that day would write. Writes nothing. */
  async *previewNotices(asked: { readonly on: LocalDate; readonly authoritySlug?: string | undefined }) {
    for (const authority of await this.authorities(asked.authoritySlug)) {
      const notices = await this.sweeps.preview({ authorityId: authority.id, on: asked.on });
      const addresses = await this.addresses(authority.id);
      for (const one of notices) {
        const { subjectKind, subjectId, step, occurrence, about } = one;
        const line: PreviewLine = {
          on: asked.on,
          authority: authority.slug,
          person: addresses.get(one.personId) ?? '',
          subjectKind,
          subjectId,
          step,
          occurrence,
          about,
          due: one.dueOn,
        };
        yield line;
      }
    }
  }

  /** One digest that cannot be written or sent does not stop the others: it is logged, waits, and is tried again. */
  private async handOver(authority: AuthorityEntry, digestIds: readonly string[]) {
    const total = { sent: 0, failed: 0, cancelled: 0, delayed: 0 };
    for (const [digestId, delivery] of await this.sender.sendAll(authority.id, digestIds)) {
      const { outcome, why, error } = delivery;
      if (error) this.logger.error(`Digest ${digestId} was not sent: ${error.message}`);
      else if (why !== null) this.logger.warn(`Digest ${digestId}: ${why}`);
      total.sent += delivery.sent;
      total.failed += delivery.failed;
      total.cancelled += delivery.cancelled;
      if (outcome === 'later') total.delayed += 1;
    }
    return total;
  }

  private today({ id }: AuthorityEntry): Promise<LocalDate> {
    return this.database.forAuthority(id, { kind: 'sweep' }, (tx) => this.days.today(tx));
  }

  private addresses(authorityId: string): Promise<Map<string, string>> {
    return this.database.forAuthority(authorityId, { kind: 'sweep' }, async (tx) => {
      const rows = await tx.rows<{ id: string; email: string }>(
        'select id, email from people where authority_id = $1',
        [authorityId],
      );
      return new Map(rows.map(({ id, email }) => [id, email]));
    });
  }

  /** Days ahead are for demonstration data: asked of everybody, the others are passed over. */
  private isPassedOver({ isDemonstration }: AuthorityEntry, on: LocalDate | undefined): boolean {
    return on !== undefined && !isDemonstration && on > todayInLondon(this.clock.now());
  }

  private async authorities(slug: string | undefined): Promise<AuthorityEntry[]> {
    const all = await this.operator.authorities();
    if (slug === undefined) return all;
    const one = all.find((authority) => authority.slug === slug);
    if (!one) throw new UnknownAuthority(slug);
    return [one];
  }
}

export class UnknownAuthority extends Error {
  override name = 'UnknownAuthority';
  constructor(slug: string) {
    super(`There is no authority ${slug}`);
  }
}
