import { Injectable } from '@nestjs/common';
import { addDays } from '../../domain/calendar/day-number.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { whoDecides } from '../../domain/lifecycle/date-change-decider.js';
import type { RequestState } from '../../domain/lifecycle/date-change.js';
import type { Tx } from '../../platform/database/database.js';
import { DateDeciders } from '../actions/date-control/date-deciders.service.js';
import { dateControlPaths } from '../actions/date-control/date-control.paths.js';
import type { LadderSubject, Morning, NoticeSource, SubjectWords } from './morning.js';
import { WHOSE, whoMayOpen, type WhoseRow } from './who-may-open.js';

interface RequestRow {
  id: string;
  action_id: string;
  state: RequestState;
  asked_by: string;
  asked_on: LocalDate;
  from_due_on: LocalDate;
  to_due_on: LocalDate;
  slip: number;
  decided_on: LocalDate | null;
  owner_id: string | null;
  accountable_lead_id: string | null;
  agency_id: string | null;
  is_open: boolean;
  met_on: LocalDate | null;
  next_on: LocalDate | null;
}

interface WordsRow extends WhoseRow {
  id: string;
  reference: string;
  title: string;
  to_due_on: LocalDate;
}

/** How long a refusal can still be told: a digest that could not go out for two weeks says it late. */
const TOLD_WITHIN_DAYS = 14;

/** Requests for another date as subjects of notices: who is to decide them, and that they were refused. */
@Injectable()
export class DateChangeNotices implements NoticeSource {
  readonly kind = 'date_change';
  readonly keepsNextDay = false;

  constructor(private readonly deciders: DateDeciders) {}

  /** Few wait at a time, and they are all looked at. */
  due(tx: Tx, morning: Morning): Promise<LadderSubject[]> {
    return this.subjects(
      tx,
      morning,
      `d.state = 'waiting' or (d.state = 'refused' and d.decided_on >= $2::date) or d.id in (
         select subject_id from notices
          where authority_id = $1 and state = 'waiting' and subject_kind = 'date_change')`,
      addDays(morning.on, -TOLD_WITHIN_DAYS),
    );
  }

  async facts(tx: Tx, morning: Morning, ids: readonly string[]): Promise<LadderSubject[]> {
    return ids.length === 0 ? [] : this.subjects(tx, morning, 'd.id = any($2::uuid[])', ids);
  }

  async words(tx: Tx, { people }: Morning, ids: readonly string[]): Promise<Map<string, SubjectWords>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.rows<WordsRow>(
      `select d.id, a.reference, a.title, d.to_due_on::text as to_due_on, ${WHOSE}
         from date_changes d join actions a on a.authority_id = d.authority_id and a.id = d.action_id
        where d.authority_id = $1 and d.id = any($2::uuid[])`,
      [tx.authorityId, ids],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          reference: row.reference,
          title: row.title,
          path: dateControlPaths.request(row.id),
          about: [`Asked for: ${formatLongDate(row.to_due_on)}`],
          mayBeReadBy: whoMayOpen(people, row, 'actions.read'),
        },
      ]),
    );
  }

  async putNextDays(): Promise<void> {}

  private async subjects(
    tx: Tx,
    morning: Morning,
    which: string,
    parameter: unknown,
  ): Promise<LadderSubject[]> {
    const rows = await tx.rows<RequestRow>(
      `select d.id, d.action_id, d.state, d.asked_by, d.asked_on::text as asked_on, d.from_due_on::text as from_due_on,
              d.to_due_on::text as to_due_on, d.slip, d.decided_on::text as decided_on, a.owner_id,
              a.accountable_lead_id, a.agency_id,
              a.status in ('not_started','in_progress') and p.closed_on is null as is_open,
              (select max(m.meets_on)::text from meetings m
                 join boards b on b.authority_id = m.authority_id and b.id = m.board_id and b.kind = 'improvement'
                where m.authority_id = $1 and m.state <> 'cancelled'
                  and m.meets_on >= d.asked_on and m.meets_on < $3::date) as met_on,
              (select min(m.meets_on)::text from meetings m
                 join boards b on b.authority_id = m.authority_id and b.id = m.board_id and b.kind = 'improvement'
                where m.authority_id = $1 and m.state = 'planned' and m.meets_on >= $3::date) as next_on
         from date_changes d
         join actions a on a.authority_id = d.authority_id and a.id = d.action_id
         join plans p on p.authority_id = a.authority_id and p.id = a.plan_id
        where d.authority_id = $1 and d.kind = 'request' and (${which})`,
      [tx.authorityId, parameter, morning.on],
    );
    const chains = await this.deciders.chains(
      tx,
      rows.map((row) => row.action_id),
    );
    return rows.map((row) => {
      const asked = { slip: row.slip, isEarlier: row.to_due_on < row.from_due_on };
      const { decider, personIds } = whoDecides(
        { ...asked, askedBy: row.asked_by, ownerId: row.owner_id },
        chains.get(row.action_id)!,
      );
      return {
        facts: {
          kind: 'date_change',
          id: row.id,
          waitingSince: row.state === 'waiting' && row.is_open ? row.asked_on : null,
          deciderIds: personIds,
          byBoard: decider === 'board',
          meetingOn: row.met_on ?? row.next_on,
          refusedOn: row.state === 'refused' ? row.decided_on : null,
          chain: morning.people.chain({
            ownerId: row.owner_id,
            accountableLeadId: row.accountable_lead_id,
            agencyId: row.agency_id,
          }),
        },
      };
    });
  }
}
