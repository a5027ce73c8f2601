import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { PaperTable } from '../../../platform/papers/paper.js';
import {
  ACTION_STATUS_NAMES,
  COLOUR_NAMES,
  EVIDENCE_KIND_NAMES,
  KIND_NAMES,
} from '../../actions/action-words.js';
import { PRIORITY_NAMES } from '../../documents/document-words.js';
import { RESPONSE_NAMES } from '../../recommendations/recommendation-words.js';
import type { ActionInPlan, PlanEntry, RecommendationInPlan } from '../plan-document.js';

/** A row for each action, with its recommendation; and one for each recommendation without any. */
export function actionRows(entries: readonly PlanEntry[]): PaperTable {
  const text = (header: string, width: number) => ({ header, type: 'text' as const, width });
  const day = (header: string) => ({ header, type: 'date' as const });
  return {
    kind: 'table',
    caption: 'Plan',
    columns: [
      text('Recommendation', 1),
      text('Its text', 3),
      text('Kind', 1),
      text('Document', 1.5),
      text('Response', 1),
      text('Outcome', 2),
      text('Workstream', 1),
      text('Lead of the recommendation', 1),
      text('Action', 1),
      text('Title', 3),
      text('Kind of action', 1),
      text('State', 1),
      text('Rating', 1),
      text('Owner', 1),
      text('Agency', 1),
      text('Accountable lead', 1),
      day('Start date'),
      day('Due date'),
      day('First due date'),
      text('Measure', 2),
      text('Evidence', 1.5),
    ],
    rows: entries.flatMap(({ recommendation, actions }) =>
      (actions.length === 0 ? [null] : actions).map((action) => [
        ...recommendationCells(recommendation),
        ...actionCells(action),
      ]),
    ),
    empty: 'Nothing is in the plan yet.',
  };
}

function recommendationCells(one: RecommendationInPlan | null): (string | null)[] {
  if (one === null) return Array.from({ length: 8 }, () => null);
  return [
    one.number,
    one.text,
    PRIORITY_NAMES[one.priority],
    one.documentTitle,
    RESPONSE_NAMES[one.response],
    one.outcome,
    one.workstreamName,
    one.leadName,
  ];
}

function actionCells(action: ActionInPlan | null): (string | LocalDate | null)[] {
  if (action === null) return Array.from({ length: 13 }, (_, at) => (at === 1 ? 'No action yet' : null));
  return [
    action.reference,
    action.title,
    action.kind && KIND_NAMES[action.kind],
    ACTION_STATUS_NAMES[action.status],
    action.status === 'draft' ? null : COLOUR_NAMES[action.rating],
    action.ownerName,
    action.agencyName,
    action.leadName,
    action.startOn,
    action.dueOn,
    action.originalDueOn,
    action.successMeasure,
    action.requiredEvidence.map((kind) => EVIDENCE_KIND_NAMES[kind]).join(', '),
  ];
}

/** A row for each measure of each recommendation. */
export function measureRows(entries: readonly PlanEntry[]): PaperTable {
  return {
    kind: 'table',
    caption: 'Measures',
    columns: [
      { header: 'Recommendation', type: 'text' },
      { header: 'Measure', type: 'text', width: 3 },
      { header: 'Unit', type: 'text' },
      { header: 'Baseline', type: 'number' },
      { header: 'Target', type: 'number' },
      { header: 'Latest value', type: 'number' },
      { header: 'Date of data', type: 'date' },
    ],
    rows: entries.flatMap(({ recommendation }) =>
      (recommendation?.measures ?? []).map((measure) => [
        recommendation?.number ?? null,
        measure.name,
        measure.unit,
        measure.baseline,
        measure.target,
        measure.latestValue,
        measure.latestOn,
      ]),
    ),
    empty: 'The plan has no measure.',
  };
}
