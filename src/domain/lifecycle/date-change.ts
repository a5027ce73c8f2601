import { addDays } from '../calendar/day-number.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import { DECIDERS, decideBy, deciderForSlip, whoDecides } from './date-change-decider.js';
import type { Decider, DeciderOfRequest, DecidersOfChain } from './date-change-decider.js';
import { refusalUnlessOpen, type NotOpen } from './progress-update.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

/** Why more time is asked for; words of one's own say more. */
export const DATE_CHANGE_REASONS = [
  'capacity',
  'recruitment',
  'partner',
  'depends_on_another',
  'supplier_or_system',
  'more_to_do',
  'other_demands',
  'sooner',
  'other',
] as const;
export type DateChangeReason = (typeof DATE_CHANGE_REASONS)[number];

export const DATE_SETTERS = ['us', 'inspectorate', 'department', 'court'] as const;
export type DateSetter = (typeof DATE_SETTERS)[number];

export interface ActionWithDate {
  readonly status: ActionStatus;
  readonly startOn: LocalDate;
  readonly dueOn: LocalDate;
  /** The original due date, or the one set by the last reopening or re-baselining: slip counts from it. */
  readonly slipFrom: LocalDate;
  readonly timesMoved: number;
  readonly dateSetBy: DateSetter;
}

/** Slip in working days, all moves together: from the date that counts as original to the date asked for. */
export function slipOf(
  action: Pick<ActionWithDate, 'slipFrom'>,
  newDueOn: LocalDate,
  calendar: WorkingCalendar,
): number {
  return calendar.workingDaysBetween(action.slipFrom, newDueOn);
}

export type DateRequestRefusal =
  | NotOpen
  | 'set_by_them'
  | 'already_waiting'
  | 'same_date'
  | 'date_passed'
  | 'before_start'
  | 'beyond_calendar'
  | 'reason_missing'
  | 'meanwhile_missing';

export interface DateRequest extends DeciderOfRequest {
  readonly askedOn: LocalDate;
  readonly newDueOn: LocalDate;
  readonly slip: number;
  readonly isEarlier: boolean;
  readonly decideBy: LocalDate;
}

/**
 * Asking for another due date: new date, reason, and what is done meanwhile. One request waits at a time. A date set
 * by them (inspectorate, department, court) cannot be moved here; their written agreement is recorded instead.
 */
export function askForDate(
  action: ActionWithDate & { readonly ownerId: string | null; readonly requestWaiting: boolean },
  request: {
    readonly newDueOn: LocalDate;
    readonly reason: string;
    readonly meanwhile: string;
    readonly askedBy: string;
    readonly on: LocalDate;
    readonly nextMeetingOn: LocalDate | null;
  },
  chain: DecidersOfChain,
  calendar: WorkingCalendar,
): DateRequest | Refusal<DateRequestRefusal> {
  const closed = refusalUnlessOpen(action.status);
  if (closed !== null) return refuse(closed);
  if (action.dateSetBy !== 'us') return refuse('set_by_them');
  if (action.requestWaiting) return refuse('already_waiting');
  const wrongDate = refusalOfDate(action, request.newDueOn, request.on, calendar);
  if (wrongDate !== null) return refuse(wrongDate);
  if (isBlank(request.reason)) return refuse('reason_missing');
  if (isBlank(request.meanwhile)) return refuse('meanwhile_missing');

  const slip = slipOf(action, request.newDueOn, calendar);
  const isEarlier = request.newDueOn < action.dueOn;
  const decided = whoDecides({ slip, isEarlier, askedBy: request.askedBy, ownerId: action.ownerId }, chain);
  return {
    ...decided,
    askedOn: request.on,
    newDueOn: request.newDueOn,
    slip,
    isEarlier,
    decideBy: decideBy(decided.decider, request.on, request.nextMeetingOn, calendar),
  };
}

type WrongDate = 'same_date' | 'date_passed' | 'before_start' | 'beyond_calendar';

function refusalOfDate(
  action: ActionWithDate,
  newDueOn: LocalDate,
  today: LocalDate,
  calendar: WorkingCalendar,
): WrongDate | null {
  if (newDueOn === action.dueOn) return 'same_date';
  if (newDueOn < today) return 'date_passed';
  if (newDueOn < action.startOn) return 'before_start';
  return calendar.covers(newDueOn) ? null : 'beyond_calendar';
}

export interface DateMoved {
  readonly dueOn: LocalDate;
  readonly timesMoved: number;
  readonly daysSlipped: number;
  /** The day of the last move; null when this was none (an earlier date is no move). */
  readonly movedOn: LocalDate | null;
}

