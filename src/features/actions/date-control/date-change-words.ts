import { formatLongDate } from '../../../domain/calendar/long-date.js';
import type { Decider } from '../../../domain/lifecycle/date-change-decider.js';
import type {
  AgreementRefusal,
  DateChangeReason,
  DateRequestRefusal,
  DateSetter,
  DecisionRefusal,
  RequestState,
} from '../../../domain/lifecycle/date-change.js';
import { Refused, StateForbids, type Refusal } from '../../../web/errors/refusals.js';
import type { DateChangeRow } from './date-changes.repository.js';

export const REASON_OF_CHANGE_NAMES: Readonly<Record<DateChangeReason, string>> = {
  capacity: 'Not enough people or time',
  recruitment: 'Recruitment takes longer',
  partner: 'A partner agency needs longer',
  depends_on_another: 'It depends on another action',
  supplier_or_system: 'A supplier or a system is late',
  more_to_do: 'There is more to do than was thought',
  other_demands: 'Something more urgent came first',
  sooner: 'It can be done sooner',
  other: 'Another reason',
};

export const DECIDER_NAMES: Readonly<Record<Decider, string>> = {
  lead: 'the accountable lead',
  second: 'the director, or the board member of the partner agency',
  board: 'the board',
};

export const REQUEST_STATE_NAMES: Readonly<Record<RequestState, string>> = {
  waiting: 'Waiting for a decision',
  proposed: 'Another date proposed',
  approved: 'Approved',
  refused: 'Refused',
  dropped: 'Dropped',
};

export const DATE_SETTER_NAMES: Readonly<Record<DateSetter, string>> = {
  us: 'The authority itself',
  inspectorate: 'The inspectorate',
  department: 'The Department for Education',
  court: 'A court',
};

type Code =
  | DateRequestRefusal
  | DecisionRefusal
  | AgreementRefusal
  | 'not_proposed'
  | 'not_yours'
  | 'not_the_boards'
  | 'meeting_needed';

const NEW_DATE = 'newDueOn';
/** Field '' is said at the top: it is the state of the request or of the action. */
const WORDS: Readonly<Record<Code, { readonly field: string; readonly message: string }>> = {
  not_published: { field: '', message: 'This action is still a draft: its date can be changed freely' },
  already_complete: { field: '', message: 'This action has been reported complete' },
  cancelled: { field: '', message: 'This action was cancelled' },
  set_by_them: {
    field: '',
    message: 'The date was set by them and cannot be moved here: record their written agreement',
  },
  set_by_us: { field: '', message: 'The date was set by the authority itself: ask for another one' },
  already_waiting: { field: '', message: 'A request for another date waits for its decision already' },
  same_date: { field: NEW_DATE, message: 'The new date must differ from the due date of now' },
  date_passed: { field: NEW_DATE, message: 'The new date must not have passed' },
  before_start: { field: NEW_DATE, message: 'The new date must be on or after the start date' },
  beyond_calendar: {
    field: NEW_DATE,
    message: 'The new date is too far away for working days to be counted',
  },
  reason_missing: { field: 'words', message: 'Enter a reason' },
  meanwhile_missing: { field: 'meanwhile', message: 'Enter what is done meanwhile' },
  document_missing: { field: 'documentReference', message: 'Enter where their agreement can be read' },
  agreed_in_the_future: {
    field: 'agreedOn',
    message: 'The day of their agreement must not be in the future',
  },
  already_decided: { field: '', message: 'This request has been decided already' },
  not_your_decision: { field: '', message: 'Somebody else decides this request' },
  beyond_your_slip: {
    field: NEW_DATE,
    message: 'A date so late is decided further up: propose an earlier one, or refuse',
  },
  not_proposed: { field: '', message: 'No other date has been proposed' },
  not_yours: { field: '', message: 'Only whoever asked can do this' },
  not_the_boards: { field: 'meetingId', message: 'This request is not decided by the board' },
  meeting_needed: { field: 'meetingId', message: 'Choose the meeting at which the board decided' },
};

/** What the rulebook answered, as the refusal that a page or the API gives. */
export function dateRefusal(code: Code): Refusal {
  const { field, message } = WORDS[code];
  return field === '' ? new StateForbids(code, message) : new Refused(code, message, [{ field, message }]);
}

/** "+22 working days", "5 working days earlier". */
export function slipWords(slip: number): string {
  const days = Math.abs(slip) === 1 ? 'working day' : 'working days';
  return slip < 0 ? `${-slip} ${days} earlier` : `+${slip} ${days}`;
}

/** "From 30 June 2026 to 30 September 2026". */
export function moveWords(row: Pick<DateChangeRow, 'fromDueOn' | 'toDueOn'>): string {
  return `From ${formatLongDate(row.fromDueOn)} to ${formatLongDate(row.toDueOn)}`;
}

/** Who decided a request and where, or who is to. */
export function decisionWords(row: DateChangeRow): string {
  if (row.kind === 'agreement') {
    return `Agreed in writing on ${formatLongDate(row.agreedOn!)}, ${row.documentReference}; recorded by ${row.askedByName}`;
  }
  if (row.state === 'waiting') {
    return `To be decided by ${DECIDER_NAMES[row.decider]} by ${formatLongDate(row.decideBy)}`;
  }
  if (row.state === 'dropped') return `Dropped on ${formatLongDate(row.decidedOn!)}`;
  const on = row.decidedOn === null ? '' : ` on ${formatLongDate(row.decidedOn)}`;
  if (row.decisionId !== null && row.meetsOn !== null) {
    return `${REQUEST_STATE_NAMES[row.state]} by the board at its meeting of ${formatLongDate(row.meetsOn)}`;
  }
  const by = row.decisionId === null ? '' : 'for the board, between its meetings, ';
  return `${REQUEST_STATE_NAMES[row.state]} ${by}by ${row.decidedByName ?? 'somebody'}${on}`;
}
