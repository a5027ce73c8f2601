import { describe, expect, it, test } from '@jest/globals';
import { printed } from '../../../test/accuracy/printed-text.js';
import { extractFromText } from './extract-from-text.js';

const letter = (head: string, sentence: string) =>
  extractFromText(
    printed(
      `${head}\n\nA Person\nDirector of Children’s Services\nWestmarch Council\n\nDear A\n\nMonitoring visit to Westmarch Council children’s services\n\n${sentence}\n\nFindings\n\nPeople work well together and children are safe.\n\nYours sincerely`,
    ),
    'letter.txt',
  ).document;

describe('when inspectors were there', () => {
  test.each([
    ['The visit took place on 3 and 4 March 2020 and was led by A Person HMI.', '2020-03-03', '2020-03-04'],
    ['It tells the findings of the visit, which took place between 1 and 2 May.', '2020-05-01', '2020-05-02'],
    ['I write about our visit to your authority on Tuesday 3 March 2020.', '2020-03-03', '2020-03-03'],
    [
      'After the visit to your services on 28 February and 1 March 2020, I write to you.',
      '2020-02-28',
      '2020-03-01',
    ],
    [
      'This was the fourth visit since the council was judged inadequate in June 2018. It was carried out on 3 and 4 March 2020.',
      '2020-03-03',
      '2020-03-04',
    ],
    [
      'Inspectors visited from 3 to 5 March 2020 (inclusive) to see the front door.',
      '2020-03-03',
      '2020-03-05',
    ],
    ['Inspectors visited Westmarch on the 3rd and 4th of March 2020 to see it.', '2020-03-03', '2020-03-04'],
    [
      'The review was done over four days (2, 3, 9 and 10 March 2020) by a team of peers.',
      '2020-03-02',
      '2020-03-10',
    ],
    [
      'Since the inspection published on 4 May 2019 leaders changed. The visit was held on 3 and 4 March 2020.',
      '2020-03-03',
      '2020-03-04',
    ],
  ])('"%s" means %s to %s', (sentence, from, to) => {
    expect(letter('16 June 2020', sentence)).toMatchObject({ inspectedFrom: from, inspectedTo: to });
  });

  it('is not known where only an earlier inspection has a date', () => {
    const found = letter('16 June 2020', 'Services were last inspected on 4 May 2018 and found to be good.');
    expect(found.inspectedFrom).toBeNull();
  });
});

describe('when it was published', () => {
  test.each([
    'Published 16 June 2020',
    'Published: 16 June 2020',
    'Published on 16 June 2020',
    'First published: 16 June 2020',
    'Report published: 16 June 2020',
    'Date of publication: 16 June 2020',
    'Publication date 16/06/2020',
    'This report was published on 16 June 2020',
    '**Published:** 16 June 2020',
    'Date published: 16th June 2020',
    'Published\n16 June 2020',
  ])('"%s" says so', (line) => {
    const text = `Inspection of Westmarch local authority children’s services\n\nInspection dates: 4 to 8 May 2020\n${line}\n\nLead inspector: A Person`;
    expect(extractFromText(printed(text), 'report.txt').document).toMatchObject({
      published: '2020-06-16',
      inspectedFrom: '2020-05-04',
      inspectedTo: '2020-05-08',
    });
  });

  test.each([
    '16 June 2020',
    'Date: 16 June 2020        Ref: 12/34',
    'Agora, Nottingham                                  16 June 2020',
    'Tuesday 16th June 2020',
  ])('the letter of "%s" was published on that day', (head) => {
    expect(letter(head, 'The visit was held on 4 and 5 May 2020.').published).toBe('2020-06-16');
  });

  it('is not the date of a report that the text mentions', () => {
    const text =
      'Self-evaluation of children’s services\n\nThe council has changed much since the report of its last inspection was\npublished on 3 May 2019, which found it to be good.';
    expect(extractFromText(printed(text), 'report.txt').document.published).toBeNull();
  });
});
