import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

export const CHALLENGE_STATES = ['open', 'answered', 'closed'] as const;
export type ChallengeState = (typeof CHALLENGE_STATES)[number];

/** What is added to the exchange of a challenge; nothing of it is ever changed. */
export const CHALLENGE_ENTRIES = [
  'asked',
  'answered',
  'accepted',
  'sent_back',
  'reassigned',
  'withdrawn',
] as const;
export type ChallengeEntryKind = (typeof CHALLENGE_ENTRIES)[number];

/** Working days to answer in where no meeting is planned. */
const DAYS_TO_ANSWER = 10;

export interface Challenge {
  readonly state: ChallengeState;
  /** Null: somebody without an account, for whom it was written down. */
  readonly askedById: string | null;
  readonly askedOfId: string;
}

export type ChallengeRefusal =
  | 'closed'
  | 'answered_already'
  | 'not_answered'
  | 'question_missing'
  | 'answer_missing'
  | 'reason_missing'
  | 'of_oneself'
  | 'same_person'
  | 'date_passed'
  | 'not_asked'
  | 'not_the_asker'
  | 'own_answer';

/**
 * An answer is due for the papers of the next meeting: on the next paper deadline after today; where no meeting is
 * planned, 10 working days after today.
 */
export function answerDueOn(
  today: LocalDate,
  paperDeadlines: readonly LocalDate[],
  calendar: WorkingCalendar,
): LocalDate {
  const next = paperDeadlines.filter((deadline) => deadline > today).sort()[0];
  return next ?? calendar.workingDaysAfter(today, DAYS_TO_ANSWER);
}

/** A question to somebody else, to be answered by a day that has not passed. */
export function raiseChallenge(
  question: {
    readonly words: string;
    readonly askedById: string | null;
    readonly askedOfId: string;
    readonly dueOn: LocalDate;
  },
  today: LocalDate,
): { readonly state: 'open' } | Refusal<ChallengeRefusal> {
  if (isBlank(question.words)) return refuse('question_missing');
  if (question.askedById === question.askedOfId) return refuse('of_oneself');
  return question.dueOn < today ? refuse('date_passed') : { state: 'open' };
}

/** The person asked answers, or the deputy named for their absence: once, until the answer is sent back. */
export function answerChallenge(
  challenge: Challenge,
  answer: { readonly words: string; readonly byId: string; readonly standsInForIds: readonly string[] },
): { readonly state: 'answered' } | Refusal<ChallengeRefusal> {
  if (challenge.state === 'closed') return refuse('closed');
  if (challenge.state === 'answered') return refuse('answered_already');
  const speaks = [answer.byId, ...answer.standsInForIds].includes(challenge.askedOfId);
  // A deputy who raised the question themselves cannot answer it for somebody else.
  if (!speaks || answer.byId === challenge.askedById) return refuse('not_asked');
  return isBlank(answer.words) ? refuse('answer_missing') : { state: 'answered' };
}

/**
 * Whoever asked, or the chair of the board, accepts an answer, which closes the challenge, or sends it back with a
 * reason and a day that has not passed, which opens it again; only the chair, where whoever asked has no account. Nobody accepts an answer that was asked of them or that
 * they gave.
 */
export function judgeAnswer(
  challenge: Challenge,
  verdict: {
    readonly accept: boolean;
    readonly words: string;
    readonly byId: string;
    readonly isChair: boolean;
    readonly answeredById: string | null;
    readonly dueOn: LocalDate;
  },
  today: LocalDate,
): { readonly state: 'closed' | 'open' } | Refusal<ChallengeRefusal> {
  if (challenge.state === 'closed') return refuse('closed');
  if (challenge.state === 'open') return refuse('not_answered');
  if (verdict.byId === challenge.askedOfId || verdict.byId === verdict.answeredById)
    return refuse('own_answer');
  if (verdict.byId !== challenge.askedById && !verdict.isChair) return refuse('not_the_asker');
  if (verdict.accept) return { state: 'closed' };
  if (isBlank(verdict.words)) return refuse('reason_missing');
  return verdict.dueOn < today ? refuse('date_passed') : { state: 'open' };
}

/** Whoever asked withdraws a question that is not closed, with a reason; the question stays in the log. */
export function withdrawChallenge(
  challenge: Challenge,
  withdrawal: { readonly words: string; readonly byId: string },
): { readonly state: 'closed' } | Refusal<ChallengeRefusal> {
  if (challenge.state === 'closed') return refuse('closed');
  if (withdrawal.byId !== challenge.askedById) return refuse('not_the_asker');
  return isBlank(withdrawal.words) ? refuse('reason_missing') : { state: 'closed' };
}

/** A question that waits for its answer is given to another person, never to the one who asked it. */
export function reassignChallenge(
  challenge: Challenge,
  change: { readonly toId: string; readonly dueOn: LocalDate },
  today: LocalDate,
): { readonly state: 'open' } | Refusal<ChallengeRefusal> {
  if (challenge.state === 'closed') return refuse('closed');
  if (challenge.state === 'answered') return refuse('answered_already');
  if (change.toId === challenge.askedById) return refuse('of_oneself');
  if (change.toId === challenge.askedOfId) return refuse('same_person');
  return change.dueOn < today ? refuse('date_passed') : { state: 'open' };
}

/** The state of a challenge at the end of a day, from its exchange in order; null: it was not raised yet. */
export function challengeStateOn(
  exchange: readonly { readonly kind: ChallengeEntryKind; readonly on: LocalDate }[],
  day: LocalDate,
): ChallengeState | null {
  const last = exchange.filter(({ kind, on }) => on <= day && kind !== 'reassigned').at(-1);
  if (last === undefined) return null;
  if (last.kind === 'answered') return 'answered';
  return last.kind === 'accepted' || last.kind === 'withdrawn' ? 'closed' : 'open';
}

/** Overdue: it waits for an answer and its day has passed. */
export function isAnswerOverdue(
  challenge: { readonly state: ChallengeState; readonly dueOn: LocalDate },
  today: LocalDate,
): boolean {
  return challenge.state === 'open' && challenge.dueOn < today;
}
