import { isUuid } from '../../web/api/ids.js';
import type { HistorySubject } from '../history/history.subjects.js';
import { seesDrafts } from './pack-access.js';
import { PACK_STATE_NAMES } from './pack-words.js';
import type { PackCommentariesRepository } from './pack-commentaries.repository.js';
import type { PacksRepository } from './packs.repository.js';

/** How a pack was made, for those who make packs: what it says never changes once it is issued. */
export function historyOfPacks(
  packs: PacksRepository,
  commentaries: PackCommentariesRepository,
): HistorySubject {
  return {
    entity: 'packs',
    noun: 'pack',
    fields: {
      state: { label: 'State', as: { words: PACK_STATE_NAMES } },
      what_changed: { label: 'What changed' },
      cleared_by: { label: 'Cleared by', as: { row: 'people' } },
      cleared_without: { label: 'Cleared without all commentary, because' },
      issued_by: { label: 'Issued by', as: { row: 'people' } },
      issued_on: { label: 'Issued on', as: 'day' },
      number: { label: 'Number' },
    },
    parts: [
      {
        entity: 'pack_commentaries',
        noun: 'commentary',
        fields: {
          person_id: { label: 'By', as: { row: 'people' } },
          better: { label: 'What is better for children' },
          worries: { label: 'What worries us' },
          asks: { label: 'What we ask of the board' },
        },
        idsOf: (tx, id) => commentaries.idsOf(tx, id),
      },
    ],
    find: async (tx, person, id) => {
      const isKnown = seesDrafts(person) && isUuid(id) && (await packs.byId(tx, id)) !== null;
      return isKnown ? {} : null;
    },
  };
}
