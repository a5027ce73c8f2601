import { Injectable } from '@nestjs/common';
import { addDays } from '../../../domain/calendar/day-number.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { LadderPreset } from '../../../domain/ladder/ladder-preset.js';
import {
  differenceOf,
  LadderTrial,
  type Foretold,
  type LadderDifference,
} from '../../../domain/ladder/ladder-trial.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { RatingService } from '../../actions/rating.service.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { Mornings } from '../mornings.js';
import { NoticeSubjects } from '../notice-subjects.js';
import { SweepMemory } from '../sweep-memory.js';

const WORKING_DAYS_TRIED = 10;

export interface TriedLadder extends LadderDifference {
  /** The next ten working days. */
  readonly days: readonly LocalDate[];
  readonly before: readonly Foretold[];
  readonly after: readonly Foretold[];
}

/** What another ladder would send in the next ten working days if nobody did anything. */
@Injectable()
export class LadderTrialService {
  constructor(
    private readonly database: Database,
    private readonly days: AuthorityDays,
    private readonly mornings: Mornings,
    private readonly ratings: RatingService,
    private readonly subjects: NoticeSubjects,
    private readonly memory: SweepMemory,
  ) {}

  /** Ratings turn as the days pass, so they are turned in a transaction that is given up in the end. */
  async tryOut(authorityId: string, ladder: LadderPreset): Promise<TriedLadder> {
    let tried: TriedLadder | null = null;
    await this.database
      .forAuthority(authorityId, { kind: 'sweep' }, async (tx) => {
        tried = await this.within(tx, ladder);
        throw new GivenUp();
      })
      .catch((error: unknown) => {
        if (!(error instanceof GivenUp)) throw error;
      });
    return tried!;
  }

  private async within(tx: Tx, ladder: LadderPreset): Promise<TriedLadder> {
    const today = await this.days.today(tx);
    const first = await this.mornings.of(tx, today);
    const calendar = first.calendar;
    const told = await this.memory.notices.toldSinceEver(tx);
    const trials = {
      before: new LadderTrial(calendar, first.ladder, told),
      after: new LadderTrial(calendar, ladder, told),
    };
    const days: LocalDate[] = [];
    for (let on = addDays(today, 1); days.length < WORKING_DAYS_TRIED; on = addDays(on, 1)) {
      await this.ratings.rerateDue(tx, on);
      if (!calendar.isWorkingDay(on)) continue;
      days.push(on);
      for (const source of this.subjects.sources) {
        const found = source.all
          ? await source.all(tx, { ...first, on })
          : await source.due(tx, { ...first, on });
        const facts = found.map((one) => one.facts);
        trials.before.sweep(facts, on);
        trials.after.sweep(facts, on);
      }
    }
    const { before, after } = trials;
    const difference = differenceOf(before.foretold, after.foretold);
    return { days, before: before.foretold, after: after.foretold, ...difference };
  }
}

/** Thrown to leave a transaction without writing. */
class GivenUp extends Error {}
