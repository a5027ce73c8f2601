import { describe, expect, it, test } from '@jest/globals';
import { lineMark } from './line-marks.js';

describe('the mark that starts an item', () => {
  test.each([
    ['7. Agree a plan.', 'number', '7', 'Agree a plan.'],
    ['7) Agree a plan.', 'number', '7', 'Agree a plan.'],
    ['- 7. Agree a plan.', 'number', '7', 'Agree a plan.'],
    ['12.Agree a plan.', 'number', '12', 'Agree a plan.'],
    ['4.12 Agree a plan.', 'number', '4.12', 'Agree a plan.'],
    ['Recommendation 3: Agree a plan.', 'number', '3', 'Agree a plan.'],
    ['RECOMMENDATION 3', 'number', '3', ''],
    ['R3 Agree a plan.', 'number', 'R3', 'Agree a plan.'],
    ['■ Agree a plan.', 'bullet', null, 'Agree a plan.'],
    ['– agree a plan', 'bullet', null, 'agree a plan'],
    ['n Agree a plan.', 'bullet', null, 'Agree a plan.'],
    ['b) agree a plan', 'letter', 'b', 'agree a plan'],
  ])('"%s" is a %s', (text, kind, number, rest) => {
    expect(lineMark(text, null)).toMatchObject({ kind, number, rest });
  });

  test.each([
    'Recommendations 3 and 4 were met.',
    'recommendation 3 of the last report was met',
    'In 2014 the board agreed a plan.',
    'a plan was agreed',
    '16- to 18-year-olds need homes',
    '2014 was the year',
  ])('"%s" has none', (text) => {
    expect(lineMark(text, null)).toBeNull();
  });

  it('takes a bare number only where it is the next in the list', () => {
    expect(lineMark('8 Agree a plan.', 8)?.number).toBe('8');
    expect(lineMark('8 Agree a plan.', 5)).toBeNull();
    expect(lineMark('8', 8)).toMatchObject({ number: '8', rest: '' });
  });
});
