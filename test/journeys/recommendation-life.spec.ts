import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { planOfWestmarch, publishedAction, type PlanPeople } from '../support/plan-of-westmarch.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let people: PlanPeople;
let manager: Visitor;
let director: Visitor;
let lead: Visitor;
let chair: Visitor;
let viewer: Visitor;
let bearer: Record<string, string>;
let id: string;
let measurePath: string;
let versionPath: string;

beforeAll(async () => {
  app = await TestApp.start({ whole: true, at: '2026-11-23T09:00:00Z' });
  const plan = await planOfWestmarch(app);
  people = plan.people;
  id = plan.recommendationIds[0]!;
  await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
  await publishedAction(app, people, { recommendationIds: [id] });
  await app.get(BoardsService).add(people.manager, { name: 'Improvement board', kind: 'improvement' });
  const signIn = (email: string) => app.signIn(email, { authority: 'westmarch' });
  manager = await signIn(people.manager.email);
  director = await signIn(people.director.email);
  lead = await signIn(people.lead.email);
  viewer = await signIn(people.viewer.email);
  chair = await signIn('chair@westmarch.example');
  bearer = { authorization: `Bearer ${await app.token(people.manager.email)}` };
}, 60_000);
afterAll(() => app.stop());

const onDay = (name: string, day: string) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};

describe('A recommendation from its first sentence to its end', () => {
  it('gets an outcome, a workstream and a lead', async () => {
    const made = await manager.submit(await manager.get('/workstreams/new'), 'Save', {
      name: 'Practice',
      whatWillBeDifferent: 'Children are seen in time.',
      sponsorId: people.director.personId,
    });
    const workstreamId = made.location!.split('/').at(-1)!;
    const form = await manager.get(`/recommendations/${id}/change`);
    const outcome = 'Every child is seen within the time that their plan sets.';
    const sent = await manager.submit(form, 'Save', { outcome, workstreamId, leadId: people.lead.personId });
    expect((await manager.follow(sent)).text).toContain(outcome);
    expect((await viewer.get(`/workstreams/${workstreamId}`)).text).toContain('Children are seen in time.');
  });

  it('gets a measure with its values, entered by hand', async () => {
    const form = await manager.get(`/measures/new?recommendationId=${id}`);
    const incomplete = await manager.submit(form, 'Save', { name: 'Visits in time', baseline: 'sixty' });
    expect(incomplete.status).toBe(422);
    expect(incomplete.text).toContain('The baseline must be a number, such as 71.5');
    const made = await manager.submit(form, 'Save', {
      name: 'Visits in time',
      definition: 'Visits of the month within the time that the plan sets',
      unit: '%',
      direction: 'up',
      baseline: '60',
      ...onDay('baselineOn', '2026-03-31'),
      target: '95',
      source: 'Case system',
    });
    measurePath = made.location!;
    const value = await manager.get(`${measurePath}/values/new`);
    await manager.submit(value, 'Save', { ...onDay('on', '2026-10-31'), value: '71.5' });
    const seen = await viewer.get(`/recommendations/${id}`);
    expect(seen.text).toContain('Moved the right way');
    expect(seen.text).toContain('71.5%');
  });

  it('gets a sentence from its lead, who is asked for the difference once a quarter', async () => {
    expect((await viewer.get(`/recommendations/${id}`)).text).toContain('No sentence this quarter');
    const form = await lead.get(`/recommendations/${id}/sentence`);
    const sentence = 'Visits are in time in three teams of five.';
    const without = await lead.submit(form, 'Add your sentence', { sentence });
    expect(without.status).toBe(422);
    expect(without.text).toContain('Once a quarter, say what difference has been made');
    await lead.submit(form, 'Add your sentence', { sentence, difference: 'Children say they see us.' });
    expect((await viewer.get('/recommendations')).text).toContain(sentence);
  });

  it('is proposed as met, stands among the decisions wanted, and is met by the chair', async () => {
    const form = await lead.get(`/recommendations/${id}/propose-met`);
    expect(form.html).toContain('Visits in time: 71.5 %');
    const sent = await lead.submit(form, 'Propose it as met', {
      effectStatement: 'Children are seen in time.',
      inspectorsWord: 'Not looked at since.',
    });
    expect((await lead.follow(sent)).text).toContain('Proposed as met, waiting for the board');
    const waiting = await chair.get('/decisions');
    expect(waiting.text).toContain('Recommendations proposed as met');
    const decision = await chair.get(`/recommendations/${id}/met`);
    const decided = await chair.submit(decision, 'Record the decision', { decision: 'met', words: 'Agreed' });
    expect((await chair.follow(decided)).text).toMatch(/Met, 23 November 2026/);
    expect((await viewer.get('/board')).text).toContain('1 of 3 recommendations met');
  });

  it('is reopened with a reason', async () => {
    const form = await manager.get(`/recommendations/${id}/reopen`);
    expect((await manager.submit(form, 'Reopen it', { reason: '' })).status).toBe(422);
    await manager.submit(form, 'Reopen it', { reason: 'Visits are late again.' });
    const seen = await viewer.get(`/recommendations/${id}`);
    expect(seen.text).toContain('Visits are late again.');
    expect(seen.text).toContain('Found met, and reopened since');
  });

  it('tells all of it in its history', async () => {
    const history = (await manager.get(`/history/recommendations/${id}`)).text;
    for (const words of [
      'Children are seen in time.',
      'Visits are late again.',
      'three teams of five',
      'Proposed as met',
    ]) {
      expect(history).toContain(words);
    }
  });

  it('goes the same way in the API, and answers what the state forbids', async () => {
    const call = (path: string, body: object) =>
      manager.call('POST', `/api/v1/recommendations/${id}/${path}`, body, bearer);
    const missing = await call('propose-met', { effectStatement: 'x', measure: 'y' });
    expect(missing.json<{ errors: object[] }>().errors).toMatchObject([{ field: 'inspectorsWord' }]);
    const proposed = await call('propose-met', { effectStatement: 'x', measure: 'y', inspectorsWord: 'z' });
    expect(proposed.json()).toMatchObject({ status: 'proposed_as_met', marks: [], spread: { grey: 1 } });
    expect(
      (await call('propose-met', { effectStatement: 'x', measure: 'y', inspectorsWord: 'z' })).status,
    ).toBe(409);
    expect((await call('propose-met/withdraw', {})).json()).toMatchObject({ status: 'open' });
    expect((await call('met', {})).status).toBe(409);
  });
});

