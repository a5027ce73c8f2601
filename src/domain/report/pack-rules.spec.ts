import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { LADDER_PRESETS } from '../ladder/ladder-preset.js';
import type { PresetName } from '../rating/rating-preset.js';
import type { ActionSnapshot } from './action-snapshot.js';
import { coverageGaps, type CoveredRecommendation } from './coverage-gaps.js';
import { dueBefore, endOfNextCycle } from './due-next.js';
import { exceptionList, type ReportedFacts } from './exception-list.js';
import { lastRatings } from './last-ratings.js';
import { movementSections, type MarkedSnapshot } from './movement-sections.js';
import { actionsHeadline, measuresHeadline, type CountedAction } from './pack-headline.js';

const day = localDate;
const calendar = new WorkingCalendar();

const GREEN: MarkedSnapshot & CountedAction = {
  id: 'a',
  status: 'in_progress',
  assurance: 'not_reported',
  colour: 'green',
  reasons: ['on_track'],
  dueOn: day('2027-03-25'),
  originalDueOn: day('2027-03-25'),
  reportedOn: null,
  ownerId: 'owner',
  notUpdated: false,
};
type Row = typeof GREEN;
const many = (count: number, from: number, change: Partial<Row> = {}): Row[] =>
  Array.from({ length: count }, (_, place) => ({ ...GREEN, id: String(from + place), ...change }));

describe('the headline of a pack', () => {
  it('says "71 of 98 actions complete; last pack 68 of 104: 2 added, 8 cancelled", and adds up', () => {
    const done = { status: 'complete', assurance: 'reported', reasons: ['to_check'] } as const;
    const then = [...many(68, 0, done), ...many(36, 68)];
    const now = [
      ...many(68, 0, done),
      ...many(8, 68, { status: 'cancelled', colour: 'grey', reasons: [] }),
      ...many(3, 76, done),
      ...many(25, 79),
      ...many(2, 104),
    ];
    expect(actionsHeadline(then, now)).toMatchObject({
      complete: 71,
      total: 98,
      completeThen: 68,
      totalThen: 104,
      added: 2,
      cancelled: 8,
      withheld: 0,
    });
  });

  it('of the first pack compares with nothing', () => {
    expect(actionsHeadline(null, many(3, 0))).toMatchObject({
      total: 3,
      completeThen: null,
      totalThen: null,
      added: 0,
      cancelled: 0,
      withheld: 0,
    });
  });

  it('still adds up when an action was restricted since', () => {
    const headline = actionsHeadline(many(4, 0), many(2, 1));
    expect(headline).toMatchObject({ totalThen: 4, added: 0, cancelled: 0, withheld: 2, total: 2 });
  });

  it('counts who has no owner among the open ones, and what was done in time', () => {
    const done = { status: 'complete', assurance: 'verified' } as const;
    const now = [
      { ...GREEN, id: '1', ownerId: null },
      { ...GREEN, id: '2', ...done, ownerId: null, reportedOn: day('2027-03-25') },
      { ...GREEN, id: '3', ...done, reportedOn: day('2027-05-01'), dueOn: day('2027-06-30') },
    ];
    expect(actionsHeadline(null, now)).toMatchObject({
      noOwner: 1,
      verified: 2,
      doneByCurrentDate: 2,
      doneByOriginalDate: 1,
    });
  });

  it('lets impact stand apart: 2 of 4 measures at target, 1 without a fresh value', () => {
    const measures = [
      { standing: 'at_target', isFresh: true },
      { standing: 'at_target', isFresh: false },
      { standing: 'worse', isFresh: true },
      { standing: 'moved', isFresh: true },
    ] as const;
    expect(measuresHeadline(measures)).toEqual({ atTarget: 2, total: 4, withoutFreshValue: 1 });
  });
});

