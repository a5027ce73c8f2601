import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { ActionReadingService } from '../../src/features/actions/action-reading.service.js';
import { ActionsService } from '../../src/features/actions/actions.service.js';
import { DateChangeAsking } from '../../src/features/actions/date-control/date-change-asking.service.js';
import { DateChangeDeciding } from '../../src/features/actions/date-control/date-change-deciding.service.js';
import { DateControlModule } from '../../src/features/actions/date-control/date-control.module.js';
import { DraftsService } from '../../src/features/actions/drafts.service.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../src/web/errors/refusals.js';
import {
  planOfWestmarch,
  publishedAction,
  startWithActions,
  wholeAction,
  type PlanPeople,
} from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';

let app: TestApp;
let people: PlanPeople;
let recommendationIds: string[];
let actions: ActionsService;
let drafts: DraftsService;
let reading: ActionReadingService;

beforeAll(async () => {
  app = await startWithActions({ at: '2026-11-23T09:00:00Z', modules: [DateControlModule] });
  ({ people, recommendationIds } = await planOfWestmarch(app));
  actions = app.get(ActionsService);
  drafts = app.get(DraftsService);
  reading = app.get(ActionReadingService);
});
afterAll(() => app?.stop());

/** Sets something up that no person could. */
const prepare = (sql: string, ...values: unknown[]) =>
  app.database.forAuthority(people.manager.authority.id, { kind: 'migration' }, (tx) =>
    tx.rows(sql, [tx.authorityId, ...values]),
  );

const refusalOf = async (doing: Promise<unknown>): Promise<Refused> => {
  const error = await doing.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Refused);
  return error as Refused;
};

describe('drafting', () => {
  it('one press drafts an action for every open recommendation that has none, and a second press none', async () => {
    expect(await drafts.draftAll(people.manager)).toBe(3);
    expect(await drafts.draftAll(people.manager)).toBe(0);
    const first = (await app.owner.query(`select id from actions where reference = 'A1'`)).rows[0] as {
      id: string;
    };
    const item = await reading.item(people.manager, first.id);
    expect(item).toMatchObject({
      reference: 'A1',
      title: 'Make sure that children are seen within the time that their plan sets',
      status: 'draft',
      rating: 'grey',
      ratingReasons: [],
      recommendationIds: [recommendationIds[0]],
      priorityAction: true,
    });
  });

  it('one more action can be drafted for a recommendation that has some', async () => {
    const id = await drafts.draftFor(people.manager, recommendationIds[1] as string);
    expect(await reading.item(people.manager, id)).toMatchObject({ reference: 'A4', status: 'draft' });
  });

  it('a draft that is not needed is cancelled, and its recommendation has no action again', async () => {
    const [draft] = (
      await app.owner.query<{ id: string }>(
        `select a.id from actions a join action_recommendations s on s.action_id = a.id
          where s.recommendation_id = $1`,
        [recommendationIds[2]],
      )
    ).rows;
    await drafts.cancel(people.manager, draft!.id);
    expect(await reading.item(people.manager, draft!.id)).toMatchObject({
      status: 'cancelled',
      rating: 'grey',
      ratingReasons: [],
    });
    expect(await drafts.draftAll(people.manager)).toBe(1);
  });

  it('two who press at the same moment draft every action once', async () => {
    await prepare(`update action_recommendations set ended_at = now() where authority_id = $1`);
    const drafted = await Promise.all([drafts.draftAll(people.manager), drafts.draftAll(people.manager)]);
    expect(drafted.sort()).toEqual([0, 3]);
    const twice = await app.owner.query(`select number from actions group by number having count(*) > 1`);
    expect(twice.rows).toEqual([]);
  });

  test.each(['owner', 'lead', 'director', 'member', 'viewer'] as const)(
    'a %s drafts nothing',
    async (role) => {
      await expect(drafts.draftAll(people[role])).rejects.toBeInstanceOf(Forbidden);
    },
  );
});

describe('publishing', () => {
  it('says at each field what is still needed', async () => {
    const id = await actions.create(people.manager, { title: 'Something' });
    const refused = await refusalOf(actions.publish(people.manager, id));
    expect(refused.code).toBe('not_ready');
    expect(refused.errors.map(({ field }) => field)).toEqual([
      'ownerId',
      'accountableLeadId',
      'startOn',
      'dueOn',
      'kind',
      'requiredEvidence',
    ]);
  });

  it('a practice action needs more than records for its proof', async () => {
    const draft = wholeAction(people, { requiredEvidence: ['record'] });
    const refused = await refusalOf(actions.create(people.manager, draft, { publish: true }));
    expect(refused.errors).toEqual([
      {
        field: 'requiredEvidence',
        message: 'A practice action needs audit, data, or views of children and families among its evidence',
      },
    ]);
  });

  it('the first due date becomes the original one, and is no move', async () => {
    const id = await publishedAction(app, people);
    expect(await reading.item(people.owner, id)).toMatchObject({
      status: 'not_started',
      assurance: 'not_reported',
      rating: 'grey',
      ratingReasons: ['not_due_to_start'],
      dueOn: '2027-01-29',
      originalDueOn: '2027-01-29',
      timesMoved: 0,
      daysSlipped: 0,
    });
  });

  it('an action past its due date is red the moment it is published', async () => {
    const id = await publishedAction(app, people, {
      startOn: localDate('2026-09-01'),
      dueOn: localDate('2026-11-20'),
    });
    expect(await reading.item(people.manager, id)).toMatchObject({ rating: 'red' });
  });

  it('publishes those of several that are ready and names what the others lack', async () => {
    const ready = await actions.create(people.manager, wholeAction(people));
    const unready = await actions.create(people.manager, wholeAction(people, { ownerId: null }));
    const { published, notReady } = await actions.publishMany(people.manager, [ready, unready]);
    expect(published).toBe(1);
    expect(notReady.map(({ id, needs }) => [id, needs])).toEqual([
      [unready, [{ field: 'ownerId', code: 'owner_missing' }]],
    ]);
    expect(await reading.item(people.manager, ready)).toMatchObject({ status: 'not_started' });
  });

  it('what is published cannot be published again', async () => {
    const id = await publishedAction(app, people);
    await expect(actions.publish(people.manager, id)).rejects.toBeInstanceOf(StateForbids);
  });
});

