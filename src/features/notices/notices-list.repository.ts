import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Step, SubjectKind } from '../../domain/ladder/notice.js';
import type { Tx } from '../../platform/database/database.js';
import type { DigestState } from './digest.entity.js';
import type { NoticeState } from './notice.entity.js';
import type { NoticeFilter, NoticesQuery } from './notices.list-query.js';

export interface NoticeRow {
  id: string;
  subjectKind: SubjectKind;
  subjectId: string;
  step: Step;
  occurrence: string;
  about: LocalDate;
  personId: string;
  dueOn: LocalDate;
  state: NoticeState;
  digestId: string | null;
  /** Who got the mail; another than the person it was meant for during an absence. */
  recipientId: string | null;
  writtenAt: Date;
  sentAt: Date | null;
  endedBecause: string | null;
  /** As what they were told: owner, accountable lead, director. */
  toldAs: string | null;
  /** The version of the ladder that decided it. */
  ladderVersion: number | null;
}

export interface DigestRow {
  id: string;
  personId: string;
  day: LocalDate;
  state: DigestState;
  attempts: number;
  /** How many tries may have arrived unrecorded. */
  unanswered: number;
  sentTo: string | null;
  messageId: string | null;
  subject: string | null;
  bodyText: string | null;
  failure: string | null;
  sentAt: Date | null;
  /** The mail that this one is sent again for, and who asked. */
  repeats: string | null;
  askedBy: string | null;
}

export interface WithoutAddress {
  id: string;
  name: string;
  email: string;
  /** The day of the last mail that was refused, and the provider's words. */
  day: LocalDate;
  why: string;
}

/** An open action that was late already on the day it was published or imported. */
export interface LateWhenPublished {
  id: string;
  reference: string;
  title: string;
  dueOn: LocalDate;
  publishedOn: LocalDate;
  owner: string | null;
}

const COLUMNS: Record<NoticeFilter, string> = {
  state: 'n.state = any($::text[])',
  personId: 'n.person_id = any($::uuid[])',
  dueOn: 'n.due_on = any($::date[])',
  step: 'n.step = any($::text[])',
  subjectKind: 'n.subject_kind = any($::text[])',
  subjectId: 'n.subject_id = any($::uuid[])',
};

const SELECT = `select n.id, n.subject_kind as "subjectKind", n.subject_id as "subjectId", n.step, n.occurrence,
  n.about::text as about, n.person_id as "personId", n.due_on::text as "dueOn", n.state, n.digest_id as "digestId",
  (select d.person_id from digests d where d.authority_id = n.authority_id and d.id = n.digest_id) as "recipientId",
  n.written_at as "writtenAt", n.sent_at as "sentAt", n.ended_because as "endedBecause",
  n.told_as as "toldAs", (select v.number from ladder_versions v
    where v.authority_id = n.authority_id and v.id = n.ladder_version_id) as "ladderVersion" from notices n`;

/** Notices and mails as lists and pages show them. */
@Injectable()
export class NoticesListRepository {
  /** One page, by day; one row more than asked for says that there is another. */
  page(tx: Tx, query: NoticesQuery): Promise<NoticeRow[]> {
    const { where, parameters } = condition(tx, query);
    const [compare, order] = query.sort.direction === 'asc' ? ['>', 'asc'] : ['<', 'desc'];
    const after = query.cursor
      ? `and (n.due_on, n.id) ${compare} ($${parameters.push(query.cursor.value)}::date, $${parameters.push(query.cursor.id)}::uuid)`
      : '';
    return tx.rows<NoticeRow>(
      `${SELECT} where ${where} ${after} order by n.due_on ${order}, n.id ${order}
        limit $${parameters.push(query.limit + 1)}`,
      parameters,
    );
  }

  /** Exact to ten thousand; one more than that means more. */
  async total(tx: Tx, query: NoticesQuery): Promise<number> {
    const { where, parameters } = condition(tx, query);
    const row = await tx.row<{ total: number }>(
      `select count(*)::int as total from (select 1 from notices n where ${where} limit 10001) counted`,
      parameters,
    );
    return row!.total;
  }

