import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import type { Accessed } from '../actions/action-access.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { MeetingRow } from '../meetings/meetings.repository.js';
import type { RecommendationView } from '../recommendations/recommendation-view.js';
import { ChallengeAccess } from './challenge-access.js';
import { challengeModel } from './challenge.page.js';
import type { ChallengeRow } from './challenge-row.js';
import { challengePaths } from './challenges.paths.js';
import { ChallengesRepository, type ChallengeFilter } from './challenges.repository.js';

const MOST_ON_A_PAGE = 10;
const OPEN_FIRST = { field: 'standing', direction: 'asc' } as const;

/** On the pages of an action, a recommendation and a meeting: the challenges about it, open ones first. */
@Injectable()
export class ChallengeSections {
  constructor(
    private readonly challenges: ChallengesRepository,
    private readonly access: ChallengeAccess,
    private readonly days: AuthorityDays,
  ) {}

  readonly ofAction: PageSection<Accessed & { readonly today: LocalDate }> = {
    order: 60,
    template: 'challenges/views/_section.njk',
    read: (tx, person, { action }) =>
      this.read(tx, person, { actionId: [action.id] }, { actionId: action.id }),
  };

  readonly ofRecommendation: PageSection<RecommendationView> = {
    order: 60,
    template: 'challenges/views/_section.njk',
    read: (tx, person, { id }) => this.read(tx, person, { recommendationId: [id] }, { recommendationId: id }),
  };

  readonly ofMeeting: PageSection<{ readonly meeting: MeetingRow }> = {
    order: 60,
    template: 'challenges/views/_section.njk',
    read: (tx, person, { meeting }) =>
      this.read(tx, person, { meetingId: [meeting.id] }, { meetingId: meeting.id }),
  };

  /** On somebody's first page: questions that wait for their answer, and answers to what they asked. */
  readonly atHome: PageSection<null> = {
    order: 10,
    template: 'challenges/views/_home.njk',
    read: async (tx, person) => {
      if (!mayEver('challenges.read', person)) return null;
      const reader = await this.access.reader(tx, person);
      const isChair = await this.access.isChair(tx, person);
      const waiting = await this.challenges.waitingFor(tx, reader, isChair);
      if (waiting.toAnswer.length + waiting.toJudge.length === 0) return null;
      const today = await this.days.today(tx);
      const model = (row: ChallengeRow) => challengeModel(row, today, false);
      return { model: { toAnswer: waiting.toAnswer.map(model), toJudge: waiting.toJudge.map(model) } };
    },
  };

  private async read(tx: Tx, person: Person, filter: ChallengeFilter, query: Record<string, string>) {
    // Not read as at a day that has passed: the pack of that day says what was open.
    if (tx.asAt !== null || !mayEver('challenges.read', person)) return null;
    const reader = await this.access.reader(tx, person);
    const part = { limit: MOST_ON_A_PAGE, offset: 0 };
    const { rows, total } = await this.challenges.list(tx, reader, filter, OPEN_FIRST, part);
    if (total === 0) return null;
    const today = await this.days.today(tx);
    const opens = may('challenges.read', person);
    return {
      model: {
        challenges: rows.map((row) => challengeModel(row, today, opens)),
        more: total - rows.length,
        allPath: challengePaths.list(query),
      },
    };
  }
}
