import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { DateControlModule } from '../../src/features/actions/date-control/date-control.module.js';
import {
  planOfWestmarch,
  publishedAction,
  startWithActions,
  type PlanPeople,
} from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';
import type { Seen, Visitor } from '../support/visitor.js';

let app: TestApp;
let people: PlanPeople;
let manager: Visitor;
let owner: Visitor;
let lead: Visitor;
let chair: Visitor;
let id: string;

beforeAll(async () => {
  app = await startWithActions({ modules: [DateControlModule], at: '2026-11-23T09:00:00Z' });
  ({ people } = await planOfWestmarch(app));
  await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
  const signIn = (who: string) => app.signIn(`${who}@westmarch.example`, { authority: 'westmarch' });
  manager = await signIn('manager');
  owner = await signIn('owner');
  lead = await signIn('lead');
  chair = await signIn('chair');
  id = await publishedAction(app, people, {
    startOn: localDate('2026-11-16'),
    dueOn: localDate('2027-01-29'),
  });
});
afterAll(() => app?.stop());

const on = (day: string) => app.clock.moveTo(new Date(`${day}T09:00:00Z`));
const day = (name: string, value: string) => {
  const [year, month, date] = value.split('-') as [string, string, string];
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};
const linkTo = (seen: Seen, text: string): string => {
  const link = seen.links.find((one) => one.text.includes(text));
  if (!link)
    throw new Error(`No link "${text}" on ${seen.title}: ${seen.links.map((one) => one.text).join(' | ')}`);
  return link.href;
};

describe('the board and its meetings', () => {
  it('are set up by the plan manager: board, chair, a meeting with its papers', async () => {
    const added = await manager.submit(await manager.get('/boards/add'), 'Save', {
      name: 'Improvement board',
      kind: 'improvement',
    });
    const board = await manager.follow(added);
    const chairId = (await app.owner.query(`select id from people where email = 'chair@westmarch.example'`))
      .rows[0].id;
    const seat = await manager.submit(await manager.get(linkTo(board, 'Add a member')), 'Add', {
      personId: chairId,
      role: 'chair',
    });
    expect((await manager.follow(seat)).text).toContain('Chair');
    const empty = await manager.submit(await manager.get('/meetings/add'), 'Save', {});
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Enter the day of the meeting');
    const planned = await manager.submit(await manager.get('/meetings/add'), 'Save', {
      ...day('meetsOn', '2026-12-14'),
      place: 'Room 2',
    });
    const meeting = await manager.follow(planned);
    expect(meeting.text).toContain('Its papers are due on 4 December 2026');
    expect((await manager.get('/meetings')).text).toContain('14 December 2026');
    expect((await owner.get('/meetings/add')).status).toBe(403);
  });
});