  /** The latest about one subject. */
  about(tx: Tx, kind: SubjectKind, id: string, most: number): Promise<NoticeRow[]> {
    return tx.rows<NoticeRow>(
      `${SELECT} where n.authority_id = $1 and n.subject_kind = $2 and n.subject_id = $3
        order by n.written_at desc, n.due_on desc, n.id limit $4`,
      [tx.authorityId, kind, id, most],
    );
  }

  /** Everything that waits to be told, of every person. */
  waiting(tx: Tx): Promise<NoticeRow[]> {
    return tx.rows<NoticeRow>(
      `${SELECT} where n.authority_id = $1 and n.state = 'waiting' order by n.due_on, n.id limit 5000`,
      [tx.authorityId],
    );
  }

  /** What stands in a mail; of one that is sent again, what stood in the one before. */
  inDigest(tx: Tx, id: string): Promise<NoticeRow[]> {
    return tx.rows<NoticeRow>(
      `${SELECT} where n.authority_id = $1 and n.digest_id in (
           select unnest(array[d.id, d.repeats]) from digests d where d.authority_id = $1 and d.id = $2)
        order by n.due_on, n.id limit 500`,
      [tx.authorityId, id],
    );
  }

  /** The latest that one person was told or will be. */
  ofPerson(tx: Tx, personId: string, most: number): Promise<NoticeRow[]> {
    return tx.rows<NoticeRow>(
      `${SELECT} where n.authority_id = $1 and n.person_id = $2 and n.state in ('waiting','sent','failed')
        order by n.due_on desc, n.id limit $3`,
      [tx.authorityId, personId, most],
    );
  }

  digest(tx: Tx, id: string): Promise<DigestRow | null> {
    return tx.row<DigestRow>(
      `select id, person_id as "personId", day::text as day, state, attempts, unanswered, sent_to as "sentTo",
              message_id as "messageId", subject, body_text as "bodyText", failure, sent_at as "sentAt",
              repeats, asked_by as "askedBy"
         from digests where authority_id = $1 and id = $2`,
      [tx.authorityId, id],
    );
  }

  /** Open actions that were late already when they were published: their steps began on the working morning after. */
  lateWhenPublished(tx: Tx, most: number): Promise<LateWhenPublished[]> {
    return tx.rows<LateWhenPublished>(
      `select a.id, a.reference, a.title, a.due_on::text as "dueOn", a.notices_from::text as "publishedOn",
              (select p.name from people p where p.authority_id = a.authority_id and p.id = a.owner_id) as owner
         from actions a
        where a.authority_id = $1 and a.status in ('not_started','in_progress') and a.due_on < a.notices_from
        order by a.due_on, a.number limit $2`,
      [tx.authorityId, most],
    );
  }

  /** People whose last mail was refused for good at the address they still have. */
  withoutAddress(tx: Tx): Promise<WithoutAddress[]> {
    return tx.rows<WithoutAddress>(
      `select p.id, p.name, p.email, last.day::text as day, last.failure as why
         from people p
         join lateral (
           select d.day, d.state, d.sent_to, coalesce(d.failure, '') as failure from digests d
            where d.authority_id = p.authority_id and d.person_id = p.id and d.state in ('sent','failed')
            order by d.day desc limit 1) last on last.state = 'failed' and last.sent_to = p.email
        where p.authority_id = $1 and p.closed_at is null order by p.name, p.id`,
      [tx.authorityId],
    );
  }
}

function condition(tx: Tx, { filters }: NoticesQuery): { where: string; parameters: unknown[] } {
  const parameters: unknown[] = [tx.authorityId];
  const parts = ['n.authority_id = $1'];
  for (const [name, values] of Object.entries(filters) as [NoticeFilter, readonly string[]][]) {
    parts.push(COLUMNS[name].replace('$', `$${parameters.push(values)}`));
  }
  return { where: parts.join(' and '), parameters };
}
