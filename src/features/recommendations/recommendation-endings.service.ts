import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database } from '../../platform/database/database.js';
import { Forbidden, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { BoardDecisions, type BoardAuthority } from '../meetings/board-decisions.service.js';
import { RecommendationLifeRepository, type ProposalRow } from './recommendation-life.repository.js';
import type { RecommendationView } from './recommendation-view.js';
import { RecommendationsService } from './recommendations.service.js';

/** What the pages show on which a recommendation ends. */
@Injectable()
export class RecommendationEndings {
  constructor(
    private readonly database: Database,
    private readonly recommendations: RecommendationsService,
    private readonly life: RecommendationLifeRepository,
    private readonly decisions: BoardDecisions,
  ) {}

  async toDecide(
    person: Person,
    id: string,
  ): Promise<{ view: RecommendationView; proposal: ProposalRow; authority: BoardAuthority }> {
    if (!may('recommendations.sign_off', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const view = await this.recommendations.viewIn(tx, person, id);
      const proposal = await this.life.waiting(tx, id);
      if (proposal === null) {
        throw new StateForbids('not_proposed', 'This recommendation is not proposed as met');
      }
      const authority = await this.decisions.mayDecideForBoard(tx, person);
      if (!authority.betweenMeetings && authority.atMeetings.length === 0) {
        throw new Forbidden(
          'no_meeting',
          'There is no meeting of the board whose decision could be recorded',
        );
      }
      return { view, proposal, authority };
    });
  }

  /** What may supersede it: recommendations of documents received on the same day or later. */
  async successors(person: Person, id: string, words: string) {
    if (!may('recommendations.edit', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const view = await this.recommendations.viewIn(tx, person, id);
      const since = view.documentReceivedOn as Parameters<RecommendationLifeRepository['successors']>[1];
      return { view, found: await this.life.successors(tx, since, id, words) };
    });
  }
}
