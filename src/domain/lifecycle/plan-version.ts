import type { LocalDate } from '../calendar/local-date.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

export const PLAN_VERSION_STATES = ['draft', 'approved', 'submitted', 'withdrawn'] as const;
export type PlanVersionState = (typeof PLAN_VERSION_STATES)[number];

interface Version {
  readonly state: PlanVersionState;
  readonly submittedOn: LocalDate | null;
  readonly hasResponse: boolean;
}

/** A draft that is not to be approved is withdrawn; the next one says what the plan says then. */
export function withdrawVersion(version: Version): { readonly state: 'withdrawn' } | Refusal<'not_a_draft'> {
  return version.state === 'draft' ? { state: 'withdrawn' } : refuse('not_a_draft');
}

/** Approved by the director, as it was frozen. */
export function approveVersion(version: Version): { readonly state: 'approved' } | Refusal<'not_a_draft'> {
  return version.state === 'draft' ? { state: 'approved' } : refuse('not_a_draft');
}

export type SubmissionRefusal = 'not_approved' | 'recipient_missing' | 'day_not_come';

/** Submitted to whom, on what day: today or before. It ends the statutory clock of the documents it answers. */
export function submitVersion(
  version: Version,
  submission: { readonly to: string; readonly on: LocalDate },
  today: LocalDate,
): { readonly state: 'submitted' } | Refusal<SubmissionRefusal> {
  if (version.state !== 'approved') return refuse('not_approved');
  if (isBlank(submission.to)) return refuse('recipient_missing');
  return submission.on > today ? refuse('day_not_come') : { state: 'submitted' };
}

export type ResponseRefusal =
  | 'not_submitted'
  | 'already_answered'
  | 'sender_missing'
  | 'response_missing'
  | 'day_not_come'
  | 'before_submission';

/** The response received, from whom, on what day: not before the submission, not after today, once. */
export function recordResponse(
  version: Version,
  answer: { readonly from: string; readonly text: string; readonly on: LocalDate },
  today: LocalDate,
): { readonly recorded: true } | Refusal<ResponseRefusal> {
  if (version.state !== 'submitted' || version.submittedOn === null) return refuse('not_submitted');
  if (version.hasResponse) return refuse('already_answered');
  if (isBlank(answer.from)) return refuse('sender_missing');
  if (isBlank(answer.text)) return refuse('response_missing');
  if (answer.on > today) return refuse('day_not_come');
  return answer.on < version.submittedOn ? refuse('before_submission') : { recorded: true };
}