/** What an approved date changes: "moved 2 times, +83 working days". An earlier date is no move. */
export function moveDate(
  action: ActionWithDate,
  newDueOn: LocalDate,
  approvedOn: LocalDate,
  calendar: WorkingCalendar,
): DateMoved {
  const isMove = newDueOn > action.dueOn;
  return {
    dueOn: newDueOn,
    timesMoved: action.timesMoved + (isMove ? 1 : 0),
    daysSlipped: slipOf(action, newDueOn, calendar),
    movedOn: isMove ? approvedOn : null,
  };
}

export type RequestState = 'waiting' | 'proposed' | 'approved' | 'refused' | 'dropped';
export type DecisionRefusal =
  NotOpen | 'already_decided' | 'not_your_decision' | 'reason_missing' | 'beyond_your_slip' | WrongDate;

export type Decision =
  | { readonly kind: 'approve' }
  | { readonly kind: 'refuse'; readonly reason: string }
  | { readonly kind: 'propose'; readonly newDueOn: LocalDate };

/**
 * The decider approves, refuses with a reason, or proposes another date, which the asker then accepts or drops. A
 * date proposed must be within the slip that this decider may decide. A decision after the decider's time still
 * counts; only the time for which it held Red back is over.
 */
export function decideDate(
  action: ActionWithDate,
  request: {
    readonly state: RequestState;
    readonly newDueOn: LocalDate;
    readonly decider: Decider;
    readonly personIds: readonly string[];
  },
  decision: Decision & { readonly by: string; readonly on: LocalDate },
  calendar: WorkingCalendar,
): { readonly state: RequestState; readonly newDueOn: LocalDate } | Refusal<DecisionRefusal> {
  const closed = refusalUnlessOpen(action.status);
  if (closed !== null) return refuse(closed);
  if (request.state !== 'waiting') return refuse('already_decided');
  if (!request.personIds.includes(decision.by)) return refuse('not_your_decision');
  if (decision.kind === 'approve') return { state: 'approved', newDueOn: request.newDueOn };
  if (decision.kind === 'refuse') {
    return isBlank(decision.reason)
      ? refuse('reason_missing')
      : { state: 'refused', newDueOn: request.newDueOn };
  }
  const wrongDate = refusalOfDate(action, decision.newDueOn, decision.on, calendar);
  if (wrongDate !== null) return refuse(wrongDate);
  const needed = deciderForSlip(slipOf(action, decision.newDueOn, calendar));
  if (DECIDERS.indexOf(needed) > DECIDERS.indexOf(request.decider)) return refuse('beyond_your_slip');
  return { state: 'proposed', newDueOn: decision.newDueOn };
}

/** The asker's answer to a proposed date. */
export function answerProposal(
  request: { readonly state: RequestState },
  accept: boolean,
): { readonly state: 'approved' | 'dropped' } | Refusal<'not_proposed'> {
  if (request.state !== 'proposed') return refuse('not_proposed');
  return { state: accept ? 'approved' : 'dropped' };
}

/** Whoever asked may drop a request that is not decided yet, or a date proposed instead. */
export function dropRequest(
  request: { readonly state: RequestState; readonly askedBy: string },
  by: string,
): { readonly state: 'dropped' } | Refusal<'already_decided' | 'not_yours'> {
  if (request.state !== 'waiting' && request.state !== 'proposed') return refuse('already_decided');
  return request.askedBy === by ? { state: 'dropped' } : refuse('not_yours');
}

export type AgreementRefusal =
  NotOpen | WrongDate | 'set_by_us' | 'document_missing' | 'agreed_in_the_future';

/**
 * A date set by them (inspectorate, department, court) moves only by their written agreement: the day of it and where it
 * can be read are recorded, and nobody here decides.
 */
export function recordAgreement(
  action: ActionWithDate,
  agreement: {
    readonly newDueOn: LocalDate;
    readonly agreedOn: LocalDate;
    readonly documentReference: string;
    readonly on: LocalDate;
  },
  calendar: WorkingCalendar,
): { readonly newDueOn: LocalDate; readonly slip: number } | Refusal<AgreementRefusal> {
  const closed = refusalUnlessOpen(action.status);
  if (closed !== null) return refuse(closed);
  if (action.dateSetBy === 'us') return refuse('set_by_us');
  const wrongDate = refusalOfDate(action, agreement.newDueOn, agreement.on, calendar);
  if (wrongDate !== null) return refuse(wrongDate);
  if (agreement.agreedOn > agreement.on) return refuse('agreed_in_the_future');
  if (isBlank(agreement.documentReference)) return refuse('document_missing');
  return { newDueOn: agreement.newDueOn, slip: slipOf(action, agreement.newDueOn, calendar) };
}

/** The first day after the decider's time, from which the request holds nothing back. */
export function timesOutOn(request: { readonly decideBy: LocalDate }): LocalDate {
  return addDays(request.decideBy, 1);
}