describe('changing', () => {
  it('an owner who has left is refused with a message at the field', async () => {
    const left = await app.person({ email: 'left@westmarch.example', roles: ['owner'], name: 'Lee Gone' });
    await prepare(`update people set closed_at = now() where authority_id = $1 and id = $2`, left.personId);
    const refused = await refusalOf(
      actions.create(people.manager, wholeAction(people, { ownerId: left.personId })),
    );
    expect(refused.errors).toEqual([
      { field: 'ownerId', message: 'Lee Gone has left. Choose somebody else' },
    ]);
  });

  it('somebody who only reads cannot be given an action', async () => {
    const refused = await refusalOf(
      actions.create(people.manager, wholeAction(people, { ownerId: people.viewer.personId })),
    );
    expect(refused.errors).toEqual([{ field: 'ownerId', message: 'Viewer cannot be given actions' }]);
  });

  it('the due date of a published action is not changed here', async () => {
    const id = await publishedAction(app, people);
    const { version } = await reading.item(people.manager, id);
    const refused = await refusalOf(
      actions.change(people.manager, id, version, { dueOn: localDate('2027-02-26') }),
    );
    expect(refused.errors[0]).toMatchObject({ field: 'dueOn' });
    expect(await reading.item(people.manager, id)).toMatchObject({ dueOn: '2027-01-29', version });
  });

  it('once the due date was moved, the start may come after the first due date, never after the one of now', async () => {
    const id = await publishedAction(app, people);
    const asked = await app.get(DateChangeAsking).ask(people.owner, id, {
      newDueOn: localDate('2027-02-12'),
      reason: 'capacity',
      words: 'Two posts are empty',
      meanwhile: 'The duty team visits',
    });
    const how = { words: '', meetingId: null, version: null };
    await app.get(DateChangeDeciding).decide(people.lead, asked, { kind: 'approve' }, how);
    const { version } = await reading.item(people.manager, id);
    await actions.change(people.manager, id, version, { startOn: localDate('2027-02-08') });
    const moved = await reading.item(people.manager, id);
    expect(moved).toMatchObject({ startOn: '2027-02-08', originalDueOn: '2027-01-29' });
    const refused = await refusalOf(
      actions.change(people.manager, id, moved.version, { startOn: localDate('2027-02-15') }),
    );
    expect(refused.errors[0]).toMatchObject({ field: 'startOn' });
  });

  it('two who save the same action: the second is told', async () => {
    const id = await publishedAction(app, people);
    const { version } = await reading.item(people.manager, id);
    await actions.change(people.manager, id, version, { title: 'The first' });
    const second = actions.change(people.manager, id, version, { title: 'The second' });
    await expect(second).rejects.toMatchObject({ constructor: StaleVersion, currentVersion: version + 1 });
    expect(await reading.item(people.manager, id)).toMatchObject({
      title: 'The first',
      version: version + 1,
    });
  });

  it('serves several recommendations, and is on the shorter clock while one of them is a priority action', async () => {
    const id = await publishedAction(app, people, { recommendationIds: recommendationIds.slice(1) });
    const before = await reading.item(people.manager, id);
    expect(before).toMatchObject({ priorityAction: false });
    expect([...before.recommendationIds].sort()).toEqual(recommendationIds.slice(1).sort());
    await actions.change(people.manager, id, before.version, {
      recommendationIds: [recommendationIds[0] as string],
    });
    expect(await reading.item(people.manager, id)).toMatchObject({
      priorityAction: true,
      recommendationIds: [recommendationIds[0]],
    });
  });

  it('a recommendation of nobody is refused', async () => {
    const wanted = ['00000000-0000-4000-8000-000000000000'];
    const refused = await refusalOf(
      actions.create(people.manager, wholeAction(people, { recommendationIds: wanted })),
    );
    expect(refused.errors[0]).toMatchObject({ field: 'recommendationIds' });
  });

  it('a new owner of a published action is to be told', async () => {
    const id = await publishedAction(app, people);
    const next = await app.person({ email: 'next@westmarch.example', roles: ['owner'] });
    await prepare(
      `update actions set next_notice_on = null, given_on = '2026-01-01' where authority_id = $1 and id = $2`,
      id,
    );
    const { version } = await reading.item(people.manager, id);
    await actions.change(people.manager, id, version, { ownerId: next.personId });
    const told = await app.owner.query(
      `select given_on::text as given, next_notice_on::text as next from actions where id = $1`,
      [id],
    );
    expect(told.rows).toEqual([{ given: '2026-11-23', next: '2026-11-23' }]);
  });
});

describe('who sees what', () => {
  it('an action of another authority is not there', async () => {
    const id = await publishedAction(app, people);
    const stranger = await app.person({
      email: 'manager@northmoor.example',
      roles: ['plan_manager'],
      authority: 'northmoor',
    });
    await expect(reading.item(stranger, id)).rejects.toBeInstanceOf(NotFound);
    await expect(actions.change(stranger, id, 1, { title: 'Mine' })).rejects.toBeInstanceOf(NotFound);
  });
});
