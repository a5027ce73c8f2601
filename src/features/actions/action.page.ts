import type { LocalDate } from '../../domain/calendar/local-date.js';
import { refusalOfCorrection } from '../../domain/lifecycle/progress-update.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { asAtPath } from '../../web/api/as-at.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import type { ActionDetails } from './action-details.service.js';
import type { ActionLine } from './action-list.repository.js';
import {
  ACTION_STATUS_NAMES,
  ASSURANCE_NAMES,
  EVIDENCE_KIND_NAMES,
  KIND_NAMES,
  movedWords,
  ratingNote,
} from './action-words.js';
import { actionPaths } from './actions.paths.js';
import { reasonList, reasonSentence } from './reason-words.js';
import { answerWords, signature } from './update-words.js';
import type { StandingCall, UpdateRow } from './updates.repository.js';
import type { ServedRecommendation } from './actions.repository.js';

/** A line of a list as a page shows it. */
export function lineModel(line: ActionLine, asAt: LocalDate | null = null) {
  return {
    id: line.id,
    href: asAtPath(actionPaths.action(line.id), asAt),
    updateHref: actionPaths.update(line.id),
    reference: line.reference,
    title: line.title,
    isPriorityAction: line.priorityAction,
    rating: line.rating,
    ratingNote: ratingNote(line.rating, line.ratingWord),
    reasons: line.rating === 'red' || line.rating === 'amber' ? reasonList(line.ratingReasons) : '',
    dueOn: line.dueOn,
    moved: movedWords(line.timesMoved, line.daysSlipped),
    notUpdated: line.notUpdated,
    isWaiting: line.isWaiting,
    statusName: ACTION_STATUS_NAMES[line.status],
    ownerName: line.ownerName,
    leadName: line.leadName,
    workstreamName: line.workstreamName,
    lastUpdateOn: line.lastUpdateOn,
  };
}

/** The page of one action. */
export function actionModel({ action, names, explanation, served, may, asAt }: ActionDetails) {
  const isRated = action.status !== 'draft' && action.status !== 'cancelled';
  return {
    id: action.id,
    asAt,
    reference: action.reference,
    title: action.title,
    description: action.description,
    isDraft: action.status === 'draft',
    isCancelled: action.status === 'cancelled',
    isPriorityAction: action.priorityAction,
    rating: action.rating,
    ratingNote: ratingNote(action.rating, action.ratingWord),
    ratingSince: isRated ? action.ratingSince : null,
    reasons: explanation.reasons.map(({ code, since }) =>
      reasonSentence(code, action, since, explanation.preset),
    ),
    notUpdated: explanation.notUpdated,
    preset: explanation.preset,
    kindName: action.kind && KIND_NAMES[action.kind],
    statusName: ACTION_STATUS_NAMES[action.status],
    assuranceName: ASSURANCE_NAMES[action.assurance],
    isReported: action.assurance !== 'not_reported',
    ownerName: names.owner,
    leadName: names.lead,
    agencyName: names.agency ?? 'The council itself',
    workstreamName: names.workstream,
    startOn: action.startOn,
    dueOn: action.dueOn,
    originalDueOn: action.originalDueOn === action.dueOn ? null : action.originalDueOn,
    moved: movedWords(action.timesMoved, action.daysSlipped),
    begunOn: action.begunOn,
    successMeasure: action.successMeasure,
    evidence: action.requiredEvidence.map((kind) => EVIDENCE_KIND_NAMES[kind]),
    publishedOn: action.publishedOn,
    served: served.map((one) => servedModel(one, asAt)),
    may,
    paths: {
      now: actionPaths.action(action.id),
      change: actionPaths.change(action.id),
      recommendations: actionPaths.recommendations(action.id),
      publish: actionPaths.publish(action.id),
      cancelDraft: actionPaths.cancelDraft(action.id),
      update: actionPaths.update(action.id),
      notices: actionPaths.notices(action.id),
      callWorse: actionPaths.callWorse(action.id),
      list: asAtPath(actionPaths.list(), asAt),
    },
  };
}

export function servedModel(served: ServedRecommendation, asAt: LocalDate | null = null) {
  return {
    id: served.id,
    href: asAtPath(recommendationPaths.recommendation(served.id), asAt),
    name: served.number === null ? 'Recommendation' : `Recommendation ${served.number}`,
    text: served.text,
    documentTitle: served.documentTitle,
    isPriorityAction: served.priority === 'priority_action',
  };
}

/** An update as it is read: signed, dated, and answering the question that was put. */
export function updateModel(row: UpdateRow, asker: string | null = null, isLatest = false) {
  return {
    id: row.id,
    writtenAt: row.writtenAt,
    signed: signature(row),
    corrects: row.correctsOn,
    correctedOn: row.correctedOn,
    correctPath:
      asker !== null && mayCorrect(row, asker, isLatest) ? actionPaths.correct(row.actionId, row.id) : null,
    question: `Will ${formatLongDate(row.dueOn)} be met?`,
    answer: answerWords(row.answer, row.forecastOn),
    begunOn: row.begunOn,
    whatChanged: row.whatChanged,
    noChange: row.noChange,
    inTheWay: row.inTheWay,
    whoRemovesIt: row.whoRemovesIt,
  };
}

function mayCorrect(row: UpdateRow, asker: string, isLatest: boolean): boolean {
  const { recordedFor, correctedOn } = row;
  return refusalOfCorrection({ recordedFor, isCorrected: correctedOn !== null, isLatest }, asker) === null;
}

/** Somebody's call of "worse", and whether this person may withdraw it. */
export function callModel(
  call: StandingCall,
  actionId: string,
  asker: { personId: string; isDirector: boolean },
) {
  const isOwn = call.calledBy === asker.personId;
  return {
    colour: call.colour,
    reason: call.reason,
    calledByName: call.calledByName,
    calledOn: call.calledOn,
    until: call.asOwner ? 'It stands until the owner’s next update' : '',
    mayWithdraw: !call.asOwner && (isOwn || asker.isDirector),
    needsReason: !isOwn,
    withdrawPath: actionPaths.withdrawCall(actionId, call.id),
  };
}

/** "Will you meet 30 June 2026?" */
export function dueQuestion(dueOn: LocalDate): string {
  return `Will you meet ${formatLongDate(dueOn)}?`;
}