describe('what changed under its headings', () => {
  const kinds = (earlier: readonly ActionSnapshot[], later: readonly MarkedSnapshot[]) =>
    movementSections(earlier, later).map(({ kind }) => kind);

  it.each<[string, Row | null, Row, string[]]>([
    ['nothing', GREEN, GREEN, []],
    ['published since', null, GREEN, ['new']],
    ['no update when asked', GREEN, { ...GREEN, notUpdated: true }, ['not_updated']],
    [
      'no update when asked, and complete since',
      GREEN,
      { ...GREEN, status: 'complete', assurance: 'reported', notUpdated: true },
      ['complete'],
    ],
    [
      'new, and asked for an update that did not come',
      null,
      { ...GREEN, notUpdated: true },
      ['new', 'not_updated'],
    ],
    ['cancelled', GREEN, { ...GREEN, status: 'cancelled', colour: 'grey' }, ['cancelled']],
    [
      'moved, handed over and turned Amber',
      GREEN,
      {
        ...GREEN,
        dueOn: day('2027-06-30'),
        ownerId: 'other',
        colour: 'amber',
        reasons: ['moved_again'],
      },
      ['turned_amber', 'moved', 'owner_changed'],
    ],
  ])('%s', (_sentence, then, now, expected) => {
    expect(kinds(then === null ? [] : [then], [now])).toEqual(expected);
  });

  it('tells from what to what', () => {
    const now: Row = { ...GREEN, colour: 'red', reasons: ['overdue'], ownerId: null };
    expect(movementSections([GREEN], [now])).toEqual([
      {
        kind: 'turned_red',
        actions: [{ id: 'a', detail: { about: 'colour', from: 'green', to: 'red', reasons: ['overdue'] } }],
      },
      { kind: 'owner_changed', actions: [{ id: 'a', detail: { about: 'owner', from: 'owner', to: null } }] },
    ]);
  });
});

describe('the last three ratings', () => {
  const now = [{ id: 'a', colour: 'red' as const }];
  it.each([
    ['the first pack: now alone', null, ['red']],
    ['the second', [{ id: 'a', lastRatings: ['green' as const] }], ['green', 'red']],
    [
      'the fourth: the oldest is dropped',
      [{ id: 'a', lastRatings: ['green' as const, null, 'amber' as const] }],
      [null, 'amber', 'red'],
    ],
    [
      'new since two packs: it was in neither',
      [{ id: 'b', lastRatings: ['green' as const, 'green' as const] }],
      [null, null, 'red'],
    ],
    ['a pack of an empty plan before', [], [null, 'red']],
  ])('%s', (_sentence, before, expected) => {
    expect(lastRatings(before, now).get('a')).toEqual(expected);
  });
});

describe('the exception list', () => {
  // Due Thursday 25 March 2027: overdue working day 1 is Tuesday 30 March, day 6 Tuesday 6 April, day 11 the 13th.
  const LATE: ReportedFacts & { id: string } = {
    id: 'late',
    status: 'in_progress',
    colour: 'red',
    dueOn: day('2027-03-25'),
    priorityAction: false,
    noticesFrom: null,
    colourSince: day('2027-03-26'),
    requests: [],
    redAtLastPack: false,
  };
  const held = {
    askedOn: day('2027-03-20'),
    newDueOn: day('2027-06-30'),
    decideBy: day('2027-04-06'),
    endedOn: null,
  };
  const called = { ...LATE, dueOn: day('2027-12-01') };

  it.each<[string, Partial<ReportedFacts>, string, PresetName, boolean]>([
    ['overdue working day 10', {}, '2027-04-12', 'standard', false],
    ['overdue working day 11', {}, '2027-04-13', 'standard', true],
    ['towards a priority action on day 5', { priorityAction: true }, '2027-04-05', 'standard', false],
    ['towards a priority action on day 6', { priorityAction: true }, '2027-04-06', 'standard', true],
    ['strict, on day 6', {}, '2027-04-06', 'strict', true],
    ['gentle, on day 11', {}, '2027-04-13', 'gentle', false],
    ['gentle, on day 16', {}, '2027-04-20', 'gentle', true],
    ['Red in the last pack and now, on day 1', { redAtLastPack: true }, '2027-03-30', 'standard', true],
    ['called Red, and not in the last pack', called, '2027-04-30', 'standard', false],
    ['called Red, in the last pack too', { ...called, redAtLastPack: true }, '2027-04-30', 'standard', true],
    [
      'Red in the last pack, Amber now',
      { colour: 'amber', redAtLastPack: true },
      '2027-03-30',
      'standard',
      false,
    ],
    ['complete since', { status: 'complete', colour: 'green' }, '2027-04-30', 'standard', false],
    ['late when it was published', { noticesFrom: day('2027-04-01') }, '2027-04-13', 'standard', false],
    ['held back by a request until 6 April', { requests: [held] }, '2027-04-13', 'standard', false],
    ['ten working days after the request timed out', { requests: [held] }, '2027-04-21', 'standard', true],
  ])('%s', (_sentence, change, today, preset, expected) => {
    const list = exceptionList([{ ...LATE, ...change }], day(today), calendar, LADDER_PRESETS[preset]);
    expect(list.length === 1).toBe(expected);
  });

  it('puts those towards a priority action first, then the longest past their date', () => {
    const list = exceptionList(
      [
        { ...LATE, id: 'later' },
        { ...LATE, id: 'sooner', dueOn: day('2027-03-01') },
        { ...LATE, id: 'priority', priorityAction: true },
      ],
      day('2027-04-30'),
      calendar,
      LADDER_PRESETS.standard,
    );
    expect(list.map(({ id }) => id)).toEqual(['priority', 'sooner', 'later']);
  });

  it('goes by the numbers that the plan has set', () => {
    const ladder = { ...LADDER_PRESETS.standard, exceptionList: 20 };
    expect(exceptionList([LATE], day('2027-04-21'), calendar, ladder)).toEqual([]);
    expect(exceptionList([LATE], day('2027-04-26'), calendar, ladder)).toHaveLength(1);
  });
});

