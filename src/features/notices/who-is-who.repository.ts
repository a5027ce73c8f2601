import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { WhoIsWho, type AgencyRow, type PersonRow } from './who-is-who.js';

@Injectable()
export class WhoIsWhoRepository {
  /** Everybody of the authority, those who left as well: what was told them stays under their name. */
  async read(tx: Tx): Promise<WhoIsWho> {
    const people = await tx.rows<PersonRow>(
      `select id, name, email, roles, agency_id, deputy_id, away_from::text as away_from,
              away_until::text as away_until, closed_at is not null as is_closed
         from people where authority_id = $1 order by id`,
      [tx.authorityId],
    );
    const agencies = await tx.rows<AgencyRow>(
      `select id, kind, lead_id, board_member_id from agencies where authority_id = $1`,
      [tx.authorityId],
    );
    return new WhoIsWho(people, agencies);
  }
}
