import type { Role } from '../../domain/access/role.js';
import type { PersonRow } from './people-list.repository.js';

/** A person as lists, pages and the API show them. */
export interface PersonItem {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  /** Null: the council itself. */
  agencyId: string | null;
  agencyName: string | null;
  isClosed: boolean;
  closedAt: string | null;
  version: number;
  /** The last mail about the account; only for who manages people. */
  accountMail?: { state: 'waiting' | 'sent' | 'failed'; askedAt: string; failure: string | null } | null;
}

export function personItem(row: PersonRow, manages: boolean): PersonItem {
  const mail =
    row.mail_state === null
      ? null
      : { state: row.mail_state, askedAt: row.mail_asked_at!.toISOString(), failure: row.mail_failure };
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    roles: row.roles,
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    isClosed: row.closed_at !== null,
    closedAt: row.closed_at?.toISOString() ?? null,
    version: row.version,
    ...(manages && { accountMail: mail }),
  };
}
