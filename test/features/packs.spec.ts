import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { may } from '../../src/domain/access/policy.js';
import { ROLES } from '../../src/domain/access/role.js';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { ActionReadingService } from '../../src/features/actions/action-reading.service.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
import { WaitingDecisions } from '../../src/features/meetings/waiting-decisions.js';
import { BoardService } from '../../src/features/packs/board.service.js';
import { CommentaryService } from '../../src/features/packs/commentary.service.js';
import { ExplanationsService } from '../../src/features/packs/explanations.service.js';
import { PackIssuingService } from '../../src/features/packs/pack-issuing.service.js';
import { PackReadingService } from '../../src/features/packs/pack-reading.service.js';
import { packJson } from '../../src/features/packs/pack.json.js';
import { PacksModule } from '../../src/features/packs/packs.module.js';
import { missingFrom, PacksService } from '../../src/features/packs/packs.service.js';
import { PlansModule } from '../../src/features/plans/plans.module.js';
import { RestrictionsService } from '../../src/features/plans/restrictions.service.js';
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
let chair: Person;
let ids: string[];
let boardId: string;
let late: string;
let early: string;
let secret: string;

const all = { limit: 50, offset: 0 };
const words = { better: 'Children are seen sooner', worries: 'Too few social workers', asks: 'Patience' };
const packs = () => app.get(PacksService);
const issuing = () => app.get(PackIssuingService);
const reading = () => app.get(PackReadingService);
const on = (day: string) => app.clock.moveTo(new Date(`${day}T09:00:00Z`));
const asApplication = (sql: string, values: unknown[] = [], person = people.manager) =>
  app.database.forAuthority(person.authority.id, person.actor, (tx) =>
    tx.rows<Record<string, unknown>>(sql, [tx.authorityId, ...values]),
  );
const meeting = (meetsOn: string, board = boardId) =>
  app
    .get(MeetingsService)
    .add(people.manager, { boardId: board, meetsOn: localDate(meetsOn), paperDeadline: null, place: null });

/** Begun, opened, commented on by everybody who is asked, cleared. */
async function clearedPack(meetingId: string): Promise<string> {
  const id = await packs().begin(people.manager, meetingId);
  await packs().openForCommentary(people.manager, id);
  for (const person of [people.director, people.lead])
    await app.get(CommentaryService).write(person, id, words, null);
  await packs().clear(people.director, id, '');
  return id;
}

beforeAll(async () => {
  app = await startWithActions({ at: '2026-11-23T09:00:00Z', modules: [PlansModule, PacksModule] });
  ({ people, recommendationIds: ids } = await planOfWestmarch(app));
  chair = await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
  boardId = await app
    .get(BoardsService)
    .add(people.manager, { name: 'Improvement board', kind: 'improvement' });
  late = await publishedAction(app, people, {
    title: 'Audit every case',
    startOn: localDate('2026-09-01'),
    dueOn: localDate('2026-10-30'),
    recommendationIds: [ids[1]!],
  });
  early = await publishedAction(app, people, { title: 'See every child', recommendationIds: [ids[0]!] });
  secret = await publishedAction(app, people, { title: 'A restricted matter' });
  await app.get(RestrictionsService).set(people.manager, 'actions', secret, true);
}, 60_000);
afterAll(() => app?.stop());

