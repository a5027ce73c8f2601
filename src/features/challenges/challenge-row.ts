import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { ChallengeState } from '../../domain/lifecycle/challenge.js';
import type { Tx } from '../../platform/database/database.js';
import { publishedToday } from '../documents/published-today.js';
import type { ChallengeOutcome } from './challenge.entity.js';
import type { AboutKind } from './challenge-subject.js';

/** Who reads: everything, or only what they asked or were asked; with or without what is under embargo. */
export interface ChallengeReader {
  /** Themselves, then those whom they stand in for. */
  readonly personIds: readonly string[];
  readonly all: boolean;
  readonly publishedOnly: boolean;
}

export interface ChallengeRow {
  readonly id: string;
  readonly number: number;
  /** C1, C2 … */
  readonly reference: string;
  readonly question: string;
  readonly askedById: string;
  /** Whoever asked, with or without an account. */
  readonly askedByName: string;
  /** Who wrote it down for somebody without an account; null: it was asked by the asker's own hand. */
  readonly recordedByName: string | null;
  readonly askedOfId: string;
  readonly askedOfName: string;
  /** Whoever is asked has left: somebody must be asked instead. */
  readonly askedOfLeft: boolean;
  readonly aboutKind: AboutKind | null;
  readonly aboutId: string | null;
  /** Null where the reader may not know it. */
  readonly aboutTitle: string | null;
  readonly raisedFrom: string;
  readonly raisedOn: LocalDate;
  readonly waitingSince: LocalDate;
  readonly dueOn: LocalDate;
  readonly state: ChallengeState;
  readonly outcome: ChallengeOutcome | null;
  readonly answeredOn: LocalDate | null;
  readonly closedOn: LocalDate | null;
  /** The latest answer. */
  readonly answer: string | null;
}

export const THEIRS = `(c.asked_of = any($2::uuid[]) or c.asked_by = any($2::uuid[]))`;
/** $2: the reader and those they stand in for; $3: whether they read everything; $4: only what is published. */
export const SEEN = `c.authority_id = $1 and ($3::boolean or ${THEIRS})
  and (c.recommendation_id is null or not $4::boolean or ${publishedToday('d')})`;
export const AMONG = `
  from challenges c
  join people b on b.authority_id = c.authority_id and b.id = c.asked_by
  join people o on o.authority_id = c.authority_id and o.id = c.asked_of
  left join actions a on a.authority_id = c.authority_id and a.id = c.action_id
  left join recommendations r on r.authority_id = c.authority_id and r.id = c.recommendation_id
  left join documents d on d.authority_id = r.authority_id and d.id = r.document_id
  left join measures m on m.authority_id = c.authority_id and m.id = c.measure_id
  left join meetings t on t.authority_id = c.authority_id and t.id = c.meeting_id
  left join boards tb on tb.authority_id = t.authority_id and tb.id = t.board_id`;
export const ROW = `
  select c.id, c.number, 'C' || c.number as reference, c.question,
         c.asked_by as "askedById", coalesce(nullif(c.asked_for, ''), b.name) as "askedByName",
         case when c.asked_for <> '' then b.name end as "recordedByName", c.asked_of as "askedOfId", o.name as "askedOfName",
         o.closed_at is not null as "askedOfLeft",
         case when c.action_id is not null then 'action' when c.recommendation_id is not null then 'recommendation'
              when c.measure_id is not null then 'measure' when c.meeting_id is not null then 'meeting' end as "aboutKind",
         coalesce(c.action_id, c.recommendation_id, c.measure_id, c.meeting_id) as "aboutId",
         case when a.id is not null then
                case when $3::boolean or a.owner_id = any($2::uuid[]) or a.accountable_lead_id = any($2::uuid[])
                       or a.agency_id = (select p.agency_id from people p where p.authority_id = $1 and p.id = ($2::uuid[])[1])
                       or exists (select 1 from action_contributors k where k.authority_id = a.authority_id
                                     and k.action_id = a.id and k.person_id = any($2::uuid[]) and k.ended_at is null)
                     then a.reference || ': ' || a.title end
              when r.id is not null then concat_ws(': ', r.number, r.text)
              when m.id is not null then m.name
              when t.id is not null then tb.name || ', ' || t.meets_on::text end as "aboutTitle",
         c.raised_from as "raisedFrom", c.raised_on::text as "raisedOn", c.waiting_since::text as "waitingSince",
         c.due_on::text as "dueOn", c.state, c.outcome, c.answered_on::text as "answeredOn",
         c.closed_on::text as "closedOn",
         (select e.words from challenge_entries e where e.authority_id = c.authority_id and e.challenge_id = c.id
             and e.kind = 'answered' order by e.position desc limit 1) as answer`;

/** The first parameters of every query on what a reader sees. */
export function valuesOf(tx: Tx, reader: ChallengeReader): unknown[] {
  return [tx.authorityId, reader.personIds, reader.all, reader.publishedOnly];
}
