import { dayNumberOf } from '../../domain/calendar/day-number.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { measureSentence, withUnit } from '../../domain/report/chart-sentences.js';
import type { DatedValue } from '../../domain/report/measure-standing.js';
import type { Drawing } from '../../platform/charts/drawing.js';
import { lines } from '../../platform/charts/line-chart.js';
import { sparkline } from '../../platform/charts/sparkline.js';
import { DIRECTION_NAMES } from './measure-words.js';
import type { MeasureRow } from './measures.repository.js';

type Charted = Pick<MeasureRow, 'name' | 'unit' | 'direction' | 'target' | 'latestOn'>;

/** The trend of a measure for a row of the list. */
export function measureSparkline(measure: Charted, values: readonly DatedValue[]): Drawing {
  return sparkline({
    title: `${measure.name}: trend`,
    description: measureSentence({ ...measure, values }),
    points: values.map(({ on, value }) => ({ at: dayNumberOf(on), value })),
    target: measure.target,
  });
}

/** The trend of a measure with its sentence and its table, for its own page. Values are the oldest first. */
export function measureChart(measure: Charted, values: readonly DatedValue[]) {
  const sentence = measureSentence({ ...measure, values });
  const drawing = lines({
    title: `${measure.name} against its target`,
    description: `${sentence} ${DIRECTION_NAMES[measure.direction]}.`,
    points: values.map(({ on }) => ({ label: shortDay(formatLongDate(on)), at: dayNumberOf(on) })),
    series: [
      { name: 'Value', tone: 'ink', values: values.map(({ value }) => value) },
      { name: 'Target', tone: 'grey', marks: false, values: values.map(() => measure.target) },
    ],
    fromZero: false,
  });
  return {
    drawing,
    sentence,
    table: {
      caption: `${measure.name}, ${measure.unit}`,
      columns: [
        { header: 'Day', type: 'date' },
        { header: 'Value', type: 'text' },
        { header: 'Target', type: 'text' },
      ],
      rows: values.map(({ on, value }) => [
        on,
        withUnit(value, measure.unit),
        withUnit(measure.target, measure.unit),
      ]),
      empty: 'No value yet',
    },
    dataAsAt: measure.latestOn,
  };
}

/** 31 October 2026 as "31 Oct 26". */
function shortDay(long: string): string {
  const [day, month, year] = long.split(' ') as [string, string, string];
  return `${day} ${month.slice(0, 3)} ${year.slice(2)}`;
}
