import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { worseAhead, type WorseAhead } from '../../domain/rating/colour-ahead.js';
import { RATING_PRESETS } from '../../domain/rating/rating-preset.js';
import { slippingSigns, type SlippingSign } from '../../domain/rating/slipping-signs.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { MOST_SLIPPING, SlippingRepository, type SlippingRow } from './slipping.repository.js';

export interface SlippingAction extends SlippingRow {
  readonly signs: readonly SlippingSign[];
  /** The worse colour that comes if nobody does anything. */
  readonly ahead: WorseAhead | null;
}

export interface Slipping {
  readonly today: LocalDate;
  readonly until: LocalDate;
  /** Theirs as accountable lead; false: everybody's. */
  readonly isTheirs: boolean;
  readonly actions: readonly SlippingAction[];
  /** Whether there are more, less urgent, than are looked at here. */
  readonly isCut: boolean;
  readonly redNow: number;
}

const DAYS_AHEAD = 10;
const DAYS_DUE = 20;

/** What is about to slip, before it is Red: for a lead theirs, for those who answer for the whole plan all of it. */
@Injectable()
export class SlippingService {
  constructor(
    private readonly database: Database,
    private readonly slipping: SlippingRepository,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  of(person: Person): Promise<Slipping> {
    if (!may('slipping.read', person)) throw new Forbidden();
    const isTheirs = person.roles.includes('lead') || !may('overview.read', person);
    const leadId = isTheirs ? person.personId : null;
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const today = await this.days.today(tx);
      await this.ratings.rerateDue(tx, today);
      const calendar = await this.days.calendar(tx);
      const until = calendar.workingDaysAfter(today, DAYS_AHEAD);
      const dueUntil = calendar.workingDaysAfter(today, DAYS_DUE);
      const found = await this.slipping.candidates(tx, {
        leadId,
        readsAll: may('actions.read', person),
        today,
        worseUntil: until,
        dueUntil,
      });
      const rows = found.slice(0, MOST_SLIPPING);
      const isCut = found.length > rows.length;
      const ahead = await this.ahead(tx, rows, today, until);
      const actions = rows
        .map((row) => {
          const worse = ahead.get(row.id) ?? null;
          const facts = {
            ...row,
            lateMilestones: row.lateMilestones.length,
            waits: row.waitsFor.length > 0,
            ahead: worse,
          };
          return { ...row, ahead: worse, signs: slippingSigns(facts, today, calendar) };
        })
        .filter(({ signs }) => signs.length > 0)
        .sort(mostPressingFirst);
      return { today, until, isTheirs, actions, isCut, redNow: await this.slipping.redNow(tx, leadId) };
    });
  }

  /** The worse colour to come of each, as the ratings themselves would find it. */
  private async ahead(
    tx: Tx,
    rows: readonly SlippingRow[],
    today: LocalDate,
    until: LocalDate,
  ): Promise<Map<string, WorseAhead>> {
    const ids = rows
      .filter(({ nextRatingOn }) => nextRatingOn !== null && nextRatingOn <= until)
      .map(({ id }) => id);
    const found = new Map<string, WorseAhead>();
    if (ids.length === 0) return found;
    const calendar = await this.days.calendar(tx);
    for (const [id, { facts, preset }] of await this.ratings.facts(tx, ids, today)) {
      const worse = worseAhead(facts, today, until, calendar, RATING_PRESETS[preset]);
      if (worse !== null) found.set(id, worse);
    }
    return found;
  }
}

/** Priority actions first, then what turns Red and when, then what turns Amber and when, then by due date. */
function mostPressingFirst(one: SlippingAction, other: SlippingAction): number {
  const placeOf = ({ priorityAction, ahead, dueOn }: SlippingAction) =>
    `${priorityAction ? 0 : 1} ${ahead === null ? 2 : ahead.colour === 'red' ? 0 : 1} ${ahead?.on ?? dueOn} ${dueOn}`;
  return placeOf(one) < placeOf(other) ? -1 : 1;
}
