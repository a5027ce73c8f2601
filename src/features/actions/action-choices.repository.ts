import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';

/** What forms and filters of actions offer to choose from. */
@Injectable()
export class ActionChoicesRepository {
  /** Everybody who owns or leads an action, and the agencies and workstreams, for the filter of a list; 1 statement. */
  async tiedTo(
    tx: Tx,
  ): Promise<Record<'owners' | 'leads' | 'agencies' | 'workstreams', { id: string; name: string }[]>> {
    const rows = await tx.rows<{
      as: 'owners' | 'leads' | 'agencies' | 'workstreams';
      id: string;
      name: string;
    }>(
      `select k."as", p.id, p.name
         from people p
        cross join lateral (values
          ('owners', exists (select 1 from actions a where a.authority_id = $1 and a.owner_id = p.id)),
          ('leads', exists (select 1 from actions a where a.authority_id = $1 and a.accountable_lead_id = p.id))
        ) k("as", holds)
        where p.authority_id = $1 and k.holds
       union all
       select 'agencies', id, name from agencies where authority_id = $1 and archived_at is null
       union all
       select 'workstreams', id, name from workstreams where authority_id = $1 and archived_at is null
       order by 3, 2`,
      [tx.authorityId],
    );
    const of = (as: (typeof rows)[number]['as']) => rows.filter((row) => row.as === as);
    return {
      owners: of('owners'),
      leads: of('leads'),
      agencies: of('agencies'),
      workstreams: of('workstreams'),
    };
  }

  /** The open workstreams, to choose from. */
  workstreams(tx: Tx): Promise<{ id: string; name: string }[]> {
    return tx.rows(
      `select id, name from workstreams where authority_id = $1 and archived_at is null order by position, name`,
      [tx.authorityId],
    );
  }

  /** Documents with recommendations in the plan, for the filter of the list. */
  documents(tx: Tx, publishedOnly: boolean): Promise<{ id: string; title: string; receivedOn: LocalDate }[]> {
    return tx.rows(
      `select id, title, received_on::text as "receivedOn" from documents
        where authority_id = $1 and state = 'accepted' and (not $2::boolean or publication = 'published')
        order by received_on desc, id`,
      [tx.authorityId, publishedOnly],
    );
  }
}
