import { describe, expect, test } from '@jest/globals';
import { sentimentOf } from './sentiment.js';

describe('what a finding says', () => {
  test.each([
    ['Partnerships are strong and effective, and children benefit from a good range of homes.', 'strength'],
    ['The council is making progress. Assessments have improved since the last visit.', 'progress'],
    ['There are weaknesses in plans. Too many lack timescales and children wait too long.', 'weakness'],
    ['The service has four teams in two buildings.', null],
  ])('in plain words: "%s" is %s', (text, sentiment) => {
    expect(sentimentOf(text)).toBe(sentiment);
  });

  test.each([
    [
      'Visits are regular. However, plans are not updated, they lack detail, and there is drift and delay for too many children.',
      'weakness',
    ],
    [
      'Supervision is valued by staff. It does, however, take place too rarely to give social workers direction.',
      'weakness',
    ],
    ['Carers are trained well, but support after the first year is limited and inconsistent.', 'weakness'],
    [
      'The front door responds quickly, although thresholds are not yet applied consistently by all.',
      'weakness',
    ],
    [
      'Caseloads were far too high last year. They have since reduced steadily and visits are now more consistent.',
      'progress',
    ],
    [
      'While records remain brief, social workers know children well and act swiftly to keep them safe.',
      'strength',
    ],
    [
      'Despite a shortage of foster homes, brothers and sisters are matched carefully and live together in stable homes.',
      'strength',
    ],
    [
      'Plans are clear and well written. Nevertheless, they are not reviewed often enough and actions drift.',
      'weakness',
    ],
  ])('a mixed paragraph has the sentiment of its conclusion: "%s" is %s', (text, sentiment) => {
    expect(sentimentOf(text)).toBe(sentiment);
  });

  test.each([
    ['Assessments are not consistently thorough and do not include the views of fathers.', 'weakness'],
    ['Leaders have not ensured that every child has a suitable plan.', 'weakness'],
    ['Managers cannot be confident that decisions are timely.', 'weakness'],
    ['Strategy meetings are held without delay, and no child waits for a visit.', 'strength'],
    ['Early work with families prevents drift and avoids unnecessary delay for children.', 'strength'],
    ['The panel has yet to make a difference to children.', 'weakness'],
  ])('a denial turns the words that follow it: "%s" is %s', (text, sentiment) => {
    expect(sentimentOf(text)).toBe(sentiment);
  });

  test.each([
    [
      'When placements break down or concerns escalate, the duty team gives families intensive and skilful support.',
      'strength',
    ],
    ['Children in need of protection are seen quickly and helped well.', 'strength'],
    [
      'Children who go missing from care are offered a prompt and sensitive conversation on return.',
      'strength',
    ],
    [
      'Leaders know the areas for improvement and the strengths and weaknesses of the service well.',
      'strength',
    ],
  ])('what the service deals with is no fault of it: "%s" is %s', (text, sentiment) => {
    expect(sentimentOf(text)).toBe(sentiment);
  });

  test.each([
    ['The quality of plans is improving from a low base, and more children now have one.', 'progress'],
    ['A new permanence tracker was introduced in spring. It is beginning to reduce delay.', 'progress'],
    ['Timeliness has improved and is now significantly better than last year.', 'progress'],
    ['Practice remains too variable, although some teams have begun to improve.', 'weakness'],
    [
      'New arrangements were introduced in May, but it is too early to see any difference, and gaps remain.',
      'weakness',
    ],
  ])('movement is progress unless the fault remains: "%s" is %s', (text, sentiment) => {
    expect(sentimentOf(text)).toBe(sentiment);
  });
});
