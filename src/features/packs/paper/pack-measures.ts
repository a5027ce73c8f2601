import { formatLongDate } from '../../../domain/calendar/long-date.js';
import { withUnit } from '../../../domain/report/chart-sentences.js';
import type { PackMeasure } from '../../../domain/report/pack-content.js';
import type { PaperTable } from '../../../platform/papers/paper.js';
import { STANDING_NAMES } from '../../recommendations/recommendation-words.js';
import { towards } from './pack-tables.js';

const TREND_SHOWN = 4;

/** Each measure with its target, its trend and the date of its data. */
export function measureTable(measures: readonly PackMeasure[]): PaperTable {
  return {
    kind: 'table',
    caption: 'Measures',
    columns: [
      { header: 'Measure', type: 'text', width: 2.4 },
      { header: 'Baseline', type: 'text', width: 1.2 },
      { header: 'Trend', type: 'text', width: 1.4 },
      { header: 'Latest', type: 'text', width: 0.9 },
      { header: 'Date of data', type: 'date', width: 1.2 },
      { header: 'Target', type: 'text', width: 1.2 },
      { header: 'Where it stands', type: 'text', width: 1.2 },
      { header: 'Source', type: 'text', width: 1.3 },
      { header: 'Towards', type: 'text', width: 1.4 },
    ],
    rows: measures.map((measure) => {
      const latest = measure.values.at(-1);
      return [
        measure.name,
        measure.baseline === null
          ? 'None'
          : withDay(withUnit(measure.baseline, measure.unit), measure.baselineOn),
        measure.values
          .slice(-TREND_SHOWN)
          .map(({ value }) => (value === null ? 'under 5' : String(value)))
          .join(' → '),
        latest === undefined ? 'No value' : valueWords(latest.value, measure.unit),
        latest?.on ?? null,
        withDay(
          `${measure.direction === 'up' ? 'At least' : 'At most'} ${withUnit(measure.target, measure.unit)}`,
          measure.targetOn,
        ),
        `${STANDING_NAMES[measure.standing]}${latest !== undefined && !measure.isFresh ? '; the data is old' : ''}`,
        measure.source,
        towards(measure.recommendationNumbers),
      ];
    }),
    empty: 'The plan has no measure.',
  };
}

/** Every value behind the trends. */
export function valueTable(measures: readonly PackMeasure[]): PaperTable {
  return {
    kind: 'table',
    caption: 'Values of the measures',
    columns: [
      { header: 'Measure', type: 'text', width: 3 },
      { header: 'Date of data', type: 'date', width: 1.3 },
      { header: 'Value', type: 'number', width: 1 },
      { header: 'Unit', type: 'text', width: 1 },
    ],
    rows: measures.flatMap(({ name, unit, values }) =>
      values.map(({ on, value }) => [name, on, value ?? 'under 5', unit]),
    ),
    empty: 'No measure has a value yet.',
  };
}

function valueWords(value: number | null, unit: string): string {
  return value === null ? 'under 5' : withUnit(value, unit);
}

function withDay(words: string, on: PackMeasure['targetOn']): string {
  return on === null ? words : `${words}, ${formatLongDate(on)}`;
}
