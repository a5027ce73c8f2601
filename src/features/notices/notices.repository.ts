import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Notice as NoticeKey, SubjectKind } from '../../domain/ladder/notice.js';
import type { Tx } from '../../platform/database/database.js';
import type { Told } from './morning.js';
import type { NoticeState } from './notice.entity.js';

export interface NewNotice extends NoticeKey {
  readonly state: 'waiting' | 'superseded';
  readonly dueOn: LocalDate;
  /** As what they are told: owner, accountable lead, director. */
  readonly toldAs: string;
}

export interface EndedNotice {
  readonly id: string;
  readonly state: 'cancelled' | 'superseded';
  readonly because: string;
}

/** A notice that waits and belongs to no digest. */
export interface Unposted {
  readonly id: string;
  readonly personId: string;
}

export interface WrittenNotices {
  readonly waiting: number;
  readonly cancelled: number;
  readonly superseded: number;
  readonly unposted: readonly Unposted[];
}

const toldColumns = `n.id, n.subject_kind as "subjectKind", n.subject_id as "subjectId", n.step, n.occurrence,
  n.about::text as about, n.person_id as "personId", n.state`;

/** The memory of the ladder; always many notices in one statement. */
@Injectable()
export class NoticesRepository {
  /** Everything told about these subjects before; what was cancelled does not count. */
  async toldAbout(
    tx: Tx,
    subjects: readonly { readonly kind: SubjectKind; readonly id: string }[],
  ): Promise<Told[]> {
    if (subjects.length === 0) return [];
    return tx.rows<Told>(
      `select ${toldColumns} from unnest($2::text[], $3::uuid[]) as s(kind, id)
         join notices n on n.authority_id = $1 and n.subject_kind = s.kind and n.subject_id = s.id
        where n.state <> 'cancelled' order by n.written_at, n.id`,
      [tx.authorityId, subjects.map(({ kind }) => kind), subjects.map(({ id }) => id)],
    );
  }

  /** Everything told in the authority that can still matter to what is told next: about what is not over. */
  toldSinceEver(tx: Tx): Promise<Told[]> {
    return tx.rows<Told>(
      `select ${toldColumns} from notices n
        where n.authority_id = $1 and n.state <> 'cancelled'
          and (n.subject_kind <> 'action' or exists (
            select 1 from actions a where a.authority_id = $1 and a.id = n.subject_id
               and (a.status in ('not_started','in_progress') or a.assurance = 'evidenced'
                    or a.not_borne_out_on is not null or a.improving_not_yet_good_on is not null)))`,
      [tx.authorityId],
    );
  }

  /**
   * Ends what waits and is no longer true or was overtaken, then writes what is not there yet. Gives how many of each kind
   * there were, and everything that waits and is in no digest, from this morning or an earlier one.
   */
  async write(
    tx: Tx,
    { write, end }: { readonly write: readonly NewNotice[]; readonly end: readonly EndedNotice[] },
    ladderVersionId: string | null,
    at: Date,
  ): Promise<WrittenNotices> {
    // What is written looks at what was ended, so that one that is told anew finds the place of the old one free.
    const rows = await tx.rows<Unposted & { was: 'new' | 'ended' | 'before'; state: NoticeState }>(
      `with ended as (
         update notices n set state = e.state, ended_because = e.because
           from jsonb_to_recordset($5::jsonb) as e(id uuid, state text, because text)
          where n.authority_id = $1 and n.id = e.id and n.state = 'waiting'
         returning n.id, n.person_id, n.state),
       written as (
         insert into notices (authority_id, subject_kind, subject_id, step, occurrence, about, person_id, due_on, state,
                              written_at, ladder_version_id, told_as, ended_because)
         select $1, n."subjectKind", n."subjectId", n.step, n.occurrence, n.about, n."personId", n."dueOn", n.state,
                $3, $4, n."toldAs",
                case when n.state = 'superseded' then 'Missed: a later one was true already' end
           from jsonb_to_recordset($2::jsonb) as n("subjectKind" text, "subjectId" uuid, step text, occurrence text,
                  about date, "personId" uuid, "dueOn" date, state text, "toldAs" text)
          where (select count(*) from ended) >= 0
         on conflict (authority_id, subject_kind, subject_id, step, occurrence, about, person_id)
           where state <> 'cancelled' do nothing
         returning id, person_id, state)
       select id, person_id as "personId", 'new' as was, state from written
        union all
       select id, person_id, 'ended', state from ended
        union all
       select id, person_id, 'before', state from notices
        where authority_id = $1 and state = 'waiting' and digest_id is null and id not in (select id from ended)
        order by id`,
      [tx.authorityId, JSON.stringify(write), at, ladderVersionId, JSON.stringify(end)],
    );
    const count = (was: string, state: NoticeState) =>
      rows.filter((row) => row.was === was && row.state === state).length;
    return {
      waiting: count('new', 'waiting'),
      cancelled: count('ended', 'cancelled'),
      superseded: count('new', 'superseded') + count('ended', 'superseded'),
      unposted: rows.filter(({ state }) => state === 'waiting'),
    };
  }

  /** Ends notices that wait. Gives how many were cancelled and how many superseded. */
  async end(tx: Tx, ended: readonly EndedNotice[]): Promise<{ cancelled: number; superseded: number }> {
    if (ended.length === 0) return { cancelled: 0, superseded: 0 };
    const rows = await tx.rows<{ state: EndedNotice['state'] }>(
      `update notices n set state = e.state, ended_because = e.because
         from jsonb_to_recordset($2::jsonb) as e(id uuid, state text, because text)
        where n.authority_id = $1 and n.id = e.id and n.state = 'waiting' returning n.state`,
      [tx.authorityId, JSON.stringify(ended)],
    );
    const cancelled = rows.filter(({ state }) => state === 'cancelled').length;
    return { cancelled, superseded: rows.length - cancelled };
  }
}
