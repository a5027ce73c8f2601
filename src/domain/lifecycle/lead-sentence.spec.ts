import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { LONGEST_SENTENCE, quarterStart, sentenceWanted, writeSentence } from './lead-sentence.js';

const today = localDate('2026-11-23');
const never = { lastOn: null, lastDifferenceOn: null };

describe('the sentence of the lead', () => {
  it.each([
    ['2026-01-01', '2026-01-01'],
    ['2026-03-31', '2026-01-01'],
    ['2026-04-01', '2026-04-01'],
    ['2026-09-30', '2026-07-01'],
    ['2026-12-31', '2026-10-01'],
  ])('%s is in the quarter that began on %s', (day, first) => {
    expect(quarterStart(localDate(day))).toBe(first);
  });

  it.each([
    ['never written', never, { sentence: true, difference: true }],
    [
      'written in the last quarter',
      { lastOn: localDate('2026-09-30'), lastDifferenceOn: localDate('2026-09-30') },
      { sentence: true, difference: true },
    ],
    [
      'written in this quarter without the difference',
      { lastOn: localDate('2026-10-01'), lastDifferenceOn: localDate('2026-07-02') },
      { sentence: false, difference: true },
    ],
    [
      'written in this quarter with the difference',
      { lastOn: localDate('2026-11-20'), lastDifferenceOn: localDate('2026-10-01') },
      { sentence: false, difference: false },
    ],
  ])('%s: wanted %j', (_sentence, before, wanted) => {
    expect(sentenceWanted(before, today)).toEqual(wanted);
  });

  it('is kept with the difference it says was made', () => {
    const written = {
      sentence: ' Visits are in time in three teams of five. ',
      difference: 'Children say so.',
    };
    expect(writeSentence(written, never, today)).toEqual({
      sentence: 'Visits are in time in three teams of five.',
      difference: 'Children say so.',
    });
  });

  it('needs no difference a second time in the quarter', () => {
    const before = { lastOn: localDate('2026-10-05'), lastDifferenceOn: localDate('2026-10-05') };
    expect(writeSentence({ sentence: 'Four teams of five.', difference: '' }, before, today)).toEqual({
      sentence: 'Four teams of five.',
      difference: '',
    });
  });

  it.each([
    [{ sentence: '  ', difference: 'Much' }, 'sentence_missing'],
    [{ sentence: 'Better.', difference: '' }, 'difference_missing'],
    [{ sentence: 'x'.repeat(LONGEST_SENTENCE + 1), difference: 'Much' }, 'sentence_too_long'],
  ])('is refused: %j', (written, code) => {
    expect(writeSentence(written, never, today)).toEqual({ refused: code });
  });
});
