import type { BoardRole } from './board-member.entity.js';
import type { BoardKind } from './board.entity.js';
import type { DecisionKind, DecisionOutcome } from './decision.entity.js';
import type { MeetingState } from './meeting.entity.js';

export const BOARD_KIND_NAMES: Record<BoardKind, string> = {
  improvement: 'Improvement board',
  safeguarding: 'Safeguarding board',
};

export const BOARD_ROLE_NAMES: Record<BoardRole, string> = {
  chair: 'Chair',
  vice_chair: 'Vice-chair',
  member: 'Member',
};

export const MEETING_STATE_NAMES: Record<MeetingState, string> = {
  planned: 'Planned',
  held: 'Held',
  cancelled: 'Cancelled',
};

const OUTCOMES: Record<DecisionOutcome, string> = { approved: 'Approved', refused: 'Refused' };
const OUTCOMES_OF_MET: Record<DecisionOutcome, string> = { approved: 'Met', refused: 'Not met yet' };

/** Of a recommendation the board says that it is met or not; of everything else that it is approved or refused. */
export function outcomeName(decision: {
  readonly subjectKind: DecisionKind;
  readonly outcome: DecisionOutcome;
}): string {
  const names = decision.subjectKind === 'recommendation_met' ? OUTCOMES_OF_MET : OUTCOMES;
  return names[decision.outcome];
}
