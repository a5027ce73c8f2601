import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { ChildDetailKind } from '../../domain/privacy/child-details.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Actor } from '../../platform/database/doors.js';
import { Forbidden } from '../errors/refusals.js';
import type { Person } from '../person.js';
import type { PrivacyOverride } from './child-details.js';

export interface PrivacyOverrideRow {
  readonly id: string;
  /** Null: by a link in a mail. */
  readonly personName: string | null;
  readonly at: Date;
  readonly place: string;
  readonly field: string;
  readonly kinds: readonly ChildDetailKind[];
  readonly reason: string;
}

/** Keeps that somebody went on although a text looked like a child's details: who, when, where, which field, why. */
@Injectable()
export class PrivacyOverrides {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** `personId` null: by a link in a mail. `place`: the address of the form. */
  async record(
    who: { readonly authorityId: string; readonly actor: Actor; readonly personId: string | null },
    place: string,
    overrides: readonly PrivacyOverride[],
  ): Promise<void> {
    if (overrides.length === 0) return;
    await this.database.forAuthority(who.authorityId, who.actor, (tx) =>
      tx.rows(
        `insert into privacy_overrides (authority_id, person_id, at, place, field, kinds, reason)
         select $1, $2, $3, $4, o.field, o.kinds, o.reason
           from jsonb_to_recordset($5::jsonb) as o(field text, kinds text[], reason text)`,
        [tx.authorityId, who.personId, this.clock.now(), place, JSON.stringify(overrides)],
      ),
    );
  }

  /** Newest first. */
  async list(
    person: Person,
    part: { limit: number; offset: number },
  ): Promise<{ rows: PrivacyOverrideRow[]; total: number }> {
    if (!may('privacy.read', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const rows = await tx.rows<PrivacyOverrideRow>(
        `select o.id, p.name as "personName", o.at, o.place, o.field, to_json(o.kinds) as kinds, o.reason
           from privacy_overrides o
           left join people p on p.authority_id = o.authority_id and p.id = o.person_id
          where o.authority_id = $1 order by o.at desc, o.id limit $2 offset $3`,
        [tx.authorityId, part.limit, part.offset],
      );
      const count = await tx.row<{ n: number }>(
        `select count(*)::int as n from privacy_overrides where authority_id = $1`,
        [tx.authorityId],
      );
      return { rows, total: count?.n ?? 0 };
    });
  }
}
