import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type {
  AnswerState,
  FindingAnswer,
  NotBorneOutOutcome,
} from '../../domain/lifecycle/finding-answer.js';
import type { EvidenceKind } from '../../domain/lifecycle/publishing.js';
import type { ActionStatus } from '../../domain/rating/rating-facts.js';
import type { Colour } from '../../domain/rating/reason-code.js';
import type { Tx } from '../../platform/database/database.js';
import { publishedToday } from '../documents/published-today.js';
import { DOCUMENT_DAY } from './findings.repository.js';

export type LinkState = 'waiting' | 'standing' | 'refused' | 'ended';

export interface NewLink {
  readonly findingId: string;
  readonly link: FindingAnswer;
  readonly recommendationId: string | null;
  readonly actionId: string | null;
  readonly note: string;
  readonly outcome: NotBorneOutOutcome | null;
  readonly newDueOn: LocalDate | null;
  readonly evidenceKind: EvidenceKind | null;
  readonly evidenceId: string | null;
  readonly state: 'waiting' | 'standing';
  readonly linkedBy: string;
  readonly linkedOn: LocalDate;
  readonly linkedAt: Date;
  readonly agreedBy: string | null;
}

/** A link as people read it, with what it points to. */
export interface LinkView {
  readonly id: string;
  readonly findingId: string;
  readonly link: FindingAnswer;
  readonly state: LinkState;
  readonly recommendationId: string | null;
  readonly recommendationNumber: string | null;
  readonly recommendationText: string | null;
  readonly actionId: string | null;
  readonly reference: string | null;
  readonly title: string | null;
  readonly status: ActionStatus | null;
  readonly rating: Colour | null;
  readonly note: string;
  readonly outcome: NotBorneOutOutcome | null;
  readonly newDueOn: LocalDate | null;
  readonly evidenceKind: EvidenceKind | null;
  readonly evidenceId: string | null;
  readonly linkedBy: string;
  readonly linkedByName: string;
  readonly linkedOn: LocalDate;
  readonly agreedByName: string | null;
  readonly agreementWords: string | null;
  readonly endedBecause: string | null;
}

/** A link seen from the recommendation or action that it points to. */
export interface SaidOf extends LinkView {
  readonly findingNumber: string | null;
  readonly findingText: string;
  readonly documentId: string;
  readonly documentTitle: string;
  readonly documentOn: LocalDate;
}

const VIEW = `
  select k.id, k.finding_id "findingId", k.link, k.state, k.recommendation_id "recommendationId",
         r.number "recommendationNumber", r.text "recommendationText", k.action_id "actionId", a.reference, a.title,
         a.status, a.rating, k.note, k.outcome, k.new_due_on::text "newDueOn", k.evidence_kind "evidenceKind",
         k.evidence_id "evidenceId", k.linked_by "linkedBy", p.name "linkedByName", k.linked_on::text "linkedOn",
         g.name "agreedByName", k.agreement_words "agreementWords", k.ended_because "endedBecause"`;
const AMONG = `
  from finding_links k
  join people p on p.authority_id = k.authority_id and p.id = k.linked_by
  left join people g on g.authority_id = k.authority_id and g.id = k.agreed_by
  left join recommendations r on r.authority_id = k.authority_id and r.id = k.recommendation_id
  left join actions a on a.authority_id = k.authority_id and a.id = k.action_id`;
const LIVE = `k.state in ('waiting','standing')`;

/** Every query on what findings were linked to. */
@Injectable()
export class FindingLinksRepository {
  /**
   * Of these findings, as they were made; without those that were refused or have ended unless asked for. For readers
   * of what is published, a link to a recommendation of a document that is not is left out, as to a restricted one.
   */
  ofFindings(
    tx: Tx,
    findingIds: readonly string[],
    { endedToo = false, publishedOnly = false }: { endedToo?: boolean; publishedOnly?: boolean } = {},
  ): Promise<LinkView[]> {
    return tx.rows<LinkView>(
      `${VIEW} ${AMONG}
       left join documents rd on rd.authority_id = r.authority_id and rd.id = r.document_id
       where k.authority_id = $1 and k.finding_id = any($2::uuid[]) and ($3 or ${LIVE})
         and (not $4::boolean or k.recommendation_id is null or ${publishedToday('rd')})
       order by k.linked_at, (k.recommendation_id is null), r.position, a.number, k.id`,
      [tx.authorityId, findingIds, endedToo, publishedOnly],
    );
  }

