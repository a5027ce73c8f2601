import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { COLOURS } from '../../src/domain/rating/reason-code.js';
import type { ActionItem } from '../../src/features/actions/action-list.repository.js';
import { readingScope } from '../../src/features/actions/action-access.js';
import { CallsService } from '../../src/features/actions/calls.service.js';
import { DraftsService } from '../../src/features/actions/drafts.service.js';
import { PlanFiguresRepository } from '../../src/features/actions/plan-figures.repository.js';
import type { Person } from '../../src/web/person.js';
import {
  planOfWestmarch,
  publishedAction,
  startWithActions,
  type PlanPeople,
} from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

interface ListOfActions {
  items: ActionItem[];
  nextCursor: string | null;
  total: number | null;
}

let app: TestApp;
let people: PlanPeople;
let documentId: string;
let manager: Visitor;
let partner: Person;
let agencyId: string;

beforeAll(async () => {
  app = await startWithActions({ at: '2026-11-23T09:00:00Z' });
  let recommendationIds: string[];
  ({ people, documentId, recommendationIds } = await planOfWestmarch(app));
  const { authority, actor } = people.manager;
  agencyId = await app.database.forAuthority(authority.id, actor, async (tx) => {
    const row = await tx.row<{ id: string }>(
      `insert into agencies (authority_id, name, kind) values ($1, 'Westmarch Health', 'partner') returning id`,
      [tx.authorityId],
    );
    return row!.id;
  });
  partner = await app.person({ email: 'partner@health.example', roles: ['owner'], agencyId });
  const late = { startOn: localDate('2026-09-01'), dueOn: localDate('2026-11-20') };
  const now = { startOn: localDate('2026-11-16') };
  await publishedAction(app, people, { ...late, title: 'Late one' });
  await publishedAction(app, people, { ...late, title: 'Late one for a priority action', recommendationIds });
  await publishedAction(app, people, { ...now, title: 'Running one' });
  await publishedAction(app, people, {
    ...now,
    title: "=HYPERLINK('x')",
    agencyId,
    ownerId: partner.personId,
  });
  await publishedAction(app, people, { title: 'Future one' });
  const called = await publishedAction(app, people, { ...now, title: 'Called one' });
  await app.get(CallsService).callWorse(people.member, called, { colour: 'amber', reason: 'I doubt it' });
  const draft = await app.get(DraftsService).draftFor(people.manager, recommendationIds[1] as string);
  await app.get(DraftsService).cancel(people.manager, draft);
  await app.get(DraftsService).draftFor(people.manager, recommendationIds[2] as string);
  manager = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
});
afterAll(() => app?.stop());

const list = async (query: string, who = manager): Promise<ListOfActions> => {
  const seen = await who.call('GET', `/api/v1/actions${query}`);
  expect(seen.status).toBe(200);
  return seen.json<ListOfActions>();
};
const titles = async (query: string, who = manager) =>
  (await list(query, who)).items.map(({ title }) => title);

