import type {
  PlanVersionState,
  ResponseRefusal,
  SubmissionRefusal,
} from '../../domain/lifecycle/plan-version.js';
import type { AskingRefusal, NewBaselineRefusal } from '../../domain/lifecycle/rebaselining.js';
import { Refused, StateForbids } from '../../web/errors/refusals.js';

type AnyRefusal =
  'not_a_draft' | SubmissionRefusal | ResponseRefusal | AskingRefusal | 'actions_have_changed';

export const VERSION_STATE_NAMES: Readonly<Record<PlanVersionState, string>> = {
  draft: 'Draft',
  approved: 'Approved',
  submitted: 'Submitted',
  withdrawn: 'Withdrawn',
};

const STATES: Partial<Record<AnyRefusal, string>> = {
  not_a_draft: 'Only a draft can be approved or withdrawn',
  not_approved: 'Only an approved version is submitted',
  not_submitted: 'Only a submitted version is answered',
  already_answered: 'The response to this version is recorded already',
  already_asked:
    'The board has been asked to re-baseline already. Wait for its decision, or take that request back',
  actions_have_changed:
    'Some actions have changed since the board was asked, or their new date has passed. Refuse this request, and ask again',
};

const FIELDS: Partial<Record<AnyRefusal, { field: string; message: string }>> = {
  recipient_missing: { field: 'to', message: 'Say to whom it was submitted' },
  day_not_come: { field: 'on', message: 'The day must be today or before' },
  sender_missing: { field: 'from', message: 'Say who responded' },
  response_missing: { field: 'text', message: 'Enter the response' },
  before_submission: { field: 'on', message: 'The response must not be before the submission' },
  reason_missing: { field: 'reason', message: 'Enter a reason' },
  no_dates: { field: 'dates', message: 'Give at least one action a new date' },
};

/** What the rulebook refuses, in words; `field` where the form calls it otherwise. */
export function planRefused(code: AnyRefusal, field?: string): never {
  const state = STATES[code];
  if (state !== undefined) throw new StateForbids(code, state);
  const beside = FIELDS[code] ?? { field: '', message: 'This is not possible now' };
  throw new Refused(code, beside.message, [{ field: field ?? beside.field, message: beside.message }]);
}

/** Why an action cannot have a new baseline date. */
export const BASELINE_REFUSALS: Readonly<Record<NewBaselineRefusal, string>> = {
  not_open: 'it is not open',
  date_set_by_them: 'its date was set by somebody else and needs their written agreement',
  same_date: 'this is the date it has',
  date_passed: 'the new date must be after today',
  before_start: 'the new date is before its start',
  beyond_calendar: 'the date is too far away for working days to be counted',
};
