import type { BoardRole } from './board-member.entity.js';
import type { BoardKind } from './board.entity.js';
import type { DecisionOutcome } from './decision.entity.js';
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

export const OUTCOME_NAMES: Record<DecisionOutcome, string> = { approved: 'Approved', refused: 'Refused' };
