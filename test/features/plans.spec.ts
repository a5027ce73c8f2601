import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { ActionReadingService } from '../../src/features/actions/action-reading.service.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { PlanDocumentService } from '../../src/features/plans/plan-document.service.js';
import { PlanVersionsService } from '../../src/features/plans/plan-versions.service.js';
import { PlansModule } from '../../src/features/plans/plans.module.js';
import { RebaseliningsService } from '../../src/features/plans/rebaselinings.service.js';
import { WorkstreamsService } from '../../src/features/plans/workstreams.service.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
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
let versions: PlanVersionsService;
let rebaselinings: RebaseliningsService;
let workstreams: WorkstreamsService;
let documentId: string;
let ids: string[];
let actionId: string;

const all = { limit: 50, offset: 0 };
const asApplication = (sql: string, values: unknown[] = []) =>
  app.database.forAuthority(people.manager.authority.id, people.manager.actor, (tx) =>
    tx.rows(sql, [tx.authorityId, ...values]),
  );

beforeAll(async () => {
  app = await startWithActions({ at: '2026-11-23T09:00:00Z', modules: [PlansModule] });
  ({ people, documentId, recommendationIds: ids } = await planOfWestmarch(app));
  chair = await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
  versions = app.get(PlanVersionsService);
  rebaselinings = app.get(RebaseliningsService);
  workstreams = app.get(WorkstreamsService);
  await app.get(BoardsService).add(people.manager, { name: 'Improvement board', kind: 'improvement' });
  actionId = await publishedAction(app, people, { recommendationIds: [ids[0]!] });
});
afterAll(() => app.stop());

describe('The plan as a document', () => {
  it('says each recommendation in its order with the actions towards it', async () => {
    const plan = await app.get(PlanDocumentService).read(people.viewer, null);
    expect(plan.entries.map(({ recommendation }) => recommendation?.number)).toEqual(['1', '2', '3']);
    expect(plan.entries[0]!.actions).toMatchObject([
      { title: 'See every child within ten days', ownerName: expect.any(String), dueOn: '2027-01-29' },
    ]);
    expect(plan.entries[1]!.actions).toEqual([]);
  });
});

describe('A version of the plan', () => {
  let id: string;

  it('freezes what the plan says, for whoever approves it', async () => {
    id = await versions.make(people.manager, { name: 'For submission', whatChanged: '' });
    await expect(versions.one(people.viewer, id)).rejects.toMatchObject({ status: 404 });
    const { version } = await app.get(RecommendationsService).view(people.manager, ids[0]!);
    await app
      .get(RecommendationsService)
      .answer(people.manager, ids[0]!, version, { outcome: 'Children are seen.' });
    const frozen = await versions.one(people.director, id);
    expect(frozen.entries[0]!.recommendation!.outcome).toBe('');
    expect(frozen.entries[0]!.actions[0]!.dueOn).toBe('2027-01-29');
  });

  it('is replaced by the next draft, which says what the plan says then', async () => {
    const next = await versions.make(people.manager, { name: 'For submission', whatChanged: 'Outcomes' });
    expect((await versions.one(people.manager, id)).state).toBe('withdrawn');
    id = next;
    expect((await versions.one(people.director, id)).entries[0]!.recommendation!.outcome).toBe(
      'Children are seen.',
    );
  });

  it('is approved by the director, submitted, and answered, each once', async () => {
    await expect(versions.approve(people.manager, id, '')).rejects.toMatchObject({ status: 403 });
    const submission = { to: 'Ofsted', on: localDate('2026-11-20'), documentIds: [documentId] };
    await expect(versions.submit(people.manager, id, submission)).rejects.toMatchObject({
      code: 'not_approved',
    });
    await versions.approve(people.director, id, 'Agreed');
    await versions.submit(people.manager, id, submission);
    const answer = {
      from: 'Ofsted',
      text: 'The plan satisfies the requirements.',
      on: localDate('2026-11-23'),
    };
    await versions.respond(people.manager, id, answer);
    await expect(versions.respond(people.manager, id, answer)).rejects.toMatchObject({
      code: 'already_answered',
    });
    expect(await versions.one(people.viewer, id)).toMatchObject({
      number: 2,
      state: 'submitted',
      submittedTo: 'Ofsted',
      responseFrom: 'Ofsted',
    });
    expect((await versions.list(people.viewer, all)).rows.map(({ number }) => number)).toEqual([2]);
  });

  it('ends the statutory clock of the document that it answers', async () => {
    const rows = await asApplication(
      `select plan_submitted_on::text as "on" from documents where authority_id = $1 and id = $2`,
      [documentId],
    );
    expect(rows).toEqual([{ on: '2026-11-20' }]);
  });

  it.each([
    ['what it said', `update plan_version_items set content = '{}' where authority_id = $1`],
    ['what it said, by taking it away', `delete from plan_version_items where authority_id = $1`],
    [
      'what it said, by adding to it',
      `insert into plan_version_items (authority_id, plan_version_id, position, action_id, content)
       select i.authority_id, i.plan_version_id, 999, a.id, '{}' from plan_version_items i
         join actions a on a.authority_id = i.authority_id where i.authority_id = $1 limit 1`,
    ],
    [
      'to whom it was submitted',
      `update plan_versions set submitted_to = 'Somebody' where authority_id = $1 and state = 'submitted'`,
    ],
    [
      'that it was submitted',
      `update plan_versions set state = 'approved', submitted_on = null, submitted_to = '', submitted_by = null,
       response = '', response_from = '', response_on = null, response_by = null where authority_id = $1 and state = 'submitted'`,
    ],
  ])('the database refuses to change %s', async (_sentence, sql) => {
    await expect(asApplication(sql)).rejects.toThrow(/permission denied|never changed|not back/);
  });
});

