import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import type { Decision } from '../../src/domain/lifecycle/date-change.js';
import { CompletionModule } from '../../src/features/actions/completion.module.js';
import { CompletionService } from '../../src/features/actions/completion.service.js';
import { ActionReadingService } from '../../src/features/actions/action-reading.service.js';
import {
  DateChangeAsking,
  type AskedDate,
} from '../../src/features/actions/date-control/date-change-asking.service.js';
import { DateChangeDeciding } from '../../src/features/actions/date-control/date-change-deciding.service.js';
import { DateChangeReading } from '../../src/features/actions/date-control/date-change-reading.service.js';
import { DateChangesRepository } from '../../src/features/actions/date-control/date-changes.repository.js';
import { DateControlModule } from '../../src/features/actions/date-control/date-control.module.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { MeetingReadingService } from '../../src/features/meetings/meeting-reading.service.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
import { WaitingDecisions } from '../../src/features/meetings/waiting-decisions.js';
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
  app = await startWithActions({
    at: '2026-11-23T09:00:00Z',
    modules: [DateControlModule, CompletionModule],
  });
  ({ people } = await planOfWestmarch(app));
  chair = await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
  boardId = await app.get(BoardsService).add(people.manager, { name: 'The board', kind: 'improvement' });
  await app.get(BoardsService).addMember(people.manager, boardId, {
    personId: chair.personId,
    role: 'chair',
    fromOn: null,
    untilOn: null,
  });
});
beforeEach(() => on('2026-11-23'));
afterAll(() => app?.stop());

const on = (day: string) => app.clock.moveTo(new Date(`${day}T09:00:00Z`));
const as = <T>(person: Person, work: (tx: Tx) => Promise<T>) =>
  app.database.forAuthority(person.authority.id, person.actor, work);
/** Started on 16 November 2026, due on 29 January 2027. */
const started = (more: object = {}) =>
  publishedAction(app, people, {
    startOn: localDate('2026-11-16'),
    dueOn: localDate('2027-01-29'),
    ...more,
  });
const asked = (newDueOn: string): AskedDate => ({
  newDueOn: localDate(newDueOn),
  reason: 'recruitment',
  words: 'Nobody applied',
  meanwhile: 'Agency cover',
});
const ask = (id: string, newDueOn: string, by: Person = people.owner) =>
  app.get(DateChangeAsking).ask(by, id, asked(newDueOn));
const decide = (
  by: Person,
  id: string,
  decision: Decision,
  meetingId: string | null = null,
  words = 'So be it',
) => app.get(DateChangeDeciding).decide(by, id, decision, { words, meetingId, version: null });
const request = (id: string) => app.get(DateChangeReading).one(people.manager, id);
const action = async (id: string) => {
  const { dueOn, originalDueOn, timesMoved, daysSlipped, rating, ratingReasons } = await app
    .get(ActionReadingService)
    .item(people.manager, id);
  return { dueOn, originalDueOn, timesMoved, daysSlipped, rating, ratingReasons };
};
const plan = (meetsOn: string) =>
  app
    .get(MeetingsService)
    .add(people.manager, { boardId, meetsOn: localDate(meetsOn), paperDeadline: null, place: null });

