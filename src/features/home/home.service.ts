import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import { readingScope } from '../actions/action-access.js';
import type { ActionFilters } from '../actions/action-filters.js';
import { OPEN_STATUSES } from '../actions/action-filters.js';
import { ActionListRepository, type ActionLine } from '../actions/action-list.repository.js';
import { MOST_URGENT_FIRST } from '../actions/action-order.js';
import { AskedUpdates } from '../actions/asked-updates.service.js';
import type { OpenWindow } from '../actions/asked-windows.js';
import { ActionReadingService } from '../actions/action-reading.service.js';
import { PlanFiguresRepository, type PlanFigures } from '../actions/plan-figures.repository.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';

/** Nobody has so many; beyond it the list of actions leads on. */
const MOST_OF_ONE_PERSON = 200;

export interface Home {
  readonly today: LocalDate;
  /** Null for somebody who can be given no action. */
  readonly theirs: {
    readonly rows: readonly ActionLine[];
    readonly total: number;
    /** The window that asks about each of them today, by action, with its answer so far. */
    readonly windows: ReadonlyMap<string, OpenWindow>;
  } | null;
  /** What they are the accountable lead of, by how it stands; null for somebody who leads nothing. */
  readonly led: { readonly red: number; readonly amber: number; readonly total: number } | null;
  /** The figures of the plan for those who read what the board reads. */
  readonly plan: (PlanFigures & { readonly withoutAction: number }) | null;
}

/** What waits for one person. */
@Injectable()
export class HomeService {
  constructor(
    private readonly database: Database,
    private readonly reading: ActionReadingService,
    private readonly lists: ActionListRepository,
    private readonly figures: PlanFiguresRepository,
    private readonly days: AuthorityDays,
    private readonly asked: AskedUpdates,
  ) {}

  async of(person: Person): Promise<Home> {
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => ({
      today: await this.days.today(tx),
      theirs: mayEver('actions.update_own', person) ? await this.theirs(tx, person) : null,
      led: person.roles.includes('lead') ? await this.led(tx, person) : null,
      plan: may('board.read', person) ? await this.plan(tx, person) : null,
    }));
  }

  /** Their open actions, owned or contributed to, the most urgent first. */
  private async theirs(tx: Tx, person: Person) {
    const filters = { doerId: person.personId, status: OPEN_STATUSES };
    const part = { order: MOST_URGENT_FIRST, limit: MOST_OF_ONE_PERSON };
    const { rows, total } = await this.reading.linesWithin(tx, person, filters, part);
    const shown = rows.slice(0, MOST_OF_ONE_PERSON);
    const windows = await this.asked.ofActions(
      tx,
      shown.map(({ id }) => id),
    );
    return { rows: shown, total, windows };
  }

  private async led(tx: Tx, person: Person) {
    const scope = readingScope(person);
    const count = (filters: ActionFilters) =>
      this.lists.count(tx, { ...filters, accountableLeadId: [person.personId] }, scope);
    return {
      red: await count({ rating: ['red'] }),
      amber: await count({ rating: ['amber'] }),
      total: await count({ status: OPEN_STATUSES }),
    };
  }

  private async plan(tx: Tx, person: Person) {
    const figures = await this.figures.figures(tx, readingScope(person));
    const { withoutAction } = await this.figures.recommendationFigures(tx, !seesEmbargoed(person));
    return { ...figures, withoutAction };
  }
}