describe('asking for another date', () => {
  let request: string;

  it('is a page from the action; what is missing is said beside its field', async () => {
    const page = await owner.get(linkTo(await owner.get(`/actions/${id}`), 'Ask for another date'));
    const wrong = await owner.submit(page, 'Ask', {
      ...day('newDueOn', '2027-02-12'),
      reason: 'recruitment',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Enter what is done meanwhile');
    const sent = await owner.submit(wrong, 'Ask', { words: 'Nobody applied', meanwhile: 'Agency cover' });
    request = sent.location!;
    expect((await owner.follow(sent)).text).toContain(
      'To be decided by the accountable lead by 30 November 2026',
    );
    expect((await owner.get(`/actions/${id}`)).text).toContain('From 29 January 2027 to 12 February 2027');
  });

  it('waits for the lead, who sees it counted in the menu and decides it', async () => {
    const waiting = await lead.get('/decisions');
    expect(waiting.text).toContain('To decide (1)');
    const page = await lead.get(linkTo(waiting, 'See every child within ten days'));
    const silent = await lead.submit(page, 'Decide', { decision: 'refuse' });
    expect(silent.text).toContain('Enter a reason');
    const proposed = await lead.submit(page, 'Decide', {
      decision: 'propose',
      ...day('newDueOn', '2027-02-05'),
    });
    expect((await lead.follow(proposed)).text).toContain('The other date was proposed');
    expect((await lead.get('/decisions')).text).toContain('Nothing waits for you');
  });

  it('the owner accepts the proposed date, and the action shows where it stood first', async () => {
    const accepted = await owner.submit(await owner.get(request), 'Accept 5 February 2027', {});
    expect((await owner.follow(accepted)).text).toContain('The due date moved to the proposed one');
    const action = await owner.get(`/actions/${id}`);
    expect(action.text).toContain('First set for 29 January 2027. Moved once, +5 working days');
  });

  it('a large move is wanted of the board, and the chair decides it between meetings', async () => {
    const sent = await owner.submit(await owner.get(`/actions/${id}/date-changes/ask`), 'Ask', {
      ...day('newDueOn', '2027-07-30'),
      reason: 'more_to_do',
      words: 'Twice as many teams',
      meanwhile: 'The first teams begin',
    });
    const asked = sent.location!;
    const meeting = linkTo(await manager.get('/meetings'), '14 December 2026');
    expect((await manager.get(meeting)).text).toContain('to 30 July 2027');
    expect((await lead.get(asked)).forms.some(({ buttons }) => buttons.includes('Decide'))).toBe(false);
    const decided = await chair.submit(await chair.get(asked), 'Decide', {
      decision: 'approve',
      words: 'Agreed',
    });
    expect((await chair.follow(decided)).text).toContain('for the board, between its meetings');
    expect((await manager.get(meeting)).text).toContain(
      'To be reported: decided by the chair between meetings',
    );
    on('2026-12-14');
    const later = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
    const held = await later.submit(await later.get(meeting), 'The meeting was held', {});
    expect((await later.follow(held)).text).toContain('By the chair on 23 November 2026');
    on('2026-11-23');
  });
});

describe('milestones and waiting', () => {
  it('a milestone is added, moved and done on its page', async () => {
    const add = await owner.get(linkTo(await owner.get(`/actions/${id}`), 'Add a milestone'));
    await owner.submit(add, 'Add', { title: 'Rota agreed', ...day('dueOn', '2026-12-01') });
    const page = await owner.get(linkTo(await owner.get(`/actions/${id}`), 'Rota agreed'));
    const moved = await owner.submit(page, 'Move', day('dueOn', '2026-12-15'));
    expect((await owner.follow(moved)).text).toContain(
      '15 December 2026 · first set for 1 December 2026, moved once',
    );
    const done = await owner.submit(
      await owner.get(linkTo(await owner.get(`/actions/${id}`), 'Rota agreed')),
      'Done',
      {},
    );
    expect((await owner.follow(done)).text).toContain('Done on 23 November 2026');
  });

  it('what the action waits for stands on its page, until it waits no more', async () => {
    const form = await owner.get(`/actions/${id}/waits/add`);
    const wrong = await owner.submit(form, 'Save', { words: 'The contract' });
    expect(wrong.text).toContain('Enter who can be asked about it');
    await owner.submit(wrong, 'Save', { contact: 'Procurement', ...day('expectedOn', '2027-01-15') });
    const action = await owner.get(`/actions/${id}`);
    expect(action.text).toContain('The contract expected 15 January 2027. Ask Procurement');
    const ended = await owner.submit(action, 'Waits no more for The contract', {});
    expect((await owner.follow(ended)).text).toContain('Until 23 November 2026');
  });
});

describe('the same for programs', () => {
  const bearer = async (who: string) => ({
    authorization: `Bearer ${await app.token(`${who}@westmarch.example`)}`,
  });

  it('a date is asked for, proposed, accepted and listed', async () => {
    const [asOwner, asLead] = [await bearer('owner'), await bearer('lead')];
    const action = await publishedAction(app, people);
    const path = `/api/v1/actions/${action}/date-changes`;
    const body = { newDueOn: '2027-02-12', reason: 'capacity', words: 'Too few', meanwhile: 'Cover' };
    const missing = await owner.call('POST', path, { newDueOn: '2027-02-12' }, asOwner);
    expect(missing.json()).toMatchObject({ status: 422, code: 'invalid' });
    const made = (await owner.call('POST', path, body, asOwner)).json() as { id: string; version: number };
    expect(made).toMatchObject({ state: 'waiting', decider: 'lead', slip: 10, version: 1 });
    const verb = (name: string, sent: object, who: object) =>
      owner.call('POST', `/api/v1/date-changes/${made.id}/${name}`, sent, who as Record<string, string>);
    expect((await verb('approve', {}, asOwner)).json()).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    expect((await verb('approve', {}, { ...asLead, 'if-match': '"7"' })).status).toBe(412);
    expect((await verb('propose', { newDueOn: '2027-02-05' }, asLead)).json()).toMatchObject({
      state: 'proposed',
    });
    expect((await verb('accept', {}, asOwner)).json()).toMatchObject({
      state: 'approved',
      toDueOn: '2027-02-05',
    });
    const list = await owner.call(
      'GET',
      `/api/v1/date-changes?actionId=${action}&state=approved`,
      undefined,
      asOwner,
    );
    expect(list.json()).toMatchObject({ total: 1, items: [{ id: made.id }] });
    expect((await owner.call('GET', path, undefined, asOwner)).json()).toMatchObject({ total: 1 });
  });

  it('meetings are planned, moved against their version, and cancelled', async () => {
    const asManager = await bearer('manager');
    const boards = (await manager.call('GET', '/api/v1/boards', undefined, asManager)).json() as {
      items: { id: string }[];
    };
    const sent = { boardId: boards.items[0]!.id, meetsOn: '2027-02-08' };
    const made = (await manager.call('POST', '/api/v1/meetings', sent, asManager)).json() as { id: string };
    expect(made).toMatchObject({ paperDeadline: '2027-01-29', state: 'planned' });
    const path = `/api/v1/meetings/${made.id}`;
    const change = { meetsOn: '2027-02-15' };
    expect((await manager.call('PATCH', path, change, asManager)).status).toBe(428);
    const moved = await manager.call('PATCH', path, change, { ...asManager, 'if-match': '"1"' });
    expect(moved.json()).toMatchObject({ paperDeadline: '2027-02-05' });
    await manager.call('POST', `${path}/cancel`, { because: 'Half term' }, asManager);
    const listed = await manager.call('GET', '/api/v1/meetings?state=cancelled', undefined, asManager);
    expect(listed.json()).toMatchObject({ items: [{ id: made.id, cancelledBecause: 'Half term' }] });
  });

  it('milestones and waits', async () => {
    const asOwner = await bearer('owner');
    const path = `/api/v1/actions/${id}`;
    const made = (
      await owner.call(
        'POST',
        `${path}/milestones`,
        { title: 'Trained', dueOn: '2026-12-18', critical: true },
        asOwner,
      )
    ).json() as { id: string };
    const moved = await owner.call(
      'POST',
      `${path}/milestones/${made.id}/move`,
      { dueOn: '2026-12-21' },
      asOwner,
    );
    expect(moved.json()).toMatchObject({ status: 409, code: 'critical' });
    const done = await owner.call('POST', `${path}/milestones/${made.id}/done`, {}, asOwner);
    expect(done.json()).toMatchObject({ doneOn: '2026-11-23', critical: true });
    const other = await publishedAction(app, people, { title: 'Buy the system' });
    const wait = await owner.call('POST', `${path}/waits`, { forActionId: other }, asOwner);
    expect(wait.json()).toMatchObject({ forActionId: other, title: 'Buy the system' });
    const circle = await owner.call('POST', `/api/v1/actions/${other}/waits`, { forActionId: id }, asOwner);
    expect(circle.json()).toMatchObject({ status: 422, code: 'in_a_circle' });
  });
});
