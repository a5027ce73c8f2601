import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate, type LocalDate } from '../../src/domain/calendar/local-date.js';
import { ActionReadingService } from '../../src/features/actions/action-reading.service.js';
import { BoardDecisions } from '../../src/features/meetings/board-decisions.service.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { DecisionsRepository } from '../../src/features/meetings/decisions.repository.js';
import { MeetingReadingService } from '../../src/features/meetings/meeting-reading.service.js';
import { MeetingsRepository } from '../../src/features/meetings/meetings.repository.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
import { UpdateWindows } from '../../src/features/meetings/update-windows.service.js';
import type { Tx } from '../../src/platform/database/database.js';
import type { Person } from '../../src/web/person.js';
import {
  planOfWestmarch,
  publishedAction,
  startWithActions,
  type PlanPeople,
} from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';

let app: TestApp;
let people: PlanPeople;
let chair: Person;
let boardId: string;

beforeAll(async () => {
  app = await startWithActions({ at: '2026-11-23T09:00:00Z' });
  ({ people } = await planOfWestmarch(app));
  chair = await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
});
beforeEach(async () => {
  app.clock.moveTo(new Date('2026-11-23T09:00:00Z'));
  await app.owner.query('truncate boards, board_members, meetings, decisions, update_windows cascade');
  boardId = await app
    .get(BoardsService)
    .add(people.manager, { name: 'Improvement board', kind: 'improvement' });
});
afterAll(() => app?.stop());

const on = (day: string) => app.clock.moveTo(new Date(`${day}T09:00:00Z`));
const within = <T>(work: (tx: Tx) => Promise<T>) =>
  app.database.forAuthority(people.manager.authority.id, people.manager.actor, work);
const plan = (meetsOn: string, paperDeadline: string | null = null) =>
  app.get(MeetingsService).add(people.manager, {
    boardId,
    meetsOn: localDate(meetsOn),
    paperDeadline: paperDeadline === null ? null : localDate(paperDeadline),
    place: 'Room 2',
  });
const one = (id: string) => app.get(MeetingReadingService).one(people.manager, id);
const windows = async (from: string, to: string) =>
  (await within((tx) => app.get(UpdateWindows).openingBetween(tx, localDate(from), localDate(to)))).map(
    ({ kind, opensOn, closesOn, endedOn }) => ({ kind, opensOn, closesOn, endedOn }),
  );
const rated = async (id: string) => {
  const { rating, ratingReasons } = await app.get(ActionReadingService).item(people.manager, id);
  return [rating, ...ratingReasons];
};

