import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { sentenceWanted } from '../../domain/lifecycle/lead-sentence.js';
import type { Tx } from '../../platform/database/database.js';
import type { PageSection, PageVerb } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { BoardDecisions } from '../meetings/board-decisions.service.js';
import { RecommendationLifeRepository } from './recommendation-life.repository.js';
import type { RecommendationView } from './recommendation-view.js';
import { recommendationPaths } from './recommendations.paths.js';
import { SentencesRepository } from './sentences.repository.js';
import { mayWrite } from './sentences.service.js';

const SENTENCES_SHOWN = { limit: 4, offset: 0 };

/** On the page of a recommendation: what its lead says, what was proposed and decided, and what comes next. */
@Injectable()
export class RecommendationLifeSection implements PageSection<RecommendationView> {
  readonly order = 5;
  readonly template = 'recommendations/views/_life.njk';

  constructor(
    private readonly life: RecommendationLifeRepository,
    private readonly sentences: SentencesRepository,
    private readonly decisions: BoardDecisions,
    private readonly days: AuthorityDays,
  ) {}

  async read(tx: Tx, person: Person, view: RecommendationView) {
    const { rows, total } = await this.sentences.of(tx, view.id, SENTENCES_SHOWN);
    const wanted = sentenceWanted(await this.sentences.soFar(tx, view.id), await this.days.today(tx));
    const hasEnded = view.status === 'met' || view.status === 'superseded';
    const model = {
      sentences: rows,
      earlier: total - rows.length,
      allHref: recommendationPaths.sentence(view.id),
      isWanted: !hasEnded && wanted.sentence,
      leadName: view.leadName,
      proposals: await this.life.proposals(tx, view.id),
      reopenings: await this.life.reopenings(tx, view.id),
    };
    return { model, verbs: await this.verbs(tx, person, view, hasEnded) };
  }

  private async verbs(
    tx: Tx,
    person: Person,
    { id, status, leadId }: RecommendationView,
    hasEnded: boolean,
  ): Promise<PageVerb[]> {
    const verbs: PageVerb[] = [];
    const offer = (isOffered: boolean, text: string, href: string, isPrimary = true) => {
      if (isOffered) verbs.push({ text, href, isPrimary });
    };
    offer(!hasEnded && mayWrite(person, { leadId }), 'Write your sentence', recommendationPaths.sentence(id));
    const mayPropose = may('recommendations.propose_met', person);
    offer(status === 'open' && mayPropose, 'Propose it as met', recommendationPaths.propose(id));
    if (status === 'proposed_as_met') {
      if (may('recommendations.sign_off', person)) {
        const { betweenMeetings, atMeetings } = await this.decisions.mayDecideForBoard(tx, person);
        const mayDecide = betweenMeetings || atMeetings.length > 0;
        offer(mayDecide, 'Record the board’s decision', recommendationPaths.decideMet(id));
      }
      offer(mayPropose, 'Take the proposal back', recommendationPaths.withdrawProposal(id), false);
    }
    offer(
      hasEnded && may('recommendations.reopen', person),
      'Reopen it',
      recommendationPaths.reopen(id),
      false,
    );
    const mayEnd = status !== 'superseded' && may('recommendations.edit', person);
    offer(mayEnd, 'Say what supersedes it', recommendationPaths.supersede(id), false);
    return verbs;
  }
}
