import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../src/domain/calendar/day-number.js';
import { localDate, type LocalDate } from '../../src/domain/calendar/local-date.js';
import { COLOURS } from '../../src/domain/rating/reason-code.js';
import { MOVEMENT_KINDS, type PackContent } from '../../src/domain/report/pack-content.js';
import type { ActionFilters } from '../../src/features/actions/action-filters.js';
import { ActionListRepository } from '../../src/features/actions/action-list.repository.js';
import { ActionsService } from '../../src/features/actions/actions.service.js';
import { DateControlModule } from '../../src/features/actions/date-control/date-control.module.js';
import { PlanFiguresRepository } from '../../src/features/actions/plan-figures.repository.js';
import { RatingService } from '../../src/features/actions/rating.service.js';
import { PastReading } from '../../src/features/authorities/past-reading.js';
import { EvidenceModule } from '../../src/features/evidence/evidence.module.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { BoardService } from '../../src/features/packs/board.service.js';
import { PackBetween } from '../../src/features/packs/content/pack-between.service.js';
import { PackContentModule } from '../../src/features/packs/content/pack-content.module.js';
import {
  PackContentService,
  type PackBefore,
} from '../../src/features/packs/content/pack-content.service.js';
import { PacksModule } from '../../src/features/packs/packs.module.js';
import { OperatorDoor } from '../../src/platform/database/operator.door.js';
import type { Tx } from '../../src/platform/database/database.js';
import { Refusal } from '../../src/web/errors/refusals.js';
import type { Person } from '../../src/web/person.js';
import { recountOfMovement } from '../support/movement-recount.js';
import { planOfWestmarch, startWithActions, type PlanPeople } from '../support/plan-of-westmarch.js';
import { completionVerbs } from '../support/random-completion.js';
import { planVerbs } from '../support/random-plan.js';
import type { TestApp } from '../support/test-app.js';

const FIRST_DAY = localDate('2026-09-01');
const DAYS = 190;
/** About as often as a board meets. */
const DAYS_BETWEEN_PACKS = 31;

let app: TestApp;
let people: PlanPeople;
let recommendationIds: string[];
let chair: Person;
let quality: Person;
let boardId: string;
let today: LocalDate;

const scene = () => ({ ...people, app, quality, chair, today, recommendationIds, boardId });
const VERBS = {
  ...planVerbs(scene),
  ...completionVerbs(scene),
  handOver: async (id: string, n: number) => {
    const row = await within((tx) =>
      tx.row<{ version: number }>(`select version from actions where authority_id = $1 and id = $2`, [
        tx.authorityId,
        id,
      ]),
    );
    const to = n % 2 === 0 ? people.owner : people.lead;
    await app.get(ActionsService).change(people.manager, id, row!.version, { ownerId: to.personId });
  },
};
type Verb = keyof typeof VERBS;
/** What moves a plan on is tried oftener than the rest, so that months have something to tell. */
const OFTEN = [
  'publish',
  'reportComplete',
  'evidence',
  'verify',
  'askForDate',
  'decideDate',
  'cancel',
] as const;

const command = fc.record({
  day: fc.nat(DAYS - 1),
  verb: fc.constantFrom(...(Object.keys(VERBS) as Verb[]), ...OFTEN, ...OFTEN, ...OFTEN),
  // A few actions are often meant, so that what takes several steps comes to its end.
  which: fc.oneof(fc.nat(4), fc.nat(1000)),
  n: fc.nat(10_000),
});
const months = fc.array(command, { minLength: 320, maxLength: 380 }).map((commands) => [
  ...[3, 57, 101, 149, 202, 44, 71, 88].map((n, which) => ({
    day: 0,
    verb: 'publish' as const,
    which,
    n,
  })),
  ...commands,
]);

beforeAll(async () => {
  app = await startWithActions({
    at: '2026-09-01T09:00:00Z',
    modules: [PacksModule, PackContentModule, DateControlModule, EvidenceModule],
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
}, 60_000);
afterAll(() => app?.stop());

const within = <T>(work: (tx: Tx) => Promise<T>) =>
  app.database.forAuthority(people.manager.authority.id, people.manager.actor, work);

interface Taken extends PackBefore {
  readonly moment: string;
}

it('movement is what history counts again, and every figure the length of its list, over random months', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(months, async (commands) => {
      let before: Taken | null = null;
      for (let day = 0; day < DAYS; day += 1) {
        today = addDays(FIRST_DAY, day);
        app.clock.moveTo(new Date(`${today}T09:00:00Z`));
        await within((tx) => app.get(RatingService).rerateDue(tx, today));
        for (const one of commands.filter((asked) => asked.day === day))
          await tryTo(one.verb, one.which, one.n);
        if (day % DAYS_BETWEEN_PACKS !== DAYS_BETWEEN_PACKS - 1) continue;
        app.clock.moveTo(new Date(`${today}T22:30:00Z`));
        before = await taken(before, seen);
      }
    }),
    { numRuns: 1, endOnFailure: true },
  );
  expect([...seen]).toEqual(
    expect.arrayContaining(['new', 'complete', 'turned_red', 'recovered', 'owner_changed', 'not_updated']),
  );
}, 120_000);

