import { actionPaths } from '../actions/actions.paths.js';
import { ACTION_STATUS_NAMES, EVIDENCE_KIND_NAMES, KIND_NAMES } from '../actions/action-words.js';
import { PRIORITY_NAMES } from '../documents/document-words.js';
import { RESPONSE_NAMES, STATUS_NAMES } from '../recommendations/recommendation-words.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { asAtPath } from '../../web/api/as-at.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { ActionInPlan, PlanEntry } from './plan-document.js';

/** The plan as a document: what `plans/views/_document.njk` shows. */
export function planModel(entries: readonly PlanEntry[], asAt: LocalDate | null) {
  return entries.map(({ recommendation, actions }) => ({
    recommendation: recommendation && {
      ...recommendation,
      name: recommendation.number === null ? 'Recommendation' : `Recommendation ${recommendation.number}`,
      isPriority: recommendation.priority === 'priority_action',
      priorityName: PRIORITY_NAMES[recommendation.priority],
      statusName: STATUS_NAMES[recommendation.status],
      responseName: RESPONSE_NAMES[recommendation.response],
      href: asAtPath(recommendationPaths.recommendation(recommendation.id), asAt),
    },
    actions: actions.map((action) => actionModel(action, asAt)),
  }));
}

function actionModel(action: ActionInPlan, asAt: LocalDate | null) {
  const { originalDueOn, dueOn, baselineOn } = action;
  return {
    ...action,
    kindName: action.kind && KIND_NAMES[action.kind],
    statusName: ACTION_STATUS_NAMES[action.status],
    evidence: action.requiredEvidence.map((kind) => EVIDENCE_KIND_NAMES[kind]).join(', '),
    firstDueOn: originalDueOn !== null && originalDueOn !== dueOn ? originalDueOn : null,
    baselineShown: baselineOn !== null && baselineOn !== dueOn ? baselineOn : null,
    href: asAtPath(actionPaths.action(action.id), asAt),
  };
}
