import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
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
let owner: Visitor;
let member: Visitor;
let viewer: Visitor;
let meetingId: string;
let actionId: string;
let packPath: string;
let packId: string;
let nextPath: string;

beforeAll(async () => {
  // It is a week before the papers of the meeting of 14 December are due, and an action is late.
  app = await TestApp.start({ whole: true, at: '2026-11-02T09:00:00Z' });
  const plan = await planOfWestmarch(app);
  people = plan.people;
  actionId = await publishedAction(app, people, {
    startOn: localDate('2026-09-01'),
    dueOn: localDate('2026-11-06'),
    recommendationIds: [plan.recommendationIds[0]!],
  });
  app.clock.moveTo(new Date('2026-11-27T09:00:00Z'));
  const boardId = await app
    .get(BoardsService)
    .add(people.manager, { name: 'Improvement board', kind: 'improvement' });
  meetingId = await app
    .get(MeetingsService)
    .add(people.manager, { boardId, meetsOn: localDate('2026-12-14'), paperDeadline: null, place: 'Room 2' });
  const signIn = (email: string) => app.signIn(email, { authority: 'westmarch' });
  [manager, director, lead, owner, member, viewer] = await Promise.all(
    [people.manager, people.director, people.lead, people.owner, people.member, people.viewer].map((one) =>
      signIn(one.email),
    ) as [
      Promise<Visitor>,
      Promise<Visitor>,
      Promise<Visitor>,
      Promise<Visitor>,
      Promise<Visitor>,
      Promise<Visitor>,
    ],
  );
}, 60_000);
afterAll(() => app?.stop());

