import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImportsService } from '../../src/features/imports/imports.service.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
import type { RecommendationView } from '../../src/features/recommendations/recommendations.repository.js';
import type { Person } from '../../src/web/person.js';
import { sampleReport, startImports } from '../support/imports-app.js';
import type { TestApp } from '../support/test-app.js';

const report = `Westmarch County Council

Inspection of services for children in need of help and protection, children looked after and care leavers

Inspection date: 3 March 2024 – 26 March 2024

Report published: 12 May 2024

## What does the local authority need to improve?

### Priority and immediate action

1. Make sure that every child at risk is seen on the day.

### Areas for improvement

2. Publish the threshold document.
`;

let app: TestApp;
let stop: () => Promise<void>;
let manager: Person;
let viewer: Person;
let stranger: Person;
let lead: Person;
let service: RecommendationsService;
const all = { limit: 200, offset: 0 };

beforeAll(async () => {
  ({ app, stop } = await startImports());
  service = app.get(RecommendationsService);
  manager = await app.person({ email: 'plan.manager@westmarch.example', roles: ['plan_manager'] });
  viewer = await app.person({ email: 'viewer@westmarch.example', roles: ['viewer'] });
  lead = await app.person({ email: 'lead.one@westmarch.example', roles: ['lead'] });
  stranger = await app.person({
    email: 'plan.manager@northmoor.example',
    roles: ['plan_manager'],
    authority: 'northmoor',
  });
  await accept(report, '2024-05-12');
  await accept(sampleReport(), '2026-11-20');
});
afterAll(() => stop());

async function accept(text: string, receivedOn: string): Promise<void> {
  await app.get(ImportsService).importFile({
    authorityId: manager.authority.id,
    actor: { kind: 'import' },
    source: Buffer.from(text),
    fileName: 'report.txt',
    accept: true,
    receivedOn: receivedOn as never,
  });
}

const list = async (filter = {}, person = manager) => (await service.list(person, filter, all)).rows;
const found = async (words: string): Promise<RecommendationView> => {
  const [first] = await list({ q: words });
  if (!first) throw new Error(`No recommendation says ${words}`);
  return first;
};

/** An action towards a recommendation, as the rows of a later feature. */
async function actionTowards(recommendationId: string, number: number, status = 'draft'): Promise<void> {
  await app.database.forAuthority(manager.authority.id, { kind: 'migration' }, async (tx) => {
    const ids = [manager.authority.id, recommendationId, number, status];
    await tx.rows(
      `insert into plans (authority_id, title, opened_on) values ($1, 'Plan', '2024-01-01')
       on conflict do nothing`,
      [manager.authority.id],
    );
    await tx.rows(
      `with action as (
         insert into actions (authority_id, plan_id, number, reference, title, status)
         select $1, id, $3::int, 'A' || $3, 'Something to do', $4::text from plans where authority_id = $1
         returning authority_id, id)
       insert into action_recommendations (authority_id, action_id, recommendation_id)
       select authority_id, id, $2 from action`,
      ids,
    );
  });
}

