import { may } from '../../domain/access/policy.js';
import { isUuid } from '../../web/api/ids.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { HistorySubject } from '../history/history.subjects.js';
import { DIRECTION_NAMES } from './measure-words.js';
import type { MeasuresRepository } from './measures.repository.js';

/** What the history of a measure tells: its definition, and every value with what stood before a correction. */
export function historyOfMeasures(measures: MeasuresRepository): HistorySubject {
  return {
    entity: 'measures',
    noun: 'measure',
    fields: {
      name: { label: 'Name' },
      definition: { label: 'Definition' },
      unit: { label: 'Unit' },
      direction: { label: 'Direction', as: { words: DIRECTION_NAMES } },
      baseline: { label: 'Baseline' },
      baseline_on: { label: 'Day of the baseline', as: 'day' },
      target: { label: 'Target' },
      target_on: { label: 'Day of the target', as: 'day' },
      source: { label: 'Source' },
      about_children: { label: 'Counts children' },
      archived_at: { label: 'Archived', as: 'moment' },
    },
    parts: [
      {
        entity: 'measure_values',
        noun: 'value',
        fields: {
          value_on: { label: 'Day', as: 'day' },
          value: { label: 'Value' },
          source: { label: 'Source' },
          corrected_because: { label: 'Why it was corrected' },
        },
        idsOf: (tx, id) => measures.partIds(tx, 'measure_values', id),
      },
      {
        entity: 'measure_recommendations',
        noun: 'recommendation',
        fields: {
          recommendation_id: { label: 'Recommendation', as: { row: 'recommendations' } },
          ended_at: { label: 'No longer linked', as: 'moment' },
        },
        idsOf: (tx, id) => measures.partIds(tx, 'measure_recommendations', id),
      },
    ],
    find: async (tx, person, id) => {
      if (!may('plan.read', person) || !isUuid(id)) return null;
      return (await measures.one(tx, !seesEmbargoed(person), id)) && {};
    },
  };
}
