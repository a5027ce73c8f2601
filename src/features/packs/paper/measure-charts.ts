import { dayNumberOf } from '../../../domain/calendar/day-number.js';
import { formatLongDate } from '../../../domain/calendar/long-date.js';
import { withUnit } from '../../../domain/report/chart-sentences.js';
import type { PackMeasure } from '../../../domain/report/pack-content.js';
import { sparkline } from '../../../platform/charts/sparkline.js';
import type { PaperChart } from '../../../platform/papers/paper.js';

/** Fewer values are no trend. */
const TREND = 2;
const WIDTH = 240;

/** The trend of each measure, small; its numbers stand in the table of values. */
export function measureCharts(measures: readonly PackMeasure[]): PaperChart[] {
  return measures.flatMap((measure) => {
    const points = measure.values.flatMap(({ on, value }) => (value === null ? [] : [{ on, value }]));
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined || points.length < TREND) return [];
    const words = ({ on, value }: (typeof points)[number]) =>
      `${withUnit(value, measure.unit)} (${formatLongDate(on)})`;
    const hidden = measure.values.length - points.length;
    const sentence =
      `${measure.name}: from ${words(first)} to ${words(last)}; target ${withUnit(measure.target, measure.unit)}.` +
      (hidden === 0 ? '' : ` Counts under five are left out: ${hidden}.`);
    const drawing = sparkline({
      title: `${measure.name}: trend`,
      description: sentence,
      width: WIDTH,
      points: points.map(({ on, value }) => ({ at: dayNumberOf(on), value })),
      target: measure.target,
    });
    return [{ kind: 'chart', sentence, drawing, table: null }];
  });
}