describe('who decides', () => {
  it.each([
    ['to 20 working days of slip the accountable lead', '2027-02-26', 'lead', '2026-11-30'],
    ['to 60 the director', '2027-03-01', 'second', '2026-11-30'],
    [
      'beyond, the board, until 30 working days while no meeting is planned',
      '2027-06-30',
      'board',
      '2027-01-07',
    ],
    ['an earlier date the lead', '2027-01-15', 'lead', '2026-11-30'],
  ])('%s', async (_, newDueOn, decider, decideBy) => {
    expect(await request(await ask(await started(), newDueOn))).toMatchObject({
      decider,
      decideBy,
      state: 'waiting',
    });
  });

  it('nobody decides what they asked for or own: it goes to the next decider', async () => {
    const byLead = await ask(await started(), '2027-02-05', people.lead);
    expect(await request(byLead)).toMatchObject({ decider: 'second' });
    await expect(decide(people.lead, byLead, { kind: 'approve' })).rejects.toMatchObject({
      code: 'not_your_decision',
    });
    const owned = await ask(await started({ ownerId: people.lead.personId }), '2027-02-05', people.manager);
    expect(await request(owned)).toMatchObject({ decider: 'second' });
  });

  it('a request waits for one person only, and the board sees what is its own', async () => {
    const small = await ask(await started(), '2027-02-05');
    const large = await ask(await started(), '2027-08-31');
    const waitsFor = async (person: Person) =>
      (await as(person, (tx) => app.get(WaitingDecisions).of(tx, person))).flatMap(({ waiting }) =>
        waiting.map(({ id }) => id),
      );
    expect(await waitsFor(people.lead)).toContain(small);
    expect(await waitsFor(people.lead)).not.toContain(large);
    expect(await waitsFor(chair)).toContain(large);
    expect(await waitsFor(people.owner)).toEqual([]);
    const meeting = await plan('2026-12-14');
    const page = await app.get(MeetingReadingService).page(people.member, meeting);
    expect(page.wanted.flatMap(({ wanted }) => wanted.map(({ subjectId }) => subjectId))).toContain(large);
    await app.get(MeetingsService).cancel(people.manager, meeting, null, 'Only to look');
  });

  it('in a partner’s action it is the partner’s own lead and board member', async () => {
    const agency = await app.owner.query(
      `insert into agencies (authority_id, name, kind, lead_id, board_member_id)
       select $1, 'Police', 'partner', $2, $3 where set_config('app.actor', 'import', false) is not null returning id`,
      [people.manager.authority.id, people.lead.personId, people.member.personId],
    );
    const id = await started({ agencyId: agency.rows[0].id });
    const large = await ask(id, '2027-03-31');
    await expect(decide(people.director, large, { kind: 'approve' })).rejects.toMatchObject({
      code: 'not_your_decision',
    });
    await decide(people.member, large, { kind: 'approve' });
    expect(await action(id)).toMatchObject({ dueOn: '2027-03-31', timesMoved: 1 });
  });
});