describe('The list of recommendations', () => {
  it('shows priority actions first, then the newest document, then as printed', async () => {
    expect((await list()).map((row) => [row.documentReceivedOn, row.number, row.priority])).toEqual([
      ['2024-05-12', '1', 'priority_action'],
      ['2026-11-20', '1', 'recommendation'],
      ['2026-11-20', '2', 'recommendation'],
      ['2026-11-20', '3', 'recommendation'],
      ['2026-11-20', '4', 'recommendation'],
      ['2024-05-12', '2', 'area_for_improvement'],
    ]);
  });

  it('is cut into pages without losing or repeating one', async () => {
    const pages = [];
    for (const offset of [0, 2, 4, 6]) {
      const { rows, total } = await service.list(manager, {}, { limit: 2, offset });
      expect(total).toBe(6);
      pages.push(...rows);
    }
    expect(pages.map((row) => row.id)).toEqual((await list()).map((row) => row.id));
  });

  it.each([
    ['the words', { q: 'THRESHOLD document' }, 2],
    ['the priority', { priority: ['priority_action', 'area_for_improvement'] }, 2],
    ['the status', { status: ['met'] }, 0],
    ['the response', { response: ['accepted'] }, 6],
    ['signs that mean something to a database', { q: "100%_';--" }, 0],
  ])('can be narrowed by %s', async (_what, filter, count) => {
    expect(await list(filter)).toHaveLength(count);
  });

  it('can be narrowed to those without an action; a cancelled action is none', async () => {
    const seen = await found('every child at risk is seen');
    const threshold = await found('check that partner agencies understand');
    await actionTowards(seen.id, 1);
    await actionTowards(threshold.id, 2, 'cancelled');
    const without = await list({ withoutAction: true });
    expect(without.map((row) => row.id)).toContain(threshold.id);
    expect(without).toHaveLength(5);
    expect((await list({ withoutAction: false })).map((row) => row.id)).toEqual([seen.id]);
    expect((await service.view(viewer, seen.id)).actionIds).toHaveLength(1);
  });

  it('is empty for another authority, and a recommendation of ours does not exist there', async () => {
    expect(await list({}, stranger)).toEqual([]);
    const { id } = await found('every child at risk is seen');
    await expect(service.view(stranger, id)).rejects.toMatchObject({ status: 404 });
  });

  it('is not for partners, who see only what is theirs', async () => {
    const agencyId = (
      await app.database.forAuthority(manager.authority.id, { kind: 'migration' }, (tx) =>
        tx.rows<{ id: string }>(
          `insert into agencies (authority_id, name, kind) values ($1, 'Police', 'partner') returning id`,
          [manager.authority.id],
        ),
      )
    )[0]!.id;
    const partner = await app.person({ email: 'partner@westmarch.example', roles: ['owner'], agencyId });
    await expect(list({}, partner)).rejects.toMatchObject({ status: 403 });
  });
});

describe('The response to a recommendation', () => {
  it('is saved with its lead, and what is not named stays', async () => {
    const { id, version } = await found('Publish the threshold document.');
    await service.answer(manager, id, version, { leadId: lead.personId });
    const answered = await service.answer(manager, id, version + 1, {
      response: 'in_part',
      responseText: 'Published, but not yet checked with partners',
    });
    expect(answered).toMatchObject({
      response: 'in_part',
      leadName: 'Lead One',
      version: version + 2,
    });
  });

  it.each([
    [{ response: 'not_accepted', responseText: ' ' }, 'responseText'],
    [{ leadId: '00000000-0000-4000-8000-000000000000' }, 'leadId'],
    [{ workstreamId: '00000000-0000-4000-8000-000000000000' }, 'workstreamId'],
  ] as const)('is refused beside its field: %j', async (answer, field) => {
    const { id, version } = await found('check that partner agencies understand');
    await expect(service.answer(manager, id, version, answer)).rejects.toMatchObject({
      status: 422,
      errors: [{ field }],
    });
  });

  it('cannot name a lead of another authority', async () => {
    const theirs = await app.person({
      email: 'lead@northmoor.example',
      roles: ['lead'],
      authority: 'northmoor',
    });
    const { id, version } = await found('check that partner agencies understand');
    await expect(service.answer(manager, id, version, { leadId: theirs.personId })).rejects.toMatchObject({
      status: 422,
    });
  });

  it('tells the second of two people', async () => {
    const { id, version } = await found('every child at risk is seen');
    await service.answer(manager, id, version, { responseText: 'First' });
    await expect(service.answer(manager, id, version, { responseText: 'Second' })).rejects.toMatchObject({
      status: 412,
      currentVersion: version + 1,
    });
  });

  it('is the plan manager’s', async () => {
    const { id, version } = await found('every child at risk is seen');
    await expect(service.answer(viewer, id, version, { responseText: 'Mine' })).rejects.toMatchObject({
      status: 403,
    });
  });
});