describe('the list', () => {
  it('has what is towards a priority action first, then red, amber, green and grey, drafts and cancelled ones last', async () => {
    expect(await titles('?status=not_started,in_progress')).toEqual([
      'Late one for a priority action',
      'Late one',
      'Called one',
      ...(await titles('?rating=green')),
      'Future one',
    ]);
    const statuses = (await list('')).items.map(({ status }) => status);
    expect(statuses.slice(-2)).toEqual(['draft', 'cancelled']);
  });

  it.each([
    ['?overdue=true', ['Late one for a priority action', 'Late one']],
    ['?overdue=true&priorityAction=false', ['Late one']],
    ['?reason=called_amber', ['Called one']],
    ['?ratingReasons=called_amber', ['Called one']],
    ['?rating=red,amber&sort=title', ['Called one', 'Late one', 'Late one for a priority action']],
    ['?rating=red,amber&sort=-title', ['Late one for a priority action', 'Late one', 'Called one']],
    ['?q=future', ['Future one']],
    ['?q=A1', ['Late one']],
    ['?q=100%', []],
    ['?reference=A5', ['Future one']],
    ['?agencyId=none&rating=green', ['Running one']],
    ['?noOwner=true&status=draft', ['Strengthen the voice of children in plans']],
    ['?dueTo=2026-11-30&sort=-reference', ['Late one for a priority action', 'Late one']],
  ])('%s gives %j', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it('is narrowed by document, owner, lead and agency', async () => {
    expect(await titles(`?documentId=${documentId}&status=not_started`)).toEqual([
      'Late one for a priority action',
    ]);
    expect(await titles(`?ownerId=${partner.personId}`)).toEqual(["=HYPERLINK('x')"]);
    expect(await titles(`?agencyId=${agencyId}`)).toEqual(["=HYPERLINK('x')"]);
    expect((await list(`?accountableLeadId=${people.lead.personId}`)).total).toBe(6);
  });

  it.each(
    [
      'urgency',
      'rating',
      'reference',
      'title',
      'dueOn',
      'startOn',
      'lastUpdateOn',
      'status',
      'owner',
    ].flatMap((sort) => [sort, `-${sort}`]),
  )('sorted by %s, page after page gives every action once, in the order of the whole', async (sort) => {
    const whole = (await list(`?sort=${sort}`)).items.map(({ id }) => id);
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: ListOfActions = await list(`?sort=${sort}&limit=3${cursor && `&cursor=${cursor}`}`);
      expect(page.total).toBe(8);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(8);
  });

  it.each([
    '?rating=purple',
    '?ownerId=somebody',
    '?dueOn=2026-02-30',
    '?nonsense=1',
    '?sort=colour',
    '?limit=201',
    '?cursor=rubbish',
  ])('%s is refused at its field, never a list unfiltered', async (query) => {
    const seen = await manager.call('GET', `/api/v1/actions${query}`);
    expect(seen.status).toBe(422);
    const { code, errors } = seen.json<{ code: string; errors: { field: string }[] }>();
    expect(code).toBe('bad_query');
    expect(errors.map(({ field }) => `?${field}`)).toEqual([query.split('=')[0]]);
  });

  it('refuses a cursor that was made for another order', async () => {
    const { nextCursor } = await list('?sort=title&limit=2');
    expect((await manager.call('GET', `/api/v1/actions?sort=dueOn&cursor=${nextCursor}`)).status).toBe(422);
  });

  it('has the fields of the contract', async () => {
    const [item] = (await list('?reference=A2')).items;
    expect(item).toMatchObject({
      id: expect.any(String),
      reference: 'A2',
      title: 'Late one for a priority action',
      kind: 'practice',
      status: 'not_started',
      assurance: 'not_reported',
      rating: 'red',
      ratingReasons: ['overdue', 'due_soon_not_started', 'late_start'],
      startOn: '2026-09-01',
      dueOn: '2026-11-20',
      originalDueOn: '2026-11-20',
      timesMoved: 0,
      daysSlipped: 0,
      ownerId: people.owner.personId,
      accountableLeadId: people.lead.personId,
      agencyId: null,
      successMeasure: '95% of visits are in time',
      requiredEvidence: ['audit', 'data'],
      recommendationIds: expect.any(Array),
      workstreamId: null,
      lastUpdateOn: null,
      version: expect.any(Number),
    });
    expect(item).not.toHaveProperty('place');
    expect(item).not.toHaveProperty('total');
  });
});

describe('who sees what', () => {
  it("a partner's person sees their agency's actions and no others, in the list, in figures and one by one", async () => {
    const visitor = await app.signIn('partner@health.example', { authority: 'westmarch' });
    expect(await titles('', visitor)).toEqual(["=HYPERLINK('x')"]);
    const [other] = (await list('?reference=A1')).items;
    expect((await visitor.call('GET', `/api/v1/actions/${other!.id}`)).status).toBe(403);
    expect((await visitor.get(`/actions/${other!.id}`)).status).toBe(403);
    const figures = await app.database.forAuthority(partner.authority.id, partner.actor, (tx) =>
      app.get(PlanFiguresRepository).figures(tx, readingScope(partner)),
    );
    expect(figures.total).toBe(1);
  });

  it('another authority sees nothing', async () => {
    const stranger = await app.visitorAs({
      email: 'manager@northmoor.example',
      roles: ['plan_manager'],
      authority: 'northmoor',
    });
    expect(await list('', stranger)).toEqual({ items: [], nextCursor: null, total: 0 });
  });

  it('nobody who is not signed in', async () => {
    expect((await app.visitor().call('GET', '/api/v1/actions')).status).toBe(401);
  });
});

describe('figures', () => {
  it('equal the lists they count', async () => {
    const figures = await app.database.forAuthority(people.manager.authority.id, people.manager.actor, (tx) =>
      app.get(PlanFiguresRepository).figures(tx, 'all'),
    );
    const counted = 'status=not_started,in_progress,complete';
    for (const colour of COLOURS) {
      expect([colour, figures.counts[colour]]).toEqual([
        colour,
        (await list(`?rating=${colour}&${counted}`)).total,
      ]);
    }
    expect(figures.overdue).toBe((await list('?overdue=true')).total);
    expect(figures.total).toBe((await list(`?${counted}`)).total);
    expect(figures.drafts).toBe((await list('?status=draft')).total);
    expect(figures).toMatchObject({
      total: 6,
      overdue: 2,
      drafts: 1,
      counts: { red: 2, amber: 1, green: 2, grey: 1 },
    });
  });
});

describe('CSV', () => {
  it('is the list, and nothing in it is a formula', async () => {
    const sheet = await manager.get('/actions.csv?rating=green&sort=title');
    expect(sheet.headers.get('content-type')).toContain('text/csv');
    const lines = sheet.html.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain("A4,'=HYPERLINK('x'),Not started,Green,on track");
    expect(lines[2]).toContain(
      'A3,Running one,Not started,Green,on track,on track,2026-11-23,2026-11-16,2027-01-29',
    );
  });
});

describe('the API', () => {
  /** A program with somebody's token. */
  const program = async (email: string) => {
    const authorization = `Bearer ${await app.token(email)}`;
    return (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      app.visitor().call(method, path, body, { authorization, ...headers });
  };

  const idOf = async (reference: string) => (await list(`?reference=${reference}`)).items[0] as ActionItem;

  it('makes a draft, changes it against its version, and publishes it', async () => {
    const call = await program('manager@westmarch.example');
    const made = await call('POST', '/api/v1/actions', { title: 'By program' });
    expect(made.status).toBe(201);
    const draft = made.json<ActionItem>();
    expect(draft).toMatchObject({
      status: 'draft',
      rating: 'grey',
      ratingReasons: [],
      version: expect.any(Number),
    });
    const path = `/api/v1/actions/${draft.id}`;
    expect((await call('PATCH', path, { title: 'x' })).status).toBe(428);
    expect((await call('PATCH', path, { title: 'x' }, { 'if-match': '"99"' })).status).toBe(412);
    const changed = await call(
      'PATCH',
      path,
      { kind: 'enabling', dueOn: '2027-03-31' },
      { 'if-match': `"${draft.version}"` },
    );
    expect(changed.json()).toMatchObject({
      kind: 'enabling',
      dueOn: '2027-03-31',
      title: 'By program',
      version: draft.version + 1,
    });
    const refused = await call('POST', `${path}/publish`);
    expect(refused.status).toBe(422);
    expect(refused.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field)).toEqual([
      'ownerId',
      'accountableLeadId',
      'startOn',
      'requiredEvidence',
    ]);
  });

  it('publishes at once when asked', async () => {
    const body = {
      title: 'At once',
      kind: 'enabling',
      ownerId: people.owner.personId,
      accountableLeadId: people.lead.personId,
      startOn: '2026-11-23',
      dueOn: '2027-03-31',
      requiredEvidence: ['record'],
      publish: true,
    };
    const call = await program('manager@westmarch.example');
    const made = await call('POST', '/api/v1/actions', body);
    expect(made.json()).toMatchObject({
      status: 'not_started',
      originalDueOn: '2027-03-31',
      rating: 'green',
    });
  });

  it('keeps updates newest first and never changes the version for one that starts nothing', async () => {
    const { id, version } = await idOf('A3');
    const call = await program('owner@westmarch.example');
    const path = `/api/v1/actions/${id}/updates`;
    for (const [hour, whatChanged] of ['First', 'Second', 'Third'].entries()) {
      app.clock.moveTo(new Date(`2026-11-23T1${hour}:00:00Z`));
      const written = await call('POST', path, { answer: 'yes', whatChanged });
      expect(written.status).toBe(201);
    }
    const first = (await call('GET', `${path}?limit=2`)).json<{
      items: { whatChanged: string }[];
      nextCursor: string;
      total: number;
    }>();
    expect(first.items.map(({ whatChanged }) => whatChanged)).toEqual(['Third', 'Second']);
    expect(first.total).toBe(3);
    const second = (await call('GET', `${path}?limit=2&cursor=${first.nextCursor}`)).json<typeof first>();
    expect(second.items.map(({ whatChanged }) => whatChanged)).toEqual(['First']);
    expect(second.nextCursor).toBeNull();
    expect((await idOf('A3')).version).toBe(version);
    const refused = await call('POST', path, { answer: 'perhaps', whatChanged: 'x' });
    expect(refused.status).toBe(422);
  });

  it('tells the history of an action', async () => {
    const { id } = await idOf('A1');
    const history = (await manager.call('GET', `/api/v1/actions/${id}/history`)).json<{ items: object[] }>();
    expect(history.items.length).toBeGreaterThan(0);
  });
});
