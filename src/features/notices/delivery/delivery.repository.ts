import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Tx } from '../../../platform/database/database.js';
import type { ListQuery } from '../../../web/api/list-query.js';
import type { DigestState } from '../digest.entity.js';
import type { NoticeState } from '../notice.entity.js';

export type MailFilter = 'state' | 'personId' | 'day';
export type MailsQuery = ListQuery<MailFilter, 'day'>;

export interface MailRow {
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
  failure: string | null;
  sentAt: Date | null;
  /** The mail that this one is sent again for, and who asked. */
  repeats: string | null;
  askedBy: string | null;
  /** How many notices stand in it. */
  notices: number;
}

export type NoticeCounts = Readonly<Record<NoticeState, number>>;

/** What became of the notices of a day or of a person, and of their mails. */
export interface Summary extends NoticeCounts {
  readonly key: string;
  readonly mails: number;
  readonly unsent: number;
}

/** A digest that is to be sent again, as it stands. */
export interface SentBefore {
  readonly id: string;
  readonly personId: string;
  readonly state: DigestState;
  readonly repeats: string | null;
  readonly isPersonClosed: boolean;
  readonly notices: number;
  /** One that was asked for before and waits still. */
  readonly isOnItsWay: boolean;
}

const COLUMNS: Record<MailFilter, string> = {
  state: 'd.state = any($::text[])',
  personId: 'd.person_id = any($::uuid[])',
  day: 'd.day = any($::date[])',
};

const SELECT = `select d.id, d.person_id as "personId", d.day::text as day, d.state, d.attempts, d.unanswered, d.sent_to as "sentTo",
  d.message_id as "messageId", d.subject, d.failure, d.sent_at as "sentAt", d.repeats, d.asked_by as "askedBy",
  (select count(*)::int from notices n
    where n.authority_id = d.authority_id and n.digest_id = coalesce(d.repeats, d.id)) as notices from digests d`;

const COUNTS = `count(*) filter (where n.state = 'waiting')::int as waiting,
  count(*) filter (where n.state = 'sent')::int as sent,
  count(*) filter (where n.state = 'failed')::int as failed,
  count(*) filter (where n.state = 'cancelled')::int as cancelled,
  count(*) filter (where n.state = 'superseded')::int as superseded`;

/** Mails as whoever looks after them sees them: one by one, by day, by person. */
@Injectable()
export class DeliveryRepository {
  /** One page, by day; one row more than asked for says that there is another. */
  mails(tx: Tx, query: MailsQuery): Promise<MailRow[]> {
    const { where, parameters } = condition(tx, query);
    const [compare, order] = query.sort.direction === 'asc' ? ['>', 'asc'] : ['<', 'desc'];
    const after = query.cursor
      ? `and (d.day, d.id) ${compare} ($${parameters.push(query.cursor.value)}::date, $${parameters.push(query.cursor.id)}::uuid)`
      : '';
    return tx.rows<MailRow>(
      `${SELECT} where ${where} ${after} order by d.day ${order}, d.id ${order}
        limit $${parameters.push(query.limit + 1)}`,
      parameters,
    );
  }

  /** Exact to ten thousand; one more than that means more. */
  async total(tx: Tx, query: MailsQuery): Promise<number> {
    const { where, parameters } = condition(tx, query);
    const row = await tx.row<{ total: number }>(
      `select count(*)::int as total from (select 1 from digests d where ${where} limit 10001) counted`,
      parameters,
    );
    return row!.total;
  }

  /** The mails that were sent again for this one, the latest first. */
  again(tx: Tx, id: string): Promise<MailRow[]> {
    return tx.rows<MailRow>(
      `${SELECT} where d.authority_id = $1 and d.repeats = $2 order by d.created_at desc, d.id limit 50`,
      [tx.authorityId, id],
    );
  }

  /** By the day on which they fell due, the latest first. */
  byDay(tx: Tx, since: LocalDate, most: number): Promise<Summary[]> {
    return tx.rows<Summary>(
      `with told as (
         select n.due_on as day, ${COUNTS} from notices n
          where n.authority_id = $1 and n.due_on >= $2 group by n.due_on),
       mailed as (
         select d.day, count(*) filter (where d.state = 'sent')::int as mails,
                count(*) filter (where d.state in ('failed','closed'))::int as unsent
           from digests d where d.authority_id = $1 and d.day >= $2 group by d.day)
       select coalesce(t.day, m.day)::text as key, coalesce(t.waiting, 0) as waiting, coalesce(t.sent, 0) as sent,
              coalesce(t.failed, 0) as failed, coalesce(t.cancelled, 0) as cancelled,
              coalesce(t.superseded, 0) as superseded, coalesce(m.mails, 0) as mails, coalesce(m.unsent, 0) as unsent
         from told t full join mailed m on m.day = t.day order by 1 desc limit $3`,
      [tx.authorityId, since, most],
    );
  }

