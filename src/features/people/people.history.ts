import { ROLE_NAMES } from '../../domain/access/role.js';
import type { HistorySubject } from '../history/history.subjects.js';
import { AGENCY_KIND_NAMES } from './agencies/agency.entity.js';
import { AgenciesRepository } from './agencies/agencies.repository.js';
import { PeopleListRepository } from './people-list.repository.js';
import { reachOf } from './people.service.js';
import { Forbidden } from '../../web/errors/refusals.js';

/** What the history of a person tells: to whoever may see the person. */
export function historyOfPeople(people: PeopleListRepository): HistorySubject {
  return {
    entity: 'people',
    noun: 'account',
    fields: {
      name: { label: 'Name' },
      email: { label: 'Email address' },
      roles: { label: 'Roles', as: { words: ROLE_NAMES } },
      agency_id: { label: 'Agency', as: { row: 'agencies' } },
      deputy_id: { label: 'Deputy', as: { row: 'people' } },
      away_from: { label: 'Away from', as: 'day' },
      away_until: { label: 'Away until', as: 'day' },
      closed_at: { label: 'Closed', as: 'moment' },
    },
    find: async (tx, person, id) => {
      try {
        const row = await people.one(tx, id, reachOf(person));
        // An account is its person's own: whoever may see it may read what became of it.
        return row && { ownerId: row.id, agencyId: row.agency_id };
      } catch (error) {
        if (error instanceof Forbidden) return null;
        throw error;
      }
    },
  };
}

/** What the history of an agency tells. */
export function historyOfAgencies(agencies: AgenciesRepository): HistorySubject {
  return {
    entity: 'agencies',
    noun: 'agency',
    fields: {
      name: { label: 'Name' },
      kind: { label: 'Kind', as: { words: AGENCY_KIND_NAMES } },
      lead_id: { label: 'Lead', as: { row: 'people' } },
      board_member_id: { label: 'Board member', as: { row: 'people' } },
      archived_at: { label: 'Archived', as: 'moment' },
    },
    find: async (tx, _person, id) => (await agencies.byId(tx, id)) && {},
  };
}
