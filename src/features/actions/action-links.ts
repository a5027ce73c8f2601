import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { Refused, type FieldError } from '../../web/errors/refusals.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { HandOversRepository } from './assignment/hand-overs.repository.js';
import { ActionPeople } from './action-people.js';
import type { Action } from './action.entity.js';
import { ActionsRepository } from './actions.repository.js';
import { PublishedActions } from './published-actions.js';
import { RatingService } from './rating.service.js';

/** Saves what a change of an action brings with it: its recommendations, who must be told, and its rating. */
@Injectable()
export class ActionLinks {
  constructor(
    private readonly actions: ActionsRepository,
    private readonly people: ActionPeople,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
    private readonly followers: PublishedActions,
    private readonly handOvers: HandOversRepository,
  ) {}

  refusals(tx: Tx, wanted: Action, standing: Action): Promise<FieldError[]> {
    return this.people.refusals(tx, wanted, standing);
  }

  /** Of the owners and leads of these actions, who may still act. */
  stillHere(tx: Tx, actions: readonly Action[]): Promise<(id: string | null) => boolean> {
    return this.people.stillHere(
      tx,
      actions.flatMap((action) => [action.ownerId, action.accountableLeadId]),
    );
  }

  /** Refuses recommendations that this authority does not have. */
  async checkRecommendations(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const known = await this.actions.usable(tx, ids);
    if (known.length === new Set(ids).size) return;
    const message = 'Choose recommendations of this plan';
    throw new Refused('unknown_recommendation', message, [{ field: 'recommendationIds', message }]);
  }

  /** `note`: what whoever takes the action over should know. */
  async save(
    tx: Tx,
    action: Action,
    wanted: Action,
    recommendationIds?: readonly string[],
    note = '',
  ): Promise<void> {
    const today = await this.days.today(tx);
    const isPublished = action.status !== 'draft';
    const handedOver = isPublished && wanted.ownerId !== action.ownerId;
    const mustTell = isPublished && (handedOver || wanted.accountableLeadId !== action.accountableLeadId);
    await this.actions.change(tx, action.id, {
      title: wanted.title,
      description: wanted.description,
      kind: wanted.kind,
      ownerId: wanted.ownerId,
      accountableLeadId: wanted.accountableLeadId,
      agencyId: wanted.agencyId,
      workstreamId: wanted.workstreamId,
      startOn: wanted.startOn,
      dueOn: wanted.dueOn,
      dateSetBy: wanted.dateSetBy,
      successMeasure: wanted.successMeasure,
      requiredEvidence: wanted.requiredEvidence,
      ...(handedOver && { givenOn: today }),
      ...(mustTell && { nextNoticeOn: today }),
    });
    if (handedOver && wanted.ownerId !== null) {
      const { ownerId: toId } = wanted;
      await this.handOvers.add(tx, [{ actionId: action.id, fromId: action.ownerId, toId, note }], today);
    }
    if (recommendationIds) await this.serve(tx, action.id, recommendationIds);
    await this.ratings.recommendationsChanged(tx, [action.id]);
  }

  /** The drafts enter the plan: the first due date is set, which is not a move, and their owners are told. */
  async published(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.actions.publish(tx, ids, await this.days.today(tx));
    await this.ratings.recommendationsChanged(tx, ids);
    await this.followers.happened(tx, ids);
  }

  /** The board has cancelled it: it is counted and chased no more. */
  async cancelled(tx: Tx, actionId: string, on: LocalDate): Promise<void> {
    await this.actions.change(tx, actionId, { status: 'cancelled', cancelledOn: on, nextNoticeOn: on });
    await this.ratings.rerate(tx, [actionId]);
  }

  private async serve(tx: Tx, actionId: string, recommendationIds: readonly string[]): Promise<void> {
    await this.checkRecommendations(tx, recommendationIds);
    const standing = (await this.actions.served(tx, actionId, false)).map(({ id }) => id);
    const ended = standing.filter((id) => !recommendationIds.includes(id));
    const added = recommendationIds.filter((id) => !standing.includes(id));
    await this.actions.endServed(tx, actionId, ended, this.days.now());
    await this.actions.addServed(
      tx,
      added.map((recommendationId) => ({ actionId, recommendationId })),
    );
  }
}
