import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import type { PackContent } from '../../src/domain/report/pack-content.js';
import { AuthorityDays } from '../../src/features/authorities/authority-days.service.js';
import { PackBetween } from '../../src/features/packs/content/pack-between.service.js';
import { PackContentModule } from '../../src/features/packs/content/pack-content.module.js';
import { PackContentService, type PackAsked } from '../../src/features/packs/content/pack-content.service.js';
import type { Actor } from '../../src/platform/database/doors.js';
import type { Person } from '../../src/web/person.js';
import {
  planOfWestmarch,
  publishedAction,
  startWithActions,
  type PlanPeople,
} from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';

describe('The content of a pack', () => {
  let app: TestApp;
  let people: PlanPeople;
  let authorityId: string;
  let documentId: string;
  let late: string;
  let secret: string;

  beforeAll(async () => {
    app = await startWithActions({ at: '2026-11-02T09:00:00Z', modules: [PackContentModule] });
    const plan = await planOfWestmarch(app);
    ({ people, authorityId, documentId } = plan);
    const startOn = localDate('2026-09-01');
    const dueOn = localDate('2026-11-05');
    const [first] = plan.recommendationIds as [string];
    late = await publishedAction(app, people, { title: 'The late one', startOn, dueOn });
    secret = await publishedAction(app, people, {
      title: 'The restricted one',
      startOn,
      dueOn,
      recommendationIds: [first],
    });
    await publishedAction(app, people, { title: 'The one in time' });
  }, 60_000);
  afterAll(() => app?.stop());

  const read = (who: Person | Actor, asked: Partial<PackAsked> = {}): Promise<PackContent> =>
    app.database.forAuthority(authorityId, 'personId' in who ? who.actor : who, async (tx) =>
      app.get(PackContentService).read(tx, {
        board: null,
        meetingOn: null,
        asAt: await app.get(AuthorityDays).today(tx),
        part: 1,
        since: null,
        commentary: [],
        explanations: [],
        ...asked,
      }),
    );
  const restrict = (id: string, restricted: boolean) =>
    app.database.forAuthority(authorityId, people.manager.actor, (tx) =>
      tx.rows(`update actions set restricted = $3 where authority_id = $1 and id = $2`, [
        authorityId,
        id,
        restricted,
      ]),
    );

  it('of Part 1 is the same whoever reads it, and says nothing of a restricted action', async () => {
    await restrict(secret, true);
    const content = await read(people.manager);
    expect(content).toEqual(await read({ kind: 'operator' }));
    expect(content).toEqual(await read(people.viewer));
    // Its owner sees it in the lists, and not in the pack.
    expect(content).toEqual(await read(people.owner));
    expect(content.leftOut).toBe(1);
    expect(content.headline.actions.total).toBe(2);
    expect(JSON.stringify(content)).not.toContain('The restricted one');
    expect(JSON.stringify(content)).not.toContain(secret);
  });

  it('of Part 2 has it for those who read restricted items', async () => {
    const content = await read(people.manager, { part: 2 });
    expect(content.actions.map(({ title }) => title)).toContain('The restricted one');
    expect(content.leftOut).toBe(0);
    expect((await read(people.viewer, { part: 2 })).leftOut).toBe(1);
  });

  it('leaves the transaction in the name of whoever reads, also when the reading fails', async () => {
    await app.database.forAuthority(authorityId, people.manager.actor, async (tx) => {
      const actor = () => tx.row<{ actor: string }>(`select current_actor() as actor`);
      const asked = { board: null, meetingOn: null, asAt: localDate('2026-11-02'), part: 1 as const };
      const nothing = { since: null, commentary: [], explanations: [] };
      await app.get(PackContentService).read(tx, { ...asked, ...nothing });
      expect(await actor()).toEqual({ actor: `person:${people.manager.personId}` });
      const broken = { pack: 'Pack 1', asAt: asked.asAt, content: null as unknown as PackContent };
      const failing = app.get(PackContentService).read(tx, { ...asked, ...nothing, since: broken });
      await expect(failing).rejects.toThrow(/null/);
      expect(await actor()).toEqual({ actor: `person:${people.manager.personId}` });
    });
  });

  it('adds up when an action was restricted since the pack before', async () => {
    await restrict(secret, false);
    const content = await read(people.manager);
    const before = { pack: 'Pack 1', asAt: content.asAt, content };
    await restrict(secret, true);
    const { headline, movement } = await read(people.manager, { since: before });
    expect(headline.actions).toMatchObject({ totalThen: 3, added: 0, cancelled: 0, withheld: 1, total: 2 });
    expect(movement).toEqual([]);
    await restrict(secret, false);
  });

  it('names nothing of a document that is not public, and counts its recommendations', async () => {
    const publication = (state: string) =>
      app.owner.query(`set app.actor = 'migration'; update documents set publication = '${state}'`);
    await publication('draft_under_embargo');
    const content = await read(people.manager, { part: 2 });
    expect(content.leftOutEmbargoed).toBe(3);
    expect(content.recommendations).toEqual([]);
    expect(content.headline.recommendations.total).toBe(0);
    expect(content.actions.flatMap(({ recommendationNumbers }) => recommendationNumbers)).toEqual([]);
    expect(JSON.stringify(content)).not.toContain('children are seen');
    await publication('published');
    expect((await read(people.manager)).recommendations).toHaveLength(3);
    expect(documentId).toBeTruthy();
  });

  it('puts the exceptions before the board with what their owners say, and the last ratings', async () => {
    const first = await read(people.manager);
    app.clock.moveTo(new Date('2026-11-20T09:00:00Z'));
    const late10 = await rated();
    // Due Thursday 5 November: overdue working day 11 is Friday 20 November; day 6 counts for the priority action.
    expect(late10.exceptions.map(({ title }) => title)).toEqual(['The restricted one', 'The late one']);
    expect(late10.exceptions[1]).toMatchObject({ explanation: '', recoveryOn: null });
    const given = {
      actionId: late,
      words: 'Two posts are vacant. Both are advertised.',
      by: 'An owner',
      on: localDate('2026-11-19'),
      recoveryOn: localDate('2026-12-18'),
    };
    const second = await rated({
      since: { pack: 'Pack 1', asAt: first.asAt, content: first },
      explanations: [given],
    });
    expect(second.exceptions.find(({ id }) => id === late)).toMatchObject({
      explanation: given.words,
      explainedBy: 'An owner',
      recoveryOn: '2026-12-18',
      lastRatings: [first.actions.find(({ id }) => id === late)!.colour, 'red'],
    });
    expect(second.movement.map(({ kind, lines }) => [kind, lines.map(({ what }) => what)])).toContainEqual([
      'turned_red',
      expect.arrayContaining([expect.stringMatching(/^from \w+ to Red: overdue/)]),
    ]);
  });

  it('leaves small counts of children out of Part 1', async () => {
    await app.database.forAuthority(authorityId, people.manager.actor, async (tx) => {
      const measure = await tx.row<{ id: string }>(
        `insert into measures (authority_id, name, definition, unit, direction, baseline, baseline_on, target,
                               about_children, latest_value, latest_on, standing)
         values ($1, 'Children placed far away', 'Counted monthly', 'children', 'down', 3, '2026-06-30', 0, true, 6,
                 '2026-10-31', 'worse') returning id`,
        [authorityId],
      );
      await tx.rows(
        `insert into measure_values (authority_id, measure_id, value_on, value, source, entered_by, entered_at)
         select $1, $2, v.value_on, v.value, 'The list', $3, now()
           from (values (date '2026-09-30', 4), (date '2026-10-31', 6)) v(value_on, value)`,
        [authorityId, measure!.id, people.manager.personId],
      );
    });
    const [one] = (await read(people.manager)).measures;
    expect(one).toMatchObject({ baseline: null, isFresh: true });
    expect(one!.values).toEqual([
      { on: '2026-09-30', value: null },
      { on: '2026-10-31', value: 6 },
    ]);
    const [whole] = (await read(people.manager, { part: 2 })).measures;
    expect(whole!.values.map(({ value }) => value)).toEqual([4, 6]);
  });

  it('tells what was said since the pack before, and what was written down late', async () => {
    const add = (toldOn: string, said: string) =>
      app.database.forAuthority(authorityId, people.manager.actor, (tx) =>
        tx.rows(
          `insert into voices (authority_id, told_on, whose, source, source_name, asked, said, changed, entered_by)
           values ($1, $2, 'children', 'survey', 'Autumn survey', 60, $3, 'Visits moved to weekends', $4)`,
          [authorityId, toldOn, said, people.manager.personId],
        ),
      );
    await add('2026-09-15', 'Visits come at school time');
    await add('2026-11-18', 'We know who our social worker is');
    await add('2027-01-10', 'Told after the day of the pack');
    const all = await read(people.manager);
    expect(all.voices.map(({ said }) => said)).toEqual([
      'We know who our social worker is',
      'Visits come at school time',
    ]);
    expect(all.voices[0]).toMatchObject({ on: '2026-11-18', asked: 60, source: 'Survey: Autumn survey' });
    await app.owner.query(
      `update versions set valid_from = '2026-09-16' where entity = 'voices' and data->>'told_on' = '2026-09-15'`,
    );
    const since = { pack: 'Pack 1', asAt: localDate('2026-11-02'), content: all };
    const told = (await read(people.manager, { since })).voices.map(({ said }) => said);
    expect(told).toEqual(['We know who our social worker is']);
  });

  it('says in Part 1 that fewer than five children were asked, and in Part 2 how many', async () => {
    const asking = (asked: number, whose: string) =>
      app.owner.query(
        `set app.actor = 'migration'; update voices set asked = ${asked}, whose = '${whose}'
          where told_on = '2026-11-18'`,
      );
    const latest = async (part: 1 | 2) => (await read(people.manager, { part })).voices[0];
    await asking(4, 'children');
    expect(await latest(1)).toMatchObject({ asked: null, askedHidden: true });
    expect(await latest(2)).toMatchObject({ asked: 4 });
    await asking(5, 'children');
    expect(await latest(1)).toMatchObject({ asked: 5 });
    await asking(4, 'staff');
    expect(await latest(1)).toMatchObject({ asked: 4 });
  });

  it('leaves out of Part 1 what was told only about a restricted recommendation', async () => {
    const recommendation = (change: string) =>
      app.owner.query(`set app.actor = 'migration'; update recommendations set ${change} where number = '3'`);
    await app.owner.query(
      `set app.actor = 'migration';
       insert into voice_recommendations (authority_id, voice_id, recommendation_id)
       select v.authority_id, v.id, r.id from voices v join recommendations r on r.number = '3'
        where v.told_on = '2026-11-18'`,
    );
    const said = async (part: 1 | 2) =>
      (await read(people.manager, { part })).voices.map((voice) => [voice.said, voice.recommendationNumbers]);
    const [known] = await said(1);
    expect(known).toEqual(['We know who our social worker is', ['3']]);
    await recommendation('restricted = true');
    expect((await said(1)).map(([words]) => words)).toEqual(['Visits come at school time']);
    expect((await said(2))[0]).toEqual(known);
    await recommendation('restricted = false');
  });

  it('names a recommendation without a number by how its text begins', async () => {
    const numbered = (number: string) =>
      app.owner.query(`set app.actor = 'migration'; update recommendations set number = ${number}
                        where id in (select recommendation_id from voice_recommendations)`);
    await numbered('null');
    const [name] = (await read(people.manager)).voices[0]!.recommendationNumbers;
    const { rows } = await app.owner.query<{ text: string }>(
      `select text from recommendations where id in (select recommendation_id from voice_recommendations)`,
    );
    expect(name).toHaveLength(Math.min(name!.length, 61));
    expect(rows[0]!.text.startsWith(name!.replace(/…$/, ''))).toBe(true);
    await numbered(`'3'`);
  });

  it('between two days refuses who may not, and days in the wrong order', async () => {
    const between = app.get(PackBetween);
    const asked = { board: null, from: null, to: null, part: 2 } as const;
    await expect(between.review(people.viewer, asked)).rejects.toMatchObject({ status: 403 });
    const backwards = between.review(people.manager, { ...asked, from: localDate('2026-11-20') });
    await expect(backwards).rejects.toMatchObject({ code: 'period_without_days' });
    const ahead = between.review(people.manager, { ...asked, from: localDate('2030-01-01') });
    await expect(ahead).rejects.toMatchObject({ code: 'as_at_not_come' });
  });

  const rated = (asked: Partial<PackAsked> = {}) =>
    app
      .get(PackBetween)
      .review(people.manager, { board: null, from: null, to: null, part: 1 })
      .then(() => read(people.manager, asked));
});
