import { formatLongDate } from '../../../domain/calendar/long-date.js';
import type { PackHeadline } from '../../../domain/report/pack-content.js';
import type { PaperBlock, PaperTable } from '../../../platform/papers/paper.js';
import { plural } from '../../../platform/templates/filters.js';
import type { Review } from './review.service.js';

/** Recommendations first; a share is always a number of a number, with what was added and cancelled. */
export function headlineWords({ from, earlier, later }: Review): PaperBlock[] {
  const { recommendations, actions, measures } = later.headline;
  const then = earlier.headline;
  const day = formatLongDate(from);
  const changes = [`${actions.added} added`, `${actions.cancelled} cancelled`];
  if (actions.withheld > 0) changes.push(`${actions.withheld} restricted since and left out`);
  return [
    {
      kind: 'paragraph',
      weight: 'lede',
      text: `${recommendations.met} of ${plural(recommendations.total, 'recommendation')} met; on ${day} ${then.recommendations.met} of ${then.recommendations.total}.`,
    },
    {
      kind: 'paragraph',
      text: `Delivery: ${actions.complete} of ${plural(actions.total, 'action')} complete; on ${day} ${then.actions.complete} of ${then.actions.total}: ${changes.join(', ')}.`,
    },
    {
      kind: 'paragraph',
      text: `Impact: ${measures.atTarget} of ${plural(measures.total, 'measure')} at target; on ${day} ${then.measures.atTarget} of ${then.measures.total}.`,
    },
  ];
}

const LINES: readonly [words: string, of: (headline: PackHeadline) => number][] = [
  ['Recommendations', ({ recommendations }) => recommendations.total],
  ['Recommendations met', ({ recommendations }) => recommendations.met],
  ['Recommendations without an action', ({ recommendations }) => recommendations.withoutAction],
  ['Actions', ({ actions }) => actions.total],
  ['Actions complete', ({ actions }) => actions.complete],
  ['of these verified', ({ actions }) => actions.verified],
  ['of these embedded', ({ actions }) => actions.embedded],
  ['Done by their current date', ({ actions }) => actions.doneByCurrentDate],
  ['Done by their first date', ({ actions }) => actions.doneByOriginalDate],
  ['Overdue', ({ actions }) => actions.overdue],
  ['Without an owner', ({ actions }) => actions.noOwner],
  ['Red', ({ actions }) => actions.counts.red],
  ['Amber', ({ actions }) => actions.counts.amber],
  ['Green', ({ actions }) => actions.counts.green],
  ['Blue', ({ actions }) => actions.counts.blue],
  ['Grey', ({ actions }) => actions.counts.grey],
  ['Measures', ({ measures }) => measures.total],
  ['Measures at target', ({ measures }) => measures.atTarget],
];

export function headlineTable({ from, to, earlier, later }: Review): PaperTable {
  return {
    kind: 'table',
    caption: 'Then and now',
    columns: [
      { header: 'What is counted', type: 'text', width: 3 },
      { header: formatLongDate(from), type: 'number', width: 1.2 },
      { header: formatLongDate(to), type: 'number', width: 1.2 },
      { header: 'Change', type: 'number', width: 0.8 },
    ],
    rows: LINES.map(([words, of]) => {
      const [then, now] = [of(earlier.headline), of(later.headline)];
      return [words, then, now, now - then];
    }),
    empty: '',
  };
}
