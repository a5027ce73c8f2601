import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../src/domain/calendar/day-number.js';
import { localDate, type LocalDate } from '../../src/domain/calendar/local-date.js';
import { isNotUpdated, rateAction } from '../../src/domain/rating/action-rating.js';
import { RATING_PRESETS } from '../../src/domain/rating/rating-preset.js';
import { ActionPageService } from '../../src/features/actions/action-page.service.js';
import { ActionReadingService } from '../../src/features/actions/action-reading.service.js';
import { DateControlModule } from '../../src/features/actions/date-control/date-control.module.js';
import { PlanFiguresRepository } from '../../src/features/actions/plan-figures.repository.js';
import { RatingService } from '../../src/features/actions/rating.service.js';
import { EvidenceModule } from '../../src/features/evidence/evidence.module.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { BoardService } from '../../src/features/packs/board.service.js';
import { PacksModule } from '../../src/features/packs/packs.module.js';
import { AuthorityDays } from '../../src/features/authorities/authority-days.service.js';
import { OperatorDoor } from '../../src/platform/database/operator.door.js';
import type { Tx } from '../../src/platform/database/database.js';
import { Refusal } from '../../src/web/errors/refusals.js';
import type { Person } from '../../src/web/person.js';
import { planOfWestmarch, startWithActions, type PlanPeople } from '../support/plan-of-westmarch.js';
import { brokenVersions, datesMovedAlone, figuresThatMiss } from '../support/invariants.js';
import { completionVerbs, wronglyVerified } from '../support/random-completion.js';
import { planVerbs } from '../support/random-plan.js';
import type { TestApp } from '../support/test-app.js';

let app: TestApp;
let people: PlanPeople;
let recommendationIds: string[];
let chair: Person;
let quality: Person;
let boardId: string;
let today: LocalDate;
const coloursSeen = new Set<string>();
const assurancesSeen = new Set<string>();
/** What the pages showed at the end of each day. */
const shownAtTheEnd = new Map<LocalDate, unknown>();

beforeAll(startAfresh);
afterAll(() => app?.stop());

const FIRST_DAY = localDate('2026-09-01');
const DAYS = 365;

/** Something that somebody does on a day: which, to which action, and a number that decides the rest. */
interface Command {
  readonly day: number;
  readonly verb: keyof typeof VERBS;
  readonly which: number;
  readonly n: number;
}

const within = <T>(work: (tx: Tx) => Promise<T>) =>
  app.database.forAuthority(people.manager.authority.id, people.manager.actor, work);

const scene = () => ({ ...people, app, quality, chair, today, recommendationIds, boardId });
const { changePreset, closeOffice, ...everyday } = planVerbs(scene);
// In this order, which the seed of random tests chooses by.
const VERBS = { ...everyday, ...completionVerbs(scene), changePreset, closeOffice };

const PROVING = ['reportComplete', 'evidence', 'verify'] as const satisfies readonly (keyof typeof VERBS)[];

const command: fc.Arbitrary<Command> = fc.record({
  day: fc.nat(DAYS - 1),
  verb: fc.constantFrom(
    ...(Object.keys(VERBS) as (keyof typeof VERBS)[]),
    // A proof takes several steps: oftener tried, some year sees one through.
    ...PROVING.flatMap((verb) => [verb, verb, verb]),
  ),
  which: fc.nat(1000),
  n: fc.nat(10_000),
});

/** A year that begins with some actions and has something happen on about every second day. */
const year = fc
  .array(command, { minLength: 150, maxLength: 220 })
  .map((commands) => [
    ...[3, 57, 101, 149, 202].map((n, which): Command => ({ day: 0, verb: 'publish', which, n })),
    ...commands,
  ]);

async function expectStoredToBeComputed(after: string): Promise<void> {
  await within(async (tx) => {
    const stored = await tx.rows<{
      id: string;
      rating: string;
      reasons: string[];
      word: string;
      notUpdated: boolean;
    }>(
      `select id, rating, to_json(rating_reasons) as reasons, rating_word as word, not_updated as "notUpdated"
         from actions where authority_id = $1`,
      [tx.authorityId],
    );
    const calendar = await app.get(AuthorityDays).calendar(tx);
    const facts = await app.get(RatingService).facts(
      tx,
      stored.map(({ id }) => id),
      today,
    );
    const computed = stored.map(({ id }) => {
      const rated = facts.get(id)!;
      const { colour, reasons, word } = rateAction(
        rated.facts,
        today,
        calendar,
        RATING_PRESETS[rated.preset],
      );
      const unrated = ['draft', 'cancelled'].includes(rated.facts.status) ? rated.facts.status : '';
      const notUpdated = isNotUpdated(rated.facts, today);
      return { id, rating: colour, reasons, word: word ?? unrated, notUpdated };
    });
    expect({ today, after, ratings: stored }).toEqual({ today, after, ratings: computed });
    expect(await wronglyVerified(tx)).toEqual([]);
    expect(await datesMovedAlone(tx)).toEqual([]);
    const { counts } = await app.get(PlanFiguresRepository).figures(tx, 'all');
    expect(await figuresThatMiss(tx, counts)).toEqual([]);
    for (const { rating } of stored) coloursSeen.add(rating);
    for (const { assurance } of await tx.rows<{ assurance: string }>(
      `select distinct assurance from actions`,
    )) {
      assurancesSeen.add(assurance);
    }
  });
}