describe('deciding', () => {
  it('an approved date moves, is counted, and its original stays', async () => {
    const id = await started();
    await decide(people.lead, await ask(id, '2027-02-12'), { kind: 'approve' });
    expect(await action(id)).toMatchObject({
      dueOn: '2027-02-12',
      originalDueOn: '2027-01-29',
      timesMoved: 1,
      daysSlipped: 10,
    });
    await decide(people.director, await ask(id, '2027-03-31'), { kind: 'approve' });
    expect(await action(id)).toMatchObject({ timesMoved: 2, daysSlipped: 41, rating: 'amber' });
    expect((await action(id)).ratingReasons).toContain('moved_again');
  });

  it('an earlier date is no move', async () => {
    const id = await started();
    await decide(people.lead, await ask(id, '2027-01-22'), { kind: 'approve' });
    expect(await action(id)).toMatchObject({ dueOn: '2027-01-22', timesMoved: 0, daysSlipped: -5 });
  });

  it('a refusal says why and leaves the date', async () => {
    const id = await started();
    const made = await ask(id, '2027-02-12');
    expect((await action(id)).ratingReasons).toContain('decision_awaited');
    await expect(decide(people.lead, made, { kind: 'refuse', reason: '' })).rejects.toMatchObject({
      code: 'reason_missing',
    });
    await decide(people.lead, made, { kind: 'refuse', reason: 'Children wait' }, null, 'Children wait');
    expect(await action(id)).toMatchObject({
      dueOn: '2027-01-29',
      timesMoved: 0,
      ratingReasons: ['on_track'],
    });
    expect(await request(made)).toMatchObject({ state: 'refused', decisionWords: 'Children wait' });
    await expect(decide(people.lead, made, { kind: 'approve' })).rejects.toMatchObject({
      code: 'already_decided',
    });
  });

  it('another date is proposed, and whoever asked accepts it or drops the request', async () => {
    const id = await started();
    const made = await ask(id, '2027-02-26');
    await decide(people.lead, made, { kind: 'propose', newDueOn: localDate('2027-02-12') });
    expect(await request(made)).toMatchObject({
      state: 'proposed',
      toDueOn: '2027-02-12',
      askedDueOn: '2027-02-26',
    });
    await expect(ask(id, '2027-03-31')).rejects.toMatchObject({ code: 'already_waiting' });
    await expect(app.get(DateChangeAsking).accept(people.lead, made, null)).rejects.toMatchObject({
      code: 'not_yours',
    });
    await app.get(DateChangeAsking).accept(people.owner, made, null);
    expect(await action(id)).toMatchObject({ dueOn: '2027-02-12', timesMoved: 1, daysSlipped: 10 });

    const again = await ask(id, '2027-02-19');
    await decide(people.lead, again, { kind: 'propose', newDueOn: localDate('2027-02-15') });
    await app.get(DateChangeAsking).drop(people.owner, again, null);
    expect(await request(again)).toMatchObject({ state: 'dropped' });
    expect(await action(id)).toMatchObject({ dueOn: '2027-02-12', timesMoved: 1 });
  });

  it('the chair decides for the board between meetings; it is reported at the next', async () => {
    const id = await started();
    const made = await ask(id, '2027-06-30');
    await expect(decide(people.manager, made, { kind: 'approve' })).rejects.toMatchObject({
      code: 'not_your_decision',
    });
    await decide(chair, made, { kind: 'approve' });
    expect(await action(id)).toMatchObject({ dueOn: '2027-06-30' });
    const next = await plan('2026-12-14');
    const page = await app.get(MeetingReadingService).page(people.member, next);
    expect(page.toReport.map(({ subjectId }) => subjectId)).toContain(made);
    expect(page.titles.get(made)?.title).toContain('to 30 June 2027');
  });

  it('what the board decided at its meeting is recorded by the plan manager', async () => {
    const id = await started();
    on('2026-12-07');
    const made = await ask(id, '2027-06-30');
    expect(await request(made)).toMatchObject({ decideBy: '2026-12-14' });
    const meetings = await app.get(MeetingReadingService).list(
      people.manager,
      {},
      {
        filters: {},
        q: null,
        sort: { field: 'meetsOn', direction: 'asc' },
        limit: 50,
        cursor: null,
      },
    );
    const meeting = meetings.items.find(
      ({ meetsOn, state }) => meetsOn === '2026-12-14' && state === 'planned',
    )!;
    await expect(decide(people.manager, made, { kind: 'approve' }, meeting.id)).rejects.toMatchObject({
      code: 'not_your_decision',
    });
    on('2026-12-14');
    await decide(people.manager, made, { kind: 'approve' }, meeting.id);
    expect(await request(made)).toMatchObject({ state: 'approved', meetsOn: '2026-12-14' });
  });

  it('a timely request holds Red back within the decider’s time only', async () => {
    const id = await started({ dueOn: localDate('2026-11-27') });
    on('2026-11-26');
    await ask(id, '2026-12-18');
    on('2026-12-03');
    expect(await action(id)).toMatchObject({ rating: 'amber' });
    on('2026-12-04');
    expect(await action(id)).toMatchObject({
      rating: 'red',
      ratingReasons: expect.arrayContaining(['overdue']),
    });
  });

  it('a request ends with its action', async () => {
    const id = await started();
    const made = await ask(id, '2027-02-12');
    await app.get(CompletionService).report(people.owner, id, {
      impactStatement: 'Children are seen within ten days',
      milestones: [],
    });
    expect(await request(made)).toMatchObject({ state: 'dropped', decidedOn: '2026-11-23' });
  });

  it('a date set by them moves by their written agreement, and in no other way', async () => {
    const id = await started();
    await app.owner.query(
      `begin; select set_config('app.actor', 'import', true);
       update actions set date_set_by = 'court' where id = '${id}'; commit`,
    );
    await expect(ask(id, '2027-02-12')).rejects.toMatchObject({ code: 'set_by_them' });
    const agreement = {
      newDueOn: localDate('2027-02-12'),
      agreedOn: localDate('2026-11-20'),
      documentReference: 'Order of 20 November 2026',
      words: 'The hearing was moved',
    };
    await expect(
      app.get(DateChangeAsking).recordAgreement(people.owner, id, agreement),
    ).rejects.toMatchObject({
      status: 403,
    });
    await app.get(DateChangeAsking).recordAgreement(people.manager, id, agreement);
    expect(await action(id)).toMatchObject({ dueOn: '2027-02-12', timesMoved: 1, daysSlipped: 10 });
  });

  it('many are asked for at once, each for itself', async () => {
    const [one, other] = [await started(), await started()];
    const answers = await as(people.manager, (tx) =>
      app.get(DateChangeAsking).askMany(tx, people.manager, [
        { ...asked('2027-02-12'), actionId: one },
        { ...asked('2027-01-29'), actionId: other },
        { ...asked('2027-02-19'), actionId: one },
        { ...asked('2027-02-12'), actionId: boardId },
      ]),
    );
    expect(answers.map(({ id, refused }) => (id === null ? refused?.code : 'asked'))).toEqual([
      'asked',
      'same_date',
      'already_waiting',
      'not_found',
    ]);
  });
});

