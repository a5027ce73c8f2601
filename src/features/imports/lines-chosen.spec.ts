import { describe, expect, it } from '@jest/globals';
import { lineNamed, spanOf, textOfLines } from './lines-chosen.js';

const pages = [
  { page: 4, lines: ['What needs to improve', '3. Secure effective leader-', 'ship of the service.', ''] },
  { page: 5, lines: ['• Visit children on', 'time.', '2014 saw a decline.', '(4a) Tell the board.', '   '] },
];
const span = (fromPage: number, fromLine: number, toPage: number, toLine: number) => ({
  fromPage,
  fromLine,
  toPage,
  toLine,
});

describe('Lines chosen in the source', () => {
  it.each([
    ['a number and a broken word', span(4, 2, 4, 3), '3', 'Secure effective leadership of the service.'],
    ['a bullet over two lines', span(5, 1, 5, 2), null, 'Visit children on time.'],
    ['a year at the beginning', span(5, 3, 5, 3), null, '2014 saw a decline.'],
    ['a number in brackets', span(5, 4, 5, 4), '4a', 'Tell the board.'],
    ['a page turn', span(4, 3, 5, 1), null, 'ship of the service. • Visit children on'],
  ])('with %s become one item', (_what, place, number, text) => {
    expect(textOfLines(place, pages)).toEqual({ number, text, place });
  });

  it.each([
    ['a blank line', span(5, 5, 5, 5)],
    ['lines of a page that is not there', span(9, 1, 9, 2)],
  ])('are nothing when they are %s', (_what, place) => {
    expect(textOfLines(place, pages)).toBeNull();
  });

  it('are named by page and line', () => {
    expect(lineNamed('4-12')).toEqual({ page: 4, line: 12 });
    expect([lineNamed('4'), lineNamed('0-1'), lineNamed('4-12-1'), lineNamed(null)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('reach from the first ticked to the last ticked, in whatever order they were ticked', () => {
    expect(spanOf(['5-1', '4-2', '4-3'])).toEqual(span(4, 2, 5, 1));
    expect(spanOf(['4-2'])).toEqual(span(4, 2, 4, 2));
    expect(spanOf(['nonsense'])).toBeNull();
  });
});
