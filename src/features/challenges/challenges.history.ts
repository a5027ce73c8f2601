import { mayEver } from '../../domain/access/policy.js';
import type { HistorySubject } from '../history/history.subjects.js';
import type { ChallengeAccess } from './challenge-access.js';
import { OUTCOME_NAMES, STATE_NAMES } from './challenge-words.js';

/** What the history of a challenge tells; what was said stands in its exchange. */
export function historyOfChallenges(access: ChallengeAccess): HistorySubject {
  return {
    entity: 'challenges',
    noun: 'challenge',
    fields: {
      question: { label: 'Question' },
      asked_by: { label: 'Asked by', as: { row: 'people' } },
      asked_for: { label: 'Asked for' },
      asked_of: { label: 'Asked of', as: { row: 'people' } },
      action_id: { label: 'Action', as: { row: 'actions' } },
      recommendation_id: { label: 'Recommendation', as: { row: 'recommendations' } },
      due_on: { label: 'Answer due', as: 'day' },
      state: { label: 'State', as: { words: STATE_NAMES } },
      outcome: { label: 'Outcome', as: { words: OUTCOME_NAMES } },
      answered_on: { label: 'Answered on', as: 'day' },
      closed_on: { label: 'Closed on', as: 'day' },
    },
    find: async (tx, person, id) => {
      if (!mayEver('challenges.read', person)) return null;
      const row = await access.seen(tx, person, id);
      return row && { ownerId: row.askedOfId, contributorIds: [row.askedById] };
    },
  };
}
