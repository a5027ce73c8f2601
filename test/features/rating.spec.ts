import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { ActionReadingService } from '../../src/features/actions/action-reading.service.js';
import type { ActionItem } from '../../src/features/actions/action-list.repository.js';
import { CallsService } from '../../src/features/actions/calls.service.js';
import { DraftsService } from '../../src/features/actions/drafts.service.js';
import { RatingService } from '../../src/features/actions/rating.service.js';
import { UpdatesRepository } from '../../src/features/actions/updates.repository.js';
import type { UpdateContent } from '../../src/features/actions/update-writing.service.js';
import { UpdatesService } from '../../src/features/actions/updates.service.js';
import { Forbidden, Refused, StateForbids } from '../../src/web/errors/refusals.js';
import {
  planOfWestmarch,
  publishedAction,
  startWithActions,
  type PlanPeople,
} from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';

let app: TestApp;
let people: PlanPeople;
let updates: UpdatesService;
let calls: CallsService;
let reading: ActionReadingService;

beforeAll(async () => {
  app = await startWithActions({ at: '2026-11-23T09:00:00Z' });
  ({ people } = await planOfWestmarch(app));
  updates = app.get(UpdatesService);
  calls = app.get(CallsService);
  reading = app.get(ActionReadingService);
});
afterAll(() => app?.stop());

const on = (day: string) => app.clock.moveTo(new Date(`${day}T09:00:00Z`));

const says = (more: Partial<UpdateContent> = {}): UpdateContent => ({
  answer: 'yes',
  forecastOn: null,
  begunOn: null,
  noChange: false,
  whatChanged: 'Two teams have begun.',
  inTheWay: '',
  whoRemovesIt: '',
  ...more,
});

/** Started on 16 November 2026, due on 29 January 2027. */
const started = () => {
  on('2026-11-23');
  return publishedAction(app, people, { startOn: localDate('2026-11-16'), dueOn: localDate('2027-01-29') });
};

const rated = async (id: string): Promise<Pick<ActionItem, 'rating' | 'ratingReasons' | 'ratingWord'>> => {
  const { rating, ratingReasons, ratingWord } = await reading.item(people.manager, id);
  return { rating, ratingReasons, ratingWord };
};

const standing = (id: string) =>
  app.database.forAuthority(people.manager.authority.id, { kind: 'sweep' }, (tx) =>
    app.get(UpdatesRepository).standingCalls(tx, id),
  );

describe('an update', () => {
  it.each([
    ['Yes, and work has begun', says({ begunOn: localDate('2026-11-17') }), 'green', ['on_track']],
    [
      'No, by a later day',
      says({ answer: 'no_by', forecastOn: localDate('2027-02-26') }),
      'amber',
      ['forecast_late'],
    ],
    ["Don't know", says({ answer: 'dont_know' }), 'amber', ['unsure']],
  ])('%s: rated in the same moment', async (_, content, rating, ratingReasons) => {
    const id = await started();
    await updates.record(people.owner, id, content);
    expect(await rated(id)).toMatchObject({ rating, ratingReasons });
  });

  it('starts the action once the owner says from when, and a later one never undoes it', async () => {
    const id = await started();
    await updates.record(people.owner, id, says());
    expect(await reading.item(people.owner, id)).toMatchObject({ status: 'not_started', begunOn: null });
    await updates.record(people.owner, id, says({ begunOn: localDate('2026-11-18') }));
    await updates.record(people.owner, id, says());
    expect(await reading.item(people.owner, id)).toMatchObject({
      status: 'in_progress',
      begunOn: '2026-11-18',
      lastUpdateOn: '2026-11-23',
    });
  });

  it('is kept for ever: the application may neither change nor delete one', async () => {
    const id = await started();
    await updates.record(people.owner, id, says());
    for (const sql of [
      'update progress_updates set what_changed = $2 where action_id = $1',
      'delete from progress_updates where action_id = $1 and $2 <> $2',
    ]) {
      const trying = app.database.forAuthority(people.owner.authority.id, people.owner.actor, (tx) =>
        tx.rows(sql, [id, 'x']),
      );
      await expect(trying).rejects.toThrow(/permission denied/);
    }
  });

  it('of the plan manager stands as recorded for the owner', async () => {
    const id = await started();
    const row = await updates.record(people.manager, id, says());
    expect(row).toMatchObject({ writtenByName: 'Manager', recordedForName: 'Owner' });
  });

  test.each(['viewer', 'member', 'lead'] as const)(
    'of a %s who does not own the action is refused',
    async (role) => {
      const id = await started();
      await expect(updates.record(people[role], id, says())).rejects.toBeInstanceOf(Forbidden);
    },
  );

  it.each([
    [
      'a later day that is not later',
      says({ answer: 'no_by', forecastOn: localDate('2027-01-29') }),
      'forecast_not_later',
    ],
    ['no day', says({ answer: 'no_by' }), 'forecast_missing'],
    ['work that begins tomorrow', says({ begunOn: localDate('2026-11-24') }), 'begun_in_the_future'],
    ['nothing said', says({ whatChanged: ' ' }), 'what_changed_missing'],
  ])('with %s is refused', async (_, content, code) => {
    const id = await started();
    await expect(updates.record(people.owner, id, content)).rejects.toMatchObject({
      constructor: Refused,
      code,
    });
  });
});

