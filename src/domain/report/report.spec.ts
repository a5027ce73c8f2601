import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localDate } from '../calendar/local-date.js';
import { ACTION_STATUSES, ASSURANCES } from '../rating/rating-facts.js';
import { COLOURS } from '../rating/reason-code.js';
import type { ActionSnapshot } from './action-snapshot.js';
import { headlineBetween, movementBetween } from './movement.js';
import { doneInTime, leaveOutRestricted, planFigures, recommendationFigures } from './plan-figures.js';

const day = localDate;
const GREEN: ActionSnapshot = {
  id: 'a',
  status: 'in_progress',
  assurance: 'not_reported',
  colour: 'green',
  reasons: ['on_track'],
  dueOn: day('2027-03-25'),
  ownerId: 'owner',
};
const RED: ActionSnapshot = { ...GREEN, colour: 'red', reasons: ['overdue', 'no_owner'] };
const AMBER: ActionSnapshot = { ...GREEN, colour: 'amber', reasons: ['unsure'] };
const COMPLETE: ActionSnapshot = {
  ...GREEN,
  status: 'complete',
  assurance: 'reported',
  reasons: ['to_check'],
};

describe('the figures of a plan', () => {
  it('are the lengths of the lists, without drafts and cancelled actions', () => {
    const actions: ActionSnapshot[] = [
      GREEN,
      RED,
      { ...RED, reasons: ['called_red'] },
      COMPLETE,
      { ...COMPLETE, assurance: 'verified' },
      { ...COMPLETE, assurance: 'embedded', colour: 'blue', reasons: ['embedded'] },
      { ...GREEN, status: 'draft', colour: 'grey', reasons: [] },
      { ...GREEN, status: 'cancelled', colour: 'grey', reasons: [] },
    ];
    expect(planFigures(actions)).toEqual({
      counts: { red: 2, amber: 0, green: 3, blue: 1, grey: 0 },
      total: 6,
      complete: 3,
      verified: 2,
      embedded: 1,
      overdue: 1,
    });
  });

  it('of recommendations count what is met of what is not superseded, and what has no action', () => {
    const recommendations = [
      { status: 'met', countedActions: 0 },
      { status: 'open', countedActions: 2 },
      { status: 'proposed_as_met', countedActions: 0 },
      { status: 'open', countedActions: 0 },
      { status: 'superseded', countedActions: 0 },
    ] as const;
    expect(recommendationFigures(recommendations)).toEqual({ total: 4, met: 1, withoutAction: 2 });
  });

  it('say how much was done by the current and by the original date', () => {
    const done = (reportedOn: string | null, dueOn: string, originalDueOn: string) => ({
      status: 'complete' as const,
      reportedOn: reportedOn === null ? null : day(reportedOn),
      dueOn: day(dueOn),
      originalDueOn: day(originalDueOn),
    });
    const actions = [
      done('2026-11-20', '2026-11-20', '2026-11-20'),
      done('2026-11-20', '2026-11-30', '2026-10-30'),
      done('2026-12-01', '2026-11-30', '2026-10-30'),
      done(null, '2026-11-30', '2026-11-30'),
      { ...done('2026-11-01', '2026-11-30', '2026-11-30'), status: 'in_progress' as const },
    ];
    expect(doneInTime(actions)).toEqual({ done: 4, byCurrentDate: 2, byOriginalDate: 1 });
  });

  it('leave out what is restricted and say how many', () => {
    const items = [{ isRestricted: true }, { isRestricted: false }];
    expect(leaveOutRestricted(items, false)).toEqual({ shown: [{ isRestricted: false }], leftOut: 1 });
    expect(leaveOutRestricted(items, true)).toEqual({ shown: items, leftOut: 0 });
  });
});

const NOTHING = {
  added: [],
  cancelled: [],
  complete: [],
  verified: [],
  embedded: [],
  reopened: [],
  turnedRed: [],
  turnedRedWithoutAmber: [],
  turnedAmber: [],
  eased: [],
  recovered: [],
  moved: [],
  ownerChanged: [],
};
const change = (from: ActionSnapshot, to: ActionSnapshot) => ({
  id: 'a',
  from: from.colour,
  to: to.colour,
  reasons: to.reasons,
});

