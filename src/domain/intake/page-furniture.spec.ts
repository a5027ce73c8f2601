import { describe, expect, it } from '@jest/globals';
import { printed } from '../../../test/accuracy/printed-text.js';
import { readingLines } from './page-furniture.js';

const texts = (...pages: string[]) => readingLines(printed(...pages)).map((line) => line.text);

describe('what is left out of a page', () => {
  it('leaves out page numbers and running headers, digits aside', () => {
    const page = (number: number, text: string) => `
      Inspection of Westmarch children's services
      3 to 14 May 2027                           ${number}

      ${text}
      `;
    expect(texts(page(1, 'First words.'), page(2, 'Second words.'), page(3, 'Third words.'))).toEqual([
      'First words.',
      'Second words.',
      'Third words.',
    ]);
  });

  it('keeps a heading that comes back in the middle of pages', () => {
    const page = (text: string) => `
      ${text} opens this page with words of its own.
      More about ${text}.
      Still more about ${text}.
      And again about ${text}.
      The last but one about ${text}.
      Requires improvement
      Ends with ${text}.
      Closes with ${text}.
      Signs off with ${text}.
      Says goodbye with ${text}.
      Over with ${text}.`;
    const kept = texts(page('Adoption'), page('Fostering'), page('Early help'));
    expect(kept.filter((text) => text === 'Requires improvement')).toHaveLength(3);
  });

  it('leaves out page numbers that count up in text without pages, and the header beside them', () => {
    const page = (number: number) => `Words of page ${'abcdef'[number]}.\n\nWestmarch report\n${number}\n\n`;
    expect(texts([1, 2, 3, 4].map(page).join(''))).toEqual([
      'Words of page b.',
      'Words of page c.',
      'Words of page d.',
      'Words of page e.',
    ]);
  });

  it('leaves out a footnote in the middle of a list, and its mark', () => {
    const kept = texts(
      `1. Help children<sup>2</sup> sooner.

      <sup>2</sup> In Westmarch, children are people under 18.

      2. Help families sooner.`,
    );
    expect(kept).toEqual(['1. Help children² sooner.', '2. Help families sooner.']);
  });

  it('leaves out a footnote whose raised number became an ordinary digit', () => {
    const kept = texts(
      `1. Help cared for children2 sooner
      than before.

      2 In Westmarch, cared for children are
      looked after children.
      `,
      '2. Help families sooner.',
    );
    expect(kept).toEqual(['1. Help cared for children sooner', 'than before.', '2. Help families sooner.']);
  });

  it('keeps an item number that stands alone on its line', () => {
    expect(texts('1.\n\nFirst.\n\n1', '2.\n\nSecond.\n\n2', '3.\n\nThird.\n\n3')).toEqual([
      '1.',
      'First.',
      '2.',
      'Second.',
      '3.',
      'Third.',
    ]);
  });
});
