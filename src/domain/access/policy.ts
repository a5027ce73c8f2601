import type { Role } from './role.js';

/**
 * How far a permission reaches:
 * - `all`: everything of the authority;
 * - `council`: everything for the council's own people, but for the people of a partner agency only what is
 *   theirs (their agency's, or where they are owner, lead or contributor);
 * - `led`: where they are the accountable lead;
 * - `own`: where they are the owner or a contributor.
 */
export type Reach = 'all' | 'council' | 'led' | 'own';

type Grants = Partial<Record<Role, Reach | readonly Reach[]>>;

/** Everybody who reads what the board reads. An administrator looks after the installation, not the plan. */
const READERS = {
  plan_manager: 'all',
  director: 'all',
  chief_executive: 'all',
  lead_member: 'all',
  quality: 'all',
  chair: 'all',
  member: 'all',
  adviser: 'all',
  viewer: 'all',
} as const satisfies Grants;

/** Who can be given an action to do, and then answers for it. */
const DOERS = {
  owner: 'own',
  lead: 'own',
  plan_manager: 'own',
  director: 'own',
  quality: 'own',
} as const satisfies Grants;

/** THE policy: who may do what. One line per verb; what a state forbids is the lifecycle's business, not this. */
export const POLICY = {
  'documents.read': { ...READERS, lead: 'council', owner: 'council' },
  'documents.read_embargoed': {
    plan_manager: 'all',
    director: 'all',
    chief_executive: 'all',
    quality: 'all',
  },
  'documents.upload': { plan_manager: 'all' },
  'documents.review': { plan_manager: 'all' },
  'documents.accept': { plan_manager: 'all' },
  'documents.set_publication': { plan_manager: 'all' },

  'plan.read': { ...READERS, lead: 'council', owner: 'council' },
  'plan.manage': { plan_manager: 'all' },
  'plan.approve': { director: 'all' },
  // New dates for a whole plan: the board's decision, as above.
  'plan.rebaseline': { chair: 'all', member: 'all', plan_manager: 'all' },
  'restricted.read': {
    plan_manager: 'all',
    director: 'all',
    chief_executive: 'all',
    lead_member: 'all',
    // Somebody has to do what is restricted, and sees it for that: nothing of the rest.
    lead: ['council', 'led', 'own'],
    owner: 'own',
    quality: 'all',
    chair: 'all',
    member: 'all',
  },
  'restricted.set': { plan_manager: 'all', director: 'all' },

  'recommendations.edit': { plan_manager: 'all' },
  'recommendations.comment': { lead: 'council', director: 'all' },
  'recommendations.propose_met': { plan_manager: 'all', lead: 'council' },
  // The board's decision, by its chair or vice-chair, or recorded with the meeting that took it.
  'recommendations.sign_off': { chair: 'all', member: 'all', plan_manager: 'all' },
  'recommendations.reopen': { plan_manager: 'all', director: 'all', chair: 'all' },

  'actions.read': { ...READERS, lead: ['council', 'led', 'own'], owner: ['council', 'own'] },
  'actions.draft': { plan_manager: 'all' },
  'plan_sheets.import': { plan_manager: 'all' },
  'actions.edit': { plan_manager: 'all' },
  'actions.assign': { plan_manager: 'all', director: 'all', lead: 'led' },
  'actions.publish': { plan_manager: 'all' },
  'actions.ask_cancel': { plan_manager: 'all' },
  // The board's decision, by its chair or vice-chair, or recorded with the meeting that took it.
  'actions.cancel': { chair: 'all', member: 'all', plan_manager: 'all' },
  'actions.update_own': DOERS,
  'actions.record_update': { plan_manager: 'all' },
  'actions.move_milestone': { ...DOERS, lead: ['led', 'own'], plan_manager: 'all', director: 'all' },
  'actions.move_critical_milestone': { lead: 'led', director: 'all' },
  'actions.wait_for': { ...DOERS, lead: ['led', 'own'], plan_manager: 'all', director: 'all' },
  'actions.report_complete': DOERS,
  'actions.call_worse': {
    owner: 'own',
    lead: ['led', 'own'],
    plan_manager: 'own',
    director: 'all',
    quality: 'all',
    chair: 'all',
    member: 'all',
  },
  'actions.verify': { quality: 'all' },
  'actions.reopen': { quality: 'all', plan_manager: 'all' },

  'date_changes.ask': { ...DOERS, lead: ['led', 'own'], plan_manager: 'all', director: 'all' },
  'date_changes.record_agreement': { plan_manager: 'all', director: 'all' },
  'date_changes.decide': {
    lead: 'led',
    director: 'all',
    chief_executive: 'all',
    chair: 'all',
    member: 'all',
  },

  'evidence.read': { ...READERS, lead: ['council', 'led', 'own'], owner: ['council', 'own'] },
  'evidence.attach': DOERS,
  'evidence.decide': { quality: 'all' },

  'findings.link': { plan_manager: 'all', quality: 'all' },
  'findings.agree': { quality: 'all' },
  'measures.manage': { plan_manager: 'all' },
  // What children, families and staff told us is told to everybody who works at it, partners' people too.
  'voices.read': { ...READERS, lead: 'all', owner: 'all' },
  'voices.edit': { plan_manager: 'all', lead: 'council', quality: 'all' },

  'board.read': { ...READERS, lead: 'council', owner: 'council' },
  // One page with what the board reads, for those from outside; the plan manager sees what they see.
  'scrutiny.read': {
    viewer: 'all',
    adviser: 'all',
    chair: 'all',
    member: 'all',
    lead_member: 'all',
    plan_manager: 'all',
  },
  // The figures of the board with what is escalated, statutory and awaited: for those who answer for the whole.
  'overview.read': { director: 'all', chief_executive: 'all', lead_member: 'all', plan_manager: 'all' },
  // A lead sees what they lead.
  'slipping.read': { lead: 'all', director: 'all', chief_executive: 'all', plan_manager: 'all' },
  'meetings.manage': { plan_manager: 'all' },
  'decisions.read': {
    lead: 'all',
    director: 'all',
    chief_executive: 'all',
    plan_manager: 'all',
    chair: 'all',
    member: 'all',
  },
  'decisions.record': { plan_manager: 'all', chair: 'all' },
  'packs.prepare': { plan_manager: 'all' },
  'packs.comment': { director: 'all', lead: 'council' },
  'packs.clear': { director: 'all' },
  'packs.issue': { plan_manager: 'all' },
  // What is in the way of an exception and what will be done: the owner's word, or written down for them.
  'packs.explain': { ...DOERS, lead: ['led', 'own'], plan_manager: 'all' },
  // A partner's people see those that they were asked or asked themselves.
  'challenges.read': { ...READERS, lead: ['council', 'own'], owner: ['council', 'own'] },
  // The plan manager writes one down for somebody without an account; the others ask in their own name.
  'challenges.raise': {
    chair: 'all',
    member: 'all',
    lead_member: 'all',
    adviser: 'all',
    plan_manager: 'all',
  },
  'challenges.ask': { chair: 'all', member: 'all', lead_member: 'all', adviser: 'all' },
  'challenges.answer': {
    owner: 'own',
    lead: 'own',
    plan_manager: 'own',
    director: 'own',
    chief_executive: 'own',
    quality: 'own',
    lead_member: 'own',
    chair: 'own',
    member: 'own',
  },
  // Whoever asked; for the board its chair, or its vice-chair where there is none.
  'challenges.accept': { chair: 'all', member: 'all', lead_member: 'own', adviser: 'own' },
  'challenges.withdraw': { chair: 'own', member: 'own', lead_member: 'own', adviser: 'own' },
  'challenges.reassign': { plan_manager: 'all' },

  'people.read': { ...READERS, administrator: 'all', lead: 'council', owner: 'council' },
  'people.reassign': { administrator: 'all', plan_manager: 'all' },
  'people.manage': { administrator: 'all' },
  'settings.manage': { administrator: 'all' },
  'notices.read': { administrator: 'all', plan_manager: 'all' },
  'notices.send_again': { administrator: 'all', plan_manager: 'all' },
  'history.read': {
    ...READERS,
    administrator: 'all',
    lead: ['council', 'led', 'own'],
    owner: ['council', 'own'],
  },
  'history.redact': { administrator: 'all' },
  'privacy.read': { administrator: 'all', plan_manager: 'all' },
} as const satisfies Record<string, Grants>;

