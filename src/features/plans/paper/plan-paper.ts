import { formatLongDate } from '../../../domain/calendar/long-date.js';
import type { Paper, PaperBlock, PaperTable } from '../../../platform/papers/paper.js';
import { plural } from '../../../platform/templates/filters.js';
import { ACTION_STATUS_NAMES, COLOUR_NAMES, EVIDENCE_KIND_NAMES } from '../../actions/action-words.js';
import { PRIORITY_NAMES } from '../../documents/document-words.js';
import { RESPONSE_NAMES, STATUS_NAMES } from '../../recommendations/recommendation-words.js';
import type { ActionInPlan, PlanEntry, RecommendationInPlan } from '../plan-document.js';
import type { PlanDocument } from '../plan-document.service.js';
import { actionRows, measureRows } from './plan-rows.js';

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

function heading(text: string): PaperBlock {
  return { kind: 'heading', level: 1, text };
}

function paragraph(text: string): PaperBlock {
  return { kind: 'paragraph', text };
}
