import { dayNumberOf } from '../../../domain/calendar/day-number.js';
import { formatLongDate } from '../../../domain/calendar/long-date.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { COLOURS } from '../../../domain/rating/reason-code.js';
import {
  coloursSentence,
  judgementsSentence,
  overdueSentence,
  planSentence,
} from '../../../domain/report/chart-sentences.js';
import type { PackCharts } from '../../../domain/report/pack-content.js';
import { bars } from '../../../platform/charts/bar-chart.js';
import { lines } from '../../../platform/charts/line-chart.js';
import { stackedColumns } from '../../../platform/charts/stacked-columns.js';
import type { Tone } from '../../../platform/charts/tones.js';
import { wordGrid } from '../../../platform/charts/word-grid.js';
import type { PaperBlock, PaperChart, PaperTable } from '../../../platform/papers/paper.js';
import { COLOUR_NAMES } from '../../actions/action-words.js';
import { RATING_LETTERS } from './rating-letters.js';

const USUAL_WIDTH = 480;

/** The charts of a pack, each with its sentence and its numbers; one that has nothing to show is left out. */
export function packCharts(charts: PackCharts, width = USUAL_WIDTH): PaperBlock[] {
  return [
    ...(charts.coloursOverTime.length > 0 ? [colours(charts.coloursOverTime, width)] : []),
    ...(charts.planAgainstActual.length > 0 ? [plan(charts.planAgainstActual, width)] : []),
    ...(charts.ageOfOverdue.some(({ count }) => count > 0) ? [overdue(charts.ageOfOverdue, width)] : []),
    ...(charts.judgements.length > 0 ? [judgements(charts.judgements, width)] : []),
  ].flatMap((chart): PaperBlock[] => [{ kind: 'heading', level: 3, text: chart.drawing.title }, chart]);
}

function colours(points: PackCharts['coloursOverTime'], width: number): PaperChart {
  const sentence = coloursSentence(points);
  return {
    kind: 'chart',
    sentence,
    drawing: stackedColumns({
      title: 'Actions by colour over time',
      description: sentence,
      width,
      series: COLOURS.map((colour) => ({
        name: COLOUR_NAMES[colour],
        letter: RATING_LETTERS[colour],
        tone: colour,
      })),
      points: points.map(({ on, counts }) => ({
        label: monthOf(on),
        values: COLOURS.map((colour) => counts[colour]),
      })),
    }),
    table: table(
      'Actions by colour over time',
      ['Day', ...COLOURS.map((colour) => COLOUR_NAMES[colour])],
      points.map(({ on, counts }) => [on, ...COLOURS.map((colour) => counts[colour])]),
    ),
  };
}

function plan(points: PackCharts['planAgainstActual'], width: number): PaperChart {
  const sentence = planSentence(points);
  return {
    kind: 'chart',
    sentence,
    drawing: lines({
      title: 'Plan against actual completion',
      description: sentence,
      width,
      points: points.map(({ on }) => ({ label: monthOf(on), at: dayNumberOf(on) })),
      series: [
        { name: 'By original date', tone: 'grey', values: points.map((point) => point.byOriginalDate) },
        { name: 'By current date', tone: 'blue', values: points.map((point) => point.byCurrentDate) },
        { name: 'Done', tone: 'green', values: points.map((point) => point.done) },
      ],
    }),
    table: table(
      'Plan against actual completion',
      ['Day', 'To be done by original date', 'To be done by current date', 'Done'],
      points.map((point) => [point.on, point.byOriginalDate, point.byCurrentDate, point.done]),
    ),
  };
}

function overdue(groups: PackCharts['ageOfOverdue'], width: number): PaperChart {
  const sentence = overdueSentence(groups);
  return {
    kind: 'chart',
    sentence,
    drawing: bars({
      title: 'How long overdue actions have been overdue',
      description: sentence,
      width,
      bars: groups.map(({ label, count }) => ({ label, value: count, tone: 'red' })),
    }),
    table: {
      ...table(
        'Age of overdue actions',
        ['How long', 'Actions'],
        groups.map(({ label, count }) => [label, count]),
      ),
      columns: [
        { header: 'How long', type: 'text', width: 3 },
        { header: 'Actions', type: 'number' },
      ],
    },
  };
}

const GRADE_TONES: Readonly<Record<string, Tone>> = {
  inadequate: 'red',
  'requires improvement': 'amber',
  'requires improvement to be good': 'amber',
  adequate: 'amber',
  good: 'green',
  outstanding: 'blue',
};

function judgements(areas: PackCharts['judgements'], width: number): PaperChart {
  const sentence = judgementsSentence(areas);
  const occasions = [
    ...new Map(
      areas.flatMap(({ grades }) => grades).map((grade) => [keyOf(grade), grade] as const),
    ).entries(),
  ].sort(([, one], [, other]) => ((one.on ?? '') < (other.on ?? '') ? -1 : 1));
  return {
    kind: 'chart',
    sentence,
    drawing: wordGrid({
      title: 'Judgements over time',
      description: sentence,
      width,
      columns: occasions.map(([, { on, document }]) => (on === null ? document : monthOf(on))),
      rows: areas.map(({ area, grades }) => ({
        label: area,
        cells: occasions.map(([key]) => {
          const text = grades.find((grade) => keyOf(grade) === key)?.grade ?? '';
          const tone = GRADE_TONES[text.toLowerCase()];
          return { text, ...(tone && { tone }) };
        }),
      })),
    }),
    table: {
      kind: 'table',
      caption: 'Judgements over time',
      columns: [
        { header: 'Area', type: 'text', width: 2.5 },
        { header: 'Grade', type: 'text', width: 1.5 },
        { header: 'Date', type: 'date', width: 1.2 },
        { header: 'Document', type: 'text', width: 2.5 },
      ],
      rows: areas.flatMap(({ area, grades }) =>
        grades.map(({ grade, on, document }) => [area, grade, on, document]),
      ),
      empty: 'Nothing has been judged.',
    },
  };
}

function keyOf({ on, document }: { readonly on: LocalDate | null; readonly document: string }): string {
  return `${on ?? ''} ${document}`;
}

function table(caption: string, headers: readonly string[], rows: PaperTable['rows']): PaperTable {
  return {
    kind: 'table',
    caption,
    columns: headers.map((header, at) => ({
      header,
      type: at === 0 ? 'date' : 'number',
      width: at === 0 ? 1.6 : 1,
    })),
    rows,
    empty: 'Nothing to show yet.',
  };
}

/** "Nov 2026": short enough to stand below a column. */
function monthOf(on: LocalDate): string {
  const [, month = '', year = ''] = formatLongDate(on).split(' ');
  return `${month.slice(0, 3)} ${year}`;
}
