import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import { BoardDecisions } from '../meetings/board-decisions.service.js';
import type { DecisionSource, WantedDecision } from '../meetings/decisions-wanted.js';
import type { WaitingDecision, WaitingSource } from '../meetings/waiting-decisions.js';
import { RecommendationLifeRepository } from './recommendation-life.repository.js';
import { recommendationPaths } from './recommendations.paths.js';

const SHORT = 120;

/** Recommendations proposed as met: what the board is asked, and what waits for its chair. */
@Injectable()
export class MetDecisions implements DecisionSource {
  readonly kind = 'recommendation_met';
  readonly heading = 'Recommendations proposed as met';

  constructor(
    private readonly life: RecommendationLifeRepository,
    private readonly decisions: BoardDecisions,
  ) {}

  async wanted(tx: Tx, person: Person): Promise<WantedDecision[]> {
    if (!may('plan.read', person)) return [];
    const rows = await this.life.allWaiting(tx, !seesEmbargoed(person));
    return rows.map((row) => ({
      subjectId: row.id,
      title: `Met: ${nameOf(row)}`,
      about: row.about,
      href: recommendationPaths.decideMet(row.recommendationId),
      since: row.on,
    }));
  }

  async titles(
    tx: Tx,
    person: Person,
    subjectIds: readonly string[],
  ): Promise<ReadonlyMap<string, { title: string; href: string }>> {
    if (!may('plan.read', person)) return new Map();
    const rows = await this.life.titles(tx, !seesEmbargoed(person), subjectIds);
    return new Map(
      rows.map((row) => [
        row.id,
        { title: nameOf(row), href: recommendationPaths.recommendation(row.recommendationId) },
      ]),
    );
  }

  /** The chair decides between meetings; everybody else sees it among the decisions wanted of the next one. */
  readonly forChair: WaitingSource = {
    kind: 'recommendation_met',
    heading: 'Recommendations proposed as met',
    order: 30,
    waiting: async (tx: Tx, person: Person): Promise<WaitingDecision[]> => {
      const isChair = (await this.decisions.mayDecideForBoard(tx, person)).betweenMeetings;
      if (!isChair || !may('recommendations.sign_off', person)) return [];
      const wanted = await this.wanted(tx, person);
      return wanted.map(({ subjectId, ...one }) => ({ id: subjectId, ...one, until: null }));
    },
  };
}

function nameOf({ number, text }: { number: string | null; text: string }): string {
  const short = text.length > SHORT ? `${text.slice(0, SHORT).trimEnd()}…` : text;
  return number === null ? short : `${number} ${short}`;
}
