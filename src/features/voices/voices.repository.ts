import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { VoiceSource, Whose } from '../../domain/report/voice.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import { publishedToday } from '../documents/published-today.js';
import { Voice } from './voice.entity.js';

export type VoiceContent = Pick<
  Voice,
  'toldOn' | 'whose' | 'source' | 'sourceName' | 'asked' | 'answered' | 'said' | 'changed'
>;

export interface VoiceRow extends VoiceContent {
  readonly id: string;
  readonly enteredByName: string;
  readonly isArchived: boolean;
  readonly recommendationIds: string[];
  /** The numbers of those that have one. */
  readonly recommendationNumbers: string[];
  readonly version: number;
}

export interface VoiceFilter {
  readonly whose?: readonly Whose[];
  readonly source?: readonly VoiceSource[];
  readonly recommendationId?: readonly string[];
  /** True: something changed because of it; false: nothing yet. */
  readonly changed?: boolean;
  /** Told on this day or later; on this day or before. */
  readonly from?: LocalDate;
  readonly until?: LocalDate;
  readonly archived: boolean;
  readonly q?: string | null;
}

const LINKED = `
  voice_recommendations k
    join recommendations r on r.authority_id = k.authority_id and r.id = k.recommendation_id
    join documents d on d.authority_id = r.authority_id and d.id = r.document_id
   where k.authority_id = v.authority_id and k.voice_id = v.id and k.ended_at is null
     and (not $2::boolean or ${publishedToday('d')})`;
const ROW = `
  select v.id, v.told_on::text as "toldOn", v.whose, v.source, v.source_name as "sourceName", v.asked, v.answered,
         v.said, v.changed, p.name as "enteredByName", v.archived_at is not null as "isArchived", v.version,
         array(select k.recommendation_id::text from ${LINKED} order by 1) as "recommendationIds",
         array(select r.number from ${LINKED} and r.number is not null order by r.document_id, r.position)
           as "recommendationNumbers"
    from voices v join people p on p.authority_id = v.authority_id and p.id = v.entered_by`;

/** Every query on what children, families and staff told us, and what it is linked to. */
@Injectable()
export class VoicesRepository {
  /** The latest first. */
  async list(
    tx: Tx,
    publishedOnly: boolean,
    filter: VoiceFilter,
    part: Slice,
  ): Promise<{ rows: VoiceRow[]; total: number }> {
    const { holds, values, value } = conditions(tx, publishedOnly, filter);
    const counted = await tx.row<{ n: number }>(
      `select count(*)::int as n from voices v ${holds} and $2::boolean is not null`,
      values,
    );
    const rows = await tx.rows<VoiceRow>(
      `${ROW} ${holds} order by v.told_on desc, v.id limit ${value(part.limit)} offset ${value(part.offset)}`,
      values,
    );
    return { rows, total: counted?.n ?? 0 };
  }

  one(tx: Tx, publishedOnly: boolean, id: string): Promise<VoiceRow | null> {
    return tx.row(`${ROW} where v.authority_id = $1 and v.id = $3`, [tx.authorityId, publishedOnly, id]);
  }

  held(tx: Tx, id: string): Promise<Voice | null> {
    return tx.manager.findOne(Voice, {
      where: { authorityId: tx.authorityId, id },
      lock: { mode: 'for_no_key_update' },
    });
  }

  async add(tx: Tx, content: VoiceContent & { enteredBy: string }): Promise<string> {
    const added = await tx.manager.insert(Voice, { authorityId: tx.authorityId, ...content });
    return (added.identifiers[0] as { id: string }).id;
  }

  async change(tx: Tx, id: string, change: Partial<VoiceContent & Pick<Voice, 'archivedAt'>>): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await tx.manager.update(Voice, { authorityId: tx.authorityId, id }, change);
  }

  async link(tx: Tx, voiceId: string, recommendationIds: readonly string[]): Promise<void> {
    if (recommendationIds.length === 0) return;
    await tx.rows(
      `insert into voice_recommendations (authority_id, voice_id, recommendation_id)
       select $1, $2, r.id from recommendations r
        where r.authority_id = $1 and r.id = any($3::uuid[]) and r.withdrawn_at is null
       on conflict (authority_id, voice_id, recommendation_id) where ended_at is null do nothing`,
      [tx.authorityId, voiceId, recommendationIds],
    );
  }

  async unlink(tx: Tx, voiceId: string, recommendationIds: readonly string[], at: Date): Promise<void> {
    if (recommendationIds.length === 0) return;
    await tx.rows(
      `update voice_recommendations set ended_at = $4
        where authority_id = $1 and voice_id = $2 and recommendation_id = any($3::uuid[]) and ended_at is null`,
      [tx.authorityId, voiceId, recommendationIds, at],
    );
  }

  /** The rows that its history tells of. */
  async linkIds(tx: Tx, voiceId: string): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from voice_recommendations where authority_id = $1 and voice_id = $2`,
      [tx.authorityId, voiceId],
    );
    return rows.map((row) => row.id);
  }
}

function conditions(tx: Tx, publishedOnly: boolean, filter: VoiceFilter) {
  const values: unknown[] = [tx.authorityId, publishedOnly];
  const value = (it: unknown) => `$${values.push(it)}`;
  const where = ['v.authority_id = $1', `v.archived_at is ${filter.archived ? 'not ' : ''}null`];
  if (filter.whose) where.push(`v.whose = any(${value(filter.whose)}::text[])`);
  if (filter.source) where.push(`v.source = any(${value(filter.source)}::text[])`);
  if (filter.changed !== undefined) where.push(`v.changed ${filter.changed ? '<>' : '='} ''`);
  if (filter.from) where.push(`v.told_on >= ${value(filter.from)}::date`);
  if (filter.until) where.push(`v.told_on <= ${value(filter.until)}::date`);
  if (filter.recommendationId) {
    where.push(
      `exists (select 1 from ${LINKED} and k.recommendation_id = any(${value(filter.recommendationId)}::uuid[]))`,
    );
  }
  if (filter.q) {
    where.push(
      `position(lower(${value(filter.q)}) in lower(v.said || ' ' || v.changed || ' ' || v.source_name)) > 0`,
    );
  }
  return { holds: `where ${where.join(' and ')}`, values, value };
}
