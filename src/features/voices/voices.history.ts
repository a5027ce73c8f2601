import { may } from '../../domain/access/policy.js';
import { isUuid } from '../../web/api/ids.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { HistorySubject } from '../history/history.subjects.js';
import { SOURCE_NAMES, WHOSE_NAMES } from './voice-words.js';
import type { VoicesRepository } from './voices.repository.js';

/** What the history of an entry tells: every change of its words, and what it was linked to. */
export function historyOfVoices(voices: VoicesRepository): HistorySubject {
  return {
    entity: 'voices',
    noun: 'entry',
    fields: {
      told_on: { label: 'Day', as: 'day' },
      whose: { label: 'Who told us', as: { words: WHOSE_NAMES } },
      source: { label: 'How we heard it', as: { words: SOURCE_NAMES } },
      source_name: { label: 'Name of the source' },
      asked: { label: 'How many were asked' },
      answered: { label: 'How many answered' },
      said: { label: 'What they said' },
      changed: { label: 'What changed because of it' },
      archived_at: { label: 'Archived', as: 'moment' },
    },
    parts: [
      {
        entity: 'voice_recommendations',
        noun: 'recommendation',
        fields: {
          recommendation_id: { label: 'Recommendation', as: { row: 'recommendations' } },
          ended_at: { label: 'No longer linked', as: 'moment' },
        },
        idsOf: (tx, id) => voices.linkIds(tx, id),
      },
    ],
    find: async (tx, person, id) => {
      if (!may('voices.read', person) || !isUuid(id)) return null;
      return (await voices.one(tx, !seesEmbargoed(person), id)) && {};
    },
  };
}
