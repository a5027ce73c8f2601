import { Injectable } from '@nestjs/common';
import { isRole, ROLES, type Role } from '../../domain/access/role.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { OperatorDoor, type AuthorityEntry } from '../../platform/database/operator.door.js';
import { SignInDoor, type LinkPurpose } from '../../platform/database/sign-in.door.js';
import { newSecret } from '../../web/sign-in/secrets.js';
import { AuthoritySetUp } from '../authorities/authority-set-up.service.js';
import { LINK_HOURS } from '../people/account.mail.js';
import { peoplePaths } from '../people/people.paths.js';
import { PeopleRepository } from '../people/people.repository.js';

/** What the operator asked for cannot be done. The message is one line that says what to do. */
export class OperatorProblem extends Error {
  override name = 'OperatorProblem';
}

export interface NewUser {
  email: string;
  name: string;
  role: string;
  authoritySlug: string;
}

const HOUR = 60 * 60 * 1000;
const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * The operator's verbs: authorities, first administrators, lost passwords, API tokens. Links are given as paths below
 * the tracker's address.
 */
@Injectable()
export class OperatorService {
  constructor(
    private readonly database: Database,
    private readonly operator: OperatorDoor,
    private readonly signIn: SignInDoor,
    private readonly setUp: AuthoritySetUp,
    private readonly people: PeopleRepository,
    private readonly clock: Clock,
  ) {}

  /** Makes an authority with its open plan. A half-made one of the same slug is finished before it is refused. */
  async createAuthority(name: string, slug: string): Promise<AuthorityEntry> {
    if (name.trim() === '') throw new OperatorProblem('Give the authority a name');
    const there = await this.operator.authorityBySlug(slug);
    const id = there?.id ?? (await this.made(name.trim(), slug));
    await this.database.forAuthority(id, { kind: 'operator' }, (tx) => this.setUp.setUp(tx));
    if (there !== null) throw new OperatorProblem(`There is already an authority with the slug ${slug}`);
    return { id, slug, name: name.trim(), isDemonstration: false };
  }

  /** Gives somebody an account, and a link that sets their password once, for 14 days. */
  async createUser(user: NewUser): Promise<{ personId: string; link: string }> {
    const email = mailAddress(user.email);
    const role = roleOf(user.role);
    if (user.name.trim() === '') throw new OperatorProblem('Give the person a name');
    const authority = await this.authority(user.authoritySlug);
    const loginId = await this.operator.loginFor(email);
    const personId = await this.database.forAuthority(authority.id, { kind: 'operator' }, async (tx) => {
      const there = await this.people.byLogin(tx, loginId);
      if (there !== null) {
        throw new OperatorProblem(
          `${email} already has an account in ${authority.name}; use "user reset" for a new link`,
        );
      }
      return this.people.add(tx, { loginId, email, name: user.name.trim(), roles: [role], agencyId: null });
    });
    return { personId, link: await this.newLink(loginId, 'invitation') };
  }

  /** A link that sets somebody's password once, for one hour. */
  async resetUser(email: string): Promise<{ link: string }> {
    const login = await this.known(email);
    return { link: await this.newLink(login.loginId, 'password') };
  }

  /** A token for the API, told this once. Somebody of several authorities has to say for which. */
  async createToken(asked: {
    email: string;
    name: string;
    authoritySlug?: string | null;
  }): Promise<{ token: string }> {
    const login = await this.known(asked.email);
    if (asked.name.trim() === '') throw new OperatorProblem('Say what the token is for');
    const slugs = login.memberships.map((membership) => membership.authoritySlug);
    const wanted = asked.authoritySlug ?? (slugs.length === 1 ? slugs[0] : undefined);
    if (wanted === undefined) {
      throw new OperatorProblem(
        slugs.length === 0
          ? `${asked.email} has no open account`
          : `${asked.email} belongs to several authorities: choose with --authority ${slugs.join(' or ')}`,
      );
    }
    const membership = login.memberships.find((one) => one.authoritySlug === wanted);
    if (membership === undefined)
      throw new OperatorProblem(`${asked.email} has no open account in ${wanted}`);
    const { token, hash } = newSecret();
    await this.operator.createToken(login.loginId, membership.authorityId, hash, asked.name.trim());
    return { token };
  }

  private async made(name: string, slug: string): Promise<string> {
    try {
      return await this.operator.createAuthority(slug, name, false);
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (code === '23505') throw new OperatorProblem(`There is already an authority with the slug ${slug}`);
      if (code === '23514') {
        throw new OperatorProblem(
          'A slug has 2 to 41 small letters, digits or hyphens and starts with a letter',
        );
      }
      throw error;
    }
  }

  private async authority(slug: string): Promise<AuthorityEntry> {
    const found = await this.operator.authorityBySlug(slug);
    if (found === null) throw new OperatorProblem(`There is no authority with the slug ${slug}`);
    return found;
  }

  private async known(email: string) {
    const login = await this.operator.loginByEmail(mailAddress(email));
    if (login === null) throw new OperatorProblem(`Nobody has an account with the address ${email}`);
    return login;
  }

  private async newLink(loginId: string, purpose: LinkPurpose): Promise<string> {
    const { token, hash } = newSecret();
    const expiresAt = new Date(this.clock.now().getTime() + LINK_HOURS[purpose] * HOUR);
    await this.signIn.createLink(loginId, purpose, hash, expiresAt);
    return peoplePaths.setPassword(token);
  }
}

function mailAddress(text: string): string {
  const email = text.trim().toLowerCase();
  if (!address.test(email)) throw new OperatorProblem(`${text} is no mail address`);
  return email;
}

function roleOf(text: string): Role {
  if (!isRole(text)) throw new OperatorProblem(`There is no role ${text}. Roles: ${ROLES.join(', ')}`);
  return text;
}
