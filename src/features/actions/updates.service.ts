import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { callsEndedByUpdate } from '../../domain/lifecycle/calling-worse.js';
import { applyUpdate, type UpdateAnswer } from '../../domain/lifecycle/progress-update.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ActionAccess, type Accessed } from './action-access.js';
import { ActionsRepository } from './actions.repository.js';
import { RatingService } from './rating.service.js';
import { updateRefused } from './update-words.js';
import { UpdatesRepository, type UpdateRow } from './updates.repository.js';

/** What an owner says about an action. */
export interface UpdateContent {
  readonly answer: UpdateAnswer;
  readonly forecastOn: LocalDate | null;
  readonly begunOn: LocalDate | null;
  readonly noChange: boolean;
  readonly whatChanged: string;
  readonly inTheWay: string;
  readonly whoRemovesIt: string;
}

export interface UpdatesPage {
  readonly rows: UpdateRow[];
  readonly total: number;
  readonly hasMore: boolean;
}

/** Updates: written once by the owner, or by the plan manager for them, and kept for ever. */
@Injectable()
export class UpdatesService {
  constructor(
    private readonly database: Database,
    private readonly actions: ActionsRepository,
    private readonly updates: UpdatesRepository,
    private readonly access: ActionAccess,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  /**
   * Keeps an update and what follows from it: the action may have begun, the owner's own call of "worse" ends, and
   * the rating is computed anew.
   */
  async record(person: Person, actionId: string, content: UpdateContent): Promise<UpdateRow> {
    if (!may('actions.record_update', person) && !mayEver('actions.update_own', person))
      throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const accessed = await this.access.toChange(tx, person, 'actions.read', actionId);
      const recordedFor = this.forWhom(person, accessed);
      const { action } = accessed;
      const today = await this.days.today(tx);
      const effect = applyUpdate(
        { ...action, dueOn: action.dueOn as LocalDate },
        content,
        today,
        await this.days.calendar(tx),
      );
      if (isRefusal(effect)) updateRefused(effect.refused);
      const id = await this.updates.add(tx, {
        ...content,
        actionId,
        writtenBy: person.personId,
        recordedFor,
        writtenAt: this.days.now(),
        writtenOn: today,
        dueOn: action.dueOn as LocalDate,
      });
      await this.actions.change(tx, actionId, {
        status: effect.status,
        begunOn: effect.begunOn,
        lastUpdateOn: effect.lastUpdateOn,
        forecastOn: effect.forecastOn,
        unsureSince: effect.unsure ? (action.unsureSince ?? today) : null,
        lastUpdateNoChange: effect.noChange,
        nextNoticeOn: today,
      });
      await this.endOwnersCalls(tx, person, actionId, today);
      await this.ratings.rerate(tx, [actionId]);
      return (await this.updates.byId(tx, id)) as UpdateRow;
    });
  }

  /** The updates of an action, newest first. */
  async list(
    person: Person,
    actionId: string,
    limit: number,
    before: string | null = null,
  ): Promise<UpdatesPage> {
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      await this.access.toRead(tx, person, actionId);
      const rows = await this.updates.ofAction(tx, actionId, limit + 1, before);
      return {
        rows: rows.slice(0, limit),
        total: await this.updates.count(tx, actionId),
        hasMore: rows.length > limit,
      };
    });
  }

  /** Null when it is the person's own; the owner's id when the plan manager writes down what the owner said. */
  private forWhom(person: Person, { action, subject }: Accessed): string | null {
    if (may('actions.update_own', person, subject)) return null;
    if (!may('actions.record_update', person, subject)) throw new Forbidden();
    if (action.ownerId === null) {
      throw new Refused('no_owner', 'Nobody owns this action, so there is nobody to record an update for');
    }
    return action.ownerId;
  }

  private async endOwnersCalls(tx: Tx, person: Person, actionId: string, today: LocalDate): Promise<void> {
    const standing = await this.updates.standingCalls(tx, actionId);
    const ended = callsEndedByUpdate(standing).map(({ id }) => id);
    await this.updates.endCalls(tx, ended, {
      on: today,
      by: person.personId,
      because: 'The next update was made',
    });
  }
}
