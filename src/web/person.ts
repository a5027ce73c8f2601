import type { Asker } from '../domain/access/policy.js';
import { isRole, type Role } from '../domain/access/role.js';
import type { Actor, Membership } from '../platform/database/doors.js';
import type { SignedIn } from '../platform/database/sign-in.door.js';

/** The person who asks, in the one authority they chose. Every service method gets one. */
export interface Person extends Asker {
  readonly personId: string;
  readonly loginId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** Null: the council's own people. */
  readonly agencyId: string | null;
  readonly authority: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly isDemo: boolean;
  };
  readonly memberships: readonly Membership[];
  readonly via: 'session' | 'token';
  /** Whose name history keeps: hand it to `database.forAuthority(person.authority.id, person.actor, …)`. */
  readonly actor: Actor;
}

/** Who signed in, and the person they are here once an authority is chosen. */
export interface SignIn extends SignedIn {
  readonly via: 'session' | 'token';
  /** SHA-256 of the session cookie or token: what the sign-in door knows it by. */
  readonly hash: Buffer;
  /** Null while somebody of several authorities has not chosen, or somebody has none. */
  readonly person: Person | null;
}

/** Somebody of one authority need not choose it. */
export function signInOf(signedIn: SignedIn, hash: Buffer, via: 'session' | 'token'): SignIn {
  const only = signedIn.memberships.length === 1 ? signedIn.memberships[0] : undefined;
  const chosen = signedIn.memberships.find((membership) => membership.authorityId === signedIn.authorityId);
  const membership = chosen ?? only;
  const person = membership === undefined ? null : personOf(signedIn, membership, via);
  return { ...signedIn, hash, via, person };
}

function personOf(signedIn: SignedIn, membership: Membership, via: 'session' | 'token'): Person {
  return {
    personId: membership.personId,
    loginId: signedIn.loginId,
    name: membership.name,
    email: signedIn.email,
    roles: membership.roles.filter(isRole),
    agencyId: membership.agencyId,
    authority: {
      id: membership.authorityId,
      slug: membership.authoritySlug,
      name: membership.authorityName,
      isDemo: membership.isDemo,
    },
    memberships: signedIn.memberships,
    via,
    actor: { kind: via === 'token' ? 'token' : 'person', id: membership.personId },
  };
}
