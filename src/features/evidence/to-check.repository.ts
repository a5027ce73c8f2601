import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { MONTHS_BEFORE_EMBEDDING, MONTHS_BETWEEN_LOOKS } from '../../domain/lifecycle/assurance.js';
import type { EvidenceKind } from '../../domain/lifecycle/publishing.js';
import type { Tx } from '../../platform/database/database.js';

export type CheckWanted = 'evidence' | 'completion' | 'second_check' | 'look';

export interface ToCheckRow {
  readonly id: string;
  readonly wanted: CheckWanted;
  readonly since: LocalDate;
  readonly actionId: string;
  readonly reference: string;
  readonly title: string;
  readonly priorityAction: boolean;
  readonly ownerName: string | null;
  readonly evidenceId: string | null;
  readonly kind: EvidenceKind | null;
  readonly shows: string | null;
  /** This person had a hand in the action, so somebody else checks it. */
  readonly isOwn: boolean;
}

/**
 * What waits for a quality assurance lead: evidence, completions whose evidence is accepted, second checks whose day has
 * come, and the yearly look at embedded actions of priority recommendations. $1 the authority, $2 today.
 */
const WAITING = `
  select u.id, 'evidence' as wanted, u.waiting_since as since, a.id as action_id, u.evidence_id
    from action_evidence u join actions a on a.authority_id = u.authority_id and a.id = u.action_id
   where u.authority_id = $1 and u.state = 'waiting' and u.round = a.round and a.status <> 'cancelled'
   union all
  select a.id, 'completion', a.evidenced_on, a.id, null
    from actions a where a.authority_id = $1 and a.assurance = 'evidenced'
   union all
  select a.id, 'second_check', (a.verified_on + interval '${MONTHS_BEFORE_EMBEDDING} months')::date, a.id, null
    from actions a where a.authority_id = $1 and a.assurance = 'verified' and a.kind = 'practice'
     and a.verified_on <= ($2::date - interval '${MONTHS_BEFORE_EMBEDDING} months')::date
   union all
  select a.id, 'look', (a.looked_on + interval '${MONTHS_BETWEEN_LOOKS} months')::date, a.id, null
    from actions a where a.authority_id = $1 and a.assurance = 'embedded'
     and a.looked_on <= ($2::date - interval '${MONTHS_BETWEEN_LOOKS} months')::date
     and exists (select 1 from action_recommendations s
                   join recommendations r on r.authority_id = s.authority_id and r.id = s.recommendation_id
                  where s.authority_id = $1 and s.action_id = a.id and s.ended_at is null
                    and r.priority = 'priority_action' and r.withdrawn_at is null)`;

const HAS_A_HAND = (person: string) => `exists (select 1 from action_hands h
  where h.authority_id = $1 and h.action_id = w.action_id and h.person_id = ${person}::uuid)`;

@Injectable()
export class ToCheckRepository {
  /** Longest waiting first. */
  list(
    tx: Tx,
    today: LocalDate,
    personId: string,
    part: { limit: number; offset: number },
  ): Promise<ToCheckRow[]> {
    return tx.rows(
      `select w.id, w.wanted, w.since::text as since, w.action_id as "actionId", a.reference, a.title,
              a.priority_action as "priorityAction", o.name as "ownerName", w.evidence_id as "evidenceId", e.kind,
              e.shows, ${HAS_A_HAND('$3')} as "isOwn"
         from (${WAITING}) w
         join actions a on a.authority_id = $1 and a.id = w.action_id
         left join people o on o.authority_id = $1 and o.id = a.owner_id
         left join evidence e on e.authority_id = $1 and e.id = w.evidence_id
        order by w.since, w.wanted, w.id limit $4 offset $5`,
      [tx.authorityId, today, personId, part.limit, part.offset],
    );
  }

  /** How much waits for anybody, and how much of it this person may check. */
  async count(tx: Tx, today: LocalDate, personId: string): Promise<{ all: number; theirs: number }> {
    const row = await tx.row<{ all: number; theirs: number }>(
      `select count(*)::int as all, (count(*) filter (where not ${HAS_A_HAND('$3')}))::int as theirs
         from (${WAITING}) w`,
      [tx.authorityId, today, personId],
    );
    return row ?? { all: 0, theirs: 0 };
  }
}
