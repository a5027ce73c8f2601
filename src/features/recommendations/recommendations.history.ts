import { may } from '../../domain/access/policy.js';
import { isUuid } from '../../web/api/ids.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import { PRIORITY_NAMES } from '../documents/document-words.js';
import type { HistorySubject } from '../history/history.subjects.js';
import type { RaisedBeforeRepository } from './raised-before.repository.js';
import { RAISED_BEFORE_NAMES, RESPONSE_NAMES, STATUS_NAMES } from './recommendation-words.js';
import type { RecommendationsRepository } from './recommendations.repository.js';

/** What the history of a recommendation tells: to whoever may see it. */
export function historyOfRecommendations(
  recommendations: RecommendationsRepository,
  raised: RaisedBeforeRepository,
): HistorySubject {
  return {
    entity: 'recommendations',
    noun: 'recommendation',
    namedBy: 'number',
    fields: {
      text: { label: 'Text' },
      number: { label: 'Number' },
      theme: { label: 'Theme' },
      addressee: { label: 'Addressed to' },
      timescale: { label: 'Timescale' },
      priority: { label: 'Priority', as: { words: PRIORITY_NAMES } },
      status: { label: 'Status', as: { words: STATUS_NAMES } },
      response: { label: 'Response', as: { words: RESPONSE_NAMES } },
      response_text: { label: 'Response in words' },
      workstream_id: { label: 'Workstream', as: { row: 'workstreams' } },
      lead_id: { label: 'Lead', as: { row: 'people' } },
      withdrawn_at: { label: 'Withdrawn', as: 'moment' },
    },
    parts: [
      {
        entity: 'raised_before',
        noun: 'earlier recommendation',
        fields: {
          earlier_id: { label: 'Earlier recommendation', as: { row: 'recommendations' } },
          state: { label: 'Raised before', as: { words: RAISED_BEFORE_NAMES } },
        },
        idsOf: (tx, id) => raised.linksToTell(tx, id),
      },
    ],
    find: async (tx, person, id) => {
      if (!may('plan.read', person) || !isUuid(id)) return null;
      const view = await recommendations.view(tx, id, !seesEmbargoed(person));
      return view && {};
    },
  };
}
