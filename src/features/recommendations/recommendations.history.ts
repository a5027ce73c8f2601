import { may } from '../../domain/access/policy.js';
import { isUuid } from '../../web/api/ids.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import { PRIORITY_NAMES } from '../documents/document-words.js';
import type { HistorySubject } from '../history/history.subjects.js';
import type { RaisedBeforeRepository } from './raised-before.repository.js';
import type { RecommendationLifeRepository } from './recommendation-life.repository.js';
import type { SentencesRepository } from './sentences.repository.js';
import { PROPOSAL_NAMES, RAISED_BEFORE_NAMES, RESPONSE_NAMES, STATUS_NAMES } from './recommendation-words.js';
import type { RecommendationsRepository } from './recommendations.repository.js';

/** What the history of a recommendation tells: to whoever may see it. */
export function historyOfRecommendations(
  recommendations: RecommendationsRepository,
  raised: RaisedBeforeRepository,
  life: RecommendationLifeRepository,
  sentences: SentencesRepository,
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
      outcome: { label: 'Outcome' },
      met_on: { label: 'Met on', as: 'day' },
      superseded_by: { label: 'Superseded by', as: { row: 'recommendations' } },
      restricted: { label: 'Restricted', as: 'yes_no' },
      workstream_id: { label: 'Workstream', as: { row: 'workstreams' } },
      lead_id: { label: 'Lead', as: { row: 'people' } },
      withdrawn_at: { label: 'Withdrawn', as: 'moment' },
    },
    parts: [
      {
        entity: 'met_proposals',
        noun: 'proposal as met',
        fields: {
          effect_statement: { label: 'Different for children' },
          measure: { label: 'The measure' },
          inspectors_word: { label: 'Inspectors last said' },
          state: { label: 'Decision', as: { words: PROPOSAL_NAMES } },
          decision_words: { label: 'In words' },
        },
        idsOf: async (tx, id) => (await life.proposals(tx, id)).map((row) => row.id),
      },
      {
        entity: 'recommendation_reopenings',
        noun: 'reopening',
        fields: { reason: { label: 'Reason' } },
        idsOf: async (tx, id) => (await life.reopenings(tx, id)).map((row) => row.id),
      },
      {
        entity: 'recommendation_sentences',
        noun: 'sentence of its lead',
        fields: { sentence: { label: 'Sentence' }, difference: { label: 'The difference made' } },
        idsOf: async (tx, id) =>
          (await sentences.of(tx, id, { limit: 1000, offset: 0 })).rows.map((row) => row.id),
      },
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