async function tryTo(verb: Verb, which: number, n: number): Promise<void> {
  const ids = await within((tx) =>
    tx.rows<{ id: string }>(`select id from actions where authority_id = $1 order by number`, [
      tx.authorityId,
    ]),
  );
  await VERBS[verb](ids[which % Math.max(ids.length, 1)]?.id ?? '', n).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

async function taken(before: Taken | null, seen: Set<string>): Promise<Taken> {
  const content = await within((tx) =>
    app.get(PackContentService).read(tx, {
      board: { id: boardId, name: 'The board' },
      meetingOn: null,
      asAt: today,
      part: 2,
      since: before,
      commentary: [],
      explanations: [],
    }),
  );
  const moment = `${today}T22:30:00Z`;
  await expectFiguresOfLists(content);
  await expectChartsOfHistory(content);
  if (before !== null) await expectMovementOfHistory(content, before, moment);
  for (const { kind } of content.movement) seen.add(kind);
  return { pack: `Pack of ${today}`, asAt: today, content, moment };
}

/** By other means: set by set from the versions of that moment and of this one. */
async function expectMovementOfHistory(content: PackContent, before: Taken, moment: string) {
  const recounted = await within((tx) => recountOfMovement(tx, before.moment, moment));
  const told = Object.fromEntries(
    MOVEMENT_KINDS.map((kind) => [
      kind,
      (content.movement.find((section) => section.kind === kind)?.lines ?? []).map(({ id }) => id).sort(),
    ]),
  );
  expect({ today, ...told }).toEqual({ today, ...recounted });
  const { actions } = content.headline;
  expect(actions.totalThen! + actions.added - actions.cancelled - actions.withheld).toBe(actions.total);
  expect([actions.added, actions.cancelled]).toEqual([recounted.new!.length, recounted.cancelled!.length]);
  expect(actions.totalThen).toBe(before.content.headline.actions.total);
  expect(actions.completeThen).toBe(before.content.headline.actions.complete);
  const between = await app.get(PackBetween).review(people.manager, {
    board: null,
    from: before.asAt,
    to: null,
    part: 2,
  });
  expect(between.movement).toEqual(content.movement);
  expect(between.headline.actions).toEqual(actions);
}

const COUNTED = ['not_started', 'in_progress', 'complete'] as const;

async function expectFiguresOfLists(content: PackContent): Promise<void> {
  const { actions } = content.headline;
  const lists: Record<string, [figure: number, list: ActionFilters]> = {
    total: [actions.total, { status: COUNTED }],
    complete: [actions.complete, { status: ['complete'] }],
    verified: [actions.verified, { status: ['complete'], assurance: ['verified', 'embedded'] }],
    embedded: [actions.embedded, { status: ['complete'], assurance: ['embedded'] }],
    overdue: [actions.overdue, { status: COUNTED, overdue: true }],
    noOwner: [actions.noOwner, { status: ['not_started', 'in_progress'], ownerId: ['none'] }],
    notUpdated: [
      content.movement.find(({ kind }) => kind === 'not_updated')?.lines.length ?? 0,
      { status: ['not_started', 'in_progress'], notUpdated: true },
    ],
  };
  if (content.since === null) delete lists['notUpdated'];
  for (const colour of COLOURS)
    lists[colour] = [actions.counts[colour], { status: COUNTED, rating: [colour] }];
  const lengths = await within(async (tx) => {
    const found: [string, number][] = [];
    for (const [name, [, list]] of Object.entries(lists)) {
      found.push([name, await app.get(ActionListRepository).count(tx, list, 'all')]);
    }
    return found;
  });
  expect(Object.entries(lists).map(([name, [figure]]) => [name, figure])).toEqual(lengths);
  expect(content.actions).toHaveLength(actions.total);
  const board = await app.get(BoardService).dashboard(people.manager);
  expect([board.counts, board.overdue, board.total]).toEqual([
    actions.counts,
    actions.overdue,
    actions.total,
  ]);
  const { met, total, withoutAction } = content.headline.recommendations;
  const standing = content.recommendations.filter(({ status }) => status !== 'superseded');
  expect([total, met]).toEqual([standing.length, standing.filter(({ status }) => status === 'met').length]);
  expect([board.recommendationsMet, board.recommendationsWithoutAction]).toEqual([met, withoutAction]);
  expect(content.coverage.filter(({ kind }) => kind === 'no_action')).toHaveLength(withoutAction);
}

/** Each point of the colours is what the page of that day counts; the ages add up to what is overdue. */
async function expectChartsOfHistory(content: PackContent): Promise<void> {
  const { coloursOverTime, ageOfOverdue, planAgainstActual } = content.charts;
  for (const { on, counts } of coloursOverTime) {
    const asItWas = await app
      .get(PastReading)
      .within(people.manager.authority.id, people.manager.actor, on, (tx) =>
        app.get(PlanFiguresRepository).figures(tx, 'all'),
      );
    expect({ today, on, counts }).toEqual({ today, on, counts: asItWas.counts });
  }
  const overdue = ageOfOverdue.reduce((sum, { count }) => sum + count, 0);
  expect(overdue).toBe(content.headline.actions.overdue);
  expect(planAgainstActual.at(-1)!.done).toBe(content.headline.actions.complete);
}