export type Permission = keyof typeof POLICY;

/** Somebody who asks, as the policy sees them. `agencyId` null: the council's own. */
export interface Asker {
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly agencyId: string | null;
}

/** The thing asked about, as far as own-ness matters. */
export interface Subject {
  readonly ownerId?: string | null;
  readonly accountableLeadId?: string | null;
  readonly contributorIds?: readonly string[];
  readonly agencyId?: string | null;
}

function reachesOf(permission: Permission, asker: Asker): Reach[] {
  const grants: Grants = POLICY[permission];
  return asker.roles.flatMap((role) => grants[role] ?? []);
}

function isTheirs(asker: Asker, subject: Subject): boolean {
  return (
    (asker.agencyId !== null && subject.agencyId === asker.agencyId) ||
    subject.accountableLeadId === asker.personId ||
    owns(asker, subject)
  );
}

function owns(asker: Asker, subject: Subject): boolean {
  return subject.ownerId === asker.personId || (subject.contributorIds ?? []).includes(asker.personId);
}

/**
 * May this person do this, to this? Without a subject only what reaches everything counts, so a forgotten
 * subject refuses rather than allows.
 */
export function may(permission: Permission, asker: Asker, subject?: Subject): boolean {
  return reachesOf(permission, asker).some((reach) => {
    if (reach === 'all') return true;
    if (reach === 'council' && asker.agencyId === null) return true;
    if (subject === undefined) return false;
    if (reach === 'council') return isTheirs(asker, subject);
    if (reach === 'led') return subject.accountableLeadId === asker.personId;
    return owns(asker, subject);
  });
}

/** Is there anything at all that this person may do this to? For menus and for the door of a page, never instead of `may`. */
export function mayEver(permission: Permission, asker: Asker): boolean {
  return reachesOf(permission, asker).length > 0;
}

/** For lists: everything, only what is theirs (agency, lead, owner, contributor), or nothing. */
export function scopeOf(permission: Permission, asker: Asker): 'all' | 'theirs' | 'none' {
  if (may(permission, asker)) return 'all';
  return mayEver(permission, asker) ? 'theirs' : 'none';
}
