import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Person } from '../person.js';

export interface KeptAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type Claim =
  | { readonly kind: 'new' }
  | { readonly kind: 'again'; readonly answer: KeptAnswer }
  | { readonly kind: 'running' }
  | { readonly kind: 'other_body' };

interface Row {
  body_hash: Buffer;
  status: number | null;
  answer: unknown;
}

/** What was answered to a POST with an Idempotency-Key, per person and path, for 24 hours. */
@Injectable()
export class IdempotencyRepository {
  constructor(private readonly database: Database) {}

  /** Takes the key for this call, or says what became of the call that took it first. */
  async claim(person: Person, path: string, key: string, bodyHash: Buffer): Promise<Claim> {
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      await tx.rows(
        `delete from idempotency_keys
          where person_id = $1 and path = $2 and key = $3
            and (created_at < now() - interval '24 hours'
                 -- a process that died in the middle must not hold the key for a day
                 or (status is null and created_at < now() - interval '2 minutes'))`,
        [person.personId, path, key],
      );
      const taken = await tx.rows(
        `insert into idempotency_keys (authority_id, person_id, path, key, body_hash)
         values ($1, $2, $3, $4, $5) on conflict do nothing returning key`,
        [tx.authorityId, person.personId, path, key, bodyHash],
      );
      if (taken.length > 0) return { kind: 'new' };
      const row = await tx.row<Row>(
        `select body_hash, status, answer from idempotency_keys where person_id = $1 and path = $2 and key = $3`,
        [person.personId, path, key],
      );
      if (row === null) return { kind: 'running' };
      if (!row.body_hash.equals(bodyHash)) return { kind: 'other_body' };
      if (row.status === null) return { kind: 'running' };
      return { kind: 'again', answer: { status: row.status, body: row.answer } };
    });
  }

  async keep(person: Person, path: string, key: string, answer: KeptAnswer): Promise<void> {
    await this.database.forAuthority(person.authority.id, person.actor, (tx) =>
      tx.rows(
        `update idempotency_keys set status = $4, answer = $5::jsonb
          where person_id = $1 and path = $2 and key = $3`,
        [person.personId, path, key, answer.status, JSON.stringify(answer.body ?? null)],
      ),
    );
  }

  /** The call failed without an answer worth repeating: the next one with this key runs. */
  async release(person: Person, path: string, key: string): Promise<void> {
    await this.database.forAuthority(person.authority.id, person.actor, (tx) =>
      tx.rows(
        `delete from idempotency_keys where person_id = $1 and path = $2 and key = $3 and status is null`,
        [person.personId, path, key],
      ),
    );
  }
}
