import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Notice as NoticeKey, SubjectKind } from '../../domain/ladder/notice.js';
import type { Tx } from '../../platform/database/database.js';
import type { Told } from './morning.js';

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
                    or a.not_borne_out_on is not null)))`,
      [tx.authorityId],
    );
  }

  /**
   * Writes what is not there yet. Gives how many of each state were new, and everything that waits and is in no digest,
   * from this morning or an earlier one.
   */
  async write(
    tx: Tx,
    notices: readonly NewNotice[],
    ladderVersionId: string | null,
    at: Date,
  ): Promise<{ waiting: number; superseded: number; unposted: readonly Unposted[] }> {
    const rows = await tx.rows<Unposted & { state: NewNotice['state']; isNew: boolean }>(
      `with written as (
         insert into notices (authority_id, subject_kind, subject_id, step, occurrence, about, person_id, due_on, state,
                              written_at, ladder_version_id, told_as, ended_because)
         select $1, n."subjectKind", n."subjectId", n.step, n.occurrence, n.about, n."personId", n."dueOn", n.state,
                $3, $4, n."toldAs",
                case when n.state = 'superseded' then 'Missed: a later one was true already' end
           from jsonb_to_recordset($2::jsonb) as n("subjectKind" text, "subjectId" uuid, step text, occurrence text,
                  about date, "personId" uuid, "dueOn" date, state text, "toldAs" text)
         on conflict (authority_id, subject_kind, subject_id, step, occurrence, about, person_id)
           where state <> 'cancelled' do nothing
         returning id, person_id, state)
       select id, person_id as "personId", state, true as "isNew" from written
        union all
       select id, person_id, state, false from notices
        where authority_id = $1 and state = 'waiting' and digest_id is null
        order by id`,
      [tx.authorityId, JSON.stringify(notices), at, ladderVersionId],
    );
    const unposted = rows.filter(({ state }) => state === 'waiting');
    const waiting = unposted.filter(({ isNew }) => isNew).length;
    return { waiting, superseded: rows.length - unposted.length, unposted };
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
