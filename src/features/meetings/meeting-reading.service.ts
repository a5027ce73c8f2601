import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import { addDays } from '../../domain/calendar/day-number.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { paperDeadlineOf } from '../../domain/calendar/meeting-cycle.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { listAnswer, type ListAnswer, type ListQuery } from '../../web/api/list-query.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { ShownSections } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { HistoryService, type HistorySection } from '../history/history.service.js';
import { DecisionsRepository, type DecisionRow } from './decisions.repository.js';
import { DecisionsWanted, type WantedGroup } from './decisions-wanted.js';
import { MeetingPapers, type MeetingPaper } from './meeting-papers.js';
import { MeetingSections } from './meeting-sections.js';
import { MeetingsRepository, type MeetingFilters, type MeetingRow } from './meetings.repository.js';

export interface MeetingPage extends ShownSections {
  readonly meeting: MeetingRow;
  readonly usualDeadline: LocalDate;
  readonly wanted: readonly WantedGroup[];
  readonly decisions: readonly DecisionRow[];
  /** What the chair decided between meetings, to be reported at this one. */
  readonly toReport: readonly DecisionRow[];
  readonly titles: ReadonlyMap<string, { title: string; href: string }>;
  readonly history: HistorySection | null;
  readonly may: { readonly change: boolean; readonly hold: boolean };
}

export interface ForwardPlan {
  readonly planned: readonly MeetingRow[];
  readonly past: ListAnswer<MeetingRow>;
  /** The pack of each, by the id of the meeting. */
  readonly papers: ReadonlyMap<string, MeetingPaper>;
}

const PLANNED_ON_A_PAGE = 100;

/** Reading meetings: the forward plan, the list, and one meeting with what it is asked to decide and decided. */
@Injectable()
export class MeetingReadingService {
  constructor(
    private readonly database: Database,
    private readonly meetings: MeetingsRepository,
    private readonly decisions: DecisionsRepository,
    private readonly wanted: DecisionsWanted,
    private readonly history: HistoryService,
    private readonly days: AuthorityDays,
    private readonly sections: MeetingSections,
    private readonly papers: MeetingPapers,
  ) {}

  /** What is planned from today on, soonest first, and a page of what has been, latest first. */
  async forwardPlan(person: Person, asked: ListQuery): Promise<ForwardPlan> {
    return this.within(person, async (tx) => {
      const today = await this.days.today(tx);
      const planned = await this.meetings.page(
        tx,
        { from: today },
        { limit: PLANNED_ON_A_PAGE, descending: false, after: null },
      );
      const filters = { to: addDays(today, -1) };
      const past = await this.answer(tx, filters, asked);
      const ids = [...planned, ...past.items].map(({ id }) => id);
      return { planned, past, papers: await this.papers.of(tx, person, ids) };
    });
  }

  async list(person: Person, filters: MeetingFilters, query: ListQuery): Promise<ListAnswer<MeetingRow>> {
    return this.within(person, (tx) => this.answer(tx, filters, query));
  }

  async one(person: Person, id: string): Promise<MeetingRow> {
    return this.within(person, (tx) => this.row(tx, id));
  }

  async page(person: Person, id: string): Promise<MeetingPage> {
    return this.within(person, async (tx) => {
      const meeting = await this.row(tx, id);
      const today = await this.days.today(tx);
      const isPlanned = meeting.state === 'planned';
      const next = isPlanned && (await this.meetings.nextMeeting(tx, today))?.id === id;
      const decisions = await this.decisions.ofMeeting(tx, id);
      const isHeard = isPlanned && (next || meeting.meetsOn <= today);
      const toReport = isHeard ? await this.decisions.toReport(tx, meeting.boardId, meeting.meetsOn) : [];
      return {
        meeting,
        usualDeadline: paperDeadlineOf(meeting.meetsOn, await this.days.calendar(tx)),
        wanted: isPlanned ? await this.wanted.of(tx, person, meeting.boardId) : [],
        decisions,
        toReport,
        titles: await this.wanted.titles(tx, person, [...decisions, ...toReport]),
        history: await this.history.section(tx, person, 'meetings', id),
        ...(await this.sections.read(tx, person, { meeting, today })),
        may: {
          change: isPlanned && may('meetings.manage', person),
          hold: isPlanned && meeting.meetsOn <= today && mayEver('decisions.record', person),
        },
      };
    });
  }

  /** What was decided at a meeting, and what the chair had decided before and was reported there. */
  async decisionsOf(person: Person, id: string): Promise<readonly DecisionRow[]> {
    return this.within(person, async (tx) => {
      await this.row(tx, id);
      return this.decisions.ofMeeting(tx, id);
    });
  }

  private async answer(tx: Tx, filters: MeetingFilters, query: ListQuery): Promise<ListAnswer<MeetingRow>> {
    const rows = await this.meetings.page(tx, filters, {
      limit: query.limit + 1,
      descending: query.sort.direction === 'desc',
      after: query.cursor && { value: String(query.cursor.value), id: query.cursor.id },
    });
    const total = await this.meetings.count(tx, filters);
    return listAnswer(
      rows,
      query,
      total,
      (row) => row.meetsOn,
      (row) => row,
    );
  }

  private async row(tx: Tx, id: string): Promise<MeetingRow> {
    const meeting = isUuid(id) ? await this.meetings.byId(tx, id) : null;
    if (meeting === null) throw new NotFound('There is no such meeting');
    return meeting;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!may('board.read', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
