/** What somebody did for an action, now or before. */
export const HANDS = ['owner', 'contributor', 'reporter', 'supplier'] as const;
export type Hand = (typeof HANDS)[number];

/** Everybody who has had a hand in an action, now or before; a hand is never taken out again. */
export type HandsInAction = readonly { readonly personId: string; readonly hand: Hand }[];

export type NotIndependent = 'was_owner_or_contributor' | 'reported_it' | 'supplied_evidence';

const REFUSALS: Readonly<Record<Hand, NotIndependent>> = {
  owner: 'was_owner_or_contributor',
  contributor: 'was_owner_or_contributor',
  reporter: 'reported_it',
  supplier: 'supplied_evidence',
};

/**
 * An action is judged by somebody who was never its owner or contributor, did not report it complete and did not supply
 * its evidence. Null: this person may judge it.
 */
export function refusalUnlessIndependent(checkerId: string, hands: HandsInAction): NotIndependent | null {
  for (const hand of HANDS) {
    if (hands.some((one) => one.personId === checkerId && one.hand === hand)) return REFUSALS[hand];
  }
  return null;
}