describe('the gaps of a plan', () => {
  const WHOLE: CoveredRecommendation = {
    number: '1',
    text: 'See every child.',
    status: 'open',
    actions: 2,
    towards: { counted: 2, complete: 0, verified: 0, doubted: 0 },
    notBorneOut: false,
    standings: ['moved'],
  };
  const none = { counted: 0, complete: 0, verified: 0, doubted: 0 };
  const done = { counted: 2, complete: 2, verified: 2, doubted: 0 };

  it.each<[string, Partial<CoveredRecommendation>, string[]]>([
    ['nothing missing', {}, []],
    ['no action at all', { actions: 0, towards: none }, ['no_action']],
    ['drafts alone', { actions: 1, towards: none }, ['only_drafts']],
    ['proposed as met without an action', { status: 'proposed_as_met', actions: 0, towards: none }, []],
    [
      'all done, and its measure has not moved',
      { towards: done, standings: ['not_moved'] },
      ['measure_not_moved'],
    ],
    ['all done, not all verified', { towards: { ...done, verified: 1 } }, ['effect_not_confirmed']],
    ['not borne out by a visit', { notBorneOut: true }, ['effect_not_confirmed']],
    ['no measure', { standings: [] }, ['no_measure']],
    ['met, whatever is missing', { status: 'met', actions: 0, towards: none, standings: [] }, []],
    ['superseded', { status: 'superseded', actions: 0, towards: none, standings: [] }, []],
  ])('%s', (_sentence, change, expected) => {
    expect(coverageGaps([{ ...WHOLE, ...change }]).map(({ kind }) => kind)).toEqual(expected);
  });

  it('are listed kind by kind, with the words of the recommendation', () => {
    const gaps = coverageGaps([
      { ...WHOLE, number: '1', standings: [] },
      { ...WHOLE, number: '2', actions: 0, towards: none },
    ]);
    expect(gaps.map(({ kind, recommendationNumber }) => [kind, recommendationNumber])).toEqual([
      ['no_action', '2'],
      ['no_measure', '1'],
    ]);
  });
});

describe('what is due before the next meeting', () => {
  it.each([
    ['the meeting after this one', '2027-05-12', '2027-06-16', '2027-06-16'],
    ['none planned: a month after this one', '2027-05-12', null, '2027-06-12'],
    ['no meeting at all: a month from the day of the report', null, null, '2027-05-30'],
  ])('%s', (_sentence, meetingOn, after, expected) => {
    const asked = meetingOn === null ? null : day(meetingOn);
    expect(endOfNextCycle(asked, day('2027-04-30'), after === null ? null : day(after))).toBe(expected);
  });

  it('is open and not past its date, priority first, then by date', () => {
    const due = (id: string, dueOn: string, change = {}) => ({
      id,
      status: 'in_progress' as const,
      dueOn: day(dueOn),
      priorityAction: false,
      ...change,
    });
    const found = dueBefore(
      [
        due('past', '2027-04-29'),
        due('today', '2027-04-30'),
        due('last', '2027-06-16'),
        due('after', '2027-06-17'),
        due('done', '2027-05-01', { status: 'complete' }),
        due('priority', '2027-06-01', { priorityAction: true }),
      ],
      day('2027-04-30'),
      day('2027-06-16'),
    );
    expect(found.map(({ id }) => id)).toEqual(['priority', 'today', 'last']);
  });
});