describe('in SQL, as the role of the application', () => {
  it.each([
    ['the due date', `update actions set due_on = '2027-12-31' where id = $1`],
    ['the original date', `update actions set original_due_on = due_on - 1 where id = $1`],
    ['how often it moved', `update actions set times_moved = 7 where id = $1`],
    ['how far it slipped', `update actions set days_slipped = -7 where id = $1`],
    ['who set it', `update actions set date_set_by = 'court' where id = $1`],
    ['the day it was published', `update actions set published_on = null, status = 'draft' where id = $1`],
    [
      'the date by a reopening that is none',
      `update actions set due_on = '2027-12-31', slip_from = '2027-12-31' where id = $1`,
    ],
  ])('%s of a published action cannot be written', async (_, sql) => {
    const id = await started();
    await expect(as(people.manager, (tx) => tx.rows(sql, [id]))).rejects.toMatchObject({
      constraint: 'due_date_moves_by_decision',
    });
  });

  const decided = (more: string) =>
    `update date_changes set state = 'approved', decided_on = '2026-11-23' ${more} where id = $1`;
  it.each([
    ['in nobody’s name', 'lead', decided('')],
    [
      'in another’s name',
      'manager',
      decided(`, decided_by = (select id from people where email like 'lead@%')`),
    ],
    [
      'by whoever asked',
      'owner',
      decided(`, decided_by = (select id from people where email like 'owner@%')`),
    ],
    [
      'for the board, without its decision',
      'director',
      decided(`, decider = 'board', decided_by = (select id from people where email like 'director@%')`),
    ],
    [
      'with another date than was asked for',
      'lead',
      decided(`, to_due_on = '2028-01-31', decided_by = (select id from people where email like 'lead@%')`),
    ],
    ['by writing it anew', 'lead', `update date_changes set reason = 'other' where id = $1`],
  ] as const)('a request is not decided %s', async (_, who, sql) => {
    const made = await ask(await started(), '2027-02-12');
    await expect(as(people[who], (tx) => tx.rows(sql, [made]))).rejects.toMatchObject({
      constraint: 'request_is_decided',
    });
    expect(await request(made)).toMatchObject({ state: 'waiting' });
  });

  it('a request cannot be born decided, and a decided one is never touched again', async () => {
    const id = await started();
    await expect(
      as(people.lead, (tx) =>
        tx.rows(
          `insert into date_changes (authority_id, action_id, from_due_on, to_due_on, reason, asked_by, asked_on, decider,
                                     decide_by, state, decided_by, decided_on)
           values ($1, $2, '2027-01-29', '2027-06-30', 'other', $3, '2026-11-23', 'lead', '2026-11-30', 'approved', $3,
                   '2026-11-23')`,
          [tx.authorityId, id, people.lead.personId],
        ),
      ),
    ).rejects.toMatchObject({ constraint: 'request_is_decided' });
    const made = await ask(id, '2027-02-12');
    await decide(people.lead, made, { kind: 'approve' });
    await expect(
      as(people.lead, (tx) => tx.rows(`update date_changes set state = 'refused' where id = $1`, [made])),
    ).rejects.toMatchObject({ constraint: 'request_is_decided' });
    await expect(as(people.lead, (tx) => tx.rows('delete from date_changes'))).rejects.toThrow(
      /permission denied/,
    );
  });

  it('a whole plan is re-baselined by a recorded decision of the board only', async () => {
    const id = await started();
    const dates = [{ actionId: id, dueOn: localDate('2027-05-28') }];
    const rebaseline = (decisionId: string) =>
      as(people.manager, (tx) =>
        app.get(DateChangesRepository).rebaseline(tx, decisionId, dates, localDate('2026-11-23')),
      );
    await expect(rebaseline(boardId)).rejects.toMatchObject({ constraint: 'due_date_moves_by_decision' });
    const decision = await as(chair, (tx) =>
      tx.row<{ id: string }>(
        `insert into decisions (authority_id, board_id, subject_kind, subject_id, outcome, decided_on, recorded_by, recorded_at)
         values ($1, $2, 'rebaselining', $2, 'approved', '2026-11-23', $3, now()) returning id`,
        [tx.authorityId, boardId, chair.personId],
      ),
    );
    await decide(people.lead, await ask(id, '2027-02-12'), { kind: 'approve' });
    await rebaseline(decision!.id);
    expect(await action(id)).toMatchObject({
      dueOn: '2027-05-28',
      originalDueOn: '2027-01-29',
      timesMoved: 0,
      daysSlipped: 0,
    });
    await decide(people.lead, await ask(id, '2027-06-04'), { kind: 'approve' });
    expect(await action(id)).toMatchObject({ timesMoved: 1, daysSlipped: 4 });
  });
});
