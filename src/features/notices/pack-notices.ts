import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { addDays } from '../../domain/calendar/day-number.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { packName } from '../../domain/lifecycle/pack.js';
import type { Tx } from '../../platform/database/database.js';
import { packPaths } from '../packs/packs.paths.js';
import type { LadderSubject, Morning, NoticeSource, SubjectWords } from './morning.js';

/** A pack is told of once; after so many days of a mail that cannot go nobody is told of it any more. */
export const PACKS_TOLD_WITHIN_DAYS = 60;

interface PackRow {
  id: string;
  issued_on: LocalDate;
  has_newer_issue: boolean;
  seats: string[];
}

/** Issued packs as subjects of notices: the link goes to the members of the board and the lead member. */
@Injectable()
export class PackNotices implements NoticeSource {
  readonly kind = 'pack';
  readonly keepsNextDay = false;

  async due(tx: Tx, morning: Morning): Promise<LadderSubject[]> {
    if (morning.nothingOf.includes(this.kind)) return [];
    return this.subjects(
      tx,
      morning,
      `select id from packs where authority_id = $1 and state = 'issued' and issued_on > $2::date
        union
       select subject_id from notices where authority_id = $1 and state = 'waiting' and subject_kind = 'pack'`,
      addDays(morning.on, -PACKS_TOLD_WITHIN_DAYS),
    );
  }

  async facts(tx: Tx, morning: Morning, ids: readonly string[]): Promise<LadderSubject[]> {
    return ids.length === 0 ? [] : this.subjects(tx, morning, 'select unnest($2::uuid[])', ids);
  }

  async words(tx: Tx, { people }: Morning, ids: readonly string[]): Promise<Map<string, SubjectWords>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.rows<{
      id: string;
      number: number;
      issue: number;
      what_changed: string;
      meets_on: LocalDate;
      board: string;
    }>(
      `select k.id, k.number, k.issue, k.what_changed, m.meets_on::text as meets_on, b.name as board
         from packs k
         join meetings m on m.authority_id = k.authority_id and m.id = k.meeting_id
         join boards b on b.authority_id = k.authority_id and b.id = k.board_id
        where k.authority_id = $1 and k.id = any($2::uuid[])`,
      [tx.authorityId, ids],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          reference: packName(row),
          title: `${row.board}, meeting of ${formatLongDate(row.meets_on)}`,
          path: packPaths.pack(row.id),
          about: row.what_changed === '' ? [] : ['a correction: the new issue says what changed'],
          mayBeReadBy: (personId: string) => {
            const asker = people.get(personId);
            return asker !== undefined && may('board.read', asker);
          },
        },
      ]),
    );
  }

  async putNextDays(): Promise<void> {}

  private async subjects(
    tx: Tx,
    { people }: Morning,
    which: string,
    parameter: unknown,
  ): Promise<LadderSubject[]> {
    const rows = await tx.rows<PackRow>(
      `select k.id, k.issued_on::text as issued_on,
              exists (select 1 from packs n where n.authority_id = k.authority_id and n.board_id = k.board_id
                        and n.number = k.number and n.issue > k.issue and n.state = 'issued') as has_newer_issue,
              array(select s.person_id from board_members s
                     where s.authority_id = k.authority_id and s.board_id = k.board_id
                       and s.from_on <= k.issued_on and (s.until_on is null or s.until_on >= k.issued_on)
                     order by s.person_id) as seats
         from packs k where k.authority_id = $1 and k.state = 'issued' and k.id in (${which})`,
      [tx.authorityId, parameter],
    );
    return rows.map((row) => {
      // Before anybody was given a seat, whoever has the role sits on it.
      const seats =
        row.seats.length > 0 ? row.seats : [...people.holding('chair'), ...people.holding('member')];
      const told = [...new Set([...seats, ...people.holding('lead_member')])];
      const open = told.filter((id) => people.get(id)?.isClosed === false);
      return {
        facts: {
          kind: 'pack',
          id: row.id,
          issuedOn: row.issued_on,
          memberIds: row.has_newer_issue ? [] : open,
        },
      };
    });
  }
}

/** A meeting that is planned, moved or cancelled changes until when owners are asked to explain their exceptions. */
export async function exceptionsAskedAnew(tx: Tx, today: LocalDate): Promise<void> {
  await tx.rows(
    `update actions a set next_notice_on = $2
      where a.authority_id = $1 and a.status in ('not_started','in_progress')
        and (a.next_notice_on is null or a.next_notice_on > $2)
        and a.due_on <= (select max(m.paper_deadline) from meetings m
                          where m.authority_id = $1 and m.state = 'planned' and m.paper_deadline >= $2)`,
    [tx.authorityId, today],
  );
}
