import { describe, expect, it } from '@jest/globals';
import type { ExtractedRecommendation } from './extraction.js';
import { LikelyAnswers } from './likely-answers.js';

const asked = (number: string, text: string, addressee = 'Local authority') =>
  ({ number, text, addressee, theme: null }) as ExtractedRecommendation;

const ASKED = [
  asked('1', 'Give all care leavers an up-to-date pathway plan.'),
  asked('2', 'Ensure that managers supervise social workers regularly.'),
  asked('3', 'Ensure that lessons from audits of supervision are used.', 'LSCB'),
];
const led = (paragraph: string, isOfBoard = false, among = ASKED) =>
  new LikelyAnswers(among, [paragraph]).to(paragraph, null, isOfBoard)?.number ?? null;

describe('The recommendation that a marked paragraph leads to', () => {
  it.each([
    ['Young people who have left care told inspectors that pathway planning is late. (Recommendation)', '1'],
    ['Supervision is irregular and social workers wait for decisions. (Recommendation)', '2'],
    ['The buildings are old. (Recommendation)', null],
  ])('%s', (paragraph, number) => {
    expect(led(paragraph)).toBe(number);
  });

  it('is one made to the board in the chapter about the board', () => {
    expect(led('Supervision was audited, but nothing came of it. (Recommendation)', true)).toBe('3');
  });

  it('is one made to the council where none is made to the board', () => {
    expect(led('Supervision is irregular. (Recommendation)', true, ASKED.slice(0, 2))).toBe('2');
  });
});
