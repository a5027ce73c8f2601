import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
import { RecommendationLifeService } from '../../src/features/recommendations/recommendation-life.service.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
import { SentencesService } from '../../src/features/recommendations/sentences.service.js';
import { localDate } from '../../src/domain/calendar/local-date.js';
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
let life: RecommendationLifeService;
let sentences: SentencesService;
let recommendations: RecommendationsService;
let ids: string[];
let authorityId: string;

const proposal = {
  effectStatement: 'Children are seen in time in every team.',
  measure: 'Visits in time: 60% in March, 96% in October.',
  inspectorsWord: 'The focused visit of September found visits regular.',
};

beforeAll(async () => {
  app = await startWithActions({ at: '2026-11-23T09:00:00Z' });
  ({ people, authorityId, recommendationIds: ids } = await planOfWestmarch(app));
  chair = await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
  life = app.get(RecommendationLifeService);
  sentences = app.get(SentencesService);
  recommendations = app.get(RecommendationsService);
  await app.get(BoardsService).add(people.manager, { name: 'Improvement board', kind: 'improvement' });
});
afterAll(() => app.stop());

/** As the application's role, past every service. */
const asApplication = (sql: string, values: unknown[] = []) =>
  app.database.forAuthority(authorityId, people.manager.actor, (tx) =>
    tx.rows(sql, [authorityId, ...values]),
  );
const statusOf = async (id: string) => (await recommendations.view(people.viewer, id)).status;

describe('A recommendation ends', () => {
  it('proposed as met by the plan manager, and met by the chair between meetings', async () => {
    const id = ids[0]!;
    const actionId = await publishedAction(app, people, { recommendationIds: [id] });
    expect(await isPriority(actionId)).toBe(true);
    await life.propose(people.manager, id, proposal);
    expect(await statusOf(id)).toBe('proposed_as_met');
    expect(await isPriority(actionId)).toBe(true);
    await life.decide(chair, id, { met: true, words: 'We agree.', meetingId: null });
    expect(await recommendations.view(people.viewer, id)).toMatchObject({
      status: 'met',
      metOn: '2026-11-23',
    });
    // The priority action's shorter clock ends with it.
    expect(await isPriority(actionId)).toBe(false);
  });

  it('reopened with a reason, and its shorter clock runs again', async () => {
    const id = ids[0]!;
    await expect(life.reopen(people.manager, id, ' ')).rejects.toMatchObject({ code: 'reason_missing' });
    await life.reopen(people.manager, id, 'The monitoring visit found late visits again.');
    expect(await recommendations.view(people.viewer, id)).toMatchObject({ status: 'open', metOn: null });
    expect((await recommendations.view(people.viewer, id)).actionIds).toHaveLength(1);
    expect(await isPriority((await recommendations.view(people.viewer, id)).actionIds[0]!)).toBe(true);
  });

  it('met at a meeting, recorded by the plan manager, on the day of the meeting', async () => {
    const id = ids[1]!;
    const meetingId = await meetingHeld();
    await life.propose(people.lead, id, proposal);
    await expect(
      life.decide(people.manager, id, { met: true, words: '', meetingId: null }),
    ).rejects.toMatchObject({ code: 'meeting_missing' });
    await life.decide(people.manager, id, { met: true, words: '', meetingId });
    expect(await recommendations.view(people.viewer, id)).toMatchObject({
      status: 'met',
      metOn: '2026-11-23',
    });
  });

  it('found not to be met, with the reason, it is open again', async () => {
    const id = ids[2]!;
    await life.propose(people.lead, id, proposal);
    await expect(life.decide(chair, id, { met: false, words: '', meetingId: null })).rejects.toMatchObject({
      code: 'reason_missing',
    });
    await life.decide(chair, id, { met: false, words: 'Two months are not enough.', meetingId: null });
    expect(await statusOf(id)).toBe('open');
  });

  it('superseded by another, and reopened when that was a mistake', async () => {
    const [one, , other] = ids as [string, string, string];
    await life.supersede(people.manager, one, other);
    expect(await recommendations.view(people.viewer, one)).toMatchObject({
      status: 'superseded',
      supersededBy: other,
    });
    await expect(life.supersede(people.manager, other, one)).rejects.toMatchObject({
      code: 'runs_in_a_circle',
    });
    await life.reopen(people.manager, one, 'It asks for more than the later one.');
    expect(await statusOf(one)).toBe('open');
  });

  it('stale proposals are refused, and nobody proposes what is not theirs to propose', async () => {
    const { version } = await recommendations.view(people.manager, ids[2]!);
    await expect(life.propose(people.manager, ids[2]!, proposal, version - 1)).rejects.toMatchObject({
      status: 412,
    });
    await expect(life.propose(people.owner, ids[2]!, proposal)).rejects.toMatchObject({ status: 403 });
    await expect(
      life.decide(people.member, ids[2]!, { met: true, words: '', meetingId: null }),
    ).rejects.toMatchObject({
      status: 409,
    });
  });
});