describe('The plan', () => {
  it('is frozen in a version, approved, submitted and answered', async () => {
    const made = await manager.submit(await manager.get('/plan/versions/new'), 'Make the version', {
      name: 'For submission',
    });
    versionPath = made.location!;
    await director.submit(await director.get(`${versionPath}/approve`), 'Approve it', { words: 'Agreed' });
    const form = await manager.get(`${versionPath}/submit`);
    const early = await manager.submit(form, 'Record the submission', {
      to: 'Ofsted',
      ...onDay('on', '2026-11-24'),
    });
    expect(early.text).toContain('The day must be today or before');
    await manager.submit(form, 'Record the submission', { to: 'Ofsted', ...onDay('on', '2026-11-23') });
    const seen = await viewer.get(versionPath);
    expect(seen.text).toContain('Submitted');
    expect(seen.text).toContain('See every child within ten days');
  });

  it('gets new baselines by a decision of the board, with the first date still shown', async () => {
    const form = await manager.get('/plan/rebaselinings/new');
    const field = form.form('Ask the board').names.find((name) => name.startsWith('due-'))!;
    const wrong = await manager.submit(form, 'Ask the board', { reason: 'New scope', [field]: '2026-01-01' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('the new date must be after today');
    const asked = await manager.submit(form, 'Ask the board', { reason: 'New scope', [field]: '2027-04-30' });
    const decision = await chair.get(`${asked.location}/decide`);
    await chair.submit(decision, 'Record the decision', { decision: 'approve' });
    const action = await viewer.get(`/actions/${field.slice(4)}`);
    expect(action.text).toContain('Re-baselined on 23 November 2026 from 29 January 2027 to 30 April 2027');
    expect((await viewer.get('/plan')).text).toContain('First due 29 January 2027');
    expect((await viewer.get(versionPath)).text).not.toContain('30 April 2027');
  });

  it('reads as it read on an earlier day', async () => {
    const early = await viewer.get('/plan?asAt=2020-01-01');
    expect(early.text).toContain('As it stood at the end of 1 January 2020');
    expect(early.text).toContain('Nothing is in the plan yet');
    expect((await viewer.get('/recommendations?asAt=2020-01-01')).text).not.toContain(
      'Make sure that children',
    );
    expect((await viewer.get(`/recommendations/${id}?asAt=2020-01-01`)).status).toBe(404);
    expect((await viewer.get('/plan?asAt=2030-01-01')).status).toBe(422);
  });
});

const journeys = browserPath() === null ? describe.skip : describe;

journeys('In a real browser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.open();
  });
  afterAll(() => browser.close());

  it.each([
    ['at a desk', false],
    ['on a phone', true],
  ])(
    'every page is whole %s',
    async (_sentence, phone) => {
      const page = await browser.pageAs(app, people.manager.email, { phone });
      const paths = [
        `/recommendations/${id}`,
        '/recommendations',
        `/recommendations/${id}/propose-met`,
        `/recommendations/${id}/restrict`,
        '/measures',
        measurePath,
        '/plan',
        versionPath,
        '/plan/rebaselinings/new',
        '/workstreams',
      ];
      for (const path of paths) {
        await page.goto(path);
        await expectNoAxeViolations(page);
        await expectNoSidewaysScroll(page);
        const folder = process.env['PICTURES'];
        if (folder) {
          const name = `${path.replaceAll(/[0-9a-f-]{36}/g, 'id').replaceAll('/', '_')}${phone ? '-phone' : ''}.png`;
          await page.screenshot({ path: `${folder}/${name}`, fullPage: true });
        }
      }
      await page.context().close();
    },
    90_000,
  );
});
