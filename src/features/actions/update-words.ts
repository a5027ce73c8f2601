import { formatLongDate } from '../../domain/calendar/long-date.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { CallRefusal, WithdrawalRefusal } from '../../domain/lifecycle/calling-worse.js';
import type {
  CorrectionRefusal,
  RecordedHow,
  UpdateAnswer,
  UpdateRefusal,
} from '../../domain/lifecycle/progress-update.js';
import { Refused, StateForbids, type Refusal } from '../../web/errors/refusals.js';

interface Words {
  readonly field: string;
  readonly message: string;
}

const NOT_OPEN = {
  not_published: 'This action is still a draft',
  already_complete: 'This action has been reported complete',
  cancelled: 'This action was cancelled',
} as const;

const UPDATE_REFUSALS: Readonly<Record<Exclude<UpdateRefusal, keyof typeof NOT_OPEN>, Words>> = {
  forecast_missing: { field: 'forecastOn', message: 'Enter the date by which it will be done' },
  forecast_not_asked: { field: 'forecastOn', message: 'Leave the date empty unless the answer is "No, by"' },
  forecast_passed: { field: 'forecastOn', message: 'The date by which it will be done must not have passed' },
  forecast_not_later: {
    field: 'forecastOn',
    message: 'The date must be after the due date; otherwise answer "Yes"',
  },
  beyond_calendar: {
    field: 'forecastOn',
    message: 'The date is too far away for working days to be counted',
  },
  begun_in_the_future: { field: 'begunOn', message: 'The day on which work began must not be in the future' },
  what_changed_missing: { field: 'whatChanged', message: 'Enter what has changed, or why nothing has' },
};

const CORRECTION_REFUSALS: Readonly<Record<CorrectionRefusal, string>> = {
  not_recorded_for_you: 'Only an update that was recorded for you is yours to correct',
  corrected_already: 'This update has been corrected already',
  later_update: 'A later update stands. Give a new one instead',
};

export const RECORDED_HOW_NAMES: Readonly<Record<RecordedHow, string>> = {
  call: 'A call',
  mail: 'A mail',
  meeting: 'A meeting',
  conversation: 'A conversation',
};

const CALL_REFUSALS: Readonly<
  Record<Exclude<CallRefusal | WithdrawalRefusal, keyof typeof NOT_OPEN>, Words>
> = {
  reason_missing: { field: 'reason', message: 'Enter a reason' },
  already_called: { field: 'colour', message: 'You have called it this colour already' },
  already_ended: { field: '', message: 'This has been withdrawn already' },
  stands_until_update: { field: '', message: "An owner's call stands until their next update" },
  not_yours: { field: '', message: 'Only whoever called it worse, or the director, can withdraw this' },
};

/** What an update is refused for, as it is told: beside its field, or for the whole of it. */
export function refusalOfUpdate(code: UpdateRefusal): Refusal {
  if (code in NOT_OPEN) return new StateForbids(code, NOT_OPEN[code as keyof typeof NOT_OPEN]);
  const { field, message } = UPDATE_REFUSALS[code as keyof typeof UPDATE_REFUSALS];
  return new Refused(code, message, [{ field, message }]);
}

export function correctionRefused(code: CorrectionRefusal): never {
  throw new StateForbids(code, CORRECTION_REFUSALS[code]);
}

export function callRefused(code: CallRefusal | WithdrawalRefusal): never {
  if (code in NOT_OPEN) throw new StateForbids(code, NOT_OPEN[code as keyof typeof NOT_OPEN]);
  throwWords(code, CALL_REFUSALS[code as keyof typeof CALL_REFUSALS]);
}

function throwWords(code: string, { field, message }: Words): never {
  if (field === '') throw new StateForbids(code, message);
  throw new Refused(code, message, [{ field, message }]);
}

/** "Will you meet 30 June 2026? No, by 14 July 2026" */
export function answerWords(answer: UpdateAnswer, forecastOn: LocalDate | null): string {
  if (answer === 'yes') return 'Yes';
  if (answer === 'dont_know') return "Don't know";
  return `No, by ${forecastOn === null ? 'a later date' : formatLongDate(forecastOn)}`;
}

/**
 * Who stands behind an update, and how it came: "Olu Adeyemi, recorded by Priya Menon from a call on 20 November 2026",
 * "Olu Adeyemi, by link sent to olu@westmarch.example".
 */
export function signature(update: {
  readonly writtenByName: string;
  readonly recordedForName: string | null;
  readonly recordedHow: RecordedHow | null;
  readonly toldOn: LocalDate | null;
  readonly byLinkTo: string | null;
}): string {
  const { writtenByName, recordedForName, recordedHow, toldOn, byLinkTo } = update;
  if (byLinkTo !== null) {
    const who = recordedForName === null ? writtenByName : `${writtenByName} for ${recordedForName}`;
    return `${who}, by link sent to ${byLinkTo}`;
  }
  if (recordedForName === null) return writtenByName;
  const how = recordedHow === null ? '' : ` from ${RECORDED_HOW_NAMES[recordedHow].toLowerCase()}`;
  const on = toldOn === null ? '' : ` on ${formatLongDate(toldOn)}`;
  return `${recordedForName}, recorded by ${writtenByName}${how}${on}`;
}