describe('The pack of a meeting', () => {
  let meetingId: string;
  let id: string;

  it('is begun by the plan manager, once', async () => {
    meetingId = await meeting('2026-12-14');
    await expect(packs().begin(people.director, meetingId)).rejects.toMatchObject({ status: 403 });
    id = await packs().begin(people.manager, meetingId);
    await expect(packs().begin(people.manager, meetingId)).rejects.toMatchObject({ code: 'already_begun' });
    expect(await packs().one(people.manager, id)).toMatchObject({ state: 'draft', number: null, issue: 1 });
  });

  it('is known, before it is issued, to those who make it only', async () => {
    for (const person of [people.manager, people.director, people.lead]) {
      expect((await packs().list(person, {}, all)).total).toBe(1);
    }
    for (const person of [chair, people.member, people.viewer]) {
      expect((await packs().list(person, {}, all)).total).toBe(0);
      await expect(packs().one(person, id)).rejects.toMatchObject({ status: 404 });
      await expect(reading().preview(person, id, 1)).rejects.toMatchObject({ status: 403 });
    }
  });

  it('asks the director and each lead of an action for commentary, while it is open for it', async () => {
    const commentaries = app.get(CommentaryService);
    await expect(commentaries.write(people.lead, id, words, null)).rejects.toMatchObject({
      code: 'not_in_commentary',
    });
    await packs().openForCommentary(people.manager, id);
    await expect(commentaries.write(people.manager, id, words, null)).rejects.toMatchObject({ status: 403 });
    const another = await app.person({ email: 'lead.other@westmarch.example', roles: ['lead'] });
    await expect(commentaries.write(another, id, words, null)).rejects.toMatchObject({ code: 'not_asked' });
    const asked = (await packs().making(people.manager, id)).commentaries;
    expect(missingFrom(asked).map(({ name, role }) => [name, role])).toEqual([
      ['Director', 'director'],
      ['Lead', 'lead'],
    ]);
    const waits = await app.database.forAuthority(people.lead.authority.id, people.lead.actor, (tx) =>
      app.get(WaitingDecisions).of(tx, people.lead),
    );
    expect(waits.map(({ kind, waiting }) => [kind, waiting[0]!.title])).toEqual([
      ['pack', 'Write your commentary for the pack of 14 December 2026'],
    ]);
    await commentaries.write(people.lead, id, { ...words, asks: '' }, 0);
    await expect(commentaries.write(people.lead, id, words, 0)).rejects.toMatchObject({ status: 412 });
    await commentaries.write(people.lead, id, words, 1);
    expect((await commentaries.mine(people.lead, id)).mine).toMatchObject({ ...words, version: 2 });
  });

  it('is cleared by the director: with all commentary, or with the reason why not', async () => {
    await expect(packs().clear(people.manager, id, '')).rejects.toMatchObject({ status: 403 });
    await expect(issuing().issue(people.manager, id)).rejects.toMatchObject({ code: 'not_cleared' });
    await expect(packs().clear(people.director, id, '')).rejects.toMatchObject({
      code: 'commentary_missing',
      errors: [{ field: 'because' }],
    });
    await packs().clear(people.director, id, 'I speak at the meeting');
    await expect(app.get(CommentaryService).write(people.director, id, words, null)).rejects.toMatchObject({
      code: 'not_in_commentary',
    });
    await packs().openAgain(people.manager, id);
    await app.get(CommentaryService).write(people.director, id, words, null);
    await packs().clear(people.director, id, '');
    expect(await packs().one(people.manager, id)).toMatchObject({ state: 'cleared', clearedWithout: '' });
  });

  it('is issued by the plan manager with the figures of the board page, and is number 1', async () => {
    await expect(issuing().issue(people.director, id)).rejects.toMatchObject({ status: 403 });
    const issued = await issuing().issue(people.manager, id);
    expect(issued).toMatchObject({ state: 'issued', number: 1, issue: 1, issuedOn: '2026-11-23' });
    const board = await app.get(BoardService).board(people.viewer);
    const { content } = await reading().issued(people.viewer, id, 1);
    expect(content.headline.actions.counts).toEqual(board.figures.counts);
    expect(content.headline.actions).toMatchObject({ total: 2, complete: 0, overdue: 1 });
    expect(content.commentary.map(({ by, role }) => [by, role])).toEqual([
      ['Director', 'director'],
      ['Lead', 'lead'],
    ]);
    expect(content.preset).toBe('standard');
  });

  it('is read by members once it is issued, Part 2 only by those who may read restricted items', async () => {
    expect((await packs().list(people.viewer, {}, all)).rows.map(({ number }) => number)).toEqual([1]);
    const one = await reading().issued(people.viewer, id, 1);
    expect(one.content.actions.map(({ title }) => title).sort()).toEqual([
      'Audit every case',
      'See every child',
    ]);
    expect(one.content.leftOut).toBe(1);
    await expect(reading().issued(people.viewer, id, 2)).rejects.toMatchObject({ status: 403 });
    const two = await reading().issued(chair, id, 2);
    expect(two.content.actions.map(({ title }) => title)).toContain('A restricted matter');
    const seen = async (person: Person) =>
      asApplication(
        `select part from pack_contents where authority_id = $1 and pack_id = $2 order by part`,
        [id],
        person,
      );
    expect(await seen(people.viewer)).toEqual([{ part: 1 }]);
    expect(await seen(chair)).toEqual([{ part: 1 }, { part: 2 }]);
  });

  it.each([
    ['the state', `update packs set state = 'cleared' where authority_id = $1 and state = 'issued'`],
    ['the number', `update packs set number = 7 where authority_id = $1 and state = 'issued'`],
    [
      'what changed',
      `update packs set what_changed = 'Nothing' where authority_id = $1 and state = 'issued'`,
    ],
    ['the pack, by taking it away', `delete from packs where authority_id = $1 and state = 'issued'`],
    ['a figure', `update pack_contents set content = '{}' where authority_id = $1`],
    ['what it said, by taking it away', `delete from pack_contents where authority_id = $1`],
    [
      'what it said, by adding to it',
      `insert into pack_contents (authority_id, pack_id, part, content)
       select authority_id, pack_id, part, content from pack_contents where authority_id = $1 limit 1`,
    ],
    ['a rating', `update pack_actions set rating = 'green' where authority_id = $1`],
    ['the commentary', `update pack_commentaries set better = 'All is well' where authority_id = $1`],
    ['the commentary, by taking it away', `delete from pack_commentaries where authority_id = $1`],
  ])(
    'the database refuses to change %s, to the application and to the owner of the tables',
    async (_what, sql) => {
      const refused = /permission denied|never changed|while the pack is open|duplicate key/;
      await expect(asApplication(sql)).rejects.toThrow(refused);
      const client = await app.owner.connect();
      try {
        await client.query(`select set_config('app.actor', 'migration', false)`);
        await expect(client.query(sql, [people.manager.authority.id])).rejects.toThrow(
          /is never changed|while the pack is open|duplicate key/,
        );
      } finally {
        client.release();
      }
    },
  );

  it('keeps what it said while the plan goes on, and says what has changed since', async () => {
    await on('2027-02-01');
    const before = await reading().issued(people.member, id, 1);
    expect(before.content.headline.actions.overdue).toBe(1);
    const { now } = await reading().since(people.member, id, 1);
    expect(now.headline.actions).toMatchObject({ overdue: 2, completeThen: 0, totalThen: 2 });
    expect(
      now.movement.find(({ kind }) => kind === 'turned_red')?.lines.map(({ id: action }) => action),
    ).toEqual([early]);
    await on('2026-11-23');
  });
});

