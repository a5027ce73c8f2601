import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { ActionReadingService } from '../../src/features/actions/action-reading.service.js';
import { DateControlModule } from '../../src/features/actions/date-control/date-control.module.js';
import { MilestonesService } from '../../src/features/actions/date-control/milestones.service.js';
import { WaitsService } from '../../src/features/actions/date-control/waits.service.js';
import type { Tx } from '../../src/platform/database/database.js';
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
let milestones: MilestonesService;
let waits: WaitsService;

beforeAll(async () => {
  app = await startWithActions({ at: '2026-11-23T09:00:00Z', modules: [DateControlModule] });
  ({ people } = await planOfWestmarch(app));
  milestones = app.get(MilestonesService);
  waits = app.get(WaitsService);
});
afterAll(() => app?.stop());

const within = <T>(work: (tx: Tx) => Promise<T>) =>
  app.database.forAuthority(people.manager.authority.id, people.manager.actor, work);
const started = (more: object = {}) =>
  publishedAction(app, people, { startOn: localDate('2026-11-02'), dueOn: localDate('2027-01-29'), ...more });
const add = (id: string, dueOn: string, critical = false, by: Person = people.owner) =>
  milestones.add(by, id, { title: 'Policy agreed', dueOn: localDate(dueOn), critical });
const rated = async (id: string) =>
  (await app.get(ActionReadingService).item(people.manager, id)).ratingReasons;

describe('a milestone', () => {
  it('is added, moved by the owner with its original date kept, and done, and the colour follows', async () => {
    const id = await started();
    const made = await add(id, '2026-11-20');
    expect(await rated(id)).toContain('milestone_late');
    await milestones.move(people.owner, id, made, localDate('2026-12-15'), 'The committee meets later', 1);
    expect(await rated(id)).not.toContain('milestone_late');
    expect(await milestones.one(people.owner, id, made)).toMatchObject({
      dueOn: '2026-12-15',
      originalDueOn: '2026-11-20',
      timesMoved: 1,
      explanation: 'The committee meets later',
    });
    await expect(
      milestones.move(people.owner, id, made, localDate('2026-12-16'), '', 1),
    ).rejects.toMatchObject({ status: 412 });
    await milestones.done(people.owner, id, made, null, null);
    expect(await milestones.one(people.owner, id, made)).toMatchObject({ doneOn: '2026-11-23' });
  });

  it('that is critical needs the accountable lead, and never whoever owns the action', async () => {
    const id = await started();
    const made = await add(id, '2026-11-02', true);
    expect(await rated(id)).toContain('critical_milestone_late');
    const move = (by: Person, of = id, one = made) =>
      milestones.move(by, of, one, localDate('2026-12-15'), '', null);
    await expect(move(people.owner)).rejects.toMatchObject({ code: 'critical' });
    await expect(move(people.manager)).rejects.toMatchObject({ code: 'critical' });
    await expect(milestones.withdraw(people.owner, id, made, 'Not needed', null)).rejects.toMatchObject({
      code: 'critical',
    });
    await move(people.lead);
    expect(await rated(id)).not.toContain('critical_milestone_late');
    const own = await started({ ownerId: people.lead.personId });
    const critical = await add(own, '2026-11-30', true, people.lead);
    await expect(move(people.lead, own, critical)).rejects.toMatchObject({ code: 'critical' });
    await move(people.director, own, critical);
  });

  it('is withdrawn with a reason and stays readable; a viewer changes nothing', async () => {
    const id = await started();
    const made = await add(id, '2026-11-20');
    await expect(milestones.withdraw(people.owner, id, made, ' ', null)).rejects.toMatchObject({
      code: 'reason_missing',
    });
    await expect(add(id, '2026-12-01', false, people.viewer)).rejects.toMatchObject({ status: 403 });
    await milestones.withdraw(people.owner, id, made, 'Merged with another', null);
    expect(await rated(id)).not.toContain('milestone_late');
    expect(await milestones.list(people.viewer, id)).toMatchObject([{ isWithdrawn: true }]);
  });

  it('keeps the date first set, in SQL as well', async () => {
    const id = await started();
    const made = await add(id, '2026-12-01');
    await expect(
      within((tx) => tx.rows(`update milestones set original_due_on = '2026-12-24' where id = $1`, [made])),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('waiting for', () => {
  const outside = {
    actionId: null,
    words: 'The contract',
    contact: 'Procurement',
    expectedOn: localDate('2027-01-15'),
  };
  const forAction = (actionId: string) => ({ actionId, words: '', contact: '', expectedOn: null });

  it('something outside or another action, until it does no more', async () => {
    const [id, other] = [await started(), await started()];
    await waits.add(people.owner, id, outside);
    const made = await waits.add(people.owner, id, forAction(other));
    await expect(waits.add(people.owner, id, forAction(other))).rejects.toMatchObject({
      code: 'waits_already',
    });
    expect((await waits.list(people.viewer, id)).map(({ words, title }) => title ?? words)).toEqual(
      expect.arrayContaining(['The contract', 'See every child within ten days']),
    );
    await waits.end(people.owner, id, made);
    expect((await waits.list(people.owner, id)).find((one) => one.id === made)).toMatchObject({
      endedOn: '2026-11-23',
    });
    await waits.add(people.owner, id, forAction(other));
  });

  it('runs in no circle, by however many steps', async () => {
    const [a, b, c] = [await started(), await started(), await started()];
    await waits.add(people.owner, a, forAction(b));
    await waits.add(people.owner, b, forAction(c));
    await expect(waits.add(people.owner, c, forAction(a))).rejects.toMatchObject({ code: 'in_a_circle' });
    await expect(waits.add(people.owner, a, forAction(a))).rejects.toMatchObject({ code: 'itself' });
    await expect(waits.add(people.viewer, a, outside)).rejects.toMatchObject({ status: 403 });
  });

  it('runs in no circle when its two halves are added at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await started(), await started()];
      const halves = await Promise.allSettled([
        waits.add(people.owner, a, forAction(b)),
        waits.add(people.owner, b, forAction(a)),
      ]);
      expect(halves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('runs in no circle in SQL, as the role of the application', async () => {
    const [a, b] = [await started(), await started()];
    const insert = (tx: Tx, from: string, to: string) =>
      tx.rows(
        `insert into action_waits (authority_id, action_id, for_action_id, added_by, added_on)
         values ($1, $2, $3, $4, '2026-11-23')`,
        [tx.authorityId, from, to, people.owner.personId],
      );
    await within((tx) => insert(tx, a, b));
    await expect(within((tx) => insert(tx, b, a))).rejects.toMatchObject({
      constraint: 'waits_run_in_no_circle',
    });
  });
});