describe('A pack from its meeting to its correction', () => {
  it('is begun on the page of the meeting and shows what it would say', async () => {
    expect((await manager.get(`/meetings/${meetingId}`)).text).toContain('Begin the pack');
    expect((await member.get('/packs')).html).not.toContain('Begin the pack');
    const sent = await manager.submit(await manager.get('/packs'), 'Begin the pack for 14 December 2026', {});
    packPath = sent.location!;
    packId = packPath.split('/').at(-1)!;
    const making = await manager.follow(sent);
    expect(making.heading).toContain('Draft pack for 14 December 2026');
    expect(making.text).toContain('Still missing: Director (director), Lead (lead)');
    const preview = await manager.get(`${packPath}/preview`);
    expect(preview.text).toContain('what it would say if it were issued now');
    expect((await member.get(packPath)).status).toBe(404);
    expect((await member.get(`/meetings/${meetingId}`)).text).toContain('It has not been issued yet');
    const links = async (who: Visitor) => (await who.get('/meetings')).links.map(({ href }) => href);
    expect(await links(manager)).toContain(packPath);
    expect(await links(member)).not.toContain(packPath);
  });

  it('asks the owner of the exception on their first page, who explains it', async () => {
    const home = await owner.get('/');
    expect(home.text).toContain('The board wants to know, by 4 December 2026');
    const form = await owner.get(`/actions/${actionId}/explain`);
    const empty = await owner.submit(form, 'Send it to the board', { inTheWay: 'Two posts are empty' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Say what will be done about it');
    expect(empty.html).toContain('Two posts are empty');
    const sent = await owner.submit(form, 'Send it to the board', {
      inTheWay: 'Two posts are empty',
      willBeDone: 'Both are filled in January',
      'recoveryOn-day': '29',
      'recoveryOn-month': '1',
      'recoveryOn-year': '2027',
    });
    const action = await owner.follow(sent);
    expect(action.text).toContain('Both are filled in January By 29 January 2027.');
    expect((await owner.get('/')).text).toContain('Explained');
    expect((await viewer.get(`/actions/${actionId}/explain`)).status).toBe(403);
  });

  it('is commented on by the director and the lead, each their own', async () => {
    await manager.submit(await manager.get(packPath), 'Open for commentary', {});
    expect((await lead.get('/decisions')).text).toContain(
      'Write your commentary for the pack of 14 December 2026',
    );
    for (const [who, better] of [
      [director, 'More children are seen'],
      [lead, 'Visits are on time'],
    ] as const) {
      const form = await who.get(`${packPath}/commentary`);
      const nothing = await who.submit(form, 'Save the commentary', {});
      expect(nothing.status).toBe(422);
      const sent = await who.submit(form, 'Save the commentary', { better });
      expect((await who.follow(sent)).text).toContain('Your commentary was saved');
    }
    expect((await owner.get(`${packPath}/commentary`)).status).toBe(403);
    const making = await manager.get(packPath);
    expect(making.text).toContain('Visits are on time');
    expect(making.text).toContain('Everybody who is asked has written');
  });

  it('keeps both texts where the same commentary was written in two places', async () => {
    const one = await lead.get(`${packPath}/commentary`);
    await lead.submit(one, 'Save the commentary', { better: 'Visits are nearly on time' });
    const stale = await lead.submit(one, 'Save the commentary', { better: 'Visits are late' });
    expect(stale.status).toBe(412);
    expect(stale.text).toContain('Visits are nearly on time');
    expect(stale.text).toContain('Visits are late');
  });

  it('is cleared by the director and issued by the plan manager', async () => {
    expect((await manager.get(packPath)).html).not.toContain('Clear the pack');
    const cleared = await director.submit(await director.get(packPath), 'Clear the pack', {});
    expect((await director.follow(cleared)).text).toContain('It can be issued now');
    const issued = await manager.submit(await manager.get(packPath), 'Issue the pack', {});
    expect((await manager.follow(issued)).text).toContain('Pack 1 is issued');
  });

  it('is read by every member, in the list, on the page of the meeting and as JSON', async () => {
    expect((await member.get('/packs')).text).toContain('Pack 1');
    expect((await member.get('/meetings')).links.map(({ href }) => href)).toContain(packPath);
    for (const reader of [member, viewer, director, manager]) {
      expect((await reader.get('/')).text).toContain('Pack 1, for the meeting of 14 December 2026');
    }
    expect((await owner.get('/')).text).not.toContain('for the meeting of 14 December');
    expect((await member.get(`/meetings/${meetingId}`)).links.map(({ href }) => href)).toContain(packPath);
    const page = await member.get(packPath);
    expect(page.status).toBe(200);
    expect(page.text).toContain('More children are seen');
    expect(page.text).toContain('Two posts are empty');
    expect((await viewer.get(`${packPath}?part=2`)).status).toBe(403);
    expect((await member.get(`${packPath}?part=2`)).status).toBe(200);
    const bearer = { authorization: `Bearer ${await app.token(people.viewer.email)}` };
    const json = await viewer.call('GET', `/api/v1/meetings/${meetingId}/pack`, undefined, bearer);
    expect(json.json()).toMatchObject({
      id: packId,
      number: 1,
      state: 'issued',
      content: { headline: { actions: { total: 1, overdue: 1 } }, exceptions: [{ id: actionId }] },
    });
    const again = await manager.call(
      'POST',
      `/api/v1/packs/${packId}/issue`,
      {},
      {
        authorization: `Bearer ${await app.token(people.manager.email)}`,
      },
    );
    expect([again.status, again.json()]).toMatchObject([409, { code: 'not_cleared' }]);
  });

  it('tells at the meeting what has changed since', async () => {
    expect((await member.get(`${packPath}/since`)).text).toContain('Nothing has changed');
    const form = await owner.get(`/actions/${actionId}/update`);
    expect(form.status).toBe(200);
    await publishedAction(app, people, { title: 'Train every team' });
    const since = await member.get(`${packPath}/since`);
    expect(since.text).toContain('New in the plan (1)');
    expect(since.text).toContain('Train every team');
  });

  it('is corrected with a new issue that says what changed, and stays as it was', async () => {
    const form = await manager.get(`${packPath}/correct`);
    const begun = await manager.submit(form, 'Begin the new issue', { whatChanged: 'An action was missing' });
    nextPath = begun.location!;
    await director.submit(await director.get(nextPath), 'Clear the pack', {});
    await manager.submit(await manager.get(nextPath), 'Issue the pack', {});
    expect((await member.get(nextPath)).text).toContain('What changed: An action was missing');
    const first = await member.get(packPath);
    expect(first.text).toContain('Pack 1, issue 2 has taken the place of this issue');
    expect(first.text).not.toContain('Train every team');
    expect((await manager.get(`/history/packs/${packId}`)).text).toContain('Issued');
  });
});

const inBrowser = browserPath() === null ? describe.skip : describe;

inBrowser('The pages of packs in a browser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.open();
  });
  afterAll(() => browser?.close());

  it.each([false, true])(
    'can be used by everybody, on a phone: %s',
    async (phone) => {
      const open = await app.get(MeetingsService).add(people.manager, {
        boardId: (await app.get(BoardsService).list(people.manager))[0]!.id,
        meetsOn: localDate(phone ? '2027-02-15' : '2027-01-18'),
        paperDeadline: null,
        place: null,
      });
      const begun = await manager.submit(await manager.get(`/meetings/${open}`), 'Begin the pack', {});
      await manager.submit(await manager.get(begun.location!), 'Open for commentary', {});
      const paths: [string, string][] = [
        ['list', '/packs'],
        ['meeting', `/meetings/${open}`],
        ['making', begun.location!],
        ['preview', `${begun.location!}/preview`],
        ['commentary', `${begun.location!}/commentary`],
        ['issued', packPath],
        ['corrected', nextPath],
        ['since', `${packPath}/since`],
        ['correct', `${nextPath}/correct`],
      ];
      const page = await browser.pageAs(app, people.director.email, { phone });
      const asManager = await browser.pageAs(app, people.manager.email, { phone });
      const asOwner = await browser.pageAs(app, people.owner.email, { phone });
      const folder = process.env['PICTURES_FOLDER'];
      for (const [visitor, name, path] of [
        ...paths.map(([name, path]) => [name === 'correct' ? asManager : page, name, path] as const),
        [asOwner, 'explain', `/actions/${actionId}/explain`] as const,
        [asOwner, 'home', '/'] as const,
      ]) {
        const answer = await visitor.goto(path);
        expect([path, answer?.status()]).toEqual([path, 200]);
        await expectNoAxeViolations(visitor);
        await expectNoSidewaysScroll(visitor);
        if (folder === undefined) continue;
        await mkdir(folder, { recursive: true });
        await visitor.screenshot({
          path: join(folder, `${name}${phone ? '-phone' : ''}.png`),
          fullPage: true,
        });
      }
    },
    120_000,
  );
});
