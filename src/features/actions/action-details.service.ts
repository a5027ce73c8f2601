import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import {
  smartGaps,
  whatPublishingNeeds,
  type PublishingNeed,
  type SmartGap,
} from '../../domain/lifecycle/publishing.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { PastReading } from '../authorities/past-reading.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import { ActionAccess, type Accessed } from './action-access.js';
import { ActionPeople, type ActionChoices } from './action-people.js';
import type { Action } from './action.entity.js';
import { ActionsRepository, type ServedRecommendation } from './actions.repository.js';
import { RatingService, type Explanation } from './rating.service.js';

/** The names that stand for the ids of an action. */
export interface ActionNames {
  readonly owner: string | null;
  readonly lead: string | null;
  readonly agency: string | null;
  readonly workstream: string | null;
}

/** What this person may do with the action as it is. */
export interface ActionVerbs {
  readonly edit: boolean;
  readonly publish: boolean;
  readonly cancelDraft: boolean;
  readonly update: boolean;
  readonly recordUpdate: boolean;
  readonly callWorse: boolean;
}

export interface ActionDetails {
  readonly today: LocalDate;
  /** The day at whose end it is shown; null: now. */
  readonly asAt: LocalDate | null;
  readonly action: Action;
  readonly names: ActionNames;
  readonly explanation: Explanation;
  readonly served: readonly ServedRecommendation[];
  readonly may: ActionVerbs;
}

export interface DraftState {
  readonly action: Action;
  readonly choices: ActionChoices;
  readonly served: readonly ServedRecommendation[];
  /** For a draft: what publishing it still needs, and what it lacks to be SMART. */
  readonly needs: readonly PublishingNeed[];
  readonly gaps: readonly SmartGap[];
}

/** One action with everything that its pages show. */
@Injectable()
export class ActionDetailsService {
  constructor(
    private readonly database: Database,
    private readonly past: PastReading,
    private readonly actions: ActionsRepository,
    private readonly access: ActionAccess,
    private readonly people: ActionPeople,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  /** The action's own page; `more` reads what else the page shows, in the same transaction. */
  async details<More>(
    person: Person,
    id: string,
    more: (tx: Tx, accessed: Accessed, today: LocalDate) => Promise<More>,
    asAt: LocalDate | null = null,
  ): Promise<ActionDetails & { more: More }> {
    return this.past.within(person.authority.id, person.actor, asAt, async (tx) => {
      const today = await this.days.today(tx);
      await this.ratings.rerateDue(tx, today);
      const accessed = await this.access.toRead(tx, person, id);
      const { action } = accessed;
      return {
        today,
        asAt: tx.asAt,
        action,
        names: await this.actions.namesOf(tx, action.id),
        explanation: await this.ratings.explain(tx, action.id, today),
        served: await this.actions.served(tx, action.id, !seesEmbargoed(person)),
        may: tx.asAt === null ? verbsOf(person, accessed) : NO_VERBS,
        more: await more(tx, accessed, today),
      };
    });
  }

  /** The form of an action. */
  async toEdit(person: Person, id: string): Promise<DraftState> {
    if (!may('actions.edit', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const { action } = await this.access.toRead(tx, person, id);
      const isHere = await this.people.stillHere(tx, [action.ownerId, action.accountableLeadId]);
      const facts = {
        ...action,
        ownerMayAct: isHere(action.ownerId),
        leadMayAct: isHere(action.accountableLeadId),
      };
      return {
        action,
        choices: await this.people.choices(tx),
        served: await this.actions.served(tx, id, !seesEmbargoed(person)),
        needs: action.status === 'draft' ? whatPublishingNeeds(facts, await this.days.calendar(tx)) : [],
        gaps: smartGaps(action),
      };
    });
  }
}

/** The past is read, not changed. */
const NO_VERBS: ActionVerbs = {
  edit: false,
  publish: false,
  cancelDraft: false,
  update: false,
  recordUpdate: false,
  callWorse: false,
};

function verbsOf(person: Person, { action, subject }: Accessed): ActionVerbs {
  const isDraft = action.status === 'draft';
  const isOpen = action.status === 'not_started' || action.status === 'in_progress';
  const owns = may('actions.update_own', person, subject);
  return {
    edit: (isDraft || isOpen) && may('actions.edit', person, subject),
    publish: isDraft && may('actions.publish', person, subject),
    cancelDraft: isDraft && may('actions.draft', person, subject),
    update: isOpen && owns,
    recordUpdate: isOpen && !owns && action.ownerId !== null && may('actions.record_update', person, subject),
    callWorse: isOpen && may('actions.call_worse', person, subject),
  };
}