describe('calling worse', () => {
  it("an owner's call ends with their next update", async () => {
    const id = await started();
    await calls.callWorse(people.owner, id, { colour: 'red', reason: 'The post is vacant' });
    expect(await rated(id)).toMatchObject({ rating: 'red', ratingReasons: ['called_red'] });
    await updates.record(people.owner, id, says({ begunOn: localDate('2026-11-18') }));
    expect(await standing(id)).toEqual([]);
    expect(await rated(id)).toMatchObject({ rating: 'green', ratingWord: 'on track' });
  });

  it("others' calls stand until they withdraw them", async () => {
    const id = await started();
    await calls.callWorse(people.member, id, { colour: 'amber', reason: 'I heard otherwise' });
    await updates.record(people.owner, id, says({ begunOn: localDate('2026-11-18') }));
    expect(await rated(id)).toMatchObject({ rating: 'amber', ratingReasons: ['called_amber'] });
    const [call] = await standing(id);
    await expect(calls.withdraw(people.lead, id, call!.id, 'No')).rejects.toMatchObject({
      code: 'not_yours',
    });
    await calls.withdraw(people.member, id, call!.id, '');
    expect(await rated(id)).toMatchObject({ rating: 'green' });
  });

  it('the director may withdraw another’s call, with a reason', async () => {
    const id = await started();
    await calls.callWorse(people.member, id, { colour: 'amber', reason: 'I heard otherwise' });
    const [call] = await standing(id);
    await expect(calls.withdraw(people.director, id, call!.id, ' ')).rejects.toMatchObject({
      code: 'reason_missing',
    });
    await calls.withdraw(people.director, id, call!.id, 'I looked into it');
    expect(await standing(id)).toEqual([]);
  });

  it('is refused to somebody who only reads, and to a lead of other actions', async () => {
    const id = await started();
    const other = await app.person({ email: `lead.${id}@westmarch.example`, roles: ['lead'] });
    for (const person of [people.viewer, other]) {
      const called = calls.callWorse(person, id, { colour: 'red', reason: 'x' });
      await expect(called).rejects.toBeInstanceOf(Forbidden);
    }
  });

  it('is refused for a draft', async () => {
    await app.get(DraftsService).draftAll(people.manager);
    const [draft] = (
      await app.owner.query<{ id: string }>(`select id from actions where status = 'draft' limit 1`)
    ).rows;
    const called = calls.callWorse(people.director, draft!.id, { colour: 'red', reason: 'x' });
    await expect(called).rejects.toBeInstanceOf(StateForbids);
  });
});

describe('as days go by', () => {
  const ratingOn = async (id: string, day: string) => {
    on(day);
    return rated(id);
  };

  it('a list brings ratings up to date whose day has come, and tells since when', async () => {
    const id = await started();
    await updates.record(people.owner, id, says({ begunOn: localDate('2026-11-18') }));
    expect(await ratingOn(id, '2026-12-01')).toMatchObject({ rating: 'green' });
    on('2027-02-01');
    const { items } = await reading.items(
      people.manager,
      { reference: [(await reading.item(people.manager, id)).reference] },
      {
        filters: {},
        q: null,
        sort: { field: 'urgency', direction: 'asc' },
        limit: 50,
        cursor: null,
      },
    );
    expect(items).toEqual([
      expect.objectContaining({
        rating: 'red',
        ratingSince: '2027-02-01',
        ratingReasons: expect.arrayContaining(['overdue']),
      }),
    ]);
  });

  it.each([
    ['2026-11-30', 'grey', ['not_due_to_start']],
    ['2026-12-01', 'green', ['on_track']],
    ['2026-12-14', 'green', ['on_track']],
    ['2026-12-15', 'amber', ['late_start']],
  ])(
    'an action that starts on 1 December 2026 and that nobody begins is, on %s, %s',
    async (day, rating, ratingReasons) => {
      on('2026-11-23');
      const id = await publishedAction(app, people, {
        startOn: localDate('2026-12-01'),
        dueOn: localDate('2027-06-30'),
      });
      expect(await ratingOn(id, day)).toMatchObject({ rating, ratingReasons });
    },
  );

  it('two windows running without an update make it amber; one update is enough to end it', async () => {
    on('2026-11-16');
    const id = await publishedAction(app, people, {
      startOn: localDate('2026-11-09'),
      dueOn: localDate('2027-06-30'),
    });
    await updates.record(people.owner, id, says({ begunOn: localDate('2026-11-09') }));
    // November's window opens on the 17th and is answered by this update; December's closes on the 31st, January's on the 29th.
    expect(await ratingOn(id, '2027-01-29')).toMatchObject({ rating: 'green' });
    expect(await ratingOn(id, '2027-01-30')).toMatchObject({
      rating: 'amber',
      ratingReasons: ['not_updated_twice'],
    });
    on('2027-02-01');
    await updates.record(people.owner, id, says());
    expect(await rated(id)).toMatchObject({ rating: 'green', ratingReasons: ['on_track'] });
  });

  it('ratings never change the version that an open form was filled in against', async () => {
    const id = await started();
    const { version } = await reading.item(people.manager, id);
    await ratingOn(id, '2027-02-01');
    expect(await reading.item(people.manager, id)).toMatchObject({ rating: 'red', version });
  });
});

describe('when a preset changes', () => {
  it('every action is rated anew at once', async () => {
    on('2026-11-23');
    const id = await publishedAction(app, people, {
      startOn: localDate('2026-11-16'),
      dueOn: localDate('2027-01-29'),
    });
    const underPreset = (preset: string) =>
      app.database.forAuthority(people.manager.authority.id, people.manager.actor, async (tx) => {
        await tx.rows(`update plans set rating_preset = $2 where authority_id = $1`, [
          tx.authorityId,
          preset,
        ]);
        await app.get(RatingService).rerateAll(tx);
      });
    expect(await rated(id)).toMatchObject({ rating: 'green' });
    await underPreset('strict');
    expect(await rated(id)).toMatchObject({ rating: 'amber', ratingReasons: ['late_start'] });
    await underPreset('standard');
    expect(await rated(id)).toMatchObject({ rating: 'green' });
  });
});