  /** By the person they are meant for, of all time, those with something undelivered first. */
  byPerson(tx: Tx): Promise<Summary[]> {
    return tx.rows<Summary>(
      `with told as (
         select n.person_id, ${COUNTS} from notices n
          where n.authority_id = $1 group by n.person_id),
       mailed as (
         select d.person_id, count(*) filter (where d.state = 'sent')::int as mails,
                count(*) filter (where d.state in ('failed','closed'))::int as unsent
           from digests d where d.authority_id = $1 group by d.person_id)
       select p.id as key, coalesce(t.waiting, 0) as waiting, coalesce(t.sent, 0) as sent,
              coalesce(t.failed, 0) as failed, coalesce(t.cancelled, 0) as cancelled,
              coalesce(t.superseded, 0) as superseded, coalesce(m.mails, 0) as mails, coalesce(m.unsent, 0) as unsent
         from people p
         left join told t on t.person_id = p.id
         left join mailed m on m.person_id = p.id
        where p.authority_id = $1 and (t.person_id is not null or m.person_id is not null)
        order by coalesce(t.failed, 0) desc, coalesce(m.unsent, 0) desc, p.name, p.id`,
      [tx.authorityId],
    );
  }

  /** Whether the words of a mail speak of something restricted or under embargo: asked past those policies. */
  async speaksOfHidden(tx: Tx, id: string): Promise<boolean> {
    const row = await tx.row<{ hidden: boolean }>(
      `select exists (select 1 from actions a where a.authority_id = $1 and a.restricted
                        and (strpos(d.body_text, a.reference) > 0 or strpos(d.body_text, a.title) > 0))
           or exists (select 1 from recommendations r where r.authority_id = $1 and r.restricted
                        and strpos(d.body_text, left(r.text, 40)) > 0)
           or exists (select 1 from documents o where o.authority_id = $1 and o.publication <> 'published'
                        and strpos(d.body_text, o.title) > 0) as hidden
         from digests d where d.authority_id = $1 and d.id = $2`,
      [tx.authorityId, id],
    );
    return row?.hidden ?? false;
  }

  async lastMorning(tx: Tx): Promise<LocalDate | null> {
    const row = await tx.row<{ day: LocalDate | null }>(
      `select max(day)::text as day from sweeps where authority_id = $1`,
      [tx.authorityId],
    );
    return row?.day ?? null;
  }

  /** Held until the end of the transaction, so that two who ask at once do not both send it. */
  holdSent(tx: Tx, id: string): Promise<SentBefore | null> {
    return tx.row<SentBefore>(
      `select d.id, d.person_id as "personId", d.state, d.repeats, p.closed_at is not null as "isPersonClosed",
              (select count(*)::int from notices n where n.authority_id = $1
                  and n.digest_id in (d.id, d.repeats) and n.state in ('sent','failed')) as notices,
              exists (select 1 from digests a where a.authority_id = $1 and a.state = 'waiting'
                        and a.repeats = coalesce(d.repeats, d.id)) as "isOnItsWay"
         from digests d join people p on p.authority_id = d.authority_id and p.id = d.person_id
        where d.authority_id = $1 and d.id = $2 for update of d`,
      [tx.authorityId, id],
    );
  }

  /** A mail of its own for it; what had failed waits again. Gives its id. */
  async makeAgain(tx: Tx, sent: SentBefore, day: LocalDate, askedBy: string, at: Date): Promise<string> {
    const made = await tx.row<{ id: string }>(
      `insert into digests (authority_id, person_id, day, created_at, repeats, asked_by)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [tx.authorityId, sent.personId, day, at, sent.repeats ?? sent.id, askedBy],
    );
    await tx.rows(
      `update notices set state = 'waiting', digest_id = $3, ended_because = null
        where authority_id = $1 and digest_id = $2 and state = 'failed'`,
      [tx.authorityId, sent.id, made!.id],
    );
    return made!.id;
  }
}

function condition(tx: Tx, { filters }: MailsQuery): { where: string; parameters: unknown[] } {
  const parameters: unknown[] = [tx.authorityId];
  const parts = ['d.authority_id = $1'];
  for (const [name, values] of Object.entries(filters) as [MailFilter, readonly string[]][]) {
    parts.push(COLUMNS[name].replace('$', `$${parameters.push(values)}`));
  }
  return { where: parts.join(' and '), parameters };
}
