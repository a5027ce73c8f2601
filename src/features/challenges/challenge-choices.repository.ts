import { Injectable } from '@nestjs/common';
import { mayEver, type Asker, type Subject } from '../../domain/access/policy.js';
import type { Role } from '../../domain/access/role.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { publishedToday } from '../documents/published-today.js';
import type { About } from './challenge-subject.js';

/** Somebody of whom something can be asked. */
export interface Askable extends Asker {
  readonly name: string;
  readonly agencyName: string | null;
}

/** What a challenge is about, as far as is asked when it is raised. */
export interface AboutFacts {
  readonly title: string;
  readonly restricted: boolean;
  readonly embargoed: boolean;
  /** Of an action; null for anything else. */
  readonly subject: Subject | null;
  /** Who most likely answers for it. */
  readonly answersForIt: string | null;
}

export interface ProofChoice {
  readonly id: string;
  readonly text: string;
}

const MOST_CHOICES = 60;

/** What the forms of a challenge offer: people to ask, what it is about, and what an answer can point at. */
@Injectable()
export class ChallengeChoices {
  /** Those with an open account and a role that can answer, by name. */
  async askable(tx: Tx): Promise<Askable[]> {
    const rows = await tx.rows<{
      personId: string;
      name: string;
      roles: Role[];
      agencyId: string | null;
      agencyName: string | null;
    }>(
      `select p.id as "personId", p.name, p.roles, case when g.kind <> 'council' then g.id end as "agencyId",
              case when g.kind <> 'council' then g.name end as "agencyName"
         from people p left join agencies g on g.authority_id = p.authority_id and g.id = p.agency_id
        where p.authority_id = $1 and p.closed_at is null order by lower(p.name), p.id`,
      [tx.authorityId],
    );
    return rows.filter((row) => mayEver('challenges.answer', row));
  }

  /** Null: it is not there, or hidden from whoever asks. */
  async about(tx: Tx, { kind, id }: About): Promise<AboutFacts | null> {
    switch (kind) {
      case 'action':
        return tx.row(
          `select a.reference || ': ' || a.title as title, a.restricted, false as embargoed,
                  coalesce(a.owner_id, a.accountable_lead_id) as "answersForIt",
                  jsonb_build_object('ownerId', a.owner_id, 'accountableLeadId', a.accountable_lead_id,
                    'agencyId', a.agency_id, 'contributorIds', (
                      select coalesce(jsonb_agg(k.person_id), '[]') from action_contributors k
                       where k.authority_id = a.authority_id and k.action_id = a.id and k.ended_at is null)) as subject
             from actions a where a.authority_id = $1 and a.id = $2`,
          [tx.authorityId, id],
        );
      case 'recommendation':
        return tx.row(
          `select concat_ws(': ', r.number, r.text) as title, r.restricted, not (${publishedToday('d')}) as embargoed,
                  r.lead_id as "answersForIt", null as subject
             from recommendations r join documents d on d.authority_id = r.authority_id and d.id = r.document_id
            where r.authority_id = $1 and r.id = $2 and r.withdrawn_at is null`,
          [tx.authorityId, id],
        );
      case 'measure':
        return tx.row(
          `select m.name as title, false as restricted, false as embargoed, null as "answersForIt", null as subject
             from measures m where m.authority_id = $1 and m.id = $2`,
          [tx.authorityId, id],
        );
      case 'meeting':
        return tx.row(
          `select b.name || ', ' || t.meets_on::text as title, false as restricted, false as embargoed,
                  null as "answersForIt", null as subject
             from meetings t join boards b on b.authority_id = t.authority_id and b.id = t.board_id
            where t.authority_id = $1 and t.id = $2`,
          [tx.authorityId, id],
        );
    }
  }

  /** The accepted evidence of what the challenge is about; where it is about nothing that has any, of their own actions. */
  acceptedEvidence(tx: Tx, about: About | null, personId: string): Promise<ProofChoice[]> {
    return tx.rows(
      `select distinct on (e.id) e.id, a.reference || ': ' || left(e.shows, 100) as text
         from action_evidence u
         join evidence e on e.authority_id = u.authority_id and e.id = u.evidence_id
         join actions a on a.authority_id = u.authority_id and a.id = u.action_id and a.status <> 'cancelled'
        where u.authority_id = $1 and u.state = 'accepted' and e.withdrawn_on is null
          and case $2::text
                when 'action' then a.id = $3::uuid
                when 'recommendation' then ${serves('ar.recommendation_id = $3::uuid')}
                when 'measure' then ${serves(`ar.recommendation_id in (
                  select k.recommendation_id from measure_recommendations k where k.authority_id = $1
                     and k.measure_id = $3::uuid and k.ended_at is null)`)}
                else $4::uuid in (a.owner_id, a.accountable_lead_id) end
        order by e.id limit ${MOST_CHOICES}`,
      [tx.authorityId, about?.kind ?? 'other', about?.id ?? null, personId],
    );
  }

  /** The latest values of the measures that speak for what it is about; of all measures where it is about something else. */
  measureValues(tx: Tx, about: About | null): Promise<ProofChoice[]> {
    return tx.rows(
      `select v.id, m.name || ': ' || trim_scale(v.value) || ' ' || m.unit || ' on ' || to_char(v.value_on, 'FMDD FMMonth YYYY') as text
         from measures m
         join lateral (select * from measure_values x where x.authority_id = m.authority_id and x.measure_id = m.id
                        order by x.value_on desc limit 3) v on true
        where m.authority_id = $1 and m.archived_at is null
          and case $2::text
                when 'measure' then m.id = $3::uuid
                when 'recommendation' then ${speaks('k.recommendation_id = $3::uuid')}
                when 'action' then ${speaks(`k.recommendation_id in (
                  select ar.recommendation_id from action_recommendations ar
                   where ar.authority_id = $1 and ar.action_id = $3::uuid and ar.ended_at is null)`)}
                else true end
        order by lower(m.name), v.value_on desc limit ${MOST_CHOICES}`,
      [tx.authorityId, about?.kind ?? 'other', about?.id ?? null],
    );
  }

  /** The paper deadlines to come of the improvement board. */
  async paperDeadlines(tx: Tx, after: LocalDate): Promise<LocalDate[]> {
    const rows = await tx.rows<{ on: LocalDate }>(
      `select m.paper_deadline::text as "on" from meetings m
         join boards b on b.authority_id = m.authority_id and b.id = m.board_id
        where m.authority_id = $1 and b.kind = 'improvement' and m.state = 'planned' and m.paper_deadline > $2::date
        order by 1 limit 1`,
      [tx.authorityId, after],
    );
    return rows.map(({ on }) => on);
  }

  /** Those whom this person stands in for today, as the deputy named for an absence. */
  async standsInFor(tx: Tx, personId: string, today: LocalDate): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from people where authority_id = $1 and deputy_id = $2 and away_from <= $3::date
          and (away_until is null or away_until >= $3::date)`,
      [tx.authorityId, personId, today],
    );
    return rows.map(({ id }) => id);
  }
}

function serves(which: string): string {
  return `exists (select 1 from action_recommendations ar where ar.authority_id = a.authority_id
    and ar.action_id = a.id and ar.ended_at is null and ${which})`;
}

function speaks(which: string): string {
  return `exists (select 1 from measure_recommendations k where k.authority_id = m.authority_id
    and k.measure_id = m.id and k.ended_at is null and ${which})`;
}