describe('Re-baselining', () => {
  it('is asked for with dates that can be, and is the board’s to decide', async () => {
    const wrong = { actionId, dueOn: localDate('2026-11-23') };
    await expect(rebaselinings.ask(people.manager, 'New scope', [wrong])).rejects.toMatchObject({
      errors: [{ field: `due-${actionId}`, message: 'A1: the new date must be after today' }],
    });
    const id = await rebaselinings.ask(people.manager, 'New scope', [
      { actionId, dueOn: localDate('2027-04-30') },
    ]);
    await expect(
      rebaselinings.decide(people.manager, id, { approve: true, words: '', meetingId: null }),
    ).rejects.toMatchObject({
      status: 403,
    });
    await rebaselinings.decide(chair, id, { approve: true, words: 'Agreed', meetingId: null });
    const action = await app.get(ActionReadingService).item(people.viewer, actionId);
    expect(action).toMatchObject({
      dueOn: '2027-04-30',
      originalDueOn: '2027-01-29',
      timesMoved: 0,
      daysSlipped: 0,
    });
  });

  it('keeps both baselines when the plan is re-baselined again', async () => {
    const id = await rebaselinings.ask(people.manager, 'Again', [
      { actionId, dueOn: localDate('2027-06-30') },
    ]);
    await rebaselinings.decide(chair, id, { approve: true, words: '', meetingId: null });
    const kept = await asApplication(
      `select from_due_on::text as "from", to_due_on::text as "to" from rebaselining_dates where authority_id = $1 order by 1`,
    );
    expect(kept).toEqual([
      { from: '2027-01-29', to: '2027-04-30' },
      { from: '2027-04-30', to: '2027-06-30' },
    ]);
  });

  it('moves nothing when the board refuses, and cannot be approved after an action changed', async () => {
    const id = await rebaselinings.ask(people.manager, 'Once more', [
      { actionId, dueOn: localDate('2027-09-30') },
    ]);
    app.clock.moveTo(new Date('2027-10-01T09:00:00Z'));
    await expect(
      rebaselinings.decide(chair, id, { approve: true, words: '', meetingId: null }),
    ).rejects.toMatchObject({
      code: 'actions_have_changed',
    });
    await rebaselinings.decide(chair, id, { approve: false, words: 'Keep to it', meetingId: null });
    app.clock.moveTo(new Date('2026-11-23T09:00:00Z'));
    expect((await app.get(ActionReadingService).item(people.viewer, actionId)).dueOn).toBe('2027-06-30');
  });

  it('without a decision the database sets no date', async () => {
    await expect(asApplication(`select rebaseline_due_dates($1, '[]'::jsonb)`)).rejects.toThrow(
      /recorded decision of the board/,
    );
  });
});

describe('Workstreams', () => {
  it('are added, put in order, changed and archived', async () => {
    const content = { sponsorId: people.director.personId, whatWillBeDifferent: 'Children are heard.' };
    const one = await workstreams.add(people.manager, { name: 'Practice', ...content });
    const two = await workstreams.add(people.manager, { name: 'Leadership', ...content });
    await expect(workstreams.add(people.manager, { name: 'Practice', ...content })).rejects.toMatchObject({
      code: 'name_taken',
    });
    await expect(workstreams.add(people.viewer, { name: 'Else', ...content })).rejects.toMatchObject({
      status: 403,
    });
    await workstreams.move(people.manager, two, 'up');
    const names = async (archived: boolean) =>
      (await workstreams.list(people.viewer, archived, all)).rows.map(({ name }) => name);
    expect(await names(false)).toEqual(['Leadership', 'Practice']);
    const { version } = await workstreams.one(people.manager, one);
    await workstreams.change(people.manager, one, version, { name: 'Good practice' });
    await expect(workstreams.change(people.manager, one, version, { name: 'Stale' })).rejects.toMatchObject({
      status: 412,
    });
    const { version: now } = await workstreams.one(people.manager, one);
    await workstreams.archive(people.manager, one, now, true);
    expect([await names(false), await names(true)]).toEqual([['Leadership'], ['Good practice']]);
  });

  it('show their recommendations, their actions and how these stand', async () => {
    const id = (await workstreams.list(people.viewer, false, all)).rows[0]!.id;
    const { version } = await app.get(RecommendationsService).view(people.manager, ids[0]!);
    await app.get(RecommendationsService).answer(people.manager, ids[0]!, version, { workstreamId: id });
    const shown = await workstreams.page(people.viewer, id);
    expect(shown.recommendations.map(({ number }) => number)).toEqual(['1']);
    expect(shown.figures.total).toBe(shown.actions.length);
  });
});