  /** What was said of a recommendation or an action, the newest document first. */
  async saidOf(
    tx: Tx,
    of: 'recommendation_id' | 'action_id',
    ids: readonly string[],
    publishedOnly: boolean,
    most = 500,
  ): Promise<SaidOf[]> {
    return tx.rows<SaidOf>(
      `${VIEW}, f.number "findingNumber", f.text "findingText", d.id "documentId", d.title "documentTitle",
         ${DOCUMENT_DAY}::text "documentOn"
        ${AMONG}
        join findings f on f.authority_id = k.authority_id and f.id = k.finding_id and f.withdrawn_at is null
        join documents d on d.authority_id = f.authority_id and d.id = f.document_id
       where k.authority_id = $1 and k.${of} = any($2::uuid[]) and ${LIVE}
         and (not $3::boolean or ${publishedToday('d')})
       order by ${DOCUMENT_DAY} desc, f.document_id, f.position, f.part, k.id limit $4`,
      [tx.authorityId, ids, publishedOnly, most],
    );
  }

  /** How many findings wait for a quality assurance lead to agree. */
  async waiting(tx: Tx): Promise<number> {
    const row = await tx.row<{ count: number }>(
      `select count(distinct finding_id)::int count from finding_links where authority_id = $1 and state = 'waiting'`,
      [tx.authorityId],
    );
    return row?.count ?? 0;
  }

  async one(tx: Tx, id: string): Promise<LinkView | null> {
    return tx.row<LinkView>(`${VIEW} ${AMONG} where k.authority_id = $1 and k.id = $2`, [tx.authorityId, id]);
  }

  async add(tx: Tx, link: NewLink): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into finding_links (authority_id, finding_id, link, recommendation_id, action_id, note, outcome, new_due_on,
              evidence_kind, evidence_id, state, linked_by, linked_on, linked_at, agreed_by, agreed_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::date, $14, $15,
               case when $15::uuid is null then null else $13::date end)
       returning id`,
      [
        tx.authorityId,
        link.findingId,
        link.link,
        link.recommendationId,
        link.actionId,
        link.note,
        link.outcome,
        link.newDueOn,
        link.evidenceKind,
        link.evidenceId,
        link.state,
        link.linkedBy,
        link.linkedOn,
        link.linkedAt,
        link.agreedBy,
      ],
    );
    return row!.id;
  }

  async decide(
    tx: Tx,
    id: string,
    decision: { state: 'standing' | 'refused'; by: string; on: LocalDate; words: string },
  ): Promise<void> {
    await tx.rows(
      `update finding_links set state = $3, agreed_by = $4, agreed_on = $5, agreement_words = $6
        where authority_id = $1 and id = $2`,
      [tx.authorityId, id, decision.state, decision.by, decision.on, decision.words],
    );
  }

  async becameEvidence(tx: Tx, id: string, evidenceId: string): Promise<void> {
    await tx.rows(`update finding_links set evidence_id = $3 where authority_id = $1 and id = $2`, [
      tx.authorityId,
      id,
      evidenceId,
    ]);
  }

  async end(tx: Tx, id: string, ending: { by: string; on: LocalDate; because: string }): Promise<void> {
    await tx.rows(
      `update finding_links set state = 'ended', ended_by = $3, ended_on = $4, ended_because = $5
        where authority_id = $1 and id = $2`,
      [tx.authorityId, id, ending.by, ending.on, ending.because],
    );
  }

  /** Holds the finding until the end of the transaction, so that two answers come one after the other. */
  async hold(tx: Tx, findingId: string): Promise<void> {
    await tx.rows(`select 1 from findings where authority_id = $1 and id = $2 for no key update`, [
      tx.authorityId,
      findingId,
    ]);
  }

  async keepAnswer(tx: Tx, findingId: string, answer: AnswerState): Promise<void> {
    await tx.rows(`update findings set answer = $3 where authority_id = $1 and id = $2 and answer <> $3`, [
      tx.authorityId,
      findingId,
      answer,
    ]);
  }

  /** Findings whose live links hang on what came of this document. */
  holding(tx: Tx, documentId: string): Promise<{ id: string; number: string | null; text: string }[]> {
    return tx.rows(
      `select distinct f.id, f.number, f.text, f.position
         from finding_links k
         join findings f on f.authority_id = k.authority_id and f.id = k.finding_id
         left join recommendations r on r.authority_id = k.authority_id and r.id = k.recommendation_id
        where k.authority_id = $1 and ${LIVE} and (f.document_id = $2 or r.document_id = $2)
        order by f.position limit 50`,
      [tx.authorityId, documentId],
    );
  }
}
