import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Actor } from '../../platform/database/doors.js';
import type { PrivacyOverride } from './child-details.js';

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
}