describe('a meeting', () => {
  it('has its papers due on the 6th working day before, unless the deadline is set by hand', async () => {
    expect(await one(await plan('2026-12-14'))).toMatchObject({
      paperDeadline: '2026-12-04',
      deadlineByHand: false,
    });
    const byHand = await plan('2027-01-25', '2027-01-20');
    expect(await one(byHand)).toMatchObject({ paperDeadline: '2027-01-20', deadlineByHand: true });
    await app.get(MeetingsService).change(people.manager, byHand, 1, { meetsOn: localDate('2027-02-01') });
    expect(await one(byHand)).toMatchObject({
      meetsOn: '2027-02-01',
      paperDeadline: '2027-01-20',
      version: 2,
    });
    await app.get(MeetingsService).change(people.manager, byHand, 2, { paperDeadline: null });
    expect(await one(byHand)).toMatchObject({ paperDeadline: '2027-01-22', deadlineByHand: false });
  });

  it.each([
    ['on a day that has passed', { meetsOn: '2026-11-20' }, 'date_passed'],
    ['with papers due after it', { meetsOn: '2026-12-14', paperDeadline: '2026-12-15' }, 'after_the_meeting'],
    ['so far away that working days cannot be counted', { meetsOn: '2060-01-12' }, 'beyond_calendar'],
  ])(
    'is not planned %s',
    async (_, { meetsOn, paperDeadline }: { meetsOn: string; paperDeadline?: string }, code) => {
      await expect(plan(meetsOn, paperDeadline ?? null)).rejects.toMatchObject({ code });
    },
  );

  it('takes place once a day, is changed by the plan manager only, and never against a newer version', async () => {
    const id = await plan('2026-12-14');
    await expect(plan('2026-12-14')).rejects.toMatchObject({ code: 'meets_already' });
    const moved = { meetsOn: localDate('2026-12-15') };
    await expect(app.get(MeetingsService).change(people.lead, id, 1, moved)).rejects.toMatchObject({
      status: 403,
    });
    await expect(app.get(MeetingsService).change(people.manager, id, 7, moved)).rejects.toMatchObject({
      status: 412,
    });
    await app.get(MeetingsService).cancel(people.manager, id, 1, 'Snow');
    await expect(app.get(MeetingsService).change(people.manager, id, 2, moved)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await one(await plan('2026-12-14'))).toMatchObject({ state: 'planned' });
  });

  it('is the next one, or one with its deadline in a week, for whoever asks', async () => {
    await plan('2026-12-14');
    await plan('2027-02-08');
    const meetings = app.get(MeetingsRepository);
    const next = (from: string) => within((tx) => meetings.nextMeetingOn(tx, localDate(from)));
    expect([await next('2026-12-14'), await next('2026-12-15'), await next('2027-02-09')]).toEqual([
      '2026-12-14',
      '2027-02-08',
      null,
    ]);
    const due = await within((tx) =>
      meetings.meetingsWithDeadlines(tx, localDate('2026-12-01'), localDate('2026-12-31')),
    );
    expect(due.map(({ paperDeadline }) => paperDeadline)).toEqual(['2026-12-04']);
  });
});

describe('update windows', () => {
  it('keep their opening day when their meeting moves, and close without being missed when it is cancelled', async () => {
    const id = await plan('2026-12-14');
    expect(await windows('2026-11-18', '2026-12-31')).toEqual([
      { kind: 'meeting', opensOn: '2026-11-23', closesOn: '2026-12-04', endedOn: null },
      { kind: 'monthly', opensOn: '2026-12-16', closesOn: '2026-12-31', endedOn: null },
    ]);
    on('2026-12-01');
    await app.get(MeetingsService).change(people.manager, id, 1, { meetsOn: localDate('2027-01-11') });
    expect(await windows('2026-11-18', '2027-01-10')).toEqual([
      { kind: 'meeting', opensOn: '2026-11-23', closesOn: '2026-12-31', endedOn: null },
    ]);
    on('2026-12-10');
    await app.get(MeetingsService).cancel(people.manager, id, 2, 'Snow');
    expect(await windows('2026-11-18', '2027-01-10')).toEqual([
      { kind: 'meeting', opensOn: '2026-11-23', closesOn: '2026-12-31', endedOn: '2026-12-10' },
      { kind: 'monthly', opensOn: '2026-12-16', closesOn: '2026-12-31', endedOn: null },
    ]);
  });

  it('make ratings follow in the same moment', async () => {
    const id = await publishedAction(app, people, {
      startOn: localDate('2026-11-20'),
      dueOn: localDate('2027-06-30'),
    });
    await within((tx) =>
      tx.rows(`update actions set begun_on = start_on, status = 'in_progress' where id = $1`, [id]),
    );
    on('2026-11-24');
    await plan('2026-12-16');
    const second = await plan('2027-01-18');
    on('2027-01-07');
    // Its window would close on 8 January, the second without an update.
    await app.get(MeetingsService).change(people.manager, second, 1, { meetsOn: localDate('2027-02-01') });
    on('2027-01-11');
    expect(await rated(id)).toEqual(['green', 'on_track']);
    on('2027-01-25');
    expect(await rated(id)).toEqual(['amber', 'not_updated_twice']);
  });

  it('those of a safeguarding board ask nobody', async () => {
    const other = await app
      .get(BoardsService)
      .add(people.manager, { name: 'Safeguarding board', kind: 'safeguarding' });
    const before = await windows('2026-11-01', '2027-03-31');
    await app.get(MeetingsService).add(people.manager, {
      boardId: other,
      meetsOn: localDate('2027-01-18'),
      paperDeadline: null,
      place: null,
    });
    expect(await windows('2026-11-01', '2027-03-31')).toEqual(before);
  });
});

