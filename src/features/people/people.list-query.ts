import { isUUID } from 'class-validator';
import { ROLES } from '../../domain/access/role.js';
import { readListQuery } from '../../web/api/list-query.js';
import { Refused } from '../../web/errors/refusals.js';
import type { PeopleQuery } from './people-list.repository.js';

/** The council's own people, where an agency is asked for. */
const COUNCIL = 'council';

/** `?q=`, `role`, `agencyId` (an id, or `council`), `account` (open, closed), `mail` (not_delivered). */
export function readPeopleQuery(query: unknown): PeopleQuery {
  const asked = readListQuery(query, {
    filters: { role: ROLES, agencyId: 'text', account: ['open', 'closed'], mail: ['not_delivered'] },
    sorts: ['name', 'email'],
    sort: 'name',
  });
  if (asked.filters.agencyId?.some((one) => one !== COUNCIL && !isUUID(one))) {
    throw new Refused('bad_query', 'The list cannot be asked for like this', [
      { field: 'agencyId', message: `agencyId must be an id or ${COUNCIL}` },
    ]);
  }
  return asked;
}
