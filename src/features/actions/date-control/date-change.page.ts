import { formatLongDate } from '../../../domain/calendar/long-date.js';
import { actionPaths } from '../actions.paths.js';
import type { DateChangePage } from './date-change-reading.service.js';
import {
  decisionWords,
  moveWords,
  REASON_OF_CHANGE_NAMES,
  REQUEST_STATE_NAMES,
  slipWords,
} from './date-change-words.js';
import type { DateChangeRow } from './date-changes.repository.js';
import { dateControlPaths } from './date-control.paths.js';

/** A request, or an agreement, as it stands on a page. */
export function dateChangeModel(row: DateChangeRow) {
  const reason = REASON_OF_CHANGE_NAMES[row.reason as keyof typeof REASON_OF_CHANGE_NAMES] ?? row.reason;
  return {
    id: row.id,
    href: dateControlPaths.request(row.id),
    move: moveWords(row),
    slip: slipWords(row.slip),
    fromDueOn: row.fromDueOn,
    toDueOn: row.toDueOn,
    askedDueOn: row.askedDueOn === row.toDueOn ? null : row.askedDueOn,
    isAgreement: row.kind === 'agreement',
    reason: row.kind === 'agreement' ? 'Agreed by those who had set the date' : reason,
    words: row.words,
    meanwhile: row.meanwhile,
    askedByName: row.askedByName,
    askedOn: row.askedOn,
    state: row.state,
    stateName: REQUEST_STATE_NAMES[row.state],
    decision: decisionWords(row),
    decisionWords: row.decisionWords,
    version: row.version,
  };
}

/** The page of one request: what is asked, and what this person can do about it. */
export function dateChangePageModel({ request, ...page }: DateChangePage) {
  const waits = request.state === 'waiting';
  return {
    request: dateChangeModel(request),
    action: {
      reference: request.reference,
      title: request.title,
      href: actionPaths.action(request.actionId),
    },
    byBoard: page.byBoard,
    deciderNames: page.deciderNames.join(' or '),
    mayDecide: page.mayDecide || page.atMeetings.length > 0,
    // Whoever may not decide between meetings chooses the meeting at which the board did.
    meetings: [
      ...(page.mayDecide && page.byBoard ? [{ value: '', text: 'By the chair, between meetings' }] : []),
      ...page.atMeetings.map(({ id, meetsOn }) => ({
        value: id,
        text: `At the meeting of ${formatLongDate(meetsOn)}`,
      })),
    ],
    mayAccept: page.isOwn && request.state === 'proposed',
    mayDrop: page.isOwn && (waits || request.state === 'proposed'),
    links: {
      decide: dateControlPaths.decide(request.id),
      accept: dateControlPaths.accept(request.id),
      drop: dateControlPaths.drop(request.id),
    },
  };
}
