import type {
  ActionConsequence,
  AnswerRefusal,
  AnswerState,
  FindingAnswer,
  NotBorneOutOutcome,
} from '../../domain/lifecycle/finding-answer.js';
import { Refused } from '../../web/errors/refusals.js';

export const ANSWER_NAMES: Readonly<Record<FindingAnswer, string>> = {
  supports: 'Supports',
  improving: 'Improving, not yet good',
  not_borne_out: 'Not borne out',
  new_concern: 'New concern',
  set_aside: 'Set aside',
};

/** What each answer brings about, said before it does. */
export const ANSWER_HINTS: Readonly<Record<FindingAnswer, string>> = {
  supports: 'It agrees with what we said. Becomes evidence that still has to be accepted',
  improving: 'On the way. Keeps an action from Blue and reopens nothing',
  not_borne_out:
    'Not what we reported. Puts “effect not confirmed” on the recommendation; you choose for each complete action',
  new_concern:
    'Nothing in the plan speaks of it. Becomes a recommendation of this document and wants an action',
  set_aside: 'Says nothing about the plan. Needs a reason',
};

export const ANSWER_STATE_NAMES: Readonly<Record<AnswerState, string>> = {
  open: 'To answer',
  waiting: 'Waits for quality assurance',
  linked: 'Linked',
  set_aside: 'Set aside',
};

export const OUTCOME_NAMES: Readonly<Record<NotBorneOutOutcome, string>> = {
  not_sustained: 'Not sustained',
  not_enough: 'Done, but not enough',
};

export const CONSEQUENCE_WORDS: Readonly<Record<ActionConsequence, string>> = {
  evidence_to_accept: 'gets this as evidence, which a quality assurance lead still has to accept',
  blocks_blue: 'cannot be Blue until a later finding supports it or a second check is made',
  choose_outcome: 'is complete: say below whether it did not last or was not enough',
  told: 'is still open: nothing changes; its owner and lead hear of it in the next digest',
  nothing_yet: 'is not published: the link is kept, nothing else follows',
};

const REFUSALS: Readonly<
  Record<AnswerRefusal | 'words_missing' | 'because_missing', { field: string; message: string }>
> = {
  nothing_chosen: { field: 'recommendationIds', message: 'Choose a recommendation or an action' },
  reason_missing: { field: 'note', message: 'Enter a reason' },
  concern_missing: { field: 'concern', message: 'Enter the words of the recommendation' },
  outcome_missing: { field: 'outcome', message: 'Choose what becomes of this action' },
  due_missing: { field: 'newDueOn', message: 'Enter the new due date' },
  due_not_after_today: { field: 'newDueOn', message: 'The new due date must be after today' },
  words_missing: { field: 'words', message: 'Enter a reason' },
  because_missing: { field: 'because', message: 'Enter a reason' },
};

/** `actionId`: of which action of several the field is. */
export function answerRefused(code: keyof typeof REFUSALS, actionId: string | null = null): never {
  const { field, message } = REFUSALS[code];
  throw new Refused(code, message, [{ field: actionId === null ? field : `${field}.${actionId}`, message }]);
}
