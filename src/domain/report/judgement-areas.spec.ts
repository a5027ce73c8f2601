import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { judgedAreas, judgementAreas, movedBetween, rankOfGrade } from './judgement-areas.js';

describe('judgements over the years', () => {
  it.each([
    [
      'The impact of leaders on social work practice with children and families',
      ['Leadership, management and governance'],
    ],
    ['Leadership, management and governance', ['Leadership, management and governance']],
    [
      'The experiences and progress of children who need help and protection',
      ['Children who need help and protection'],
    ],
    ['Children looked after and achieving permanence', ['Children in care']],
    [
      'The experiences and progress of children in care and care leavers',
      ['Children in care', 'Care leavers'],
    ],
    ['Experiences and progress of care leavers', ['Care leavers']],
    ['Capacity to improve', ['Capacity to improve']],
  ])('“%s” is followed as %j', (printed, areas) => expect(judgementAreas(printed)).toEqual(areas));

  it('puts two frameworks beside each other, the oldest first, whatever came first', () => {
    const of = (document: string, on: string, area: string, grade: string) => ({
      documentId: document,
      document,
      on: localDate(on),
      area,
      grade,
    });
    const areas = judgedAreas([
      of('2022', '2022-07-01', 'The experiences and progress of children in care and care leavers', 'Good'),
      of('2022', '2022-07-01', 'Overall effectiveness', 'Good'),
      of('2014', '2014-10-08', 'Children looked after and achieving permanence', 'Inadequate'),
      of('2014', '2014-10-08', 'Experiences and progress of care leavers', 'Requires improvement'),
      of('2014', '2014-10-08', 'Overall effectiveness', 'Inadequate'),
      of('2014', '2014-10-08', 'Capacity to improve', 'Adequate'),
    ]);
    expect(
      areas.map(({ area, grades }) => [area, grades.map(({ document, grade }) => `${document} ${grade}`)]),
    ).toEqual([
      ['Overall effectiveness', ['2014 Inadequate', '2022 Good']],
      ['Children in care', ['2014 Inadequate', '2022 Good']],
      ['Care leavers', ['2014 Requires improvement', '2022 Good']],
      ['Capacity to improve', ['2014 Adequate']],
    ]);
  });

  it.each([
    ['Inadequate', 1],
    ['Requires improvement to be good', 2],
    ['Requires Improvement', 2],
    ['Adequate', 2],
    ['Good', 3],
    ['Outstanding', 4],
    ['The arrangements lead to inconsistent experiences', null],
  ])('“%s” ranks %p', (grade, rank) => expect(rankOfGrade(grade)).toBe(rank));

  it.each([
    [['Inadequate', 'Requires improvement', 'Good'], 'better'],
    [['Outstanding', 'Good'], 'worse'],
    [['Adequate', 'Requires improvement'], 'same'],
    [['Good'], null],
    [['Good', 'Arrangements work well'], null],
  ] as const)('%j came out %p', (grades, moved) =>
    expect(movedBetween(grades.map((grade) => ({ grade })))).toBe(moved),
  );
});
