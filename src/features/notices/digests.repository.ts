import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';

export interface HeldDigest {
  readonly id: string;
  readonly personId: string;
  readonly day: LocalDate;
  readonly firstTriedAt: Date | null;
  /** This one counted. */
  readonly attempts: number;
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
  /** Digests of earlier mornings that could not go: closed, and what they had to say is free for the next. */
  async closeEarlier(tx: Tx, before: LocalDate): Promise<void> {
    await tx.rows(
      `with ended as (
         update digests set state = 'closed', failure = coalesce(failure, 'Not sent before the next morning')
          where authority_id = $1 and state = 'waiting' and day < $2 returning id)
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
      `insert into digests (authority_id, person_id, day, created_at)
       select $1, r.id, $3, $4 from unnest($2::uuid[]) as r(id)
       on conflict (authority_id, person_id, day) where repeats is null do nothing`,
      [tx.authorityId, recipients, day, at],
    );
    await tx.rows(
      `update notices n set digest_id = d.id
         from jsonb_to_recordset($2::jsonb) as p(id uuid, "recipientId" uuid)
         join digests d on d.authority_id = $1 and d.person_id = p."recipientId" and d.day = $3 and d.state = 'waiting'
        where n.authority_id = $1 and n.id = p.id`,
      [tx.authorityId, JSON.stringify(notices), day],
    );
  }

  /** Digests of the authority that wait to be sent, written by this sweep or left by an earlier one. */
  async waiting(tx: Tx): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from digests where authority_id = $1 and state = 'waiting' order by created_at, id`,
      [tx.authorityId],
    );
    return rows.map(({ id }) => id);
  }

  /** Notes that it is tried now, before it is: a process that dies while sending leaves this trace. */
  async noteAttempt(tx: Tx, id: string, at: Date): Promise<boolean> {
    const row = await tx.row(
      `update digests set attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, $3)
        where authority_id = $1 and id = $2 and state = 'waiting' returning id`,
      [tx.authorityId, id, at],
    );
    return row !== null;
  }

  /** The digest, held for as long as it is being sent; null when it waits no more or somebody else is sending it. */
  holdWaiting(tx: Tx, id: string): Promise<HeldDigest | null> {
    return tx.row<HeldDigest>(
      `select id, person_id as "personId", day::text as day, first_tried_at as "firstTriedAt", attempts
         from digests where authority_id = $1 and id = $2 and state = 'waiting' for update skip locked`,
      [tx.authorityId, id],
    );
  }

  /** Whether it is the first of its week that goes to this person. */
  async isFirstSince(tx: Tx, digest: HeldDigest, monday: LocalDate): Promise<boolean> {
    const earlier = await tx.row(
      `select 1 from digests where authority_id = $1 and person_id = $2 and day >= $3 and day < $4 and state = 'sent'
        limit 1`,
      [tx.authorityId, digest.personId, monday, digest.day],
    );
    return earlier === null;
  }

  /** It was accepted: with its words as they went, and every notice in it. Gives how many notices. */
  async sent(tx: Tx, id: string, mail: SentMail, at: Date): Promise<number> {
    await tx.rows(
      `update digests set state = 'sent', sent_to = $3, message_id = $4, subject = $5, body_text = $6, failure = null,
              sent_at = $7 where authority_id = $1 and id = $2`,
      [tx.authorityId, id, mail.to, mail.messageId, mail.subject, mail.text, at],
    );
    const rows = await tx.rows(
      `update notices set state = 'sent', sent_at = $3
        where authority_id = $1 and digest_id = $2 and state = 'waiting' returning id`,
      [tx.authorityId, id, at],
    );
    return rows.length;
  }

  /** It never will be: its notices end with the provider's words. Gives how many notices. */
  async failed(tx: Tx, id: string, mail: SentMail, why: string): Promise<number> {
    await tx.rows(
      `update digests set state = 'failed', sent_to = $3, message_id = $4, subject = $5, body_text = $6, failure = $7
        where authority_id = $1 and id = $2`,
      [tx.authorityId, id, mail.to, mail.messageId, mail.subject, mail.text, why],
    );
    const rows = await tx.rows(
      `update notices set state = 'failed', ended_because = $3
        where authority_id = $1 and digest_id = $2 and state = 'waiting' returning id`,
      [tx.authorityId, id, why],
    );
    return rows.length;
  }

  /** Nothing in it is true any more, or it could not go for a day: what is still true joins the next one. */
  async close(tx: Tx, id: string, why: string): Promise<void> {
    await tx.rows(`update digests set state = 'closed', failure = $3 where authority_id = $1 and id = $2`, [
      tx.authorityId,
      id,
      why,
    ]);
    await tx.rows(
      `update notices set digest_id = null where authority_id = $1 and digest_id = $2 and state = 'waiting'`,
      [tx.authorityId, id],
    );
  }

  async noteFailure(tx: Tx, id: string, why: string): Promise<void> {
    await tx.rows(`update digests set failure = $3 where authority_id = $1 and id = $2`, [
      tx.authorityId,
      id,
      why,
    ]);
  }
}
