import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HomeModule } from '../../src/features/home/home.module.js';
import { planOfWestmarch, startWithActions, type PlanPeople } from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';
import type { Seen, Visitor } from '../support/visitor.js';

let app: TestApp;
let people: PlanPeople;
let manager: Visitor;
let owner: Visitor;

beforeAll(async () => {
  app = await startWithActions({ modules: [HomeModule], at: '2026-11-23T09:00:00Z' });
  ({ people } = await planOfWestmarch(app));
  manager = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
  owner = await app.signIn('owner@westmarch.example', { authority: 'westmarch' });
});
afterAll(() => app?.stop());

const DRAFT_ALL = 'Draft an action for every recommendation without one';

/** What a draft is completed with; the due date may be another. */
const whole = (more: Record<string, string | string[]> = {}) => ({
  kind: 'practice',
  ownerId: people.owner.personId,
  accountableLeadId: people.lead.personId,
  'startOn-day': '16',
  'startOn-month': 'November',
  'startOn-year': '2026',
  'dueOn-day': '11',
  'dueOn-month': '12',
  'dueOn-year': '2026',
  successMeasure: '95% of children are seen in time',
  requiredEvidence: ['audit', 'voice'],
  ...more,
});

const linkTo = (seen: Seen, text: string): string => {
  const link = seen.links.find((one) => one.text.includes(text));
  if (!link)
    throw new Error(`No link "${text}" on ${seen.title}: ${seen.links.map((one) => one.text).join(' | ')}`);
  return link.href;
};

