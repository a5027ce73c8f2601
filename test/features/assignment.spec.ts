import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { AssignmentModule } from '../../src/features/actions/assignment/assignment.module.js';
import { AssignmentService } from '../../src/features/actions/assignment/assignment.service.js';
import { LeaverService } from '../../src/features/actions/assignment/leaver.service.js';
import { DateControlModule } from '../../src/features/actions/date-control/date-control.module.js';
import { DateChangeAsking } from '../../src/features/actions/date-control/date-change-asking.service.js';
import { DateChangeDeciding } from '../../src/features/actions/date-control/date-change-deciding.service.js';
import { UpdatesService } from '../../src/features/actions/updates.service.js';
import { PeopleAdminService } from '../../src/features/people/people-admin.service.js';
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
let successor: Person;
let administrator: Person;

beforeAll(async () => {
  app = await startWithActions({
    modules: [AssignmentModule, DateControlModule],
    at: '2026-11-23T09:00:00Z',
  });
  ({ people } = await planOfWestmarch(app));
  successor = await app.person({ email: 'successor@westmarch.example', roles: ['owner', 'lead'] });
  administrator = await app.person({ email: 'admin@westmarch.example', roles: ['administrator'] });
});
afterAll(() => app?.stop());

const row = async (id: string) =>
  (await app.owner.query('select * from actions where id = $1', [id])).rows[0];
const handOver = async (by: Person, id: string, to: Person, note = '') =>
  app.get(AssignmentService).handOver(by, id, (await row(id)).version, { ownerId: to.personId, note });
const dates = { startOn: localDate('2026-09-01'), dueOn: localDate('2027-01-29') };

describe('Handing an action over', () => {
  it('gives it to another owner from today, with a note, in the history', async () => {
    const id = await publishedAction(app, people, dates);
    await handOver(people.manager, id, successor, 'Ask Priya about the diary.');
    const { owner_id: owner, given_on: given, next_notice_on: next } = await row(id);
    expect([owner, given, next].map(String)).toEqual(
      [successor.personId, new Date('2026-11-23T00:00'), new Date('2026-11-23T00:00')].map(String),
    );
    const { rows } = await app.owner.query(
      'select from_id, to_id, note, handed_by from hand_overs where action_id = $1',
      [id],
    );
    expect(rows).toEqual([
      {
        from_id: people.owner.personId,
        to_id: successor.personId,
        note: 'Ask Priya about the diary.',
        handed_by: people.manager.personId,
      },
    ]);
  });

  it.each([
    ['the owner', () => people.owner, /does not allow/],
    ['a viewer', () => people.viewer, /does not allow/],
    ['a board member', () => people.member, /does not allow/],
  ] as const)('is not for %s', async (_who, who, words) => {
    const id = await publishedAction(app, people, dates);
    await expect(handOver(who(), id, successor)).rejects.toThrow(words);
  });

  it('is for the lead of the action, not for another lead', async () => {
    const id = await publishedAction(app, people, dates);
    await expect(handOver(successor, id, successor)).rejects.toThrow(/does not allow/);
    await handOver(people.lead, id, successor);
    expect((await row(id)).owner_id).toBe(successor.personId);
  });

  it('goes to nobody who cannot own an action, nor to its owner again', async () => {
    const id = await publishedAction(app, people, dates);
    await expect(handOver(people.manager, id, people.viewer)).rejects.toThrow(
      'Some fields need another look',
    );
    await expect(handOver(people.manager, id, people.owner)).rejects.toThrow('They own it already');
  });

  it('takes an open date request along: the new owner accepts what was proposed, the old one cannot', async () => {
    const id = await publishedAction(app, people, dates);
    const asking = app.get(DateChangeAsking);
    const request = await asking.ask(people.owner, id, {
      newDueOn: localDate('2027-02-19'),
      reason: 'other',
      words: 'Two posts are vacant',
      meanwhile: 'Four teams go on',
    });
    await app
      .get(DateChangeDeciding)
      .decide(
        people.lead,
        request,
        { kind: 'propose', newDueOn: localDate('2027-02-12') },
        { version: null, words: '', meetingId: null },
      );
    await expect(asking.accept(successor, request, null)).rejects.toThrow('Only whoever asked can do this');
    await handOver(people.manager, id, successor);
    await asking.accept(successor, request, null);
    expect(String((await row(id)).due_on)).toBe(String(new Date('2027-02-12T00:00')));
  });
});

