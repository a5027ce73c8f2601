import { may, type Permission } from '../../domain/access/policy.js';
import type { WhoIsWho } from './who-is-who.js';

/** Of an action that something is about: whose it is, and whether it is restricted. */
export interface WhoseRow {
  owner_id: string | null;
  accountable_lead_id: string | null;
  agency_id: string | null;
  contributor_ids: string[] | null;
  restricted: boolean;
}

/** The columns of `WhoseRow` for an action called `a`. */
export const WHOSE = `a.owner_id, a.accountable_lead_id, a.agency_id, a.restricted,
  (select array_agg(c.person_id) from action_contributors c
    where c.authority_id = a.authority_id and c.action_id = a.id and c.ended_at is null) as contributor_ids`;

/** Decides for each person whether they may open what belongs to an action: its title is only for those. */
export function whoMayOpen(
  people: WhoIsWho,
  row: WhoseRow,
  permission: Permission,
): (personId: string) => boolean {
  const subject = {
    ownerId: row.owner_id,
    accountableLeadId: row.accountable_lead_id,
    agencyId: row.agency_id,
    contributorIds: row.contributor_ids ?? [],
  };
  return (personId) => {
    const asker = people.get(personId);
    if (asker === undefined || !may(permission, asker, subject)) return false;
    return !row.restricted || may('restricted.read', asker, subject);
  };
}
