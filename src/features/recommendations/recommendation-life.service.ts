import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import {
  decideAsMet,
  proposeAsMet,
  reopenRecommendation,
  supersedeRecommendation,
  withdrawProposal,
} from '../../domain/lifecycle/recommendation-life.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, StaleVersion } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import { BoardDecisions } from '../meetings/board-decisions.service.js';
import { RecommendationChanges } from './recommendation-changes.js';
import { lifeRefused } from './recommendation-life-words.js';
import { RecommendationLifeRepository, type HeldRecommendation } from './recommendation-life.repository.js';
import { RecommendationsRepository } from './recommendations.repository.js';

export interface Proposal {
  readonly effectStatement: string;
  readonly measure: string;
  readonly inspectorsWord: string;
}

export interface MetDecision {
  readonly met: boolean;
  readonly words: string;
  /** The meeting at which the board decided; null: the chair decides between meetings. */
  readonly meetingId: string | null;
}

/** How a recommendation ends: proposed as met, met by the board, reopened, superseded. */
@Injectable()
export class RecommendationLifeService {
  constructor(
    private readonly database: Database,
    private readonly recommendations: RecommendationsRepository,
    private readonly life: RecommendationLifeRepository,
    private readonly decisions: BoardDecisions,
    private readonly changes: RecommendationChanges,
    private readonly days: AuthorityDays,
  ) {}

  async propose(person: Person, id: string, proposal: Proposal, version?: number): Promise<void> {
    if (!may('recommendations.propose_met', person)) throw new Forbidden();
    await this.changing(person, id, version, async (tx, held) => {
      const { effectStatement, measure, inspectorsWord } = proposal;
      const proposed = proposeAsMet(held, {
        effectStatement,
        measure,
        whatInspectorsLastSaid: inspectorsWord,
      });
      if (isRefusal(proposed)) lifeRefused(proposed.refused);
      await this.life.propose(tx, {
        recommendationId: id,
        effectStatement: effectStatement.trim(),
        measure: measure.trim(),
        inspectorsWord: inspectorsWord.trim(),
        by: person.personId,
        on: await this.days.today(tx),
      });
      await this.life.change(tx, id, proposed);
    });
  }

  async withdraw(person: Person, id: string): Promise<void> {
    if (!may('recommendations.propose_met', person)) throw new Forbidden();
    await this.changing(person, id, undefined, async (tx, held) => {
      const withdrawn = withdrawProposal(held);
      if (isRefusal(withdrawn)) lifeRefused(withdrawn.refused);
      await this.dropProposal(tx, person, id);
      await this.life.change(tx, id, withdrawn);
    });
  }

  /** The board's word: by its chair between meetings, or recorded with the meeting that decided. */
  async decide(person: Person, id: string, decision: MetDecision, version?: number): Promise<void> {
    if (!may('recommendations.sign_off', person)) throw new Forbidden();
    await this.changing(person, id, version, async (tx, held) => {
      const { betweenMeetings, atMeetings } = await this.decisions.mayDecideForBoard(tx, person);
      const decided = decideAsMet(held, { ...decision, byChair: betweenMeetings });
      if (isRefusal(decided)) lifeRefused(decided.refused);
      const proposal = await this.life.waiting(tx, id);
      if (proposal === null) lifeRefused('not_proposed');
      const decisionId = await this.decisions.record(tx, person, {
        subjectKind: 'recommendation_met',
        subjectId: proposal.id,
        outcome: decision.met ? 'approved' : 'refused',
        words: decision.words,
        meetingId: decision.meetingId,
      });
      const meeting = atMeetings.find((one) => one.id === decision.meetingId);
      const on = meeting?.meetsOn ?? (await this.days.today(tx));
      await this.life.end(tx, proposal.id, {
        state: decision.met ? 'met' : 'not_met',
        by: person.personId,
        on,
        words: decision.words.trim(),
        decisionId,
      });
      await this.life.change(tx, id, { ...decided, metOn: decision.met ? on : null });
    });
  }

  async reopen(person: Person, id: string, reason: string, version?: number): Promise<void> {
    if (!may('recommendations.reopen', person)) throw new Forbidden();
    await this.changing(person, id, version, async (tx, held) => {
      const reopened = reopenRecommendation(held, reason);
      if (isRefusal(reopened)) lifeRefused(reopened.refused, 'reason');
      const on = await this.days.today(tx);
      await this.life.reopened(tx, {
        recommendationId: id,
        was: reopened.was,
        reason: reason.trim(),
        by: person.personId,
        on,
      });
      await this.life.over(tx, id);
      await this.life.change(tx, id, { status: 'open', metOn: null, supersededBy: null });
    });
  }

  async supersede(person: Person, id: string, byId: string, version?: number): Promise<void> {
    if (!may('recommendations.edit', person)) throw new Forbidden();
    await this.changing(person, id, version, async (tx, held) => {
      const superseded = supersedeRecommendation(held, await this.life.successor(tx, byId));
      if (isRefusal(superseded)) lifeRefused(superseded.refused);
      if (held.status === 'proposed_as_met') await this.dropProposal(tx, person, id);
      await this.life.over(tx, id);
      await this.life.change(tx, id, { ...superseded, metOn: null, supersededBy: byId });
    });
  }

  private async dropProposal(tx: Tx, person: Person, id: string): Promise<void> {
    const proposal = await this.life.waiting(tx, id);
    if (proposal === null) lifeRefused('not_proposed');
    const on = await this.days.today(tx);
    const ending = { state: 'dropped', by: person.personId, on, words: '', decisionId: null } as const;
    await this.life.end(tx, proposal.id, ending);
  }

  /** Holds the recommendation, and tells the actions towards it when its status has changed. */
  private async changing(
    person: Person,
    id: string,
    version: number | undefined,
    work: (tx: Tx, held: HeldRecommendation) => Promise<void>,
  ): Promise<void> {
    await this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const publishedOnly = !seesEmbargoed(person);
      const seen = isUuid(id) ? await this.recommendations.view(tx, id, publishedOnly) : null;
      const held = seen && (await this.life.hold(tx, id));
      if (held === null) throw new NotFound('There is no such recommendation');
      if (version !== undefined && version !== held.version) throw new StaleVersion(held.version);
      await work(tx, held);
      await this.changes.happened(tx, await this.life.actionsTowards(tx, id));
    });
  }
}