describe('Contributors', () => {
  it('are added and ended; while they contribute they update the action', async () => {
    const id = await publishedAction(app, people, dates);
    const says = {
      answer: 'yes',
      forecastOn: null,
      begunOn: null,
      noChange: false,
      whatChanged: 'Half done',
      inTheWay: '',
      whoRemovesIt: '',
    } as const;
    const assignment = app.get(AssignmentService);
    await assignment.addContributor(people.manager, id, successor.personId);
    await app.get(UpdatesService).record(successor, id, says);
    await assignment.endContributor(people.manager, id, successor.personId);
    await expect(app.get(UpdatesService).record(successor, id, says)).rejects.toThrow(/does not allow/);
    await expect(assignment.endContributor(people.manager, id, successor.personId)).rejects.toThrow(
      'do not contribute',
    );
    await expect(assignment.addContributor(people.manager, id, people.owner.personId)).rejects.toThrow(
      'They own this action',
    );
  });
});

describe('Somebody who leaves', () => {
  it('hands everything over on one page in one step, also after the account was closed', async () => {
    const leaver = await app.person({ email: 'leaver@westmarch.example', roles: ['owner', 'lead'] });
    const owned = await publishedAction(app, people, { ...dates, ownerId: leaver.personId });
    const led = await publishedAction(app, people, { ...dates, accountableLeadId: leaver.personId });
    const helped = await publishedAction(app, people, dates);
    await app.get(AssignmentService).addContributor(people.manager, helped, leaver.personId);
    await app.database.forAuthority(leaver.authority.id, { kind: 'migration' }, async (tx) => {
      await tx.rows(
        `insert into workstreams (authority_id, name, sponsor_id, position) values ($1, 'Practice', $2, 1)`,
        [tx.authorityId, leaver.personId],
      );
      await tx.rows(
        `update people set deputy_id = $2, away_from = '2026-12-01' where authority_id = $1 and id = $3`,
        [tx.authorityId, leaver.personId, people.owner.personId],
      );
    });
    const { rows } = await app.owner.query('select version from people where id = $1', [leaver.personId]);
    await app.get(PeopleAdminService).close(administrator, leaver.personId, rows[0].version);

    const leavers = app.get(LeaverService);
    const { holding, seesTitles } = await leavers.state(administrator, leaver.personId);
    expect(
      [holding.owned, holding.led, holding.contributed, holding.workstreams, holding.deputyFor].map(
        (one) => one.length,
      ),
    ).toEqual([1, 1, 1, 1, 1]);
    expect(seesTitles).toBe(false);
    const to = successor.personId;
    const nobody = { recommendations: null, agenciesLed: null, agencySeats: null, boardSeats: null };
    await expect(
      leavers.reassign(
        administrator,
        leaver.personId,
        {
          ...nobody,
          owned: people.viewer.personId,
          led: to,
          contributed: to,
          workstreams: to,
          deputyFor: to,
        },
        '',
      ),
    ).rejects.toThrow('Some fields need another look');
    expect((await row(led)).accountable_lead_id).toBe(leaver.personId);
    const count = await leavers.reassign(
      administrator,
      leaver.personId,
      { ...nobody, owned: to, led: to, contributed: to, workstreams: to, deputyFor: to },
      'From the leaver',
    );
    expect(count).toBe(5);
    expect([(await row(owned)).owner_id, (await row(led)).accountable_lead_id]).toEqual([to, to]);
    const after = await leavers.state(administrator, leaver.personId);
    expect(Object.values(after.holding).flat()).toEqual([]);
  });

  it('is not reassigned by a lead', async () => {
    await expect(app.get(LeaverService).state(people.lead, people.owner.personId)).rejects.toThrow(
      /does not allow/,
    );
  });
});
