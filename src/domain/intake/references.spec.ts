import { describe, expect, it, test } from '@jest/globals';
import { frameworkRefIn, marksRecommendation, paragraphRefsIn, recommendationRefsIn } from './references.js';

describe('references that are printed in an item', () => {
  test.each([
    ['Agree a plan. (Para 31)', ['31']],
    ['Agree a plan. (paragraphs 12, 14 and 20–22)', ['12', '14', '20', '21', '22']],
    ['Agree a plan (see paragraph 4.12).', ['4.12']],
    ['Agree a plan for 31 parents.', []],
  ])('"%s" names %j', (text, refs) => {
    expect(paragraphRefsIn(text)).toEqual(refs);
  });

  it('gives the tag to the national framework without its brackets', () => {
    expect(frameworkRefIn('The quality of plans. (outcome 4, national framework)')).toBe(
      'outcome 4, national framework',
    );
    expect(frameworkRefIn('The quality of plans (all of them).')).toBeUndefined();
  });

  it('knows which recommendations a finding names, and that one is meant', () => {
    expect(recommendationRefsIn('Plans are late (Recommendations 2 and 3).')).toEqual(['2', '3']);
    expect(recommendationRefsIn('Plans are late (recommendations 2, 4 to 6).')).toEqual(['2', '4', '5', '6']);
    expect(recommendationRefsIn('Plans are late (R3 and R11).')).toEqual(['3', '11']);
    expect(recommendationRefsIn('Plans are late (recommendation).')).toEqual([]);
    expect(marksRecommendation('Plans are late (recommendation).')).toBe(true);
    expect(marksRecommendation('The recommendation was met.')).toBe(false);
  });
});
