import { Injectable } from '@nestjs/common';
import { addDays } from '../../domain/calendar/day-number.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { todayInLondon } from '../../domain/calendar/london-time.js';
import type { NoticeDecision, SubjectKind } from '../../domain/ladder/notice.js';
import { nextNoticeOn, noticesDue } from '../../domain/ladder/notices-due.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { LadderSubject, Morning, NoticeSource, Told } from './morning.js';
import type { MorningFacts } from './morning-facts.repository.js';
import { Mornings } from './mornings.js';
import { keyOf, NoticeSubjects } from './notice-subjects.js';
import type { EndedNotice, NewNotice, WrittenNotices } from './notices.repository.js';
import { SweepMemory } from './sweep-memory.js';
import { toldAs } from './told-as.js';
import { SweepRefused } from './sweep-refused.js';
import type { SweepCounts } from './sweeps.repository.js';

export interface SweepAsked {
  readonly authorityId: string;
  readonly on: LocalDate;
}

export interface SweepResult extends SweepCounts {
  readonly on: LocalDate;
  readonly isWorkingDay: boolean;
  /** Digests that wait to be sent, whoever wrote them. */
  readonly digestIds: readonly string[];
}

/** What a sweep decided, before it was written. */
export interface Decided {
  readonly rated: number;
  readonly write: readonly NewNotice[];
  readonly end: readonly EndedNotice[];
}

const WORDS = {
  cancel: 'No longer true',
  supersede: 'A later one took its place',
} as const;

/**
 * The morning run of one authority: ratings whose day has come, then what is to be told, in one transaction. The
 * tables remember, so it may be repeated, run ten times at one moment, or come two weeks late.
 */
@Injectable()
export class SweepService {
  constructor(
    private readonly database: Database,
    private readonly days: AuthorityDays,
    private readonly ratings: RatingService,
    private readonly subjects: NoticeSubjects,
    private readonly mornings: Mornings,
    private readonly memory: SweepMemory,
  ) {}

  /** Sweeps a morning. Refuses one before the last that was swept, and a future one unless it is demonstration data. */
  sweep(asked: SweepAsked): Promise<SweepResult> {
    const sweep = async (tx: Tx) => this.sweepHeld(tx, await this.morning(tx, asked.on, 'sweep'));
    return this.database.forAuthority(asked.authorityId, { kind: 'sweep' }, sweep, null, 'sweep');
  }

  /**
   * Tells what of one kind is new on a working day whose morning was swept; before that the morning tells it. Gives the
   * digests that wait. Somebody whose digest of the day has gone gets it with the next.
   */
  tellNow(authorityId: string, kind: SubjectKind): Promise<readonly string[]> {
    const tell = async (tx: Tx) => {
      const { morning, facts } = await this.mornings.read(tx, await this.days.today(tx));
      const { on } = morning;
      if (facts.last !== on || !morning.calendar.isWorkingDay(on)) return [];
      const sources = this.subjects.sources.filter((source) => source.kind === kind);
      await this.write(tx, morning, await this.noticesOf(tx, morning, sources), this.days.now());
      return this.memory.digests.waiting(tx);
    };
    return this.database.forAuthority(authorityId, { kind: 'sweep' }, tell, null, 'sweep');
  }

  /** Brings the ratings whose day has come up to date, and nothing else. Gives how many. */
  rate(authorityId: string): Promise<number> {
    return this.database.forAuthority(authorityId, { kind: 'sweep' }, async (tx) =>
      this.ratings.rerateDue(tx, await this.days.today(tx)),
    );
  }

  /** What the sweep of that day would write if it came next. Changes nothing: the transaction is given up. */
  async preview(asked: SweepAsked): Promise<readonly NewNotice[]> {
    let found: readonly NewNotice[] = [];
    await this.database
      .forAuthority(asked.authorityId, { kind: 'sweep' }, async (tx) => {
        const { morning } = await this.morning(tx, asked.on, 'preview');
        const decided = await this.decide(tx, morning);
        found = decided.write.filter(({ state }) => state === 'waiting');
        throw new GivenUp();
      })
      .catch((error: unknown) => {
        if (!(error instanceof GivenUp)) throw error;
      });
    return found;
  }

  private async sweepHeld(tx: Tx, { morning, facts }: MorningRead): Promise<SweepResult> {
    const { digests, sweeps } = this.memory;
    const startedAt = this.days.now();
    const { on } = morning;
    const decided = await this.decide(tx, morning);
    const isWorkingDay = morning.calendar.isWorkingDay(on);
    if (isWorkingDay && facts.isMailLate) await digests.closeEarlier(tx, on);
    const others = [...morning.people.backFromAbsence(facts.last, on), ...facts.lateListFor];
    const written = await this.write(tx, morning, decided, startedAt, isWorkingDay ? others : []);
    const counts: SweepCounts = {
      rated: decided.rated,
      written: written.waiting,
      cancelled: written.cancelled,
      superseded: written.superseded,
    };
    const waiting = await sweeps.done(tx, on, isWorkingDay, counts, startedAt, this.days.now());
    return { ...counts, on, isWorkingDay, digestIds: isWorkingDay ? waiting : [] };
  }

