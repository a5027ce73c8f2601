import type { EmbeddingRefusal } from '../../domain/lifecycle/assurance.js';
import type { CancellingRefusal } from '../../domain/lifecycle/cancellation.js';
import type { RefusalOfRefusing, ReportRefusal } from '../../domain/lifecycle/completion.js';
import type { NotIndependent } from '../../domain/lifecycle/independence.js';
import { Forbidden, Refused, StateForbids } from '../../web/errors/refusals.js';

type AnyRefusal =
  | ReportRefusal
  | RefusalOfRefusing
  | EmbeddingRefusal
  | CancellingRefusal
  | 'not_evidenced'
  | 'not_embedded'
  | 'not_complete'
  | 'due_missing'
  | 'due_not_after_reopening'
  | 'beyond_calendar'
  | 'not_open'
  | 'further_action_not_verified';

const DEPENDENT: Readonly<Record<NotIndependent, string>> = {
  was_owner_or_contributor: 'You were owner or contributor of this action, so somebody else checks it',
  reported_it: 'You reported this action complete, so somebody else checks it',
  supplied_evidence: 'You supplied evidence for this action, so somebody else checks it',
};

/** What the state of the action forbids. */
const STATES: Partial<Record<AnyRefusal, string>> = {
  not_published: 'This action is still a draft',
  already_complete: 'This action has been reported complete',
  cancelled: 'This action was cancelled',
  not_reported: 'This action is not reported complete',
  already_verified: 'This action has been verified. If it did not last, reopen it',
  not_evidenced: 'Every required kind of evidence must be accepted before the action can be verified',
  not_verified: 'Only a verified action can be checked a second time',
  already_embedded: 'This action is embedded already',
  enabling_ends_at_verified: 'An enabling action ends at verified',
  too_soon: 'The second check comes no sooner than three months after the action was verified',
  not_embedded: 'Only an embedded action is looked at again',
  not_complete: 'Only a complete action can be reopened or called not enough',
  not_open: 'This is closed already',
  already_asked: 'The board has been asked to cancel this action already',
};

/** What is put right beside a field. */
const FIELDS: Partial<Record<AnyRefusal, { field: string; message: string }>> = {
  impact_statement_missing: {
    field: 'impactStatement',
    message: 'Say what difference this has made, and how you know',
  },
  milestone_open: {
    field: 'milestones',
    message: 'Say of every open milestone that it is reached, or why not',
  },
  reason_missing: { field: 'reason', message: 'Enter a reason' },
  due_missing: { field: 'dueOn', message: 'Enter the new due date' },
  due_not_after_reopening: { field: 'dueOn', message: 'The new due date must be after today' },
  beyond_calendar: { field: 'dueOn', message: 'The date is too far away for working days to be counted' },
  further_action_not_verified: {
    field: 'furtherActionId',
    message: 'The further action must have been verified',
  },
};

/** What the rulebook refuses, in words: somebody else must do it, the state forbids it, or a field is put right. */
export function assuranceRefused(code: AnyRefusal | NotIndependent): never {
  if (code in DEPENDENT) throw new Forbidden(code, DEPENDENT[code as NotIndependent]);
  const state = STATES[code as AnyRefusal];
  if (state !== undefined) throw new StateForbids(code, state);
  const { field, message } = FIELDS[code as AnyRefusal] ?? { field: '', message: 'This is not possible now' };
  throw new Refused(code, message, [{ field, message }]);
}
