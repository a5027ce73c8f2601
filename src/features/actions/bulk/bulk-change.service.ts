import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import { bulkOutcome, type BulkChange, type BulkOutcome } from '../../../domain/lifecycle/bulk-change.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Forbidden, Refused, StateForbids } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { ActionAccess, readingScope } from '../action-access.js';
import type { ActionFilters } from '../action-filters.js';
import { ActionPeople, type ActionChoices } from '../action-people.js';
import type { Action } from '../action.entity.js';
import { RatingService } from '../rating.service.js';
import { MOST_AT_ONCE, type Seen } from './bulk.form.js';
import { BulkRepository } from './bulk.repository.js';

export interface BulkLine {
  readonly action: Action;
  readonly outcome: BulkOutcome;
}

export interface BulkPreview {
  readonly lines: readonly BulkLine[];
  readonly choices: ActionChoices;
  /** Names of owners and leads of now, those who left too. */
  readonly names: ReadonlyMap<string, string>;
}

/** The same set on many actions: looked at first, action by action, then all or nothing. */
@Injectable()
export class BulkChangeService {
  constructor(
    private readonly database: Database,
    private readonly days: AuthorityDays,
    private readonly access: ActionAccess,
    private readonly people: ActionPeople,
    private readonly repository: BulkRepository,
    private readonly ratings: RatingService,
  ) {}

  /** The actions that were ticked, or all that the filters find. Refuses none and more than can be looked at. */
  async choose(
    person: Person,
    which: { readonly ids: readonly string[] } | { readonly filters: ActionFilters },
  ): Promise<{ actions: Action[]; choices: ActionChoices }> {
    refuseOthers(person);
    return this.within(person, async (tx) => {
      const ids =
        'ids' in which
          ? which.ids
          : await this.repository.found(tx, which.filters, readingScope(person), MOST_AT_ONCE);
      if (ids.length === 0) throw new Refused('none_chosen', 'Choose at least one action');
      if (ids.length > MOST_AT_ONCE) {
        throw new Refused(
          'too_many',
          `Narrow the list first: ${MOST_AT_ONCE} actions at most are changed at once`,
        );
      }
      return { actions: await this.held(tx, person, ids), choices: await this.people.choices(tx) };
    });
  }

  /** What would become of each. Changes nothing. */
  async preview(person: Person, seen: readonly Seen[], change: BulkChange): Promise<BulkPreview> {
    refuseOthers(person);
    return this.within(person, async (tx) => {
      await this.refuseWrong(tx, change);
      const actions = await this.held(
        tx,
        person,
        seen.map(({ id }) => id),
      );
      const ids = actions.flatMap(({ ownerId, accountableLeadId }) => [ownerId, accountableLeadId]);
      return {
        lines: await this.outcomes(tx, actions, change),
        choices: await this.people.choices(tx),
        names: await this.people.namesOf(tx, ids),
      };
    });
  }

  /**
   * Sets it on all of them, or refuses: when one cannot take it, or was changed since it was looked at. Gives how many
   * are now other than before.
   */
  async save(person: Person, seen: readonly Seen[], change: BulkChange): Promise<number> {
    refuseOthers(person);
    return this.within(person, async (tx) => {
      await this.refuseWrong(tx, change);
      const actions = await this.held(
        tx,
        person,
        seen.map(({ id }) => id),
      );
      const versions = new Map(seen.map(({ id, version }) => [id, version]));
      const stale = actions.filter((action) => action.version !== versions.get(action.id));
      if (stale.length > 0) {
        const references = stale.map(({ reference }) => reference).join(', ');
        throw new StateForbids('changed_since', `Somebody has changed ${references} since. Look again`);
      }
      const lines = await this.outcomes(tx, actions, change);
      if (lines.some(({ outcome }) => outcome.refused !== null)) {
        throw new StateForbids('some_refused', 'Some of these cannot be changed so. Nothing was changed');
      }
      const changed = lines.filter(({ outcome }) => outcome.changed.length > 0);
      await this.write(tx, changed, change);
      return changed.length;
    });
  }

  private async write(tx: Tx, lines: readonly BulkLine[], change: BulkChange): Promise<void> {
    if (lines.length === 0) return;
    const today = await this.days.today(tx);
    const ids = lines.map(({ action }) => action.id);
    const handed = lines.filter(
      ({ action, outcome }) => action.status !== 'draft' && outcome.changed.includes('ownerId'),
    );
    await this.repository.set(tx, ids, change, today);
    const toId = change.ownerId;
    if (toId) {
      const rows = handed.map(({ action }) => ({
        actionId: action.id,
        fromId: action.ownerId,
        toId,
        note: '',
      }));
      await this.repository.handOvers.add(tx, rows, today);
      await this.repository.endContributions(tx, ids, toId, this.days.now());
    }
    await this.ratings.rerate(tx, ids);
  }

  private async outcomes(tx: Tx, actions: readonly Action[], change: BulkChange): Promise<BulkLine[]> {
    const calendar = await this.days.calendar(tx);
    const isHere = await this.people.stillHere(
      tx,
      actions.flatMap(({ ownerId, accountableLeadId }) => [ownerId, accountableLeadId]),
    );
    return actions.map((action) => ({
      action,
      outcome: bulkOutcome(
        { ...action, ownerMayAct: isHere(action.ownerId), leadMayAct: isHere(action.accountableLeadId) },
        change,
        calendar,
      ),
    }));
  }

  /** Whoever and whatever is set must be of the lists that a single action offers. */
  private async refuseWrong(tx: Tx, change: BulkChange): Promise<void> {
    const nothing = { ownerId: null, accountableLeadId: null, agencyId: null, workstreamId: null };
    const errors = await this.people.refusals(tx, { ...nothing, ...change }, nothing);
    if (errors.length > 0) throw new Refused('invalid', 'Some fields need another look', errors);
  }

  private async held(tx: Tx, person: Person, ids: readonly string[]): Promise<Action[]> {
    const held = await this.access.allToChange(tx, person, 'actions.edit', ids);
    return held.map(({ action }) => action).sort((one, other) => one.number - other.number);
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function refuseOthers(person: Person): void {
  if (!may('actions.edit', person)) throw new Forbidden();
}