  /** Writes what was decided and, on a working day, puts it into the digests of who gets it. */
  private async write(
    tx: Tx,
    morning: Morning,
    decided: Pick<Decided, 'write' | 'end'>,
    at: Date,
    others: readonly string[] = [],
  ): Promise<WrittenNotices> {
    const { on, people } = morning;
    const written = await this.memory.notices.write(tx, decided, morning.ladderVersionId, at);
    if (morning.calendar.isWorkingDay(on)) {
      const unposted = written.unposted.map(({ id, personId }) => ({
        id,
        recipientId: people.recipientFor(personId, on),
      }));
      await this.memory.digests.post(tx, on, unposted, others, at);
    }
    return written;
  }

  private async decide(tx: Tx, morning: Morning): Promise<Decided> {
    const rated = await this.ratings.rerateDue(tx, morning.on);
    return { rated, ...(await this.noticesOf(tx, morning, this.subjects.sources)) };
  }

  private async noticesOf(
    tx: Tx,
    morning: Morning,
    sources: readonly NoticeSource[],
  ): Promise<Pick<Decided, 'write' | 'end'>> {
    const { on } = morning;
    const due: { source: NoticeSource; subjects: LadderSubject[] }[] = [];
    for (const source of sources) {
      due.push({ source, subjects: await source.due(tx, morning) });
    }
    const told = await this.memory.notices.toldAbout(
      tx,
      due.flatMap(({ subjects }) => subjects.map(({ facts }) => facts)),
    );
    const toldBySubject = bySubject(told);

    const write: NewNotice[] = [];
    const end: EndedNotice[] = [];
    for (const { source, subjects } of due) {
      const nextDays: { id: string; on: LocalDate | null }[] = [];
      for (const { facts } of subjects) {
        const before = toldBySubject.get(keyOf(facts.kind, facts.id)) ?? [];
        const now = noticesDue<Told>(facts, on, morning.calendar, morning.ladder, before);
        for (const one of now) {
          if (one.do === 'write') write.push(newNotice(one, toldAs(one.notice, facts, morning.people)));
          else end.push(endedNotice(one));
        }
        if (!source.keepsNextDay) continue;
        const after = toldAfter(before, now);
        const next = nextNoticeOn(facts, addDays(on, 1), morning.calendar, morning.ladder, after);
        nextDays.push({ id: facts.id, on: next });
      }
      if (nextDays.length > 0) await source.putNextDays(tx, nextDays);
    }
    return { write, end };
  }

  private async morning(tx: Tx, on: LocalDate, what: 'sweep' | 'preview'): Promise<MorningRead> {
    const read = await this.mornings.read(tx, on);
    const { last, isDemonstration } = read.facts;
    if (last !== null && on < last) {
      throw new SweepRefused('before_last_sweep', `${on} is before the last morning swept, ${last}`);
    }
    if (what === 'sweep' && !isDemonstration && on > todayInLondon(this.days.now())) {
      throw new SweepRefused(
        'in_the_future',
        `${on} is in the future; only demonstration data can be swept ahead`,
      );
    }
    return read;
  }
}

interface MorningRead {
  readonly morning: Morning;
  readonly facts: MorningFacts;
}

/** Thrown to leave a transaction without writing. */
class GivenUp extends Error {}

function bySubject(told: readonly Told[]): Map<string, Told[]> {
  const grouped = new Map<string, Told[]>();
  for (const one of told) {
    const key = keyOf(one.subjectKind, one.subjectId);
    grouped.set(key, [...(grouped.get(key) ?? []), one]);
  }
  return grouped;
}

type Decision<Do> = Extract<NoticeDecision<Told>, { readonly do: Do }>;

function newNotice({ notice, state, dueOn }: Decision<'write'>, as: string): NewNotice {
  return { ...notice, state, dueOn, toldAs: as };
}

function endedNotice(decision: Decision<'cancel'> | Decision<'supersede'>): EndedNotice {
  const state = decision.do === 'cancel' ? 'cancelled' : 'superseded';
  return { id: decision.told.id, state, because: WORDS[decision.do] };
}

/** What will have been told once the decisions are written. */
function toldAfter(before: readonly Told[], decisions: readonly NoticeDecision<Told>[]): Told[] {
  const ended = new Map(
    decisions.flatMap((one) => (one.do === 'write' ? [] : [[one.told.id, one.do] as const])),
  );
  const kept = before
    .filter((one) => ended.get(one.id) !== 'cancel')
    .map((one) => (ended.has(one.id) ? { ...one, state: 'superseded' as const } : one));
  const written = decisions.flatMap((one) =>
    one.do === 'write' ? [{ ...one.notice, state: one.state, id: '' }] : [],
  );
  return [...kept, ...written];
}