describe('from recommendations to an answered action', () => {
  let formPath: string;

  it('one press drafts an action for every recommendation that has none', async () => {
    const home = await manager.get('/');
    expect(home.text).toContain('3 Recommendations without an action');
    const drafts = await manager.follow(await manager.submit(home, DRAFT_ALL));
    expect(drafts.heading).toBe('Drafts');
    expect(drafts.text).toContain('3 actions were drafted, one for each recommendation that had none');
    const draft = await manager.get(linkTo(drafts, 'Make sure that children are seen'));
    expect(draft.text).toContain('Grey draft');
    formPath = linkTo(draft, 'Complete the draft');
  });

  it('the form says what publishing still needs, beside the fields', async () => {
    const form = await manager.get(formPath);
    expect(form.text).toContain('To be published it still needs: Choose an owner Choose an accountable lead');
    expect(form.text).toContain('Not SMART yet. It does not say how you will know that it worked');
    const refused = await manager.submit(form, 'Save and publish', {
      onwards: 'publish',
      title: 'See every child in time',
    });
    expect(refused.status).toBe(422);
    expect(refused.title).toMatch(/^Error: /);
    expect(refused.text).toContain('There is a problem Choose an owner');
    expect(refused.html).toContain('href="#ownerId"');
    expect(refused.form('Save the draft').fields).toContainEqual(['title', 'See every child in time']);
  });

  it('Publish on the page of a draft that is not ready leads to its form, with what is missing', async () => {
    const draft = await manager.get(formPath.replace('/change', ''));
    const refused = await manager.submit(draft, 'Publish');
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('href="#ownerId"');
    expect(refused.form('Save the draft').action).toBe(formPath);
  });

  it('a date that does not exist is refused, and everything typed stays', async () => {
    const form = await manager.get(formPath);
    const typed = whole({ 'dueOn-day': '31', 'dueOn-month': '11', title: 'See every child in time' });
    const refused = await manager.submit(form, 'Save the draft', typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('31 November 2026 does not exist');
    const again = refused.form('Save the draft');
    expect(again.fields).toContainEqual(['dueOn-day', '31']);
    expect(again.fields).toContainEqual(['title', 'See every child in time']);
    expect(again.fields).toContainEqual(['ownerId', people.owner.personId]);
  });

  it('completed, it is published and rated with its reasons', async () => {
    const form = await manager.get(formPath);
    const sent = await manager.submit(
      form,
      'Save and publish',
      whole({ onwards: 'publish', title: 'See every child in time' }),
    );
    expect(sent.status).toBe(303);
    const action = await manager.follow(sent);
    expect(action.text).toContain('The action was published');
    expect(action.heading).toBe('See every child in time');
    expect(action.text).toContain('Action A1 Towards a priority action');
    expect(action.text).toContain('Green on track');
    expect(action.text).toContain(
      'Why this colour Nothing stands against it being done by 11 December 2026.',
    );
    expect(action.text).toContain('Due date 11 December 2026');
  });

  it('the owner finds it on one page and answers in under a minute', async () => {
    const home = await owner.get('/');
    expect(home.heading).toBe('Your actions');
    expect(home.text).toContain('Will you meet 11 December 2026? Yes No, by a later date');
    const id = linkTo(home, 'See every child in time').split('/').at(-1) as string;
    const pressed = { pressed: id };
    const nothing = await owner.submit(home, 'Save the update of A1', pressed);
    expect(nothing.status).toBe(422);
    expect(nothing.text).toContain('A1: Say whether you will meet the due date');
    expect(nothing.html).toContain('href="#answer-A1"');
    const answered = await owner.submit(home, 'Save the update of A1', {
      ...pressed,
      [`${id}.answer`]: 'no_by',
      [`${id}.forecastOn-day`]: '15',
      [`${id}.forecastOn-month`]: 'jan',
      [`${id}.forecastOn-year`]: '2027',
      [`${id}.begun`]: 'yes',
      [`${id}.begunOn-day`]: '2',
      [`${id}.begunOn-month`]: '11',
      [`${id}.begunOn-year`]: '2026',
      [`${id}.whatChanged`]: 'Four of six teams have moved to the new diary.',
      [`${id}.inTheWay`]: 'Two teams wait for laptops',
      [`${id}.whoRemovesIt`]: 'Head of digital',
    });
    expect(answered.status).toBe(303);
    const after = await owner.follow(answered);
    expect(after.text).toContain('Your update was saved');
    expect(after.text).toContain('Amber');
    const action = await owner.get(linkTo(after, 'See every child in time'));
    expect(action.text).toContain(
      'In the update of 23 November 2026 the owner expects to finish on 15 January 2027, after the due date of 11 December 2026.',
    );
    expect(action.text).toContain(
      'Owner 23 November 2026 at 9:00am Will 11 December 2026 be met? No, by 15 January 2027',
    );
    expect(action.text).toContain(
      'In the way: Two teams wait for laptops (to be removed by Head of digital)',
    );
    expect(action.text).toContain('Status In progress');
  });

  it('the owner may call it worse, and cannot call it better', async () => {
    const home = await owner.get('/');
    const action = await owner.get(linkTo(home, 'See every child in time'));
    const form = await owner.get(linkTo(action, 'Call it worse'));
    const better = await owner.submit(form, 'Call it worse', { colour: 'green', reason: 'I say so' });
    expect(better.status).toBe(422);
    const worse = await owner.follow(
      await owner.submit(form, 'Call it worse', { colour: 'red', reason: 'Two teams have stopped' }),
    );
    expect(worse.text).toContain('Red by Owner on 23 November 2026. It stands until the owner’s next update');
    expect(worse.text).toContain('Somebody called it red on 23 November 2026');
    const update = await owner.get(linkTo(worse, 'Update'));
    const after = await owner.follow(
      await owner.submit(update, 'Save the update', {
        answer: 'yes',
        whatChanged: 'They have started again.',
      }),
    );
    expect(after.text).toContain('Green on track');
    expect(after.text).not.toContain('Called worse');
  });

  it('its history tells who did what', async () => {
    const action = await manager.get(linkTo(await manager.get('/actions'), 'See every child in time'));
    expect(action.text).toContain('History');
    expect(action.text).toContain('Rating was Amber Red');
  });

  it('the recommendation shows the spread of its actions', async () => {
    const action = await manager.get(linkTo(await manager.get('/actions'), 'See every child in time'));
    const recommendation = await manager.get(linkTo(action, 'Make sure that children are seen'));
    expect(recommendation.text).toContain('Actions towards it 1 Green');
    const drafted = await manager.submit(recommendation, 'Draft an action');
    expect((await manager.follow(drafted)).heading).toBe('Complete the draft');
  });
});

describe('two people, an old session and an owner who left', () => {
  it('the second of two who save the same action is told, sees both, and keeps what they typed', async () => {
    const list = await manager.get('/actions?status=draft');
    const path = `${linkTo(list, 'Improve the supervision')}/change`;
    const first = await manager.get(path);
    const second = await manager.get(path);
    await manager.submit(first, 'Save the draft', { title: 'Supervision every month' });
    const told = await manager.submit(second, 'Save the draft', { title: 'Supervision every fortnight' });
    expect(told.status).toBe(412);
    expect(told.text).toContain('Title Supervision every month Supervision every fortnight');
    const saved = await manager.follow(await manager.submit(told, 'Save mine over theirs'));
    expect(saved.heading).toBe('Supervision every fortnight');
  });

  it('a form posted after the session ended is not lost', async () => {
    const list = await manager.get('/actions?status=draft');
    const form = await manager.get(`${linkTo(list, 'Strengthen the voice')}/change`);
    await app.owner.query(`delete from sessions`);
    const ended = await manager.submit(form, 'Save the draft', { title: 'Children write their own plans' });
    expect(ended.status).toBe(401);
    const kept = ended.forms.flatMap((one) => one.fields).find(([name]) => name === 'kept');
    expect(kept?.[1]).toBeTruthy();
  });

  it('an owner who has left is refused at the field', async () => {
    manager = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
    const list = await manager.get('/actions?status=draft');
    const form = await manager.get(`${linkTo(list, 'Strengthen the voice')}/change`);
    await app.database.forAuthority(people.owner.authority.id, { kind: 'migration' }, (tx) =>
      tx.rows(`update people set closed_at = now() where authority_id = $1 and id = $2`, [
        tx.authorityId,
        people.owner.personId,
      ]),
    );
    const refused = await manager.submit(form, 'Save the draft', whole());
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Error: Owner has left. Choose somebody else');
  });
});

describe('the list', () => {
  it('filters combine, and what is saved as CSV is the same list', async () => {
    const list = await manager.get('/actions?status=draft&q=plans&sort=-title');
    expect(list.status).toBe(200);
    const sheet = await manager.get(linkTo(list, 'Save this list as CSV'));
    const lines = sheet.html.trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('Strengthen the voice of children in plans');
  });

  it.each([
    ['/actions?rating=purple', 422],
    ['/actions?ownerId=x', 422],
    ['/actions?nonsense=1', 422],
    ['/actions/00000000-0000-4000-8000-000000000000', 404],
    ['/actions/x', 404],
    ['/actions/x/update', 404],
    ['/recommendations/x', 404],
  ])('%s is answered with %d, never with a fault', async (path, status) => {
    expect((await manager.get(path)).status).toBe(status);
  });
});