describe('The database holds it for whoever writes', () => {
  it.each([
    ['met without the board', `status = 'met', met_on = '2026-11-23'`, /decision of the board stands/],
    ['proposed without a proposal', `status = 'proposed_as_met'`, /while a proposal waits/],
    ['superseded by nothing', `status = 'superseded'`, /superseded_names_its_successor/],
    ['superseded by itself', `status = 'superseded', superseded_by = id`, /nothing_supersedes_itself/],
  ])('%s', async (_sentence, change, refused) => {
    await expect(
      asApplication(`update recommendations set ${change} where authority_id = $1 and id = $2`, [ids[2]]),
    ).rejects.toThrow(refused);
  });

  it('reopened without a reason', async () => {
    expect(await statusOf(ids[1]!)).toBe('met');
    const reopened = app.database.forAuthority(authorityId, people.manager.actor, async (tx) => {
      await tx.rows(
        `update met_proposals set is_over = true where authority_id = $1 and recommendation_id = $2`,
        [authorityId, ids[1]],
      );
      await tx.rows(
        `update recommendations set status = 'open', met_on = null where authority_id = $1 and id = $2`,
        [authorityId, ids[1]],
      );
    });
    await expect(reopened).rejects.toThrow(/reopened with a reason/);
  });

  it('what a lead said is never changed', async () => {
    await expect(
      asApplication(`update recommendation_sentences set sentence = 'Else' where authority_id = $1`),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('The sentence of the lead', () => {
  it('is written by its lead or the director, with the difference once a quarter', async () => {
    const id = ids[2]!;
    await recommendations.answer(
      people.manager,
      id,
      (await recommendations.view(people.manager, id)).version,
      {
        leadId: people.lead.personId,
      },
    );
    const sentence = 'Plans quote children in two teams of five.';
    await expect(sentences.write(people.lead, id, { sentence, difference: '' })).rejects.toMatchObject({
      code: 'difference_missing',
    });
    await sentences.write(people.lead, id, { sentence, difference: 'Children say they are asked.' });
    app.clock.moveTo(new Date('2026-11-23T09:05:00Z'));
    await sentences.write(people.director, id, { sentence: 'Three teams of five.', difference: '' });
    await expect(sentences.write(people.manager, id, { sentence, difference: 'x' })).rejects.toMatchObject({
      status: 403,
    });
    const { lastSentence } = await recommendations.view(people.viewer, id);
    expect(lastSentence).toMatchObject({ sentence: 'Three teams of five.', writtenOn: '2026-11-23' });
    const list = await sentences.list(people.viewer, id, { limit: 10, offset: 0 });
    expect(list.rows.map((row) => row.sentence)).toEqual(['Three teams of five.', sentence]);
  });

  it('is missed by the list until it is there, and in the next quarter again', async () => {
    const without = async () =>
      (await recommendations.list(people.manager, { noSentence: true }, { limit: 50, offset: 0 })).rows.map(
        ({ id }) => id,
      );
    expect(await without()).toEqual(expect.arrayContaining([ids[0], ids[1]]));
    expect(await without()).not.toContain(ids[2]);
    app.clock.moveTo(new Date('2027-01-04T09:00:00Z'));
    expect(await without()).toContain(ids[2]);
    app.clock.moveTo(new Date('2026-11-23T09:00:00Z'));
  });
});

describe('The spread and the marks', () => {
  it('stand beside each recommendation, counted over its published actions', async () => {
    const { rows } = await recommendations.list(people.viewer, {}, { limit: 50, offset: 0 });
    const first = rows.find(({ id }) => id === ids[0])!;
    expect(first.spread).toEqual({ red: 0, amber: 0, green: 0, blue: 0, grey: 1 });
    expect(first.towards).toEqual({ counted: 1, complete: 0, verified: 0, doubted: 0 });
  });
});

async function isPriority(actionId: string): Promise<boolean> {
  const { rows } = await app.owner.query(`select priority_action from actions where id = $1`, [actionId]);
  return rows[0].priority_action;
}

async function meetingHeld(): Promise<string> {
  const boards = await app.owner.query(`select id from boards where authority_id = $1`, [authorityId]);
  return app.get(MeetingsService).add(people.manager, {
    boardId: boards.rows[0].id,
    meetsOn: localDate('2026-11-23'),
    paperDeadline: null,
    place: null,
  });
}
