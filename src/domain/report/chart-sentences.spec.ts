import { expect, test } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import {
  coloursSentence,
  judgementsSentence,
  measureSentence,
  overdueSentence,
  planSentence,
  withUnit,
} from './chart-sentences.js';

const june = localDate('2026-06-30');
const november = localDate('2026-11-22');
const colours = (on: typeof june, red: number, amber: number) => ({
  on,
  counts: { red, amber, green: 20, blue: 3, grey: 5 },
});

test.each([
  [[], 'No action has been counted yet.'],
  [
    [colours(november, 1, 0)],
    '1 Red and 0 Amber of 29 actions on 22 November 2026; nothing earlier to compare with.',
  ],
  [
    [colours(june, 12, 3), colours(november, 7, 5)],
    'Red fell from 12 to 7 and Amber rose from 3 to 5 between 30 June 2026 and 22 November 2026, of 40 actions now.',
  ],
  [
    [colours(june, 0, 3), colours(november, 0, 2)],
    'Red stayed at 0 and Amber fell from 3 to 2 between 30 June 2026 and 22 November 2026, of 30 actions now.',
  ],
])('colours over time %#', (points, sentence) => expect(coloursSentence(points)).toBe(sentence));

test.each([
  [[], 'No action has a due date yet.'],
  [
    [{ on: november, byOriginalDate: 92, byCurrentDate: 80, done: 71 }],
    '71 actions are done by 22 November 2026; 80 should have been by their current dates and 92 by their original ones.',
  ],
  [
    [{ on: november, byOriginalDate: 1, byCurrentDate: 1, done: 1 }],
    '1 action is done by 22 November 2026; 1 should have been by their current dates and 1 by their original ones.',
  ],
])('plan against actual %#', (points, sentence) => expect(planSentence(points)).toBe(sentence));

const late = (few: number, many: number) => [
  { label: '1 to 5 working days', count: few },
  { label: 'More than 20 working days', count: many },
];
test.each([
  [late(0, 0), 'No action is overdue.'],
  [late(1, 0), '1 action is overdue: 1 to 5 working days.'],
  [late(9, 3), '12 actions are overdue, 3 of them in the oldest group: more than 20 working days.'],
  [late(4, 0), '4 actions are overdue, all of them in one group: 1 to 5 working days.'],
])('age of overdue %#', (groups, sentence) => expect(overdueSentence(groups)).toBe(sentence));

const visits = (direction: 'up' | 'down', ...values: (number | null)[]) => ({
  name: 'Visits in time',
  unit: '%',
  direction,
  target: 95,
  values: values.map((value, index) => ({ on: index === values.length - 1 ? november : june, value })),
});
test.each([
  [71.5, '%', '71.5%'],
  [1204, 'days', '1,204 days'],
])('%d and its unit', (value, unit, words) => expect(withUnit(value, unit)).toBe(words));

test.each([
  [visits('up'), 'Visits in time has no value yet; the target is 95%.'],
  [visits('up', 60), 'Visits in time was 60% on 22 November 2026; the target is 95%.'],
  [
    visits('up', 60, 71.5),
    'Visits in time rose from 60% to 71.5% between 30 June 2026 and 22 November 2026, which is better; the target is 95%.',
  ],
  [
    visits('down', 60, 71.5),
    'Visits in time rose from 60% to 71.5% between 30 June 2026 and 22 November 2026, which is worse; the target is 95%.',
  ],
  [
    visits('down', 1200, 900),
    'Visits in time fell from 1,200% to 900% between 30 June 2026 and 22 November 2026, which is better; the target is 95%.',
  ],
  [
    visits('up', 60, 60),
    'Visits in time was 60% both on 30 June 2026 and on 22 November 2026; the target is 95%.',
  ],
  [
    visits('up', 60, null),
    'Visits in time: the count of 22 November 2026 is under five and not shown; the target is 95%.',
  ],
  [visits('up', null, 9), 'Visits in time was 9% on 22 November 2026; the target is 95%.'],
])('a measure %#', (measure, sentence) => expect(measureSentence(measure)).toBe(sentence));

const grade = (on: typeof june | null, word: string) => ({ document: 'Inspection', on, grade: word });
test.each([
  [[], 'Nothing has been judged yet.'],
  [
    [{ area: 'Leaders', grades: [grade(june, 'Inadequate')] }],
    'Leaders was judged Inadequate on 30 June 2026.',
  ],
  [
    [
      { area: 'Leaders', grades: [grade(june, 'Inadequate')] },
      { area: 'Overall effectiveness', grades: [grade(june, 'Inadequate'), grade(null, 'Good')] },
    ],
    'Overall effectiveness was judged Inadequate on 30 June 2026 and Good; 1 other area stands below.',
  ],
])('judgements over time %#', (areas, sentence) => expect(judgementsSentence(areas)).toBe(sentence));