describe('a board', () => {
  const seat = (personId: string, role: 'chair' | 'vice_chair' | 'member', fromOn: LocalDate | null = null) =>
    app.get(BoardsService).addMember(people.manager, boardId, { personId, role, fromOn, untilOn: null });
  const record = (person: Person, meetingId: string | null, outcome: 'approved' | 'refused' = 'approved') =>
    within((tx) =>
      app.get(BoardDecisions).record(tx, person, {
        subjectKind: 'cancellation',
        subjectId: boardId,
        outcome,
        words: '',
        meetingId,
      }),
    );

  it('has one improvement board at a time, and nobody sits on it twice', async () => {
    await expect(
      app.get(BoardsService).add(people.manager, { name: 'Another', kind: 'improvement' }),
    ).rejects.toMatchObject({ code: 'one_improvement_board' });
    await seat(chair.personId, 'chair');
    await expect(seat(chair.personId, 'member')).rejects.toMatchObject({ code: 'sits_already' });
  });

  it('is decided for by its chair between meetings, and by nobody else', async () => {
    await seat(chair.personId, 'chair');
    await seat(people.member.personId, 'member');
    await expect(record(people.manager, null)).rejects.toMatchObject({ status: 403 });
    await expect(record(people.member, null)).rejects.toMatchObject({ status: 403 });
    await record(chair, null);
    const next = await plan('2026-11-30');
    expect((await app.get(MeetingReadingService).page(people.member, next)).toReport).toHaveLength(1);
    on('2026-11-30');
    await app.get(MeetingsService).held(people.manager, next, 1);
    const [reported] = await within((tx) => app.get(DecisionsRepository).ofMeeting(tx, next));
    expect(reported).toMatchObject({ meetingId: null, reportedAt: next, decidedOn: '2026-11-23' });
  });

  it('is decided for by the vice-chair while there is no chair', async () => {
    await seat(people.member.personId, 'vice_chair');
    expect(await within((tx) => app.get(BoardDecisions).chairIds(tx, localDate('2026-11-23')))).toEqual([
      people.member.personId,
    ]);
    await seat(chair.personId, 'chair', localDate('2026-12-01'));
    expect(await within((tx) => app.get(BoardDecisions).chairIds(tx, localDate('2026-12-01')))).toEqual([
      chair.personId,
    ]);
  });

  it('has what it decided at a meeting recorded by plan manager or chair, once its day has come, for 90 days', async () => {
    const id = await plan('2026-12-14');
    await expect(record(people.manager, id)).rejects.toMatchObject({ code: 'unknown_meeting' });
    on('2026-12-14');
    await expect(record(people.director, id)).rejects.toMatchObject({ status: 403 });
    await expect(record(people.manager, id, 'refused')).rejects.toMatchObject({ code: 'reason_missing' });
    await record(people.manager, id);
    on('2027-03-20');
    await expect(record(people.manager, id)).rejects.toMatchObject({ code: 'unknown_meeting' });
  });

  it('keeps every decision: the application can neither change nor remove one', async () => {
    await seat(chair.personId, 'chair');
    await record(chair, null);
    for (const sql of [`update decisions set outcome = 'refused'`, 'delete from decisions']) {
      await expect(within((tx) => tx.rows(sql))).rejects.toThrow(/permission denied/);
    }
  });
});
