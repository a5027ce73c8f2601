import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { ChallengeReport } from '../../src/features/challenges/challenge-report.repository.js';
import { ChallengesModule } from '../../src/features/challenges/challenges.module.js';
import { ChallengesService, type NewChallenge } from '../../src/features/challenges/challenges.service.js';
import { ExchangeReading } from '../../src/features/challenges/exchange-reading.service.js';
import { ExchangeService } from '../../src/features/challenges/exchange.service.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
import { HomeSections } from '../../src/web/pages/home-sections.js';
import type { Tx } from '../../src/platform/database/database.js';
import type { Person } from '../../src/web/person.js';
import {
  planOfWestmarch,
  publishedAction,
  startWithActions,
  type PlanPeople,
} from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';

const MONDAY = '2026-11-23T09:00:00Z';
const OPEN_FIRST = { field: 'standing', direction: 'asc' } as const;
const ALL = { limit: 50, offset: 0 };

describe('Challenges', () => {
  let app: TestApp;
  let people: PlanPeople;
  let chair: Person;
  let adviser: Person;
  let quality: Person;
  let nurse: Person;
  let nursesAction: string;
  let actionId: string;
  let recommendationIds: string[];
  let challenges: ChallengesService;
  let exchange: ExchangeService;
  let reading: ExchangeReading;

  beforeAll(async () => {
    app = await startWithActions({ modules: [ChallengesModule], at: MONDAY });
    ({ people, recommendationIds } = await planOfWestmarch(app));
    chair = await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
    adviser = await app.person({ email: 'adviser@westmarch.example', roles: ['adviser'] });
    quality = await app.person({ email: 'quality@westmarch.example', roles: ['quality'] });
    const agency = await tx((tx) =>
      tx.row<{ id: string }>(
        `insert into agencies (authority_id, name, kind) values ($1, 'Health', 'partner') returning id`,
        [tx.authorityId],
      ),
    );
    nurse = await app.person({ email: 'nurse@westmarch.example', roles: ['owner'], agencyId: agency!.id });
    actionId = await publishedAction(app, people);
    nursesAction = await publishedAction(app, people, {
      title: 'Health checks within twenty days',
      ownerId: nurse.personId,
      agencyId: agency!.id,
    });
    challenges = app.get(ChallengesService);
    exchange = app.get(ExchangeService);
    reading = app.get(ExchangeReading);
  }, 60_000);
  afterAll(() => app?.stop());
  beforeEach(() => app.clock.moveTo(new Date(MONDAY)));

  const tx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    app.database.forAuthority(people.manager.authority.id, { kind: 'migration' }, work);

  function raised(by: Person, change: Partial<NewChallenge> = {}): Promise<string> {
    return challenges.raise(by, {
      question: 'Why do visits take longer than in March?',
      askedOfId: people.lead.personId,
      dueOn: null,
      about: { kind: 'action', id: actionId },
      raisedFrom: '',
      ...change,
    });
  }
  const answer = {
    words: 'Two posts were empty until October',
    evidenceId: null,
    measureValueId: null,
    link: null,
  };
  const accept = { accept: true, words: '', dueOn: null, answerId: null };
  const sendBack = { accept: false, words: 'By when will it be better?', dueOn: null, answerId: null };
  const one = async (id: string, by: Person = people.manager) => (await reading.page(by, id)).challenge;

  describe('raising one', () => {
    it('gives it the next number and ten working days, where no meeting is planned', async () => {
      const first = await one(await raised(people.member));
      const second = await one(await raised(adviser, { about: null }));
      expect(Number(second.reference.slice(1))).toBe(Number(first.reference.slice(1)) + 1);
      expect(first).toMatchObject({
        state: 'open',
        raisedOn: '2026-11-23',
        dueOn: '2026-12-07',
        aboutKind: 'action',
      });
    });

    it.each(['owner', 'lead', 'director', 'viewer'] as const)('is not for the %s', async (who) => {
      await expect(raised(people[who], { askedOfId: people.director.personId })).rejects.toThrow(
        /does not allow/,
      );
    });

    it.each([
      ['to oneself', () => ({ askedOfId: people.member.personId }), 'of_oneself'],
      ['to somebody who only reads', () => ({ askedOfId: people.viewer.personId }), 'unknown_person'],
      ['for a day that has passed', () => ({ dueOn: localDate('2026-11-20') }), 'date_passed'],
      ['for a day without a calendar', () => ({ dueOn: localDate('2099-01-01') }), 'beyond_calendar'],
      [
        'about an action that is not there',
        () => ({ about: { kind: 'action' as const, id: '00000000-0000-4000-8000-000000000000' } }),
        'unknown_subject',
      ],
      ['to a partner who may not read the action', () => ({ askedOfId: nurse.personId }), 'may_not_open'],
    ])('is refused %s', async (_sentence, change, code) => {
      await expect(raised(people.member, change())).rejects.toMatchObject({ code });
    });

    it('suggests the owner of the action, and offers nobody who cannot answer', async () => {
      const raising = await challenges.raising(people.member, { kind: 'action', id: actionId });
      expect(raising.suggestedId).toBe(people.owner.personId);
      const offered = raising.people.map(({ personId }) => personId);
      expect(offered).toContain(people.director.personId);
      for (const other of [people.viewer, people.member, adviser, nurse]) {
        expect(offered).not.toContain(other.personId);
      }
    });
  });

  describe('one that the plan manager writes down for scrutiny', () => {
    const SCRUTINY = 'Children’s scrutiny committee, 19 November';
    const written = (change: Partial<NewChallenge> = {}) =>
      raised(people.manager, { askedFor: SCRUTINY, ...change });

    it.each([
      ['without saying who asked', () => written({ askedFor: ' ' }), 'asker_missing'],
      ['by somebody who asks themselves', () => raised(adviser, { askedFor: SCRUTINY }), 'asks_themselves'],
    ])('is refused %s', async (_sentence, writing, code) => {
      await expect(writing()).rejects.toMatchObject({ code });
    });

    it('says who asked and who wrote it down, in the log and in the papers', async () => {
      const id = await written();
      expect(await one(id)).toMatchObject({ askedByName: SCRUTINY, recordedByName: people.manager.name });
      const asAt = localDate('2026-11-23');
      const reported = await tx((tx) => app.get(ChallengeReport).challengesFor(tx, { asAt, part: 1 }));
      expect(reported.some(({ askedBy }) => askedBy === SCRUTINY)).toBe(true);
    });

    it('is decided on by the chair alone, whom it waits for', async () => {
      const id = await written({ askedOfId: people.manager.personId });
      await exchange.answer(people.manager, id, answer);
      expect((await reading.page(people.manager, id)).may).toMatchObject({ judge: false, withdraw: false });
      await expect(exchange.judge(people.member, id, accept)).rejects.toMatchObject({ status: 403 });
      const home = await app.get(HomeSections).of(chair);
      expect(JSON.stringify(home)).toContain(id);
      await exchange.judge(chair, id, accept);
      expect(await one(id)).toMatchObject({ state: 'closed', outcome: 'accepted' });
    });
  });

  describe('the exchange', () => {
    it('is answered, sent back, answered again and accepted; nothing of it is lost', async () => {
      const id = await raised(people.member);
      await exchange.answer(people.lead, id, answer);
      await exchange.judge(people.member, id, sendBack);
      expect(await one(id)).toMatchObject({ state: 'open', dueOn: '2026-12-07' });
      await exchange.answer(people.lead, id, {
        ...answer,
        words: 'By the end of January',
        link: 'https://westmarch.example/visits',
      });
      await exchange.judge(people.member, id, { ...accept, words: 'Thank you' });
      const { challenge, exchange: said } = await reading.page(people.viewer, id);
      expect(challenge).toMatchObject({
        state: 'closed',
        outcome: 'accepted',
        answer: 'By the end of January',
      });
      expect(said.map(({ kind, byName, words }) => [kind, byName.split(' ')[0], words])).toEqual([
        ['asked', expect.any(String), 'Why do visits take longer than in March?'],
        ['answered', expect.any(String), answer.words],
        ['sent_back', expect.any(String), sendBack.words],
        ['answered', expect.any(String), 'By the end of January'],
        ['accepted', expect.any(String), 'Thank you'],
      ]);
    });

    it('is only added to: the application cannot change or delete what was said', async () => {
      for (const sql of [
        `update challenge_entries set words = 'x'`,
        'delete from challenge_entries',
        'delete from challenges',
      ]) {
        await expect(tx((tx) => tx.rows(sql, []))).rejects.toThrow(/permission denied/);
      }
      await expect(tx((tx) => tx.rows(`update challenges set question = 'x'`, []))).rejects.toThrow(
        /permission denied/,
      );
    });

    it('is answered by the person asked only, or by the deputy of their absence', async () => {
      const id = await raised(people.member);
      for (const other of [people.owner, people.director, people.manager, chair]) {
        await expect(exchange.answer(other, id, answer)).rejects.toMatchObject({ status: 403 });
      }
      await tx((tx) =>
        tx.rows(
          `update people set deputy_id = $2, away_from = '2026-11-20' where authority_id = $1 and id = $3`,
          [tx.authorityId, people.director.personId, people.lead.personId],
        ),
      );
      const waiting = await app.get(HomeSections).of(people.director);
      expect(JSON.stringify(waiting.sections)).toContain(id);
      await exchange.answer(people.director, id, answer);
      await tx((tx) =>
        tx.rows(`update people set deputy_id = null, away_from = null where authority_id = $1`, [
          tx.authorityId,
        ]),
      );
      expect(await one(id)).toMatchObject({ state: 'answered', askedOfId: people.lead.personId });
    });

    it('is accepted by the chair too, by nobody else, and not by whoever answered', async () => {
      const id = await raised(people.member, { askedOfId: people.director.personId });
      await exchange.answer(people.director, id, answer);
      for (const other of [people.director, people.manager, people.lead, adviser]) {
        await expect(exchange.judge(other, id, accept)).rejects.toMatchObject({ status: 403 });
      }
      await exchange.judge(chair, id, accept);
      expect(await one(id)).toMatchObject({ state: 'closed', outcome: 'accepted' });
      const ofChair = await raised(people.member, { askedOfId: chair.personId });
      await exchange.answer(chair, ofChair, answer);
      await expect(exchange.judge(chair, ofChair, accept)).rejects.toMatchObject({ status: 403 });
    });

    it.each([
      [
        'an answer that was not read',
        { ...accept, answerId: '00000000-0000-4000-8000-000000000000' },
        409,
        'answered_again',
      ],
      ['sending back without a reason', { ...sendBack, words: '  ' }, 422, 'reason_missing'],
      [
        'sending back to a day that has passed',
        { ...sendBack, dueOn: localDate('2026-11-01') },
        422,
        'date_passed',
      ],
    ])('refuses %s', async (_sentence, verdict, status, code) => {
      const id = await raised(people.member);
      await exchange.answer(people.lead, id, answer);
      await expect(exchange.judge(people.member, id, verdict)).rejects.toMatchObject({ status, code });
    });

    it('refuses a verdict before the answer, a second answer, and anything once it is closed', async () => {
      const id = await raised(people.member);
      await expect(exchange.judge(people.member, id, accept)).rejects.toMatchObject({ code: 'not_answered' });
      await exchange.answer(people.lead, id, answer);
      await expect(exchange.answer(people.lead, id, answer)).rejects.toMatchObject({
        code: 'answered_already',
        status: 409,
      });
      await exchange.judge(people.member, id, accept);
      const again = [
        () => exchange.answer(people.lead, id, answer),
        () => exchange.judge(people.member, id, accept),
        () => exchange.withdraw(people.member, id, 'So'),
        () =>
          exchange.reassign(people.manager, id, {
            askedOfId: people.director.personId,
            words: '',
            dueOn: null,
          }),
      ];
      for (const verb of again) await expect(verb()).rejects.toMatchObject({ status: 409, code: 'closed' });
    });

    it('a sent back answer that was due already is wanted in ten working days, unless a day is named', async () => {
      const id = await raised(people.member, { dueOn: localDate('2026-11-24') });
      app.clock.moveTo(new Date('2026-11-30T09:00:00Z'));
      await exchange.answer(people.lead, id, answer);
      await exchange.judge(people.member, id, sendBack);
      expect(await one(id)).toMatchObject({ dueOn: '2026-12-14', waitingSince: '2026-11-30' });
    });

    it('is given to another person by the plan manager, and withdrawn by the asker with a reason', async () => {
      const id = await raised(people.member);
      const change = {
        askedOfId: people.director.personId,
        words: 'The director leads on this',
        dueOn: null,
      };
      await expect(exchange.reassign(people.lead, id, change)).rejects.toMatchObject({ status: 403 });
      await expect(
        exchange.reassign(people.manager, id, { ...change, askedOfId: people.member.personId }),
      ).rejects.toMatchObject({ code: 'of_oneself' });
      await exchange.reassign(people.manager, id, change);
      expect(await one(id)).toMatchObject({ askedOfId: people.director.personId, state: 'open' });
      await expect(exchange.answer(people.lead, id, answer)).rejects.toMatchObject({ status: 403 });
      await expect(exchange.withdraw(chair, id, 'So')).rejects.toMatchObject({ status: 403 });
      await exchange.withdraw(people.member, id, 'Answered at the meeting');
      expect(await one(id)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
    });

    it('of two who judge at one moment, one is told that it is closed', async () => {
      const id = await raised(people.member);
      await exchange.answer(people.lead, id, answer);
      const both = await Promise.allSettled([
        exchange.judge(people.member, id, accept),
        exchange.judge(chair, id, accept),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });

  describe('who sees them', () => {
    it('a partner’s people see those that they were asked, and no others', async () => {
      const theirs = await raised(people.member, {
        askedOfId: nurse.personId,
        about: { kind: 'action', id: nursesAction },
      });
      const anothers = await raised(people.member);
      const seen = await challenges.list(nurse, {}, OPEN_FIRST, ALL);
      expect(seen.rows.map(({ id }) => id)).toEqual([theirs]);
      expect(seen.figures).toMatchObject({ open: 1 });
      expect(seen.rows[0]?.aboutTitle).toContain('Health checks');
      await expect(reading.page(nurse, anothers)).rejects.toMatchObject({ status: 404 });
      await exchange.answer(nurse, theirs, answer);
    });

    it('what is about something restricted is hidden, with its exchange, from those who may not read it', async () => {
      const id = await raised(people.member, {
        about: { kind: 'recommendation', id: recommendationIds[1]! },
      });
      await exchange.answer(people.lead, id, answer);
      const before = (await challenges.list(adviser, {}, OPEN_FIRST, ALL)).total;
      await tx((tx) =>
        tx.rows(`update recommendations set restricted = true where authority_id = $1 and id = $2`, [
          tx.authorityId,
          recommendationIds[1],
        ]),
      );
      try {
        await expect(reading.page(adviser, id)).rejects.toMatchObject({ status: 404 });
        expect((await challenges.list(adviser, {}, OPEN_FIRST, ALL)).total).toBe(before - 1);
        const said = await app.database.forAuthority(adviser.authority.id, adviser.actor, (tx) =>
          tx.rows('select id from challenge_entries where authority_id = $1 and challenge_id = $2', [
            tx.authorityId,
            id,
          ]),
        );
        expect(said).toEqual([]);
        expect((await one(id, people.member)).aboutTitle).toContain('supervision');
        // The numbers go on, also for somebody who does not see the last one.
        await expect(raised(adviser, { about: null })).resolves.toEqual(expect.any(String));
        const parts = await tx(async (tx) => {
          const report = app.get(ChallengeReport);
          const asAt = localDate('2026-11-23');
          const count = async (part: 1 | 2) =>
            (await report.challengesFor(tx, { asAt, part })).filter(({ answer }) => answer !== null).length;
          return { one: await count(1), two: await count(2) };
        });
        expect(parts.two).toBe(parts.one + 1);
      } finally {
        await tx((tx) =>
          tx.rows(`update recommendations set restricted = false where authority_id = $1`, [tx.authorityId]),
        );
      }
    });

    it('what is about a document under embargo is for those who may read it', async () => {
      const id = await raised(people.member, {
        about: { kind: 'recommendation', id: recommendationIds[2]! },
      });
      await tx((tx) =>
        tx.rows(`update documents set publication = 'draft_under_embargo' where authority_id = $1`, [
          tx.authorityId,
        ]),
      );
      await expect(reading.page(adviser, id)).rejects.toMatchObject({ status: 404 });
      expect((await one(id, people.director)).id).toBe(id);
      await tx((tx) =>
        tx.rows(`update documents set publication = 'published' where authority_id = $1`, [tx.authorityId]),
      );
    });
  });

  it('an answer points at evidence that was accepted for it, and at a value of a measure', async () => {
    const id = await raised(people.member);
    const proof = await tx(async (tx) => {
      const evidence = async (state: string) => {
        const row = await tx.row<{ id: string }>(
          `insert into evidence (authority_id, form, kind, shows, period_from, period_to, link, supplied_by, supplied_on, supplied_at)
           values ($1, 'link', 'audit', 'Forty records were audited', '2026-10-01', '2026-10-31', 'https://westmarch.example/a',
                   $2, '2026-11-20', now()) returning id`,
          [tx.authorityId, people.owner.personId],
        );
        await tx.rows(
          `insert into action_evidence (authority_id, action_id, evidence_id, round, state, added_by, added_on, waiting_since,
                  decided_by, decided_on, decision_reason)
           values ($1, $2, $3, 1, $4, $5, '2026-11-20', '2026-11-20', $6, case when $4 = 'accepted' then date '2026-11-21' end,
                   case when $4 = 'accepted' then 'Good' end)`,
          [
            tx.authorityId,
            actionId,
            row!.id,
            state,
            people.owner.personId,
            state === 'accepted' ? quality.personId : null,
          ],
        );
        return row!.id;
      };
      const measure = await tx.row<{ id: string }>(
        `insert into measures (authority_id, name, definition, unit, direction, target, latest_value, latest_on, standing)
         values ($1, 'Visits in time', 'Visits within the time', '%', 'up', 95, 81, '2026-10-31', 'moved') returning id`,
        [tx.authorityId],
      );
      const value = await tx.row<{ id: string }>(
        `insert into measure_values (authority_id, measure_id, value_on, value, source, entered_by, entered_at)
         values ($1, $2, '2026-10-31', 81, 'Case system', $3, now()) returning id`,
        [tx.authorityId, measure!.id, people.manager.personId],
      );
      return { accepted: await evidence('accepted'), waiting: await evidence('waiting'), value: value!.id };
    });
    const offered = await reading.proof(people.lead, id);
    expect(offered.evidence.map((choice) => choice.id)).toEqual([proof.accepted]);
    await expect(
      exchange.answer(people.lead, id, { ...answer, evidenceId: proof.waiting }),
    ).rejects.toMatchObject({ code: 'not_accepted' });
    await expect(
      exchange.answer(people.lead, id, { ...answer, link: 'http://westmarch.example' }),
    ).rejects.toMatchObject({ code: 'not_a_link' });
    await exchange.answer(people.lead, id, {
      ...answer,
      evidenceId: proof.accepted,
      link: 'https://westmarch.example/b',
    });
    const general = await raised(people.member, { about: null });
    await exchange.answer(people.lead, general, { ...answer, measureValueId: proof.value });
    expect((await reading.page(people.member, id)).exchange.at(-1)).toMatchObject({
      evidenceShows: 'Forty records were audited',
      link: 'https://westmarch.example/b',
    });
    expect((await reading.page(people.member, general)).exchange.at(-1)).toMatchObject({
      measureName: 'Visits in time',
      measureValue: 81,
      measureOn: '2026-10-31',
    });
  });

  it('the pack of a day shows them as they stood at its end', async () => {
    const report = app.get(ChallengeReport);
    const id = await raised(people.member, { question: 'What of the pack?' });
    app.clock.moveTo(new Date('2026-11-25T09:00:00Z'));
    await exchange.answer(people.lead, id, answer);
    app.clock.moveTo(new Date('2026-11-27T09:00:00Z'));
    await exchange.judge(people.member, id, accept);
    const on = async (day: string, closedSince?: string) =>
      tx(async (tx) => {
        const since = closedSince === undefined ? null : localDate(closedSince);
        const rows = await report.challengesFor(tx, { asAt: localDate(day), part: 1, closedSince: since });
        return rows.find(({ question }) => question === 'What of the pack?');
      });
    expect(await on('2026-11-22')).toBeUndefined();
    expect(await on('2026-11-24')).toMatchObject({
      state: 'open',
      ageDays: 1,
      answer: null,
      askedOf: expect.any(String),
    });
    expect(await on('2026-11-26')).toMatchObject({ state: 'answered', ageDays: 3, answer: answer.words });
    expect(await on('2026-11-30')).toBeUndefined();
    expect(await on('2026-11-30', '2026-11-20')).toMatchObject({ state: 'closed' });
    expect(await on('2026-11-30', '2026-11-27')).toBeUndefined();
  });

  it('the log is filtered, counted and ordered, open ones first by the day they are due', async () => {
    app.clock.moveTo(new Date('2026-12-08T09:00:00Z'));
    const list = (asked: Parameters<ChallengesService['list']>[1]) =>
      challenges.list(people.manager, asked, OPEN_FIRST, ALL);
    const all = await list({});
    expect(all.total).toBe(all.figures.open + all.figures.answered + all.figures.closed);
    const states = all.rows.map(({ state }) => ['open', 'answered', 'closed'].indexOf(state));
    expect(states).toEqual([...states].sort());
    expect((await list({ overdue: true })).total).toBe(all.figures.overdue);
    expect((await list({ state: ['closed'] })).total).toBe(all.figures.closed);
    expect((await list({ q: 'c1' })).rows.map(({ reference }) => reference)).toEqual(['C1']);
    expect((await list({ q: 'of the pack' })).total).toBe(1);
    const { rows } = await challenges.list(people.lead, { mine: true }, OPEN_FIRST, ALL);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row.askedOfId))).toEqual(new Set([people.lead.personId]));
  });

  it('an answer is due for the papers of the next meeting, where one is planned', async () => {
    const boardId = await app
      .get(BoardsService)
      .add(people.manager, { name: 'Improvement board', kind: 'improvement' });
    await app.get(MeetingsService).add(people.manager, {
      boardId,
      meetsOn: localDate('2026-12-10'),
      paperDeadline: null,
      place: null,
    });
    expect(await one(await raised(people.member))).toMatchObject({ dueOn: '2026-12-02' });
  });
});
