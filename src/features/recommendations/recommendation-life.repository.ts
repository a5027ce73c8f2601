import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { RecommendationStatus, Successor } from '../../domain/lifecycle/recommendation-life.js';
import type { Tx } from '../../platform/database/database.js';
import { publishedToday } from '../documents/published-today.js';
import { Recommendation } from './recommendation.entity.js';

export type ProposalState = 'waiting' | 'met' | 'not_met' | 'dropped';

export interface ProposalRow {
  readonly id: string;
  readonly recommendationId: string;
  readonly effectStatement: string;
  readonly measure: string;
  readonly inspectorsWord: string;
  readonly proposedByName: string;
  readonly proposedOn: LocalDate;
  readonly state: ProposalState;
  readonly decidedOn: LocalDate | null;
  readonly decisionWords: string;
  /** Where it was decided; null: by the chair between meetings, or not yet. */
  readonly boardName: string | null;
  readonly meetsOn: LocalDate | null;
  readonly isOver: boolean;
}

export interface ReopeningRow {
  readonly id: string;
  readonly was: 'met' | 'superseded';
  readonly reason: string;
  readonly reopenedByName: string;
  readonly reopenedOn: LocalDate;
}

/** A recommendation as its life sees it, held until the end of the transaction. */
export interface HeldRecommendation {
  readonly id: string;
  readonly status: RecommendationStatus;
  readonly version: number;
  readonly receivedOn: LocalDate;
  readonly leadId: string | null;
}

const PROPOSAL = `
  select p.id, p.recommendation_id as "recommendationId", p.effect_statement as "effectStatement", p.measure,
         p.inspectors_word as "inspectorsWord", by.name as "proposedByName", p.proposed_on::text as "proposedOn",
         p.state, p.decided_on::text as "decidedOn", p.decision_words as "decisionWords", b.name as "boardName",
         m.meets_on::text as "meetsOn", p.is_over as "isOver"
    from met_proposals p
    join people by on by.authority_id = p.authority_id and by.id = p.proposed_by
    left join decisions d on d.authority_id = p.authority_id and d.id = p.decision_id
    left join boards b on b.authority_id = d.authority_id and b.id = d.board_id
    left join meetings m on m.authority_id = d.authority_id and m.id = d.meeting_id`;

/** Every query on how recommendations end and are reopened. */
@Injectable()
export class RecommendationLifeRepository {
  async hold(tx: Tx, id: string): Promise<HeldRecommendation | null> {
    return tx.row(
      `select r.id, r.status, r.version, d.received_on::text as "receivedOn", r.lead_id as "leadId"
         from recommendations r join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and r.id = $2 and r.withdrawn_at is null for no key update of r`,
      [tx.authorityId, id],
    );
  }

  async change(
    tx: Tx,
    id: string,
    change: Partial<Pick<Recommendation, 'status' | 'metOn' | 'supersededBy'>>,
  ): Promise<void> {
    await tx.manager.update(Recommendation, { authorityId: tx.authorityId, id }, change);
  }

