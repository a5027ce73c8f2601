import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { isAwayOn, refusalOfAbsence, type Absence } from './absence.js';

const day = localDate;
const today = day('2026-11-23');
const ABSENCE: Absence = {
  personId: 'olu',
  deputyId: 'priya',
  from: day('2026-11-30'),
  until: day('2026-12-11'),
};
const COLLEAGUE = { mayAct: true, agencyId: null };

describe('An absence', () => {
  it.each([
    ['with a colleague as deputy is taken', {}, COLLEAGUE, null],
    ['until further notice is taken', { until: null }, COLLEAGUE, null],
    ['of one day is taken', { until: day('2026-11-30') }, COLLEAGUE, null],
    ['that ends today is taken', { from: day('2026-11-16'), until: today }, COLLEAGUE, null],
    ['without a deputy is taken', { deputyId: null }, null, null],
    ['without a first day is refused', { from: null }, COLLEAGUE, 'from_missing'],
    ['that ends before it begins is refused', { until: day('2026-11-27') }, COLLEAGUE, 'until_before_from'],
    [
      'that is over is refused',
      { from: day('2026-11-16'), until: day('2026-11-20') },
      COLLEAGUE,
      'already_over',
    ],
    ['with oneself as deputy is refused', { deputyId: 'olu' }, COLLEAGUE, 'own_deputy'],
    ['with somebody who left is refused', {}, { mayAct: false, agencyId: null }, 'deputy_left'],
    ['with somebody unknown is refused', {}, null, 'deputy_left'],
    [
      'with somebody of another agency is refused',
      {},
      { mayAct: true, agencyId: 'health' },
      'deputy_elsewhere',
    ],
  ] as const)('%s', (_sentence, change, deputy, refused) => {
    const answer = refusalOfAbsence({ ...ABSENCE, ...change }, null, deputy, today);
    expect(answer).toEqual(refused === null ? null : { refused });
  });

  it.each([
    ['2026-11-29', false],
    ['2026-11-30', true],
    ['2026-12-11', true],
    ['2026-12-12', false],
  ])('from 30 November to 11 December: on %s away is %s', (on, away) => {
    expect(isAwayOn(ABSENCE, day(on))).toBe(away);
  });
});
