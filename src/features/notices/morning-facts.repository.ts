import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { LadderSettings } from '../../domain/ladder/ladder-settings.js';
import type { Tx } from '../../platform/database/database.js';
import { PACKS_TOLD_WITHIN_DAYS } from './pack-notices.js';
import type { AgencyRow, PersonRow } from './who-is-who.js';

/** Everything about an authority that every decision of a morning stands on. */
export interface MorningFacts {
  readonly authorityName: string;
  readonly isDemonstration: boolean;
  /** The last morning swept. */
  readonly last: LocalDate | null;
  readonly windowsWaiting: readonly string[];
  /** Of challenges and packs: those of which there is nothing to tell and no notice that waits. */
  readonly nothingOf: readonly string[];
  readonly meetingsChangedOn: LocalDate | null;
  /** A mail of an earlier morning still waits. */
  readonly isMailLate: boolean;
  /** The plan managers who are to get the list of actions that were late when they were published. */
  readonly lateListFor: readonly string[];
  readonly closedDays: readonly LocalDate[];
  readonly people: readonly PersonRow[];
  readonly agencies: readonly AgencyRow[];
  /** The ladder of the open plan; null where there is none. */
  readonly ladder: (LadderSettings & { readonly id: string; readonly setOn: LocalDate }) | null;
}

@Injectable()
export class MorningFactsRepository {
  /** In one statement: a morning costs little more than the ways to the database and back. */
  async read(tx: Tx, on: LocalDate): Promise<MorningFacts> {
    const facts = await tx.row<MorningFacts>(
      `select a.name as "authorityName", a.is_demonstration as "isDemonstration",
              (select max(s.day)::text from sweeps s where s.authority_id = $1) as last,
              (select coalesce(array_agg(distinct n.subject_id), '{}') from notices n
                where n.authority_id = $1 and n.state = 'waiting' and n.subject_kind = 'window') as "windowsWaiting",
              array(select k.kind from (values
                      ('challenge', exists (select 1 from challenges c where c.authority_id = $1 and c.state = 'open')),
                      ('pack', exists (select 1 from packs c where c.authority_id = $1 and c.state = 'issued'
                                         and c.issued_on > $2::date - ${PACKS_TOLD_WITHIN_DAYS}))) as k(kind, is_there)
                     where not k.is_there and not exists (
                       select 1 from notices n where n.authority_id = $1 and n.state = 'waiting'
                          and n.subject_kind = k.kind)) as "nothingOf",
              (select max(m.changed_on)::text from meetings m where m.authority_id = $1) as "meetingsChangedOn",
              exists (select 1 from digests d
                       where d.authority_id = $1 and d.state = 'waiting' and d.day < $2::date) as "isMailLate",
              array(select m.id from people m
                     where m.authority_id = $1 and m.closed_at is null and 'plan_manager' = any(m.roles)
                       and exists (select 1 from actions l
                                    where l.authority_id = $1 and l.status in ('not_started','in_progress')
                                      and l.due_on < l.notices_from and l.notices_from < $2::date
                                      and l.notices_from >= coalesce((
                                        select max(d.day) from digests d where d.authority_id = $1
                                           and d.person_id = m.id and d.state = 'sent' and d.repeats is null),
                                        '-infinity'))) as "lateListFor",
              (select coalesce(jsonb_agg(c.day order by c.day), '[]') from closed_days c
                where c.authority_id = $1 and c.withdrawn_at is null) as "closedDays",
              (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email,
                        'roles', p.roles, 'agency_id', p.agency_id, 'deputy_id', p.deputy_id,
                        'away_from', p.away_from, 'away_until', p.away_until,
                        'is_closed', p.closed_at is not null) order by p.id), '[]')
                 from people p where p.authority_id = $1) as people,
              (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'kind', g.kind, 'lead_id', g.lead_id,
                        'board_member_id', g.board_member_id)), '[]')
                 from agencies g where g.authority_id = $1) as agencies,
              (select jsonb_build_object('id', v.id, 'preset', v.preset, 'numbers', v.numbers, 'off', v.steps_off,
                        'addedOn', v.steps_added, 'setOn', v.set_on)
                 from ladder_versions v
                 join plans p on p.authority_id = v.authority_id and p.id = v.plan_id and p.closed_on is null
                where v.authority_id = $1 order by v.number desc limit 1) as ladder
         from authorities a where a.id = $1`,
      [tx.authorityId, on],
    );
    if (facts === null) throw new Error('This authority does not exist');
    return facts;
  }
}
