export const AGENCY_KINDS = ['council', 'partner', 'safeguarding_partnership'] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** Who stands over an action, from its owner upwards. Only people who may act now; an empty place is an empty list. */
export interface Chain {
  readonly ownerId: string | null;
  /** The places above the owner, lowest first: the accountable lead, then the second of the chain, and so on. */
  readonly above: readonly (readonly string[])[];
}

export interface PeopleOfChain {
  /** The lead agency of the action. */
  readonly agencyKind: AgencyKind;
  readonly ownerId: string | null;
  readonly accountableLeadId: string | null;
  /** Partner: its lead. Safeguarding partnership: its chair. Not asked for the council. */
  readonly agencyLeadId: string | null;
  /** Partner: its board member. Safeguarding partnership: its executive. Not asked for the council. */
  readonly agencySecondId: string | null;
  readonly directorIds: readonly string[];
  readonly chiefExecutiveIds: readonly string[];
}

/**
 * The chain belongs to the action's lead agency: council (lead → director → chief executive), partner (its lead →
 * its board member), safeguarding partnership (its chair → its executive). The accountable lead of the action stands
 * in the first place; without one, the agency's own lead or chair does. Where nobody is left in a partner's chain the
 * director is told rather than nobody.
 */
export function chainOf(people: PeopleOfChain): Chain {
  const { ownerId } = people;
  if (people.agencyKind === 'council') {
    const lead = present(people.accountableLeadId);
    return { ownerId, above: [lead, people.directorIds, people.chiefExecutiveIds] };
  }
  const lead = present(people.accountableLeadId ?? people.agencyLeadId);
  return { ownerId, above: [lead, present(people.agencySecondId), people.directorIds] };
}

/** Who gets what the owner is to be told: the owner; without one the next person up. */
export function ownerOrNextUp(chain: Chain): readonly string[] {
  return chain.ownerId === null ? leadOrNextUp(chain) : [chain.ownerId];
}

/** Who gets what the accountable lead is to be told. */
export function leadOrNextUp(chain: Chain): readonly string[] {
  return placeOrNextUp(chain, 0);
}

/** Who gets what the second of the chain is to be told: the director, or the partner's board member. */
export function secondOrNextUp(chain: Chain): readonly string[] {
  return placeOrNextUp(chain, 1);
}

/**
 * Everybody in a place of the chain. A step never goes to the owner or to somebody below the owner: it skips up, as
 * it does where the place is empty.
 */
function placeOrNextUp(chain: Chain, place: number): readonly string[] {
  const ownersPlace = chain.above.findLastIndex((people) => people.some((id) => id === chain.ownerId));
  const from = Math.max(place, ownersPlace + 1);
  return chain.above.slice(from).find((people) => people.length > 0) ?? [];
}

function present(id: string | null): readonly string[] {
  return id === null ? [] : [id];
}