describe('A correction', () => {
  let first: string;

  it('is the next issue of the latest pack, says what changed, and is cleared like every other', async () => {
    first = (await packs().list(people.viewer, {}, all)).rows[0]!.id;
    await expect(packs().correct(people.manager, first, ' ')).rejects.toMatchObject({
      code: 'what_changed_missing',
    });
    await expect(packs().correct(people.director, first, 'So')).rejects.toMatchObject({ status: 403 });
    const next = await packs().correct(people.manager, first, 'A wrong owner');
    await expect(packs().correct(people.manager, first, 'Again')).rejects.toMatchObject({
      code: 'correction_begun',
    });
    expect(await packs().one(people.manager, next)).toMatchObject({
      state: 'commentary',
      number: 1,
      issue: 2,
    });
    await packs().clear(people.director, next, '');
    await issuing().issue(people.manager, next);
    const read = await reading().issued(people.member, first, 1);
    expect(read.correctedBy).toMatchObject({ id: next, issue: 2, whatChanged: 'A wrong owner' });
    const { content } = await reading().issued(people.member, next, 1);
    expect(content.commentary).toHaveLength(2);
    // Compared with the pack before, of which there is none: not with the issue it takes the place of.
    expect(content.since).toBeNull();
    await expect(packs().correct(people.manager, first, 'Again')).rejects.toMatchObject({
      code: 'not_the_latest',
    });
  });
});

describe('A report made on the command line', () => {
  it('is Part 1 of the latest issue of the pack of that number', async () => {
    const read = await reading().issuedByNumber(people.manager.authority.id, 1);
    const json = packJson('westmarch', read!);
    expect(json).toMatchObject({
      authority: 'westmarch',
      asAt: '2026-11-23',
      part: 1,
      pack: 1,
      issued: { name: 'Pack 1, issue 2', whatChanged: 'A wrong owner' },
      counts: read!.content.headline.actions.counts,
      total: 2,
      leftOut: 1,
    });
    expect(JSON.stringify(json)).not.toContain('A restricted matter');
    expect(await reading().issuedByNumber(people.manager.authority.id, 99)).toBeNull();
  });
});

