import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DatedLink } from '../../domain/lifecycle/finding-answer.js';
import type { Tx } from '../../platform/database/database.js';
import { DOCUMENT_DAY } from './findings.repository.js';

/** Every query on what findings together say of an action or a recommendation: confirmed, doubted, not enough. */
@Injectable()
export class FindingDoubtsRepository {
  /** The links that stand, with the day of their document, by the thing they point to. */
  async standing(
    tx: Tx,
    of: 'recommendation_id' | 'action_id',
    ids: readonly string[],
  ): Promise<Map<string, (DatedLink & { linkedOn: LocalDate })[]>> {
    const rows = await tx.rows<DatedLink & { id: string; linkedOn: LocalDate }>(
      `select k.${of} id, k.link answer, ${DOCUMENT_DAY}::text "documentOn", k.linked_on::text "linkedOn"
         from finding_links k
         join findings f on f.authority_id = k.authority_id and f.id = k.finding_id
         join documents d on d.authority_id = f.authority_id and d.id = f.document_id
        where k.authority_id = $1 and k.${of} = any($2::uuid[]) and k.state = 'standing'`,
      [tx.authorityId, ids],
    );
    const found = new Map<string, (DatedLink & { linkedOn: LocalDate })[]>();
    for (const { id, ...link } of rows) found.set(id, [...(found.get(id) ?? []), link]);
    return found;
  }

  /** Marks that no finding made (a second check did), still open, of these actions: the latest day of each. */
  async otherMarks(tx: Tx, actionIds: readonly string[]): Promise<Map<string, LocalDate>> {
    const rows = await tx.rows<{ id: string; on: LocalDate }>(
      `select action_id id, max(marked_on)::text "on" from not_borne_out_marks
        where authority_id = $1 and action_id = any($2::uuid[]) and finding_id is null and closed_on is null
        group by 1`,
      [tx.authorityId, actionIds],
    );
    return new Map(rows.map(({ id, on }) => [id, on]));
  }

  async keepNotBorneOut(tx: Tx, recommendationId: string, since: LocalDate | null): Promise<void> {
    await tx.rows(
      `update recommendations set not_borne_out_on = $3
        where authority_id = $1 and id = $2 and not_borne_out_on is distinct from $3::date`,
      [tx.authorityId, recommendationId, since],
    );
  }

  /** The standing links that say an action was done but is not enough, the latest document last. */
  notEnough(tx: Tx, actionId: string): Promise<{ note: string; findingId: string }[]> {
    return tx.rows(
      `select k.note, k.finding_id "findingId" from finding_links k
         join findings f on f.authority_id = k.authority_id and f.id = k.finding_id
         join documents d on d.authority_id = f.authority_id and d.id = f.document_id
        where k.authority_id = $1 and k.action_id = $2 and k.state = 'standing' and k.outcome = 'not_enough'
        order by ${DOCUMENT_DAY}, k.linked_at`,
      [tx.authorityId, actionId],
    );
  }
}
