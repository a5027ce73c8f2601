import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { readingScope } from '../actions/action-access.js';
import type { ActionLine } from '../actions/action-list.repository.js';
import { ActionReadingService } from '../actions/action-reading.service.js';
import { MOST_URGENT_FIRST } from '../actions/action-order.js';
import { PlanFiguresRepository, type PlanFigures } from '../actions/plan-figures.repository.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Slice } from '../documents/list-slices.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import {
  RecommendationsRepository,
  type RecommendationView,
} from '../recommendations/recommendations.repository.js';
import {
  WorkstreamsRepository,
  type WorkstreamContent,
  type WorkstreamRow,
} from '../recommendations/workstreams.repository.js';

export interface WorkstreamPage {
  readonly workstream: WorkstreamRow;
  readonly recommendations: readonly RecommendationView[];
  readonly moreRecommendations: number;
  readonly actions: readonly ActionLine[];
  readonly figures: PlanFigures;
}

const SHOWN = 100;

/** The themes of the plan: added, changed, put in order, archived. */
@Injectable()
export class WorkstreamsService {
  constructor(
    private readonly database: Database,
    private readonly streams: WorkstreamsRepository,
    private readonly recommendations: RecommendationsRepository,
    private readonly reading: ActionReadingService,
    private readonly figures: PlanFiguresRepository,
    private readonly days: AuthorityDays,
  ) {}

  async list(
    person: Person,
    archived: boolean,
    part: Slice,
  ): Promise<{ rows: WorkstreamRow[]; total: number }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.streams.rows(tx, archived, part));
  }

  async one(person: Person, id: string): Promise<WorkstreamRow> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.found(tx, id));
  }

  /** With its recommendations, its actions and how they stand. */
  async page(person: Person, id: string): Promise<WorkstreamPage> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const workstream = await this.found(tx, id);
      const all = seesEmbargoed(person);
      const filter = { workstreamId: [id], publishedOnly: !all, embargoedMarks: all };
      const { rows, total } = await this.recommendations.list(tx, filter, { limit: SHOWN, offset: 0 });
      const scope = readingScope(person);
      const actions = { workstreamId: [id], status: ['not_started', 'in_progress', 'complete'] as const };
      const part = { order: MOST_URGENT_FIRST, limit: SHOWN };
      return {
        workstream,
        recommendations: rows,
        moreRecommendations: total - rows.length,
        actions: (await this.reading.linesWithin(tx, person, actions, part)).rows.slice(0, SHOWN),
        figures: await this.figures.figures(tx, scope, { workstreamId: [id] }),
      };
    });
  }

  async sponsors(person: Person): Promise<{ id: string; name: string }[]> {
    if (!may('plan.manage', person)) throw new Forbidden();
    return this.within(person, (tx) => this.streams.sponsorChoices(tx));
  }

  async add(person: Person, content: WorkstreamContent): Promise<string> {
    if (!may('plan.manage', person)) throw new Forbidden();
    return this.within(person, (tx) => nameOnce(() => this.streams.add(tx, content)));
  }

  async change(
    person: Person,
    id: string,
    version: number,
    change: Partial<WorkstreamContent>,
  ): Promise<void> {
    if (!may('plan.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      await this.held(tx, id, version);
      await nameOnce(() => this.streams.change(tx, id, change));
    });
  }

  /** Archived it takes nothing new; what is in it stays in it. */
  async archive(person: Person, id: string, version: number, archived: boolean): Promise<void> {
    if (!may('plan.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const workstream = await this.held(tx, id, version);
      if (workstream.isArchived === archived) {
        throw new StateForbids('already', archived ? 'It is archived already' : 'It is in use already');
      }
      await this.streams.archive(tx, id, archived ? this.days.now() : null);
    });
  }

  /** One place up or down in the order of the plan. */
  async move(person: Person, id: string, direction: 'up' | 'down'): Promise<void> {
    if (!may('plan.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      await this.found(tx, id);
      const inOrder = await this.streams.heldInOrder(tx);
      const from = inOrder.indexOf(id);
      const to = from + (direction === 'up' ? -1 : 1);
      if (from === -1 || to < 0 || to >= inOrder.length) return;
      inOrder.splice(to, 0, ...inOrder.splice(from, 1));
      await this.streams.order(tx, inOrder);
    });
  }

  private async found(tx: Tx, id: string): Promise<WorkstreamRow> {
    const row = isUuid(id) ? await this.streams.row(tx, id) : null;
    if (row === null) throw new NotFound('There is no such workstream');
    return row;
  }

  private async held(tx: Tx, id: string, version: number): Promise<WorkstreamRow> {
    if (isUuid(id)) await this.streams.hold(tx, id);
    const row = await this.found(tx, id);
    if (row.version !== version) throw new StaleVersion(row.version);
    return row;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

async function nameOnce<T>(writing: () => Promise<T>): Promise<T> {
  try {
    return await writing();
  } catch (error) {
    const { code } = error as { code?: string };
    const wrong = (field: string, as: string, message: string) =>
      new Refused(as, message, [{ field, message }]);
    if (code === '23505') throw wrong('name', 'name_taken', 'Another workstream has this name');
    if (code === '23503') throw wrong('sponsorId', 'unknown_sponsor', 'Choose somebody of this authority');
    throw error;
  }
}