  /** The actions towards it, whose clock may change with it. */
  async actionsTowards(tx: Tx, id: string): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select action_id as id from action_recommendations
        where authority_id = $1 and recommendation_id = $2 and ended_at is null order by action_id`,
      [tx.authorityId, id],
    );
    return rows.map((row) => row.id);
  }

  async propose(
    tx: Tx,
    proposal: {
      recommendationId: string;
      effectStatement: string;
      measure: string;
      inspectorsWord: string;
      by: string;
      on: LocalDate;
    },
  ): Promise<void> {
    await tx.rows(
      `insert into met_proposals (authority_id, recommendation_id, effect_statement, measure, inspectors_word,
                                  proposed_by, proposed_on)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        tx.authorityId,
        proposal.recommendationId,
        proposal.effectStatement,
        proposal.measure,
        proposal.inspectorsWord,
        proposal.by,
        proposal.on,
      ],
    );
  }

  async end(
    tx: Tx,
    id: string,
    ending: {
      state: Exclude<ProposalState, 'waiting'>;
      by: string;
      on: LocalDate;
      words: string;
      decisionId: string | null;
    },
  ): Promise<void> {
    await tx.rows(
      `update met_proposals set state = $3, decided_by = $4, decided_on = $5, decision_words = $6, decision_id = $7
        where authority_id = $1 and id = $2 and state = 'waiting'`,
      [tx.authorityId, id, ending.state, ending.by, ending.on, ending.words, ending.decisionId],
    );
  }

  /** What the board found met stands no longer. */
  async over(tx: Tx, recommendationId: string): Promise<void> {
    await tx.rows(
      `update met_proposals set is_over = true
        where authority_id = $1 and recommendation_id = $2 and state = 'met' and not is_over`,
      [tx.authorityId, recommendationId],
    );
  }

  async reopened(
    tx: Tx,
    reopening: {
      recommendationId: string;
      was: 'met' | 'superseded';
      reason: string;
      by: string;
      on: LocalDate;
    },
  ): Promise<void> {
    await tx.rows(
      `insert into recommendation_reopenings (authority_id, recommendation_id, was, reason, reopened_by, reopened_on)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        tx.authorityId,
        reopening.recommendationId,
        reopening.was,
        reopening.reason,
        reopening.by,
        reopening.on,
      ],
    );
  }

  waiting(tx: Tx, recommendationId: string): Promise<ProposalRow | null> {
    return tx.row(
      `${PROPOSAL} where p.authority_id = $1 and p.recommendation_id = $2 and p.state = 'waiting'`,
      [tx.authorityId, recommendationId],
    );
  }

  /** Newest first. */
  proposals(tx: Tx, recommendationId: string): Promise<ProposalRow[]> {
    return tx.rows(
      `${PROPOSAL} where p.authority_id = $1 and p.recommendation_id = $2 order by p.proposed_on desc, p.id limit 20`,
      [tx.authorityId, recommendationId],
    );
  }

  reopenings(tx: Tx, recommendationId: string): Promise<ReopeningRow[]> {
    return tx.rows(
      `select o.id, o.was, o.reason, by.name as "reopenedByName", o.reopened_on::text as "reopenedOn"
         from recommendation_reopenings o join people by on by.authority_id = o.authority_id and by.id = o.reopened_by
        where o.authority_id = $1 and o.recommendation_id = $2 order by o.reopened_on desc, o.id limit 20`,
      [tx.authorityId, recommendationId],
    );
  }

  /** What waits for the board, oldest first; of documents that are not public only for those who may see them. */
  allWaiting(
    tx: Tx,
    publishedOnly: boolean,
  ): Promise<
    {
      id: string;
      recommendationId: string;
      number: string | null;
      text: string;
      about: string;
      on: LocalDate;
    }[]
  > {
    return tx.rows(
      `select p.id, r.id as "recommendationId", r.number, r.text, p.effect_statement as about,
              p.proposed_on::text as "on"
         from met_proposals p
         join recommendations r on r.authority_id = p.authority_id and r.id = p.recommendation_id
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where p.authority_id = $1 and p.state = 'waiting' and (not $2::boolean or ${publishedToday('d')})
        order by p.proposed_on, p.id limit 200`,
      [tx.authorityId, publishedOnly],
    );
  }

  titles(
    tx: Tx,
    publishedOnly: boolean,
    ids: readonly string[],
  ): Promise<{ id: string; recommendationId: string; number: string | null; text: string }[]> {
    return tx.rows(
      `select p.id, r.id as "recommendationId", r.number, r.text
         from met_proposals p
         join recommendations r on r.authority_id = p.authority_id and r.id = p.recommendation_id
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where p.authority_id = $1 and p.id = any($3::uuid[]) and (not $2::boolean or ${publishedToday('d')})`,
      [tx.authorityId, publishedOnly, ids],
    );
  }

  /** What may supersede a recommendation, with all that it is superseded by in its turn. */
  async successor(tx: Tx, id: string): Promise<Successor | null> {
    return tx.row(
      `select r.id, r.status, d.received_on::text as "receivedOn", array(
                with recursive later(id) as (
                  select r.superseded_by where r.superseded_by is not null
                  union
                  select n.superseded_by from recommendations n join later on n.id = later.id
                   where n.authority_id = $1 and n.superseded_by is not null)
                select id::text from later) as "supersededBy"
         from recommendations r join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and r.id = $2 and r.withdrawn_at is null`,
      [tx.authorityId, id],
    );
  }

  /** Recommendations that stand, from documents received since a day, with any of these words. */
  successors(
    tx: Tx,
    since: LocalDate,
    notId: string,
    words: string,
  ): Promise<{ id: string; number: string | null; text: string; documentTitle: string }[]> {
    return tx.rows(
      `select r.id, r.number, r.text, d.title as "documentTitle"
         from recommendations r join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and r.withdrawn_at is null and r.status <> 'superseded' and r.id <> $3
          and d.received_on >= $2::date and position(lower($4) in lower(r.text)) > 0
        order by d.received_on desc, r.document_id, r.position limit 100`,
      [tx.authorityId, since, notId, words],
    );
  }
}
