import { formatLongDate } from '../../../domain/calendar/long-date.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Paper, PaperBlock, PaperTable } from '../../../platform/papers/paper.js';
import { plural } from '../../../platform/templates/filters.js';
import {
  ACTION_STATUS_NAMES,
  COLOUR_NAMES,
  EVIDENCE_KIND_NAMES,
  KIND_NAMES,
} from '../../actions/action-words.js';
import { PRIORITY_NAMES } from '../../documents/document-words.js';
import { RESPONSE_NAMES, STATUS_NAMES } from '../../recommendations/recommendation-words.js';
import type { ActionInPlan, PlanEntry, RecommendationInPlan } from '../plan-document.js';
import type { PlanDocument } from '../plan-document.service.js';

/** The plan as a written statement: in the order of its recommendations, each with outcome, actions, leads, dates and measures. */
export function planPaper(plan: PlanDocument, authority: string): Paper {
  return {
    ...frame(plan, authority),
    blocks: [
      ...leftOut(plan),
      ...(plan.entries.length === 0
        ? [paragraph('Nothing is in the plan yet.')]
        : plan.entries.flatMap(entryBlocks)),
    ],
  };
}

/** The same as two tables, for a workbook and CSV: a row for each action, and one for each recommendation without any. */
export function planTables(plan: PlanDocument, authority: string): Paper {
  return {
    ...frame(plan, authority),
    blocks: [...leftOut(plan), actionRows(plan.entries), measureRows(plan.entries)],
  };
}

function frame({ title, asAt }: PlanDocument, authority: string): Omit<Paper, 'blocks'> {
  const on = `As at ${formatLongDate(asAt)}`;
  return { title, organisation: authority, subtitle: `${on}.`, footer: `${title}. ${on}` };
}

function leftOut({ leftOut: { actions, recommendations } }: PlanDocument): PaperBlock[] {
  if (actions + recommendations === 0) return [];
  return [
    paragraph(
      `Left out, because they are restricted: ${plural(recommendations, 'recommendation')}, ${plural(actions, 'action')}.`,
    ),
  ];
}

function entryBlocks({ recommendation, actions }: PlanEntry): PaperBlock[] {
  if (recommendation === null) {
    return [
      heading('Actions towards no recommendation'),
      actionTable('Actions towards no recommendation', actions),
    ];
  }
  return [
    heading(nameOf(recommendation)),
    { kind: 'paragraph', weight: 'lede', text: recommendation.text },
    { kind: 'paragraph', weight: 'quiet', text: marksOf(recommendation).join(' · ') },
    { kind: 'list', items: answers(recommendation) },
    ...(recommendation.response === 'not_accepted' && actions.length === 0
      ? []
      : [actionTable(`Actions towards ${nameOf(recommendation).toLowerCase()}`, actions)]),
  ];
}

function nameOf({ number }: RecommendationInPlan): string {
  return number === null ? 'Recommendation' : `Recommendation ${number}`;
}

function marksOf(one: RecommendationInPlan): string[] {
  return [
    PRIORITY_NAMES[one.priority],
    ...(one.restricted ? ['Restricted'] : []),
    ...(one.status === 'open' ? [] : [STATUS_NAMES[one.status]]),
    one.documentTitle,
    ...(one.theme === null ? [] : [one.theme]),
  ];
}

function answers(one: RecommendationInPlan): string[] {
  return [
    `Response: ${RESPONSE_NAMES[one.response]}${one.responseText === '' ? '' : `: ${one.responseText}`}`,
    `Outcome: ${one.outcome || 'not said yet'}`,
    `Lead: ${[one.leadName ?? 'nobody yet', one.workstreamName].filter(Boolean).join(', ')}`,
    ...one.measures.map((measure) => `Measure: ${measureWords(measure)}`),
  ];
}

function measureWords({
  name,
  unit,
  baseline,
  target,
  latestValue,
  latestOn,
}: RecommendationInPlan['measures'][number]): string {
  const from = baseline === null ? '' : `from ${baseline} `;
  const now =
    latestValue === null
      ? ''
      : `, ${latestValue}${latestOn === null ? '' : ` on ${formatLongDate(latestOn)}`}`;
  return `${name}: ${from}to ${target} ${unit}${now}`;
}

function actionTable(caption: string, actions: readonly ActionInPlan[]): PaperTable {
  return {
    kind: 'table',
    caption,
    columns: [
      { header: 'Action', type: 'text', width: 3 },
      { header: 'Owner', type: 'text', width: 1.5 },
      { header: 'Lead', type: 'text', width: 1.2 },
      { header: 'From and to', type: 'text', width: 1.5 },
      { header: 'Measure and evidence', type: 'text', width: 2.4 },
      { header: 'State', type: 'text', width: 1.1 },
    ],
    rows: actions.map((action) => [
      `${action.reference} ${action.title}${action.restricted ? ' (Restricted)' : ''}`,
      [action.ownerName ?? 'No owner yet', action.agencyName].filter(Boolean).join(', '),
      action.leadName ?? 'Nobody yet',
      datesOf(action),
      [action.successMeasure || 'No measure yet', evidenceOf(action)].filter(Boolean).join('\n'),
      stateOf(action),
    ]),
    empty: 'No action yet.',
  };
}

function datesOf({ startOn, dueOn, originalDueOn }: ActionInPlan): string {
  const lines = [
    startOn && `${formatLongDate(startOn)} to`,
    dueOn === null ? 'No date yet' : formatLongDate(dueOn),
  ];
  if (originalDueOn !== null && originalDueOn !== dueOn)
    lines.push(`First due ${formatLongDate(originalDueOn)}`);
  return lines.filter(Boolean).join('\n');
}

function evidenceOf({ requiredEvidence }: ActionInPlan): string {
  const kinds = requiredEvidence.map((kind) => EVIDENCE_KIND_NAMES[kind]);
  return kinds.length === 0 ? '' : `Evidence: ${kinds.join(', ')}`;
}

/** A draft has no rating yet. */
function stateOf({ status, rating }: ActionInPlan): string {
  return status === 'draft'
    ? ACTION_STATUS_NAMES.draft
    : `${COLOUR_NAMES[rating]}\n${ACTION_STATUS_NAMES[status]}`;
}

function actionRows(entries: readonly PlanEntry[]): PaperTable {
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

function measureRows(entries: readonly PlanEntry[]): PaperTable {
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

function heading(text: string): PaperBlock {
  return { kind: 'heading', level: 1, text };
}

function paragraph(text: string): PaperBlock {
  return { kind: 'paragraph', text };
}
