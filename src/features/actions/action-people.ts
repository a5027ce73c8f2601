import { Injectable } from '@nestjs/common';
import { mayEver } from '../../domain/access/policy.js';
import type { Role } from '../../domain/access/role.js';
import type { Tx } from '../../platform/database/database.js';
import type { FieldError } from '../../web/errors/refusals.js';
import { AgenciesRepository } from '../people/agencies/agencies.repository.js';
import { PeopleRepository } from '../people/people.repository.js';
import { ActionChoicesRepository } from './action-choices.repository.js';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What the form of an action offers to choose from. */
export interface ActionChoices {
  readonly owners: readonly Named[];
  readonly leads: readonly Named[];
  readonly agencies: readonly Named[];
  readonly workstreams: readonly Named[];
}

/** Who and what an action is tied to. */
export interface Ties {
  readonly ownerId: string | null;
  readonly accountableLeadId: string | null;
  readonly agencyId: string | null;
  readonly workstreamId: string | null;
}

/** Who can be held to account for an action, besides its owner. */
const LEAD_ROLES: readonly Role[] = ['lead', 'director', 'chief_executive'];

/** Who can own an action and who answers for it, and which agencies and workstreams there are. */
@Injectable()
export class ActionPeople {
  constructor(
    private readonly people: PeopleRepository,
    private readonly agencies: AgenciesRepository,
    private readonly offered: ActionChoicesRepository,
  ) {}

  async choices(tx: Tx): Promise<ActionChoices> {
    const people = await this.people.openPeople(tx);
    return {
      owners: people.filter((person) => mayOwnActions(person)).map(named),
      leads: people.filter((person) => mayLeadActions(person)).map(named),
      agencies: (await this.agencies.openAgencies(tx)).map(named),
      workstreams: await this.offered.workstreams(tx),
    };
  }

  /**
   * What is wrong with the ties that are new; those that stand are left alone here, publishing looks at them too. Somebody who left
   * cannot be given anything.
   */
  async refusals(tx: Tx, wanted: Ties, standing: Ties): Promise<FieldError[]> {
    const errors: FieldError[] = [];
    const isNew = (field: keyof Ties) => wanted[field] !== null && wanted[field] !== standing[field];
    const people = await this.people.byIds(
      tx,
      (['ownerId', 'accountableLeadId'] as const).filter(isNew).map((field) => wanted[field] as string),
    );
    const find = (id: string | null) => people.find((person) => person.id === id);
    if (isNew('ownerId')) {
      const owner = find(wanted.ownerId);
      if (!owner) errors.push({ field: 'ownerId', message: 'Choose an owner of the list' });
      else if (owner.closedAt !== null) errors.push({ field: 'ownerId', message: left(owner.name) });
      else if (!mayOwnActions(owner))
        errors.push({ field: 'ownerId', message: `${owner.name} cannot be given actions` });
    }
    if (isNew('accountableLeadId')) {
      const lead = find(wanted.accountableLeadId);
      if (!lead)
        errors.push({ field: 'accountableLeadId', message: 'Choose an accountable lead of the list' });
      else if (lead.closedAt !== null) errors.push({ field: 'accountableLeadId', message: left(lead.name) });
      else if (!mayLeadActions(lead)) {
        errors.push({
          field: 'accountableLeadId',
          message: `${lead.name} is not an accountable lead or director`,
        });
      }
    }
    if (isNew('agencyId')) {
      const known = await this.agencies.openAgencies(tx);
      if (!known.some(({ id }) => id === wanted.agencyId)) {
        errors.push({ field: 'agencyId', message: 'Choose an agency of the list' });
      }
    }
    if (isNew('workstreamId')) {
      const known = await this.offered.workstreams(tx);
      if (!known.some(({ id }) => id === wanted.workstreamId)) {
        errors.push({ field: 'workstreamId', message: 'Choose a workstream of the list' });
      }
    }
    return errors;
  }

  /** The names of these people, those who left too. */
  async namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
    const known = await this.people.namesOf(tx, ids);
    return new Map([...known].map(([id, { name }]) => [id, name]));
  }

  /** Of those ids, who may still act. */
  async stillHere(tx: Tx, ids: readonly (string | null)[]): Promise<(id: string | null) => boolean> {
    const people = await this.people.byIds(
      tx,
      ids.filter((id): id is string => id !== null),
    );
    const open = new Set(people.filter((person) => person.closedAt === null).map((person) => person.id));
    return (id) => id !== null && open.has(id);
  }
}

function left(name: string): string {
  return `${name} has left. Choose somebody else`;
}

/** Who can be given an action to do. */
export function mayOwnActions(person: { readonly id: string; readonly roles: readonly Role[] }): boolean {
  return mayEver('actions.update_own', { personId: person.id, roles: person.roles, agencyId: null });
}

/** Who can be the accountable lead of an action. */
export function mayLeadActions(person: { readonly roles: readonly Role[] }): boolean {
  return person.roles.some((role) => LEAD_ROLES.includes(role));
}

function named({ id, name }: Named): Named {
  return { id, name };
}