describe('Numbers', () => {
  it('have no gaps, however many are issued at one moment, and each board counts its own', async () => {
    const other = await app
      .get(BoardsService)
      .add(people.manager, { name: 'Safeguarding board', kind: 'safeguarding' });
    const cleared: string[] = [];
    for (const day of ['2026-12-15', '2026-12-16', '2026-12-17'])
      cleared.push(await clearedPack(await meeting(day)));
    const ofOther = await clearedPack(await meeting('2026-12-18', other));
    const issued = await Promise.all(
      [...cleared, ofOther].map((one) => issuing().issue(people.manager, one)),
    );
    const numbers = issued.slice(0, 3).map(({ number }) => number);
    expect(numbers.sort()).toEqual([2, 3, 4]);
    expect(issued[3]).toMatchObject({ number: 1, boardName: 'Safeguarding board' });
    const kept = await asApplication(`select count(*)::int as n from pack_contents where authority_id = $1`);
    expect(kept).toEqual([{ n: 12 }]);
  });

  it('are not used up by a pack that could not be issued', async () => {
    const meetingId = await meeting('2027-01-11');
    const id = await clearedPack(meetingId);
    await app.get(MeetingsService).cancel(people.manager, meetingId, null, 'Snow');
    await expect(issuing().issue(people.manager, id)).rejects.toMatchObject({ code: 'meeting_cancelled' });
    const next = await clearedPack(await meeting('2027-01-12'));
    expect(await issuing().issue(people.manager, next)).toMatchObject({ number: 5 });
  });

  it('are the database’s to give: an application cannot issue without content, or begin with an issued pack', async () => {
    const id = await clearedPack(await meeting('2027-01-13'));
    const issue = `update packs set state = 'issued', issued_by = $2, issued_on = '2026-11-23', issued_at = now()
                    where authority_id = $1 and id = $3`;
    await expect(asApplication(issue, [people.manager.personId, id])).rejects.toThrow(/both its parts/);
    const keep = `insert into pack_contents (authority_id, pack_id, part, content) values ($1, $2, 1, '{}')`;
    await expect(asApplication(keep, [id])).rejects.toThrow(/when it is issued and not before/);
    const begin = `insert into packs (authority_id, board_id, meeting_id, begun_by, begun_on, state, number, issued_by,
        issued_on, issued_at, cleared_by, cleared_on)
      select authority_id, board_id, meeting_id, begun_by, begun_on, 'issued', 99, begun_by, begun_on, now(), begun_by,
        begun_on from packs where authority_id = $1 limit 1`;
    await expect(asApplication(begin)).rejects.toThrow(/begins as a draft/);
  });
});

describe('The explanation of an exception', () => {
  it('is given by the owner, stands in the next pack, and can be said anew', async () => {
    const explanations = app.get(ExplanationsService);
    const meetingId = await meeting('2026-12-07');
    const said = {
      inTheWay: 'No auditors',
      willBeDone: 'Two are hired',
      recoveryOn: localDate('2026-12-31'),
    };
    await expect(explanations.explain(people.member, late, said)).rejects.toMatchObject({ status: 403 });
    await explanations.explain(people.owner, late, { ...said, inTheWay: 'Nobody' });
    app.clock.moveTo(new Date('2026-11-23T09:05:00Z'));
    await explanations.explain(people.lead, late, said);
    const id = await clearedPack(meetingId);
    await issuing().issue(people.manager, id);
    const { content } = await reading().issued(people.viewer, id, 1);
    expect(content.exceptions).toMatchObject([
      {
        id: late,
        explanation: 'No auditors\nTwo are hired',
        explainedBy: 'Lead',
        explainedOn: '2026-11-23',
        recoveryOn: '2026-12-31',
      },
    ]);
  });

  it.each([
    ['a day that has passed', { recoveryOn: localDate('2026-11-20') }, 'recovery_passed'],
    ['nothing in the way', { inTheWay: ' ' }, 'in_the_way_missing'],
  ])('is refused with %s', async (_what, change, code) => {
    const said = { inTheWay: 'So', willBeDone: 'That', recoveryOn: null, ...change };
    await expect(app.get(ExplanationsService).explain(people.owner, late, said)).rejects.toMatchObject({
      code,
    });
  });
});

describe('A second move of a date', () => {
  it('is a reason for Amber until a pack has reported it', async () => {
    const client = await app.owner.connect();
    await client.query(`select set_config('app.actor', 'migration', false)`);
    await client.query(
      `update actions set times_moved = 2, last_moved_on = '2026-11-20', next_rating_on = '2026-11-23' where id = $1`,
      [late],
    );
    client.release();
    const id = await clearedPack(await meeting('2026-12-08'));
    await issuing().issue(people.manager, id);
    const { content } = await reading().issued(people.viewer, id, 1);

    expect(content.actions.find((action) => action.id === late)?.reasons).toContain('moved_again');
    expect((await app.get(ActionReadingService).item(people.viewer, late)).ratingReasons).not.toContain(
      'moved_again',
    );
  });
});

describe('Part 2', () => {
  it.each(ROLES)('is kept from the role of %s exactly where the policy keeps it', async (role) => {
    const person = await app.person({ email: `part.two.${role}@westmarch.example`, roles: [role] });
    const [row] = await asApplication(
      `select $1::uuid is not null and actor_reads_part_2() as "reads"`,
      [],
      person,
    );
    expect(row).toEqual({ reads: may('restricted.read', person) });
  });
});
