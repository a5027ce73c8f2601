import type { ListQuery } from '../../web/api/list-query.js';
import { CHALLENGE_STATES } from '../../domain/lifecycle/challenge.js';
import { CHALLENGE_SORTS } from './challenges.repository.js';
import type { AskedChallenges } from './challenges.service.js';

/** How the log can be asked for, by pages and scripts alike. */
export const CHALLENGE_LIST = {
  filters: {
    state: CHALLENGE_STATES,
    mine: 'yes_no',
    overdue: 'yes_no',
    askedOfId: 'id',
    askedById: 'id',
    actionId: 'id',
    recommendationId: 'id',
    measureId: 'id',
    meetingId: 'id',
  },
  sorts: CHALLENGE_SORTS,
  sort: 'standing',
} as const;

export type ChallengeQuery = ListQuery<keyof typeof CHALLENGE_LIST.filters, (typeof CHALLENGE_SORTS)[number]>;

export function challengesAsked({ filters, q }: ChallengeQuery): AskedChallenges {
  const { mine, overdue, ...others } = filters;
  const isYes = (values: readonly string[] | undefined) => values?.at(-1) === 'true';
  return { ...others, mine: isYes(mine), overdue: isYes(overdue), q };
}
