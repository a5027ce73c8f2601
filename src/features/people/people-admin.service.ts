import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { ROLES, type Role } from '../../domain/access/role.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AccountMailJobs } from './account-mail.jobs.js';
import { AccountsRepository } from './accounts.repository.js';
import { AgenciesRepository } from './agencies/agencies.repository.js';
import { PeopleRepository } from './people.repository.js';
import { idOrNothing } from './people.service.js';
import type { PersonEntity } from './person.entity.js';

export interface Invitation {
  name: string;
  email: string;
  roles: Role[];
  agencyId: string | null;
}
export type PersonChange = Partial<Omit<Invitation, 'email'>>;

/** What an administrator does with the people of the authority. */
@Injectable()
export class PeopleAdminService {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleRepository,
    private readonly agencies: AgenciesRepository,
    private readonly accounts: AccountsRepository,
    private readonly mails: AccountMailJobs,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives somebody an account here and asks for the mail that invites them. Refuses `already_here` for an address that
   * has one, open or closed. Whether another authority knows the address is not told.
   */
  async invite(person: Person, invitation: Invitation): Promise<string> {
    mayManage(person);
    const { id, mailId } = await this.within(person, async (tx) => {
      await this.refuseUnknownAgency(tx, invitation.agencyId);
      const loginId = await this.accounts.loginFor(tx, invitation.email);
      const there = await this.people.byLogin(tx, loginId);
      if (there !== null) throw alreadyHere(there);
      const made = await this.people.add(tx, {
        ...invitation,
        loginId,
        email: invitation.email.toLowerCase(),
        roles: inOrder(invitation.roles),
      });
      return { id: made, mailId: await this.accounts.askForInvitation(tx, loginId) };
    });
    await this.mails.send(mailId);
    return id;
  }

  /** Sends the invitation once more. Refuses while one is on its way, and for a closed account. */
  async inviteAgain(person: Person, id: string): Promise<void> {
    mayManage(person);
    const mailId = await this.within(person, async (tx) => {
      const there = await this.held(tx, id);
      if (there.closedAt !== null) throw new StateForbids('account_closed', 'This account is closed');
      if (await this.accounts.hasMailWaiting(tx, there.loginId)) {
        throw new StateForbids('already_waiting', 'An invitation is already on its way');
      }
      return this.accounts.askForInvitation(tx, there.loginId);
    });
    await this.mails.send(mailId);
  }

  /** Changes name, roles and agency. Refuses to leave the authority without an administrator. */
  async change(person: Person, id: string, version: number, change: PersonChange): Promise<void> {
    mayManage(person);
    await this.within(person, async (tx) => {
      if (change.roles && !change.roles.includes('administrator')) await this.keepAnAdministrator(tx, id);
      const there = await this.held(tx, id, version);
      if (change.agencyId !== there.agencyId) await this.refuseUnknownAgency(tx, change.agencyId ?? null);
      await this.people.change(tx, id, { ...change, ...(change.roles && { roles: inOrder(change.roles) }) });
    });
  }

  /**
   * Closes an account: from the next click on they are out of this authority, and their tokens for it end. What they
   * own stays theirs until it is handed over. Nobody closes their own.
   */
  async close(person: Person, id: string, version: number): Promise<void> {
    mayManage(person);
    if (id === person.personId) throw new Refused('own_account', 'You cannot close your own account');
    await this.within(person, async (tx) => {
      await this.keepAnAdministrator(tx, id);
      const there = await this.held(tx, id, version);
      if (there.closedAt !== null) throw new StateForbids('account_closed', 'This account is closed already');
      await this.people.change(tx, id, { closedAt: this.clock.now() });
      await this.accounts.endHere(tx, id);
    });
  }

  /** Opens a closed account again with the roles it had. Sessions and tokens stay ended. */
  async reopen(person: Person, id: string, version: number): Promise<void> {
    mayManage(person);
    await this.within(person, async (tx) => {
      const there = await this.held(tx, id, version);
      if (there.closedAt === null) throw new StateForbids('account_open', 'This account is open');
      await this.people.change(tx, id, { closedAt: null });
    });
  }

  private async held(tx: Tx, id: string, version?: number): Promise<PersonEntity> {
    const there = await this.people.heldById(tx, idOrNothing(id));
    if (there === null) throw new NotFound('There is no such person here');
    if (version !== undefined && version !== there.version) throw new StaleVersion(there.version);
    return there;
  }

  /** Two administrators who close each other at one moment come one after the other here. */
  private async keepAnAdministrator(tx: Tx, leaving: string): Promise<void> {
    const administrators = await this.people.heldOpenAdministrators(tx);
    if (administrators.length === 1 && administrators[0]!.id === leaving) {
      throw new StateForbids('last_administrator', 'The authority would be left without an administrator');
    }
  }

  private async refuseUnknownAgency(tx: Tx, agencyId: string | null): Promise<void> {
    if (agencyId === null) return;
    const agency = await this.agencies.byId(tx, agencyId);
    if (agency === null || agency.archivedAt !== null) {
      const message = 'Choose one of the agencies';
      throw new Refused('unknown_agency', message, [{ field: 'agencyId', message }]);
    }
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function mayManage(person: Person): void {
  if (!may('people.manage', person)) throw new Forbidden();
}

function inOrder(roles: readonly Role[]): Role[] {
  return ROLES.filter((role) => roles.includes(role));
}

function alreadyHere(there: PersonEntity): Refused {
  const message =
    there.closedAt === null
      ? `${there.name} already has an account with this email address`
      : `${there.name} has a closed account with this email address. Open it again instead`;
  return new Refused('already_here', message, [{ field: 'email', message }]);
}
