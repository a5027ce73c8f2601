import { Injectable } from '@nestjs/common';
import { mayEver } from '../../../domain/access/policy.js';
import type { EvidenceKind } from '../../../domain/lifecycle/publishing.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../../web/errors/refusals.js';
import { isUuid } from '../../../web/api/ids.js';
import type { Person } from '../../../web/person.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { ActionAccess } from '../action-access.js';
import { ActionLinks } from '../action-links.js';
import { ActionPeople, type Named } from '../action-people.js';
import type { Action } from '../action.entity.js';
import { HandOversRepository } from './hand-overs.repository.js';

/** What is shown before an action is handed over: to whom it may go, and what goes with it. */
export interface HandOverState {
  readonly action: Action;
  readonly people: readonly Named[];
  readonly requests: number;
  readonly milestones: number;
  readonly waits: number;
  /** Kinds of evidence that are asked for and not accepted yet. */
  readonly evidenceToGive: readonly EvidenceKind[];
}

/** Whose an action is, and who helps with it. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly database: Database,
    private readonly access: ActionAccess,
    private readonly people: ActionPeople,
    private readonly links: ActionLinks,
    private readonly handOvers: HandOversRepository,
    private readonly days: AuthorityDays,
  ) {}

  async state(person: Person, actionId: string): Promise<HandOverState> {
    return this.within(person, async (tx) => {
      const action = await this.assignable(tx, person, actionId);
      const { owners } = await this.people.choices(tx);
      return {
        action,
        people: owners.filter(({ id }) => id !== action.ownerId),
        ...(await this.handOvers.waitingOn(tx, actionId)),
        evidenceToGive: action.requiredEvidence.filter((kind) => !action.acceptedKinds.includes(kind)),
      };
    });
  }

  /**
   * The action gets another owner with everything that waits on it: requests about its date, milestones, the update of
   * an open window, evidence to give. The new owner is told the next morning, what waited for the old one is cancelled.
   */
  async handOver(
    person: Person,
    actionId: string,
    version: number,
    to: { readonly ownerId: string; readonly note: string },
  ): Promise<void> {
    await this.within(person, async (tx) => {
      const action = await this.assignable(tx, person, actionId);
      if (action.version !== version) throw new StaleVersion(action.version);
      if (to.ownerId === action.ownerId) {
        refuse('same_owner', 'ownerId', 'They own it already');
      }
      const wanted: Action = { ...action, ownerId: to.ownerId };
      const errors = await this.links.refusals(tx, wanted, action);
      if (errors.length > 0) throw new Refused('invalid', 'Some fields need another look', errors);
      await this.links.save(tx, action, wanted, undefined, to.note);
      // Whoever owns it does not also contribute.
      await this.handOvers.endContributor(tx, actionId, to.ownerId, this.days.now());
    });
  }

  async addContributor(person: Person, actionId: string, personId: string): Promise<void> {
    await this.within(person, async (tx) => {
      const action = await this.assignable(tx, person, actionId);
      const { owners } = await this.people.choices(tx);
      if (personId === action.ownerId) refuse('owns_it', 'personId', 'They own this action');
      if (!owners.some(({ id }) => id === personId)) {
        refuse('cannot_contribute', 'personId', 'Choose somebody of the list');
      }
      await this.handOvers.addContributor(tx, actionId, personId);
    });
  }

  /** What they did stays theirs in the history: they still never verify it. */
  async endContributor(person: Person, actionId: string, personId: string): Promise<void> {
    await this.within(person, async (tx) => {
      await this.assignable(tx, person, actionId);
      const ended =
        isUuid(personId) && (await this.handOvers.endContributor(tx, actionId, personId, this.days.now()));
      if (!ended) throw new NotFound('They do not contribute to this action');
    });
  }

  private async assignable(tx: Tx, person: Person, actionId: string): Promise<Action> {
    if (!mayEver('actions.assign', person)) throw new Forbidden();
    const { action } = await this.access.toChange(tx, person, 'actions.assign', actionId);
    if (action.status === 'complete' || action.status === 'cancelled') {
      throw new StateForbids(action.status, 'An action that is complete or cancelled is not handed over');
    }
    return action;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function refuse(code: string, field: string, message: string): never {
  throw new Refused(code, message, [{ field, message }]);
}