/** The same people with each other's work to do. */
function inOtherHands(cast: PlanPeople, n: number): PlanPeople {
  const names = Object.keys(cast) as (keyof PlanPeople)[];
  return Object.fromEntries(
    names.map((name, place) => [name, cast[names[(place + n) % names.length] as keyof PlanPeople]]),
  ) as unknown as PlanPeople;
}

async function live(commands: readonly Command[]): Promise<void> {
  for (let day = 0; day < DAYS; day += 1) {
    today = addDays(FIRST_DAY, day);
    app.clock.moveTo(new Date(`${today}T09:00:00Z`));
    await within((tx) => app.get(RatingService).rerateDue(tx, today));
    await expectStoredToBeComputed('the night');
    for (const { verb, which, n } of commands.filter((one) => one.day === day)) {
      const ids = await within((tx) =>
        tx.rows<{ id: string }>(`select id from actions where authority_id = $1 order by number`, [
          tx.authorityId,
        ]),
      );
      const id = ids[which % Math.max(ids.length, 1)]?.id ?? '';
      const usual = people;
      // Now and then the wrong people try: what they may not do is refused, and nothing is broken by it.
      if (n % 9 === 4) people = inOtherHands(usual, n);
      await VERBS[verb](id, n).catch((error: unknown) => {
        // What the rules refuse changes nothing, and that is looked at too.
        if (!(error instanceof Refusal)) throw error;
      });
      people = usual;
      await expectStoredToBeComputed(verb);
    }
    app.clock.moveTo(new Date(`${today}T22:30:00Z`));
    shownAtTheEnd.set(today, await shown(null, day));
  }
}

/** The board page, the list and one of the actions, as somebody sees them who sees everything. */
async function shown(asAt: LocalDate | null, day: number): Promise<unknown> {
  const { isPast: _, ...board } = await app.get(BoardService).board(people.manager, asAt);
  const part = { order: { field: 'reference', direction: 'asc' }, limit: 200 } as const;
  const found = await app.get(ActionReadingService).lines(people.manager, {}, part, asAt);
  // Whether a rating is due is a note for the next reader, not something that is shown.
  const rows = found.rows.map((row) => ({ ...row, isDue: undefined }));
  const one = rows[day % Math.max(rows.length, 1)];
  if (one === undefined) return { board, rows };
  const { action, explanation, served, more } = await app
    .get(ActionPageService)
    .read(people.manager, one.id, null, asAt);
  const {
    nextRatingOn: _rating,
    nextNoticeOn: _notice,
    ratedOn: _rated,
    version: _version,
    ...facts
  } = action;
  const calls = more.calls.map(({ mayWithdraw: _may, ...call }) => call);
  return {
    board,
    rows,
    one: { facts, explanation, served, calls, updates: more.updates, history: more.history },
  };
}

async function expectThePastToBeAsItWas(): Promise<void> {
  expect(await within(brokenVersions)).toEqual([]);
  for (const [day, was] of shownAtTheEnd) {
    if (day === today) continue;
    const number = [...shownAtTheEnd.keys()].indexOf(day);
    expect({ day, was: plain(await shown(day, number)) }).toEqual({ day, was: plain(was) });
  }
}

/** As a page would have it: values without their classes. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it('stored ratings are the computed ones, after every command and on every day of a random year, and any day shows again as it was', async () => {
  let years = 0;
  await fc.assert(
    fc.asyncProperty(year, async (commands) => {
      if (years > 0) await startAfresh();
      years += 1;
      await live(commands);
      await expectThePastToBeAsItWas();
    }),
    // A failing year is printed as it is: to live it again in parts would take many minutes.
    { numRuns: 1, endOnFailure: true },
  );
  expect([...assurancesSeen]).toEqual(expect.arrayContaining(['verified']));
  expect([...coloursSeen]).toEqual(expect.arrayContaining(['red', 'amber', 'green', 'grey']));
}, 120_000);

async function startAfresh(): Promise<void> {
  await app?.stop();
  shownAtTheEnd.clear();
  app = await startWithActions({
    at: '2026-09-01T09:00:00Z',
    modules: [PacksModule, DateControlModule, EvidenceModule],
  });
  // History is written at the moment that the test pretends, which only demonstration data may.
  await app.get(OperatorDoor).createAuthority('westmarch', 'Westmarch Council', true);
  ({ people, recommendationIds } = await planOfWestmarch(app));
  quality = await app.person({ email: 'quality@westmarch.example', roles: ['quality'] });
  chair = await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
  const boards = app.get(BoardsService);
  boardId = await boards.add(people.manager, { name: 'The board', kind: 'improvement' });
  const seat = { personId: chair.personId, role: 'chair', fromOn: null, untilOn: null } as const;
  await boards.addMember(people.manager, boardId, seat);
}
