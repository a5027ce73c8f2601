import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DateSetter } from '../../domain/lifecycle/date-change.js';
import {
  whatPublishingNeeds,
  type ActionKind,
  type EvidenceKind,
  type PublishingNeed,
} from '../../domain/lifecycle/publishing.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, Refused, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ActionAccess } from './action-access.js';
import { ActionLinks } from './action-links.js';
import { needErrors } from './action-words.js';
import type { Action } from './action.entity.js';
import { ActionsRepository } from './actions.repository.js';
import { DraftsService } from './drafts.service.js';

/** What a person writes about an action; in a change, what is not named stays. */
export interface ActionContent {
  readonly title: string;
  readonly description: string;
  readonly kind: ActionKind | null;
  readonly ownerId: string | null;
  readonly accountableLeadId: string | null;
  readonly agencyId: string | null;
  readonly workstreamId: string | null;
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly dateSetBy: DateSetter;
  readonly successMeasure: string;
  readonly requiredEvidence: readonly EvidenceKind[];
  readonly recommendationIds: readonly string[];
}

export interface NotReady {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly needs: readonly PublishingNeed[];
}

/** The plan manager's verbs: write an action, change it, publish it. */
@Injectable()
export class ActionsService {
  constructor(
    private readonly database: Database,
    private readonly actions: ActionsRepository,
    private readonly access: ActionAccess,
    private readonly links: ActionLinks,
    private readonly drafts: DraftsService,
    private readonly days: AuthorityDays,
  ) {}

  /** A new draft with what is known of it; published at once when asked and ready. Gives its id. */
  async create(
    person: Person,
    content: Partial<ActionContent> & { title: string },
    options: { publish?: boolean } = {},
  ): Promise<string> {
    if (!may('actions.draft', person)) throw new Forbidden();
    if (options.publish && !may('actions.publish', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      await this.links.checkRecommendations(tx, content.recommendationIds ?? []);
      const id = await this.drafts.add(tx, {
        title: content.title,
        workstreamId: null,
        accountableLeadId: null,
        recommendationIds: content.recommendationIds ?? [],
      });
      const action = (await this.actions.heldById(tx, id)) as Action;
      await this.apply(tx, action, content);
      if (options.publish)
        await this.publishHeld(tx, [(await this.actions.heldById(tx, id)) as Action], 'refuse');
      return id;
    });
  }

  /** Changes what is named. Refuses a version that is no longer the current one, and a date that only a request moves. */
  async change(
    person: Person,
    id: string,
    version: number,
    content: Partial<ActionContent>,
    options: { publish?: boolean } = {},
  ): Promise<void> {
    if (!may('actions.edit', person)) throw new Forbidden();
    if (options.publish && !may('actions.publish', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.edit', id);
      if (action.version !== version) throw new StaleVersion(action.version);
      await this.apply(tx, action, content);
      if (options.publish)
        await this.publishHeld(tx, [(await this.actions.heldById(tx, id)) as Action], 'refuse');
    });
  }

  /** Of the recommendations shown, the action serves those chosen; those not shown stay as they are. */
  async serve(
    person: Person,
    id: string,
    shown: readonly string[],
    chosen: readonly string[],
  ): Promise<void> {
    if (!may('actions.edit', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.edit', id);
      const standing = (await this.actions.served(tx, id, false)).map((one) => one.id);
      const kept = standing.filter((one) => !shown.includes(one));
      await this.apply(tx, action, { recommendationIds: [...new Set([...kept, ...chosen])] });
    });
  }

  /** Publishes one draft, or refuses it with what it still needs at each field. */
  async publish(person: Person, id: string, version?: number): Promise<void> {
    if (!may('actions.publish', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.publish', id);
      if (version !== undefined && action.version !== version) throw new StaleVersion(action.version);
      await this.publishHeld(tx, [action], 'refuse');
    });
  }

  /** Publishes those of several drafts that are ready, and says what the others still need. */
  async publishMany(
    person: Person,
    ids: readonly string[],
  ): Promise<{ published: number; notReady: NotReady[] }> {
    if (!may('actions.publish', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const notReady = await this.publishHeld(tx, await this.actions.heldByIds(tx, ids), 'leave_out');
      return { published: ids.length - notReady.length, notReady };
    });
  }

  private async publishHeld(
    tx: Tx,
    actions: readonly Action[],
    otherwise: 'refuse' | 'leave_out',
  ): Promise<NotReady[]> {
    const calendar = await this.days.calendar(tx);
    const isHere = await this.links.stillHere(tx, actions);
    const needsOf = (action: Action) =>
      whatPublishingNeeds(
        { ...action, ownerMayAct: isHere(action.ownerId), leadMayAct: isHere(action.accountableLeadId) },
        calendar,
      );
    const notReady = actions
      .map((action) => ({
        id: action.id,
        reference: action.reference,
        title: action.title,
        needs: needsOf(action),
      }))
      .filter(({ needs }) => needs.length > 0);
    const [first] = notReady;
    if (first && otherwise === 'refuse') refuseToPublish(first.needs);
    const ready = actions.filter((action) => !notReady.some(({ id }) => id === action.id));
    await this.links.published(
      tx,
      ready.map(({ id }) => id),
    );
    return notReady;
  }

  private async apply(tx: Tx, action: Action, content: Partial<ActionContent>): Promise<void> {
    if (action.status === 'complete' || action.status === 'cancelled') {
      throw new StateForbids(action.status, 'An action that is complete or cancelled cannot be changed');
    }
    const { recommendationIds, requiredEvidence, ...columns } = content;
    const wanted: Action = {
      ...action,
      ...columns,
      requiredEvidence: [...(requiredEvidence ?? action.requiredEvidence)],
    };
    await this.refuseWrong(tx, action, wanted);
    await this.links.save(tx, action, wanted, recommendationIds);
  }

  /** A draft may be unfinished but not wrong; a published action stays as whole as when it was published. */
  private async refuseWrong(tx: Tx, action: Action, wanted: Action): Promise<void> {
    const errors = await this.links.refusals(tx, wanted, action);
    if (action.status !== 'draft' && wanted.dueOn !== action.dueOn) {
      errors.push({
        field: 'dueOn',
        message: 'The due date of a published action is changed by a request for another date, not here',
      });
    }
    if (action.status !== 'draft' && wanted.dateSetBy !== action.dateSetBy) {
      errors.push({ field: 'dateSetBy', message: 'Who set the due date is said before publishing' });
    }
    const calendar = await this.days.calendar(tx);
    const isHere = await this.links.stillHere(tx, [wanted]);
    const needs = whatPublishingNeeds(
      {
        ...wanted,
        status: 'draft',
        ownerMayAct: isHere(wanted.ownerId),
        leadMayAct: isHere(wanted.accountableLeadId),
      },
      calendar,
    ).filter(({ code }) => action.status !== 'draft' || WRONG_IN_A_DRAFT.includes(code));
    for (const error of needErrors(needs)) {
      if (!errors.some(({ field }) => field === error.field)) errors.push(error);
    }
    if (errors.length > 0) throw new Refused('invalid', 'Some fields need another look', errors);
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

const WRONG_IN_A_DRAFT: readonly PublishingNeed['code'][] = [
  'title_missing',
  'owner_left',
  'lead_left',
  'start_after_due',
  'beyond_calendar',
];

function refuseToPublish(needs: readonly PublishingNeed[]): never {
  if (needs.some(({ code }) => code === 'not_a_draft')) {
    throw new StateForbids('not_a_draft', 'Only a draft can be published');
  }
  throw new Refused('not_ready', 'The action cannot be published yet', needErrors(needs));
}
