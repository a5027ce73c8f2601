import { describe, expect, test } from '@jest/globals';
import { sentimentOf } from './sentiment.js';

describe('what a finding says', () => {
  test.each([
    ['Partnerships are strong and effective, and children benefit from a good range of homes.', 'strength'],
    ['The council is making progress. Assessments have improved since the last visit.', 'progress'],
    ['There are weaknesses in plans. Too many lack timescales and children wait too long.', 'weakness'],
    [
      'Visits are regular. However, plans are not updated, they lack detail, and there is drift and delay for too many children.',
      'weakness',
    ],
    ['The service has four teams in two buildings.', null],
  ])('"%s" is %s', (text, sentiment) => {
    expect(sentimentOf(text)).toBe(sentiment);
  });
});
