import { describe, expect, test } from '@jest/globals';
import { headingMeaning, timescaleOf } from './heading-roles.js';

describe('what a heading announces', () => {
  test.each([
    ['Priority and immediate action', 'recommendations', 'priority_action'],
    ['Area for priority action', 'recommendations', 'priority_action'],
    ['Areas for improvement', 'recommendations', 'area_for_improvement'],
    ['What needs to improve?', 'recommendations', 'area_for_improvement'],
    ['What needs to improve in this area of social work practice', 'recommendations', 'area_for_improvement'],
    ['What does the local authority need to improve?', 'recommendations', 'area_for_improvement'],
    ['What does the LSCB need to improve?', 'recommendations', 'area_for_improvement'],
    ['Recommendations', 'recommendations', 'recommendation'],
    ['4. Recommendations', 'recommendations', 'recommendation'],
    ['Summary of recommendations', 'recommendations', 'recommendation'],
    ['Recommendations for Westmarch Police', 'recommendations', 'recommendation'],
    ['Conclusions and recommendations', 'recommendations', 'recommendation'],
  ])('"%s": %s, %s', (heading, role, priority) => {
    expect(headingMeaning(heading)).toMatchObject({ role, priority });
  });

  test.each([
    ['The local authority’s strengths', 'strengths'],
    ['Key strengths', 'strengths'],
    ['What is the area partnership doing that is effective?', 'strengths'],
    ['What does the area partnership need to do better?', 'weaknesses'],
    ['Progress since the last inspection', 'progress'],
    ['Executive summary', 'summary'],
    ['Summary for children and young people', 'summary'],
    ['Case study: areas for priority action and improvement', 'findings'],
    ['The experiences and progress of children who need help and protection: good', 'findings'],
    ['Information about this local authority area', 'context'],
    ['What the inspection judgements mean', 'grades'],
  ])('"%s" is no list of recommendations: %s', (heading, role) => {
    expect(headingMeaning(heading)?.role).toBe(role);
  });

  test.each([
    'Corporate parenting',
    'Care leavers',
    'The recommendations of the last inspection were met in part',
  ])('"%s" is no usual heading', (heading) => {
    expect(headingMeaning(heading)).toBeNull();
  });

  test.each([
    ['Immediately:', 'Immediately'],
    ['Within three months:', 'Within three months'],
    ['By 31 March 2027', 'By 31 March 2027'],
    ['Immediate needs of children', null],
  ])('"%s" boxes by time: %s', (heading, time) => {
    expect(timescaleOf(heading)).toBe(time);
  });
});
