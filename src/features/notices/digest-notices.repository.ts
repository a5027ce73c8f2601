import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Step } from '../../domain/ladder/notice.js';
import type { Tx } from '../../platform/database/database.js';
import type { Told } from './morning.js';

/** Somebody and the day since when it is asked what was told. */
export interface PersonSince {
  readonly personId: string;
  readonly since: LocalDate;
}

const toldColumns = `n.id, n.subject_kind as "subjectKind", n.subject_id as "subjectId", n.step, n.occurrence,
  n.about::text as about, n.person_id as "personId", n.state`;

/** What goes into mails; always for many readers in one statement. */
@Injectable()
export class DigestNoticesRepository {
  async authorityName(tx: Tx): Promise<string> {
    const row = await tx.row<{ name: string }>('select name from authorities where id = $1', [
      tx.authorityId,
    ]);
    return row?.name ?? '';
  }

  /** What waits in each of these digests, and what was sent in the one that it is sent again for. */
  async waitingIn(tx: Tx, digestIds: readonly string[]): Promise<Map<string, Told[]>> {
    const rows = await tx.rows<Told & { of: string }>(
      `select ${toldColumns}, n.digest_id as of from notices n
        where n.authority_id = $1 and n.digest_id = any($2::uuid[]) and n.state = 'waiting'
       union all
       select ${toldColumns}, d.id as of from digests d
         join notices n on n.authority_id = d.authority_id and n.digest_id = d.repeats and n.state = 'sent'
        where d.authority_id = $1 and d.id = any($2::uuid[])
        order by about, id`,
      [tx.authorityId, digestIds],
    );
    return grouped(rows);
  }

  /** What was told somebody's deputy in their place since a day, by person. */
  async toldInstead(tx: Tx, absences: readonly PersonSince[]): Promise<Map<string, Told[]>> {
    if (absences.length === 0) return new Map();
    const rows = await tx.rows<Told & { of: string }>(
      `select ${toldColumns}, n.person_id as of
         from jsonb_to_recordset($2::jsonb) as away("personId" uuid, since date)
         join notices n on n.authority_id = $1 and n.person_id = away."personId" and n.state = 'sent'
         join digests d on d.authority_id = n.authority_id and d.id = n.digest_id
        where d.person_id <> n.person_id and d.day >= away.since
        order by n.due_on, n.id`,
      [tx.authorityId, JSON.stringify(absences)],
    );
    return grouped(rows);
  }

  /** How many open actions were late when they were published since the last digest of each reader, by person. */
  async lateWhenPublished(
    tx: Tx,
    readers: readonly { readonly personId: string; readonly day: LocalDate }[],
  ): Promise<Map<string, number>> {
    if (readers.length === 0) return new Map();
    const rows = await tx.rows<{ personId: string; count: number }>(
      `select reader."personId", count(*)::int as count
         from jsonb_to_recordset($2::jsonb) as reader("personId" uuid, day date)
         join actions a on a.authority_id = $1 and a.status in ('not_started','in_progress')
          and a.due_on < a.notices_from and a.notices_from < reader.day
          and a.notices_from >= coalesce((
            select max(d.day) from digests d
             where d.authority_id = $1 and d.person_id = reader."personId" and d.state = 'sent'
               and d.repeats is null and d.day < reader.day), '-infinity')
        group by 1`,
      [tx.authorityId, JSON.stringify(readers)],
    );
    return new Map(rows.map(({ personId, count }) => [personId, count]));
  }

  /** The latest of these steps that was told of each subject since a day, by person. */
  async latestTold(
    tx: Tx,
    readers: readonly PersonSince[],
    steps: readonly Step[],
  ): Promise<Map<string, Told[]>> {
    if (readers.length === 0) return new Map();
    const rows = await tx.rows<Told & { of: string }>(
      `select distinct on (n.person_id, n.subject_kind, n.subject_id) ${toldColumns}, n.person_id as of
         from jsonb_to_recordset($2::jsonb) as reader("personId" uuid, since date)
         join notices n on n.authority_id = $1 and n.person_id = reader."personId" and n.state = 'sent'
          and n.due_on >= reader.since
        where n.step = any($3::text[])
        order by n.person_id, n.subject_kind, n.subject_id, n.due_on desc, n.id`,
      [tx.authorityId, JSON.stringify(readers), steps],
    );
    return grouped(rows);
  }
}

function grouped(rows: readonly (Told & { of: string })[]): Map<string, Told[]> {
  const groups = new Map<string, Told[]>();
  for (const { of, ...told } of rows) {
    const group = groups.get(of);
    if (group) group.push(told);
    else groups.set(of, [told]);
  }
  return groups;
}
