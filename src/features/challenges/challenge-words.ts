import type {
  ChallengeEntryKind,
  ChallengeRefusal,
  ChallengeState,
} from '../../domain/lifecycle/challenge.js';
import type { ChallengeOutcome } from './challenge.entity.js';
import type { AboutKind } from './challenge-subject.js';

export const STATE_NAMES: Readonly<Record<ChallengeState, string>> = {
  open: 'Open',
  answered: 'Answered',
  closed: 'Closed',
};
export const OUTCOME_NAMES: Readonly<Record<ChallengeOutcome, string>> = {
  accepted: 'Answer accepted',
  withdrawn: 'Withdrawn',
};
export const ENTRY_NAMES: Readonly<Record<ChallengeEntryKind, string>> = {
  asked: 'Asked',
  answered: 'Answered',
  accepted: 'Accepted',
  sent_back: 'Sent back',
  reassigned: 'Given to another person',
  withdrawn: 'Withdrawn',
};
export const ABOUT_NAMES: Readonly<Record<AboutKind, string>> = {
  action: 'Action',
  recommendation: 'Recommendation',
  measure: 'Measure',
  meeting: 'Meeting',
};

/** What the rulebook refuses, in words, and the field it belongs to. */
export const REFUSALS: Readonly<Record<ChallengeRefusal, { message: string; field: string }>> = {
  closed: { message: 'This challenge is closed', field: '' },
  answered_already: { message: 'This challenge has been answered', field: '' },
  not_answered: { message: 'This challenge has not been answered yet', field: '' },
  question_missing: { message: 'Enter the question', field: 'question' },
  answer_missing: { message: 'Enter the answer', field: 'words' },
  reason_missing: { message: 'Enter the reason', field: 'words' },
  of_oneself: { message: 'Choose somebody other than the person who asks', field: 'askedOfId' },
  same_person: { message: 'It is asked of this person already. Choose another', field: 'askedOfId' },
  date_passed: { message: 'The day must be today or later', field: 'dueOn' },
  not_asked: { message: 'Only the person asked can answer', field: '' },
  not_the_asker: { message: 'Only the person who asked, or the chair for an answer, can do this', field: '' },
  own_answer: { message: 'Somebody other than the person who answers decides on the answer', field: '' },
};
