import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { withoutSecrets } from '../actions/answer-links/answer-links.service.js';
import type { Tx } from '../../platform/database/database.js';

export interface HeldDigest {
  readonly id: string;
  readonly personId: string;
  readonly day: LocalDate;
  readonly firstTriedAt: Date | null;
  /** How often it was tried before. */
  readonly attempts: number;
  /** One of those tries ended without an answer that was recorded. */
  readonly mayHaveArrived: boolean;
  /** The mail that this one is sent again for, because somebody asked. */
  readonly repeats: string | null;
  /** None of its week has been sent to this person. */
  readonly isFirstOfWeek: boolean;
}

export interface SentMail {
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
}

/** The mails of a morning, one per person. */
@Injectable()
export class DigestsRepository {
  /**
   * Digests of earlier mornings that could not go: closed, and what they had to say is free for the next. One that is in
   * somebody's hands at this moment is left to them. One that may have arrived keeps its name and is tried on for a week,
   * so that its reader is told the same under the same Message-ID.
   */
  async closeEarlier(tx: Tx, before: LocalDate): Promise<void> {
    await tx.rows(
      `with late as materialized (
         select id from digests
          where authority_id = $1 and state = 'waiting' and day < $2
            and (not handing_over and unanswered = 0 or day < $2::date - 7)),
       ended as (
         update digests d set state = 'closed', failure = coalesce(failure, 'Not sent before the next morning')
           from late
          where d.authority_id = $1 and d.id = late.id and d.state = 'waiting'
            and pg_try_advisory_xact_lock(hashtextextended('digest ' || late.id, 0)) returning d.id)
       update notices n set digest_id = null from ended e
        where n.authority_id = $1 and n.digest_id = e.id and n.state = 'waiting'`,
      [tx.authorityId, before],
    );
  }

  /**
   * Puts notices into the digest of the day of whoever gets them, made where there is none. Somebody whose digest has
   * gone already gets them with the next. `others` get a digest as well, for what they missed.
   */
  async post(
    tx: Tx,
    day: LocalDate,
    notices: readonly { readonly id: string; readonly recipientId: string }[],
    others: readonly string[],
    at: Date,
  ): Promise<void> {
    const recipients = [...new Set([...notices.map(({ recipientId }) => recipientId), ...others])];
    if (recipients.length === 0) return;
    await tx.rows(
      `with made as (
         insert into digests (authority_id, person_id, day, created_at)
         select $1, r.id, $4, $5 from unnest($3::uuid[]) as r(id)
         on conflict (authority_id, person_id, day) where repeats is null do nothing
         returning id, person_id),
       held as (
         select d.id, d.person_id from digests d
          where d.authority_id = $1 and d.day = $4 and d.state = 'waiting' and d.repeats is null
          order by d.id for share),
       open as (select * from made union all select * from held)
       update notices n set digest_id = open.id
         from jsonb_to_recordset($2::jsonb) as p(id uuid, "recipientId" uuid)
         join open on open.person_id = p."recipientId"
        where n.authority_id = $1 and n.id = p.id`,
      [tx.authorityId, JSON.stringify(notices), recipients, day, at],
    );
  }

  /** Those that wait to be sent, oldest first. */
  async waiting(tx: Tx): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from digests where authority_id = $1 and state = 'waiting' order by created_at, id`,
      [tx.authorityId],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Those of them that nobody else is sending, claimed until the end of this transaction or the death of its
   * connection. Rows are not locked: what becomes of each is recorded by transactions of its own meanwhile.
   */
  async claim(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from unnest($1::uuid[]) as wanted(id)
        where pg_try_advisory_xact_lock(hashtextextended('digest ' || id, 0))`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Those of them that still wait. Asked after they are claimed: before, another may have been sending them. */
  waitingOf(tx: Tx, ids: readonly string[]): Promise<HeldDigest[]> {
    return tx.rows<HeldDigest>(
      `select d.id, d.person_id as "personId", d.day::text as day, d.first_tried_at as "firstTriedAt", d.attempts,
              d.handing_over or d.unanswered > 0 as "mayHaveArrived", d.repeats,
              not exists (
                select 1 from digests e
                 where e.authority_id = $1 and e.person_id = d.person_id and e.state = 'sent' and e.day < d.day
                   and e.day >= date_trunc('week', d.day)::date) as "isFirstOfWeek"
         from digests d where d.authority_id = $1 and d.id = any($2::uuid[]) and d.state = 'waiting'
        order by d.created_at, d.id`,
      [tx.authorityId, ids],
    );
  }

