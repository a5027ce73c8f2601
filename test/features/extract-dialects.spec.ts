import { describe, expect, it } from '@jest/globals';
import { extractBytes } from '../../src/platform/document-text/extract-file.js';
import { isRefusal } from '../../src/platform/document-text/refusal.js';
import { outdented } from '../accuracy/printed-text.js';

async function items(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const result = await extractBytes(bytes, 'westmarch.txt');
  if (isRefusal(result)) throw new Error(result.message);
  return result.recommendations.map((item) => `${item.number ?? '-'} ${item.text}`);
}

const PAGES = [
  `
  Inspection of Westmarch local authority children's services

  Inspection dates: 3 to 14 May 2027

  Leaders in Westmarch know their services well and have told the families that
  wait what will be done about the plans that are late, and when it will be done.
  Children who live with their families and need help are seen soon after somebody
  asks for it, and most of them say that the people who come listen to what they say.

  Westmarch council
  1
  `,
  `
  Recommendations

  1. Ensure that plans for children in care are agreed with the people who know the
     child, and that each is reviewed when the child's needs have changed.

  2. Publish the plan for improving fostering, and find out what carers think of it.

  3. Review the offer to care leavers, which should include:

     • advice about flats and fuel

     • somebody to talk to.

  Westmarch council
  2
  `,
  `
  Main findings

  4. Social workers in the districts see children often and write down what they say,
     so that whoever comes next knows what was agreed and what has still to be done.

  Westmarch council
  3
  `,
].map(outdented);

const FOUND = [
  "1 Ensure that plans for children in care are agreed with the people who know the child, and that each is reviewed when the child's needs have changed.",
  '2 Publish the plan for improving fostering, and find out what carers think of it.',
  '3 Review the offer to care leavers, which should include: advice about flats and fuel somebody to talk to.',
];

const PRINT = PAGES.join('\n\f');
const bullets = (mark: string) => PRINT.replaceAll('•', mark);
/** Every paragraph and item on one line. */
const unwrapped = PRINT.replace(/(?<=\S)\n {0,5}(?=[a-z])/g, ' ');

describe('the same text, as different programs leave it', () => {
  it.each<[string, string | Uint8Array]>([
    ['with form feeds between pages', PRINT],
    ['without any sign of pages', PAGES.join('\n')],
    ['with pages named in a line', PAGES.map((page, at) => `${page}\n--- Page ${at + 1} ---\n`).join('\n')],
    ['with pages counted', PAGES.map((page, at) => `${page}\nPage ${at + 1} of 3\n`).join('\n')],
    ['with pages marked in comments', PAGES.join('\n<!-- PageBreak -->\n')],
    [
      'with pages marked by rules',
      PAGES.map((page, at) => `{${at}}------------------------\n\n${page}`).join('\n'),
    ],
    ['with blank lines between all lines', PRINT.replaceAll('\n', '\n\n')],
    ['with a paragraph on each line', unwrapped],
    ['with a paragraph on each line and no blank lines', unwrapped.replace(/\n{2,}/g, '\n')],
    ['quoted', PRINT.replace(/^/gm, '> ')],
    ['indented', PRINT.replace(/^/gm, '    ')],
    ['with lines ended as on Windows', PRINT.replaceAll('\n', '\r\n')],
    ['with hard spaces', PRINT.replaceAll(' the ', '\u00A0the\u00A0')],
    ['with soft hyphens', PRINT.replaceAll('children', 'chil\u00ADdren')],
    ['with ligatures', PRINT.replaceAll('ffe', 'ﬀe').replaceAll('fl', 'ﬂ').replaceAll('fi', 'ﬁ')],
    ['with words broken at line ends', PRINT.replaceAll('know the\n   child', 'know the ch-\n   ild')],
    ['with numbers alone on their lines', PRINT.replace(/^(\d\.) +/gm, '$1\n')],
    ['with numbers apart from their items', PRINT.replace(/^(\d\.) +/gm, '$1\n\n')],
    ['with bullets of a symbol font', bullets('\uF0B7')],
    ['with bullets that were lost', bullets('\uFFFD')],
    ['with square bullets', bullets('▪')],
    ['with dashes', bullets('–')],
    ['with dots', bullets('·')],
    ['with stars', bullets('*')],
    [
      'as Markdown',
      PRINT.replace(/^(Recommendations|Main findings)$/gm, '## $1').replace(/^Inspection of/m, '# $&'),
    ],
    ['as Markdown with bold headings', PRINT.replace(/^(Recommendations|Main findings)$/gm, '**$1**')],
    [
      'as Markdown with lines under titles',
      PRINT.replace(/^(Recommendations|Main findings)$/gm, '$1\n----------'),
    ],
    ['as Markdown with escapes', PRINT.replace(/^(\d)\./gm, '$1\\.').replaceAll('•', '\\-')],
    ['in UTF-16', new Uint8Array(Buffer.from(`\uFEFF${PRINT}`, 'utf16le'))],
    ['in UTF-16 without its mark', new Uint8Array(Buffer.from(PRINT, 'utf16le'))],
  ])('%s', async (_, text) => {
    expect(await items(text)).toEqual(FOUND);
  });

  it.each([
    ['raised', '<sup>1</sup>'],
    ['raised twice', '<sup><sup>1</sup></sup>'],
    ['raised by its sign', '¹'],
    ['as Markdown', '[^1]'],
  ])('with a footnote in the middle of the list, %s', async (_, mark) => {
    const noted = PRINT.replace('children in care', `children in care${mark}`).replace(
      '2. Publish',
      `${mark}${mark.startsWith('[') ? ':' : ''} Children in care live with carers.\n\n2. Publish`,
    );
    expect(await items(noted)).toEqual(FOUND);
  });
});

describe('tables in text', () => {
  const ROWS = [
    ['No.', 'Recommendation', 'Responsible body'],
    ['1', 'Agree one plan for every child', 'Westmarch Police'],
    ['2', 'Publish what was agreed', 'NHS Westmarch ICB'],
  ];
  const around = (table: string) =>
    `# Joint targeted area inspection of Westmarch\n\n## Recommendations\n\n${table}\n\n## About this inspection\n\nIt was led by one inspector.\n`;

  it.each([
    ['of Markdown', `${ROWS.map((row) => `| ${row.join(' | ')} |`).join('\n|---|---|---|\n')}`],
    [
      'of a web page in Markdown',
      `<table>\n${ROWS.map((row) => `<tr><td>${row.join('</td>\n<td>')}</td></tr>`).join('\n')}\n</table>`,
    ],
    ['divided by tabs', ROWS.map((row) => row.join('\t')).join('\n\n')],
  ])('%s', async (_, table) => {
    const result = await extractBytes(new TextEncoder().encode(around(table)), 'westmarch.md');
    expect(result).toMatchObject({
      recommendations: [
        { number: '1', addressee: 'Westmarch Police', text: 'Agree one plan for every child' },
        { number: '2', addressee: 'NHS Westmarch ICB', text: 'Publish what was agreed' },
      ],
    });
  });
});
