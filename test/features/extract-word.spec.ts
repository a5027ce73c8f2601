import { describe, expect, it } from '@jest/globals';
import type { TextLine } from '../../src/domain/intake/document-text.js';
import { readDocumentText } from '../../src/platform/document-text/read-document-text.js';
import { isRefusal } from '../../src/platform/document-text/refusal.js';
import { handmadeDocx, level, paragraph, table, type HandmadeDocx } from '../accuracy/handmade-docx.js';

async function lines(word: HandmadeDocx): Promise<TextLine[]> {
  const text = await readDocumentText(handmadeDocx(word), 'westmarch.docx');
  if (isRefusal(text)) throw new Error(text.message);
  return text.pages.flatMap((page) => page.lines);
}

const texts = async (word: HandmadeDocx) => (await lines(word)).map((line) => line.text);

const list = (id: number, levels: string) =>
  `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
const num = (id: number, base: number, more = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${base}"/>${more}</w:num>`;
const start = (at: number, value: number) =>
  `<w:lvlOverride w:ilvl="${at}"><w:startOverride w:val="${value}"/></w:lvlOverride>`;

describe('the numbers that Word shows and does not store', () => {
  it('go on where a list goes on after a heading', async () => {
    expect(
      await texts({
        body: [
          paragraph('Agree.', { list: 1 }),
          paragraph('Publish.', { list: 1 }),
          paragraph('Children in care', { style: 'Heading2' }),
          paragraph('Review.', { list: 1 }),
        ],
      }),
    ).toEqual(['1. Agree.', '2. Publish.', 'Children in care', '3. Review.']);
  });

  it('start where the list says, and begin again where a new list of the same kind does', async () => {
    const numbering =
      list(0, level(0, 'decimal', '%1.')) + num(1, 0, start(0, 7)) + num(2, 0, start(0, 1)) + num(3, 0);
    expect(
      await texts({
        numbering,
        body: [1, 1, 2, 2, 3].map((id) => paragraph('Act.', { list: id })),
      }),
    ).toEqual(['7. Act.', '8. Act.', '1. Act.', '2. Act.', '3. Act.']);
  });

  it('have levels: deeper ones begin again below each item', async () => {
    const numbering =
      list(0, level(0, 'decimal', '%1.') + level(1, 'decimal', '%1.%2') + level(2, 'lowerRoman', '(%3)')) +
      num(1, 0);
    expect(
      await texts({
        numbering,
        body: [0, 1, 1, 2, 0, 1].map((at) => paragraph('Act.', { list: 1, level: at })),
      }),
    ).toEqual(['1. Act.', '1.1 Act.', '1.2 Act.', '(i) Act.', '2. Act.', '2.1 Act.']);
  });

  it.each([
    ['decimal', '%1', '3. Act.'],
    ['decimal', '%1)', '3) Act.'],
    ['decimal', 'Recommendation %1:', 'Recommendation 3: Act.'],
    ['decimal', 'R%1', 'R3 Act.'],
    ['lowerLetter', '%1)', 'c) Act.'],
    ['lowerRoman', '%1.', 'iii. Act.'],
    ['decimalZero', '%1.', '03. Act.'],
    ['bullet', '\uF0B7', '• Act.'],
    ['none', '', 'Act.'],
  ])('%s "%s" shows "%s"', async (format, text, shown) => {
    const numbering = list(0, level(0, format, text)) + num(1, 0);
    const body = [1, 2, 3].map(() => paragraph('Act.', { list: 1 }));
    expect((await texts({ numbering, body })).at(-1)).toBe(shown);
  });

  it('come from the style of a paragraph as well, and a paragraph may take them off', async () => {
    const styles = `<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`;
    expect(
      await texts({
        styles,
        body: [
          paragraph('Act.', { style: 'Item' }),
          paragraph('Not counted.', { style: 'Item', list: 0 }),
          paragraph('Publish.', { style: 'Item' }),
        ],
      }),
    ).toEqual(['1. Act.', 'Not counted.', '2. Publish.']);
  });

  it('are not written twice where they were typed, nor before a heading', async () => {
    const numbering = list(0, level(0, 'decimal', '%1.')) + num(1, 0);
    expect(
      await texts({
        numbering,
        body: [paragraph('Leadership', { style: 'Heading1', list: 1 }), paragraph('4. Act.', { list: 1 })],
      }),
    ).toEqual(['Leadership', '4. Act.']);
  });
});

describe('what stands in a Word file', () => {
  it('keeps headings, bullets inside bullets, boldness and raised footnote marks', async () => {
    expect(
      await lines({
        body: [
          paragraph('Recommendations', { style: 'Heading2' }),
          paragraph('Help children^2 sooner:', { list: 2 }),
          paragraph('at home', { list: 2, level: 1 }),
          paragraph('In short', { bold: true }),
        ],
      }),
    ).toMatchObject([
      { text: 'Recommendations', heading: 2, bold: true },
      { text: '• Help children² sooner:', left: 18, bold: false },
      { text: '• at home', left: 36 },
      { text: 'In short', heading: 0, bold: true },
    ]);
  });

  it('keeps the rows and columns of tables, cells that go on from above, and leaves tables that only frame', async () => {
    const goesOn = '<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>';
    const merged = table([
      ['Council', 'Agree one plan.'],
      ['Council', 'Publish it.'],
    ]).replace(/(<w:tr>.*?<w:tr>)<w:tc>.*?<\/w:tc>/, `$1${goesOn}`);
    const rows = await lines({ body: [merged, table([[paragraph('Framed.')]])] });
    expect(rows.map((line) => [line.row ?? false, line.cells.map((cell) => cell.text)])).toEqual([
      [true, ['Council', 'Agree one plan.']],
      [true, ['Council', 'Publish it.']],
      [false, ['Framed.']],
    ]);
  });

  it('leaves out what was deleted, what is hidden and the second drawing of a text box', async () => {
    const box = (inside: string) => `<w:txbxContent>${paragraph(inside)}</w:txbxContent>`;
    const body = [
      '<w:p><w:r><w:t>Act</w:t></w:r><w:del><w:r><w:delText> late</w:delText></w:r></w:del><w:ins><w:r><w:t> now</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r></w:p>',
      `<w:p><w:r><mc:AlternateContent><mc:Choice>${box('Boxed.')}</mc:Choice><mc:Fallback>${box('Boxed.')}</mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    ];
    expect(await texts({ body })).toEqual(['Act now', 'Boxed.']);
  });

  it('says pages where Word has noted where they ended', async () => {
    const broken = '<w:p><w:r><w:lastRenderedPageBreak/><w:t>Second page.</w:t></w:r></w:p>';
    const found = await lines({ body: [paragraph('First page.'), broken] });
    expect(found.map((line) => [line.page, line.line, line.text])).toEqual([
      [1, 1, 'First page.'],
      [2, 1, 'Second page.'],
    ]);
  });
});
