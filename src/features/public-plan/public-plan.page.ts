import { RATING_PRESETS } from '../../domain/rating/rating-preset.js';
import { COLOURS } from '../../domain/rating/reason-code.js';
import { csvLine, CSV_MARK } from '../../platform/spreadsheets/csv-line.js';
import { ACTION_STATUS_NAMES, COLOUR_NAMES } from '../actions/action-words.js';
import { PRIORITY_NAMES } from '../documents/document-words.js';
import { RESPONSE_NAMES } from '../recommendations/recommendation-words.js';
import type { PublicAction, PublicMeasure, PublicPlan } from './public-plan.js';

const HIDDEN = 'fewer than 5, not shown';

/** What `public-plan/views/_plan.njk` shows: to the public, and to the plan manager before. */
export function publicModel(content: PublicPlan) {
  return {
    ...content,
    rules: RATING_PRESETS[content.preset],
    colours: COLOURS.map((colour) => ({
      colour,
      name: COLOUR_NAMES[colour],
      count: content.actions.counts[colour],
      means: content.colourMeanings[colour],
    })),
    entries: content.entries.map((entry, place) => ({
      ...entry,
      id: `recommendation-${place + 1}`,
      // Printed numbers repeat from document to document, and some have none.
      name: `Recommendation ${place + 1} of ${content.entries.length}`,
      isPriority: entry.priority === 'priority_action',
      priorityName: PRIORITY_NAMES[entry.priority],
      responseName: entry.response === 'accepted' ? null : RESPONSE_NAMES[entry.response],
      actions: entry.actions.map((action) => ({
        ...action,
        by: action.agency ?? content.authority,
        statusName: statusName(action),
      })),
      measures: entry.measures.map((measure) => ({
        ...measure,
        baselineWords: valueWords(measure.baseline, 'No baseline'),
        latestWords: valueWords(measure.latest, 'No value yet'),
      })),
    })),
  };
}

/** A line for each action and each measure, with its recommendation. */
export function publicCsv(content: PublicPlan, publishedOn: string): string {
  const lines: (string | number | null)[][] = [
    [`${content.authority}: ${content.title}`],
    [`Published ${publishedOn}. As at ${content.asAt}. Rated by the ${content.preset} preset.`],
    [],
    [
      'Recommendation',
      'Text',
      'Document',
      'State of the recommendation',
      'Outcome',
      'Workstream',
      'Kind of line',
      'Reference',
      'Title',
      'Agency',
      'Due',
      'State of the action',
      'Colour',
      'Unit',
      'Baseline',
      'Target',
      'Latest value',
      'Date of the value',
    ],
  ];
  for (const entry of content.entries) {
    const first = [
      entry.number,
      entry.text,
      entry.document,
      entry.isMet ? 'Met' : 'Open',
      entry.outcome,
      entry.workstream,
    ];
    if (entry.actions.length + entry.measures.length === 0) lines.push([...first, 'Recommendation']);
    for (const action of entry.actions) {
      const { reference, title, agency, dueOn, colour } = action;
      const by = agency ?? content.authority;
      const state = statusName(action);
      lines.push([...first, 'Action', reference, title, by, dueOn, state, COLOUR_NAMES[colour]]);
    }
    for (const { name, unit, baseline, target, latest, latestOn } of entry.measures) {
      const values = [unit, csvValue(baseline), target, csvValue(latest), latestOn];
      lines.push([...first, 'Measure', null, name, null, null, null, null, ...values]);
    }
  }
  return `${CSV_MARK}${lines.map(csvLine).join('')}`;
}

/** "Complete, verified": what has been checked is said with what has been done. */
function statusName({ status, assurance }: PublicAction): string {
  if (status !== 'complete') return ACTION_STATUS_NAMES[status];
  if (assurance === 'verified' || assurance === 'embedded') return `Complete, ${assurance}`;
  return 'Complete, to be checked';
}

function valueWords(value: PublicMeasure['baseline'], none: string): string {
  if (value === 'hidden') return HIDDEN;
  return value === null ? none : String(value);
}

function csvValue(value: PublicMeasure['baseline']): string | number | null {
  return value === 'hidden' ? HIDDEN : value;
}