  /**
   * Notes that it is tried now, before it is: a process that dies while sending leaves this trace. False when it waits
   * no more, or when somebody tried it since it was read: a claim ends with the connection that holds it.
   */
  async noteAttempt(tx: Tx, { id, attempts }: HeldDigest, at: Date): Promise<boolean> {
    const row = await tx.row(
      `update digests set attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, $4),
              unanswered = unanswered + handing_over::int, handing_over = true
        where authority_id = $1 and id = $2 and state = 'waiting' and attempts = $3 returning id`,
      [tx.authorityId, id, attempts, at],
    );
    return row !== null;
  }

  /** It was accepted: with its words as they went, and every notice that stood in it. Gives how many notices. */
  async sent(tx: Tx, id: string, mail: SentMail, noticeIds: readonly string[], at: Date): Promise<number> {
    await tx.rows(
      `update digests set state = 'sent', handing_over = false, sent_to = $3, message_id = $4, subject = $5, body_text = $6, failure = null,
              sent_at = $7 where authority_id = $1 and id = $2`,
      [tx.authorityId, id, mail.to, mail.messageId, mail.subject, withoutSecrets(mail.text), at],
    );
    return this.endNotices(tx, id, noticeIds, 'sent', at, null);
  }

  /** It never will be: its notices end with the provider's words. Gives how many notices. */
  async failed(
    tx: Tx,
    id: string,
    mail: SentMail,
    noticeIds: readonly string[],
    why: string,
  ): Promise<number> {
    await tx.rows(
      `update digests set state = 'failed', handing_over = false, sent_to = $3, message_id = $4, subject = $5, body_text = $6, failure = $7
        where authority_id = $1 and id = $2`,
      [tx.authorityId, id, mail.to, mail.messageId, mail.subject, withoutSecrets(mail.text), why],
    );
    return this.endNotices(tx, id, noticeIds, 'failed', null, why);
  }

  /**
   * Ends those that stood in a mail. One that a sweep put into the digest after it was written goes with the next: asked
   * for after the digest's own row is held, so none slips in between.
   */
  private async endNotices(
    tx: Tx,
    digestId: string,
    noticeIds: readonly string[],
    state: 'sent' | 'failed',
    at: Date | null,
    why: string | null,
  ): Promise<number> {
    const row = await tx.row<{ ended: number }>(
      `with ended as (
         update notices n set state = $4, sent_at = $5, ended_because = coalesce($6, n.ended_because)
          where n.authority_id = $1 and n.id = any($3::uuid[]) and n.state = 'waiting' returning 1),
       too_late as (
         update notices n set digest_id = null
          where n.authority_id = $1 and n.digest_id = $2 and n.state = 'waiting' and n.id <> all ($3::uuid[]))
       select count(*)::integer as ended from ended`,
      [tx.authorityId, digestId, noticeIds, state, at, why],
    );
    return row?.ended ?? 0;
  }

  /** Nothing in it is true any more, or it could not go for a day: what is still true joins the next one. */
  async close(tx: Tx, id: string, why: string): Promise<void> {
    await tx.rows(
      `update digests set state = 'closed', handing_over = false, failure = $3 where authority_id = $1 and id = $2`,
      [tx.authorityId, id, why],
    );
    await tx.rows(
      `update notices set digest_id = null where authority_id = $1 and digest_id = $2 and state = 'waiting'`,
      [tx.authorityId, id],
    );
  }

  /** A failure of ours before anything was handed over: counted as an attempt all the same. */
  async notWritten(tx: Tx, ids: readonly string[], why: string, at: Date): Promise<void> {
    await tx.rows(
      `update digests set attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, $4), failure = $3
        where authority_id = $1 and id = any($2::uuid[]) and state = 'waiting'`,
      [tx.authorityId, ids, why, at],
    );
  }

  async noteFailure(tx: Tx, id: string, why: string, mayHaveArrived: boolean): Promise<void> {
    await tx.rows(
      `update digests set failure = $3, handing_over = false, unanswered = unanswered + $4::boolean::int
        where authority_id = $1 and id = $2`,
      [tx.authorityId, id, why, mayHaveArrived],
    );
  }
}