describe('what changed between two days', () => {
  it.each<[string, ActionSnapshot | null, ActionSnapshot | null, object]>([
    ['nothing', GREEN, GREEN, {}],
    ['published since', { ...GREEN, status: 'draft', colour: 'grey' }, RED, { added: ['a'] }],
    ['imported and published since', null, GREEN, { added: ['a'] }],
    ['cancelled', RED, { ...GREEN, status: 'cancelled', colour: 'grey', reasons: [] }, { cancelled: ['a'] }],
    ['published and cancelled between', null, { ...GREEN, status: 'cancelled' }, {}],
    ['completed', GREEN, COMPLETE, { complete: ['a'] }],
    ['verified', COMPLETE, { ...COMPLETE, assurance: 'verified' }, { verified: ['a'] }],
    [
      'completed, verified and embedded between',
      GREEN,
      { ...COMPLETE, assurance: 'embedded', colour: 'blue' },
      { complete: ['a'], verified: ['a'], embedded: ['a'] },
    ],
    [
      'reopened with a new date, which is no move',
      COMPLETE,
      { ...GREEN, dueOn: day('2027-09-30') },
      { reopened: ['a'] },
    ],
    ['turned red from amber', AMBER, RED, { turnedRed: [change(AMBER, RED)] }],
    [
      'turned red with no amber before',
      GREEN,
      RED,
      { turnedRed: [change(GREEN, RED)], turnedRedWithoutAmber: ['a'] },
    ],
    ['turned amber', GREEN, AMBER, { turnedAmber: [change(GREEN, AMBER)] }],
    ['eased from red to amber', RED, AMBER, { eased: [change(RED, AMBER)] }],
    ['recovered', RED, GREEN, { recovered: [change(RED, GREEN)] }],
    [
      'recovered by being completed',
      AMBER,
      COMPLETE,
      { complete: ['a'], recovered: [change(AMBER, COMPLETE)] },
    ],
    [
      'moved from–to',
      GREEN,
      { ...GREEN, dueOn: day('2027-06-30') },
      { moved: [{ id: 'a', from: '2027-03-25', to: '2027-06-30' }] },
    ],
    [
      'handed over',
      GREEN,
      { ...GREEN, ownerId: 'successor' },
      { ownerChanged: [{ id: 'a', from: 'owner', to: 'successor' }] },
    ],
  ])('%s', (_sentence, then, now, expected) => {
    const list = (one: ActionSnapshot | null) => (one === null ? [] : [one]);
    expect(movementBetween(list(then), list(now))).toEqual({ ...NOTHING, ...expected });
  });
});

describe('the headline', () => {
  const anySnapshot = fc.record({
    status: fc.constantFrom(...ACTION_STATUSES),
    assurance: fc.constantFrom(...ASSURANCES),
    colour: fc.constantFrom(...COLOURS),
  });

  it('adds up: then, plus added, less cancelled, is now, whatever happened', () => {
    // A published action does not become a draft again, and a cancelled one stays cancelled.
    const anyHistory = fc.array(
      fc
        .tuple(anySnapshot, anySnapshot)
        .filter(([then, now]) => then.status !== 'cancelled' || now.status === 'cancelled')
        .filter(([then, now]) => then.status === 'draft' || now.status !== 'draft'),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(anyHistory, (history) => {
        const earlier = history.map(([then], index) => ({ ...GREEN, ...then, id: String(index) }));
        const later = history.map(([, now], index) => ({ ...GREEN, ...now, id: String(index) }));
        const headline = headlineBetween(earlier, later);
        expect(headline.totalThen + headline.added - headline.cancelled).toBe(headline.total);
        expect(headline.total).toBe(planFigures(later).total);
        const { counts } = planFigures(later);
        expect(COLOURS.reduce((sum, colour) => sum + counts[colour], 0)).toBe(headline.total);
      }),
    );
  });
});
