import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, StateForbids } from '../../web/errors/refusals.js';
import { isUuid } from '../../web/api/ids.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ActionAccess } from './action-access.js';
import { ActionsRepository, type DraftSource, type NewDraft } from './actions.repository.js';
import { draftTitle } from './draft-title.js';
import { RatingService } from './rating.service.js';

/** Drafts: actions that are not yet in the published plan. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: Database,
    private readonly actions: ActionsRepository,
    private readonly access: ActionAccess,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  /** One draft for every open recommendation that has no action. Gives how many. Pressing twice drafts nothing twice. */
  async draftAll(person: Person): Promise<number> {
    if (!may('actions.draft', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const plan = await this.heldPlan(tx);
      const sources = await this.actions.openRecommendationsWithoutAction(tx);
      if (sources.length === 0) return 0;
      const ids = await this.actions.addDrafts(tx, plan, sources.map(draftFrom));
      await this.ratings.recommendationsChanged(tx, ids);
      return ids.length;
    });
  }

  /** A draft of one action more towards a recommendation. Gives its id. */
  async draftFor(person: Person, recommendationId: string): Promise<string> {
    if (!may('actions.draft', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const source = isUuid(recommendationId) ? await this.actions.draftSource(tx, recommendationId) : null;
      if (source === null) throw new NotFound('There is no such recommendation');
      return this.add(tx, draftFrom(source));
    });
  }

  /** A draft with nothing but a title, inside a transaction of the caller. */
  async add(tx: Tx, draft: NewDraft): Promise<string> {
    const [id] = await this.actions.addDrafts(tx, await this.heldPlan(tx), [draft]);
    await this.ratings.recommendationsChanged(tx, [id as string]);
    return id as string;
  }

  /** A draft that is not needed. A published action is cancelled by the board, not here. */
  async cancel(person: Person, id: string): Promise<void> {
    if (!may('actions.draft', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.draft', id);
      if (action.status !== 'draft') {
        throw new StateForbids(
          'not_a_draft',
          'Only a draft can be cancelled here; a published action is cancelled by the board',
        );
      }
      await this.actions.change(tx, id, { status: 'cancelled', cancelledOn: await this.days.today(tx) });
      await this.ratings.rerate(tx, [id]);
    });
  }

  private async heldPlan(tx: Tx): Promise<{ id: string; nextNumber: number }> {
    const plan = await this.actions.heldPlan(tx);
    if (plan === null) throw new StateForbids('no_open_plan', 'There is no open plan to draft actions in');
    return plan;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function draftFrom(source: DraftSource): NewDraft {
  return {
    title: draftTitle(source.text),
    workstreamId: source.workstreamId,
    accountableLeadId: source.leadId,
    recommendationIds: [source.id],
  };
}
