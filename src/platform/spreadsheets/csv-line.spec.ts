import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv-line.js';

describe('A line of a CSV file', () => {
  it.each([
    ['plain cells', ['A1', 'Train managers', 3], 'A1,Train managers,3\r\n'],
    [
      'a comma, a quote and a line end',
      ['a,b', 'say "yes"', 'one\ntwo'],
      '"a,b","say ""yes""","one\ntwo"\r\n',
    ],
    ['nothing', [null, ''], ',\r\n'],
    ['what a spreadsheet would run', ['=1+1', '+44', '-2', '@x', ' =1'], "'=1+1,'+44,'-2,'@x,' =1\r\n"],
    ['a number below nought', [-2], '-2\r\n'],
  ])('keeps %s', (_, cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });
});
