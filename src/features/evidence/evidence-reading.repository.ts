import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { EvidenceForm, EvidenceState } from '../../domain/lifecycle/evidence-item.js';
import type { EvidenceKind } from '../../domain/lifecycle/publishing.js';
import type { Tx } from '../../platform/database/database.js';
import type { ListCursor } from '../../web/api/list-query.js';
import { Parameters, whereClause, type ActionScope } from '../actions/action-filters.js';

export interface EvidenceUse {
  readonly actionId: string;
  readonly reference: string;
  readonly title: string;
  readonly state: EvidenceState;
  readonly waitingSince: LocalDate;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
  readonly decidedOn: LocalDate | null;
  readonly decidedFile: number | null;
  readonly reason: string | null;
  /** False for what belongs to the time before the action was reopened. */
  readonly counts: boolean;
}

export interface EvidenceFileRow {
  readonly number: number;
  readonly fileName: string;
  readonly mediaType: string;
  readonly byteSize: number;
  readonly sha256: string;
  readonly suppliedByName: string;
  readonly suppliedOn: LocalDate;
}

/** An item as pages and the API show it, with those of its actions that the asking person may read. */
export interface EvidenceRow {
  readonly id: string;
  readonly form: EvidenceForm;
  readonly kind: EvidenceKind;
  readonly shows: string;
  readonly periodFrom: LocalDate | null;
  readonly periodTo: LocalDate | null;
  readonly link: string | null;
  readonly measureValueId: string | null;
  readonly findingId: string | null;
  readonly suppliedBy: string;
  readonly suppliedByName: string;
  readonly suppliedOn: LocalDate;
  readonly suppliedAt: Date;
  readonly withdrawnOn: LocalDate | null;
  readonly withdrawnBecause: string | null;
  readonly files: readonly EvidenceFileRow[];
  readonly actions: readonly EvidenceUse[];
}

export interface EvidenceFilters {
  readonly actionId?: readonly string[];
  readonly kind?: readonly string[];
  readonly form?: readonly string[];
  readonly state?: readonly string[];
  readonly suppliedBy?: readonly string[];
  readonly q?: string | null;
}

const COLUMNS = `
  e.id, e.form, e.kind, e.shows, e.period_from::text as "periodFrom", e.period_to::text as "periodTo", e.link,
  e.measure_value_id as "measureValueId", e.finding_id as "findingId", e.supplied_by as "suppliedBy",
  s.name as "suppliedByName", e.supplied_on::text as "suppliedOn", e.supplied_at as "suppliedAt",
  e.withdrawn_on::text as "withdrawnOn", e.withdrawn_because as "withdrawnBecause",
  coalesce((
    select jsonb_agg(jsonb_build_object('number', f.number, 'fileName', f.file_name, 'mediaType', f.media_type,
             'byteSize', f.byte_size, 'sha256', f.sha256, 'suppliedByName', p.name, 'suppliedOn', f.supplied_on)
             order by f.number desc)
      from evidence_files f join people p on p.authority_id = f.authority_id and p.id = f.supplied_by
     where f.authority_id = e.authority_id and f.evidence_id = e.id), '[]') as files`;

/** Every list of evidence. What somebody may read follows from the actions it is evidence for. */
@Injectable()
export class EvidenceReadingRepository {
  /** Newest first, with one more than asked for where there is one. */
  async list(
    tx: Tx,
    filters: EvidenceFilters,
    scope: ActionScope,
    part: { limit: number; cursor: ListCursor | null },
  ): Promise<EvidenceRow[]> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const mine = usesWithin(scope, parameters);
    const holds = this.holds(filters, mine, parameters);
    if (part.cursor !== null) {
      const at = parameters.add(part.cursor.value);
      holds.push(`(e.supplied_at, e.id) < (${at}::timestamptz, ${parameters.add(part.cursor.id)}::uuid)`);
    }
    return tx.rows(
      `select ${COLUMNS}, ${usesOf(mine)} as actions
         from evidence e join people s on s.authority_id = e.authority_id and s.id = e.supplied_by
        where ${holds.join(' and ')}
        order by e.supplied_at desc, e.id desc limit ${parameters.add(part.limit + 1)}`,
      parameters.values,
    );
  }

  async count(tx: Tx, filters: EvidenceFilters, scope: ActionScope): Promise<number> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const holds = this.holds(filters, usesWithin(scope, parameters), parameters);
    const row = await tx.row<{ n: number }>(
      `select count(*)::int as n from (select 1 from evidence e where ${holds.join(' and ')} limit 10001) found`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  /** Null where there is none, or none of its actions may be read. */
  async one(tx: Tx, id: string, scope: ActionScope): Promise<EvidenceRow | null> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const mine = usesWithin(scope, parameters);
    return tx.row(
      `select ${COLUMNS}, ${usesOf(mine)} as actions
         from evidence e join people s on s.authority_id = e.authority_id and s.id = e.supplied_by
        where e.authority_id = $1 and e.id = ${parameters.add(id)} and exists (${mine} and u.evidence_id = e.id)`,
      parameters.values,
    );
  }

  /** Where a version of a file is stored. Whoever asks must have been allowed the item. */
  storedFile(
    tx: Tx,
    id: string,
    number: number,
  ): Promise<{ fileName: string; mediaType: string; storedAs: string } | null> {
    return tx.row(
      `select file_name as "fileName", media_type as "mediaType", stored_as as "storedAs" from evidence_files
        where authority_id = $1 and evidence_id = $2 and number = $3`,
      [tx.authorityId, id, number],
    );
  }

  private holds(filters: EvidenceFilters, mine: string, parameters: Parameters): string[] {
    const holds = ['e.authority_id = $1'];
    const uses = [`${mine} and u.evidence_id = e.id`];
    if (filters.actionId) uses.push(`u.action_id = any(${parameters.add(filters.actionId)}::uuid[])`);
    if (filters.state) uses.push(`u.state = any(${parameters.add(filters.state)}::text[])`);
    holds.push(`exists (${uses.join(' and ')})`);
    if (filters.kind) holds.push(`e.kind = any(${parameters.add(filters.kind)}::text[])`);
    if (filters.form) holds.push(`e.form = any(${parameters.add(filters.form)}::text[])`);
    if (filters.suppliedBy) holds.push(`e.supplied_by = any(${parameters.add(filters.suppliedBy)}::uuid[])`);
    if (filters.q) {
      holds.push(`e.shows ilike '%' || ${parameters.add(filters.q.replace(/[\\%_]/g, '\\$&'))} || '%'`);
    }
    return holds;
  }
}

/** The uses of evidence for actions within somebody's reach; to be narrowed with `and`. */
function usesWithin(scope: ActionScope, parameters: Parameters): string {
  return `select 1 from action_evidence u
    join actions a on a.authority_id = u.authority_id and a.id = u.action_id
   where u.authority_id = $1 and ${whereClause({}, scope, parameters)}`;
}

function usesOf(mine: string): string {
  const from = mine.slice('select 1'.length);
  return `coalesce((
    select jsonb_agg(used.it order by used.number) from (
      select a.number, jsonb_build_object('actionId', a.id, 'reference', a.reference, 'title', a.title,
               'state', u.state, 'waitingSince', u.waiting_since, 'decidedBy', u.decided_by,
               'decidedByName', (select d.name from people d where d.authority_id = $1 and d.id = u.decided_by),
               'decidedOn', u.decided_on, 'decidedFile', u.decided_file, 'reason', u.decision_reason,
               'counts', u.round = a.round) as it
        ${from} and u.evidence_id = e.id) used), '[]')`;
}
