import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import type { Role } from '../../../domain/access/role.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Forbidden, NotFound, Refused, type FieldError } from '../../../web/errors/refusals.js';
import { isUuid } from '../../../web/api/ids.js';
import type { Person } from '../../../web/person.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { PeopleRepository } from '../../people/people.repository.js';
import type { PersonEntity } from '../../people/person.entity.js';
import { mayLeadActions, mayOwnActions } from '../action-people.js';
import { RatingService } from '../rating.service.js';
import { HandOversRepository } from './hand-overs.repository.js';
import { LeaverRepository, type Group, type Holding } from './leaver.repository.js';

export const GROUPS: readonly Group[] = [
  'owned',
  'led',
  'contributed',
  'recommendations',
  'workstreams',
  'agenciesLed',
  'agencySeats',
  'boardSeats',
  'deputyFor',
];

/** Who gets each kind of what somebody held; null: it stays as it is. */
export type Takers = Readonly<Record<Group, string | null>>;

export interface LeaverState {
  readonly person: Pick<PersonEntity, 'id' | 'name' | 'closedAt'>;
  readonly holding: Holding;
  /** Who can take each kind. */
  readonly takers: Readonly<Record<Group, readonly { readonly id: string; readonly name: string }[]>>;
  readonly waiting: { readonly requests: number; readonly checks: number };
  /** Roles that nobody else holds. */
  readonly onlyTheirs: readonly Role[];
  /** Whoever looks after people need not read the plan: then they see references, not titles. */
  readonly seesTitles: boolean;
}

/** Everything of somebody who leaves goes to others on one page, all in one step. */
@Injectable()
export class LeaverService {
  constructor(
    private readonly database: Database,
    private readonly leavers: LeaverRepository,
    private readonly people: PeopleRepository,
    private readonly handOvers: HandOversRepository,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  async state(person: Person, leaverId: string): Promise<LeaverState> {
    if (!may('people.reassign', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const leaver = await this.found(tx, leaverId);
      const open = await this.people.openPeople(tx);
      const takersOf = (group: Group) =>
        open
          .filter((one) => one.id !== leaverId && canTake(group, one, leaver))
          .map(({ id, name }) => ({ id, name }));
      return {
        person: leaver,
        holding: await this.leavers.holding(tx, leaverId, await this.days.today(tx)),
        takers: perGroup(takersOf),
        waiting: await this.leavers.waiting(tx, leaverId),
        onlyTheirs: await this.leavers.onlyTheirs(tx, leaverId, leaver.roles),
        seesTitles: may('actions.read', person),
      };
    });
  }

  /** Gives every kind to whoever was chosen for it, all or nothing. Gives how many things changed hands. */
  async reassign(person: Person, leaverId: string, takers: Takers, note: string): Promise<number> {
    if (!may('people.reassign', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const leaver = await this.found(tx, leaverId);
      await this.refuseWrong(tx, leaver, takers);
      const today = await this.days.today(tx);
      const holding = await this.leavers.holding(tx, leaverId, today);
      const idsOf = (group: Group) => (takers[group] === null ? [] : holding[group].map(({ id }) => id));
      const { owned, led, contributed, boardSeats } = takers;
      if (contributed !== null) {
        const at = this.days.now();
        await this.leavers.giveContributed(tx, leaverId, idsOf('contributed'), contributed, at);
      }
      if (owned !== null) {
        await this.leavers.giveOwned(tx, idsOf('owned'), owned, today);
        const rows = idsOf('owned').map((actionId) => ({ actionId, fromId: leaverId, toId: owned, note }));
        await this.handOvers.add(tx, rows, today);
      }
      if (led !== null) await this.leavers.giveLed(tx, idsOf('led'), led, today);
      if (boardSeats !== null) await this.leavers.giveSeats(tx, idsOf('boardSeats'), boardSeats, today);
      for (const group of [
        'recommendations',
        'workstreams',
        'agenciesLed',
        'agencySeats',
        'deputyFor',
      ] as const) {
        const to = takers[group];
        if (to !== null) await this.leavers.give(tx, group, idsOf(group), to);
      }
      await this.ratings.rerate(tx, [...new Set([...idsOf('owned'), ...idsOf('led')])]);
      return GROUPS.reduce((sum, group) => sum + idsOf(group).length, 0);
    });
  }

  private async refuseWrong(tx: Tx, leaver: PersonEntity, takers: Takers): Promise<void> {
    const chosen = GROUPS.flatMap((group) => takers[group] ?? []);
    if (chosen.length === 0) {
      throw new Refused('nobody_chosen', 'Choose at least one person to take something over');
    }
    const known = await this.people.byIds(tx, chosen);
    const errors = GROUPS.flatMap((group): FieldError[] => {
      const id = takers[group];
      if (id === null) return [];
      const taker = known.find((one) => one.id === id);
      const isRight = taker?.closedAt === null && taker.id !== leaver.id && canTake(group, taker, leaver);
      return isRight ? [] : [{ field: group, message: 'Choose somebody of the list' }];
    });
    if (errors.length > 0) throw new Refused('invalid', 'Some fields need another look', errors);
  }

  private async found(tx: Tx, id: string): Promise<PersonEntity> {
    const there = isUuid(id) ? await this.people.byId(tx, id) : null;
    if (there === null) throw new NotFound('There is no such person here');
    return there;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

/** Whoever takes an action can own one, whoever leads can lead; a deputy and an agency's people are of the same agency. */
function canTake(group: Group, taker: PersonEntity, leaver: PersonEntity): boolean {
  switch (group) {
    case 'owned':
    case 'contributed':
      return mayOwnActions(taker);
    case 'led':
    case 'recommendations':
      return mayLeadActions(taker);
    case 'deputyFor':
    case 'agenciesLed':
    case 'agencySeats':
      return taker.agencyId === leaver.agencyId;
    default:
      return true;
  }
}

function perGroup<T>(of: (group: Group) => T): Record<Group, T> {
  return Object.fromEntries(GROUPS.map((group) => [group, of(group)])) as Record<Group, T>;
}
