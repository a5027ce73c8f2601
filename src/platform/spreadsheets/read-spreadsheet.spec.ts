import { describe, expect, it } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import type { SheetGrid } from '../../domain/plan-sheet/sheet-grid.js';
import { messyPlan } from '../../../test/support/messy-plan.js';
import { workbookOf, zipOf } from '../../../test/support/zip-writer.js';
import { csvLine, CSV_MARK } from './csv-line.js';
import { readSpreadsheet } from './read-spreadsheet.js';

const sheet = (rows: string, after = '', before = '') =>
  `<?xml version="1.0"?><worksheet>${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;
const read = async (bytes: Buffer | string) => (await readSpreadsheet(Buffer.from(bytes))) as SheetGrid;
const texts = (grid: SheetGrid, at = 0) =>
  grid.sheets[at]!.rows.map((row) => row.cells.map((cell) => cell?.text ?? null));
const cell = async (xml: string, workbookPr = '') =>
  (await read(workbookOf(sheet(`<row r="1">${xml}</row>`), {}, workbookPr))).sheets[0]!.rows[0]!.cells[0];

describe('A cell of an Excel workbook', () => {
  it.each([
    ['a date', '<c r="A1" s="1"><v>46387</v></c>', { text: '31 December 2026', day: '2026-12-31' }],
    ['a date shown without its day', '<c r="A1" s="2"><v>46357</v></c>', { text: 'December 2026' }],
    ['a number', '<c r="A1"><v>1.2</v></c>', { text: '1.2', number: 1.2 }],
    ['a number with two digits shown', '<c r="A1" s="3"><v>1.1</v></c>', { text: '1.10', number: 1.1 }],
    ['a share', '<c r="A1" s="4"><v>0.75</v></c>', { text: '75%', number: 0.75 }],
    [
      'a formula: its value',
      '<c r="A1" t="str"><f>B1&amp;"x"</f><v>Done</v></c>',
      { text: 'Done', formula: true },
    ],
    [
      'a formula nobody computed',
      '<c r="A1"><f>B1</f></c>',
      { text: 'a formula without a value', error: true, formula: true },
    ],
    ['an error', '<c r="A1" t="e"><f>B1</f><v>#REF!</v></c>', { text: '#REF!', error: true, formula: true }],
    [
      'rich text',
      '<c r="A1" t="inlineStr"><is><r><t>See every </t></r><r><t>child</t></r></is></c>',
      { text: 'See every child' },
    ],
    [
      'marks of XML',
      '<c r="A1" t="inlineStr"><is><t>A &amp; B &lt;5&#x20;days_x000D_</t></is></c>',
      { text: 'A & B <5 days' },
    ],
    [
      'what looks like a formula: as text',
      '<c r="A1" t="inlineStr"><is><t>=HYPERLINK("x")</t></is></c>',
      { text: '=HYPERLINK("x")' },
    ],
    [
      'an ISO day',
      '<c r="A1" t="d"><v>2026-12-31T00:00:00</v></c>',
      { text: '31 December 2026', day: '2026-12-31' },
    ],
  ])('that holds %s', async (_, xml, expected) => {
    expect(await cell(xml)).toEqual(expected);
  });

  it('is counted from 1904 where the workbook says so', async () => {
    expect(await cell('<c r="A1" s="1"><v>44925</v></c>', '<workbookPr date1904="1"/>')).toMatchObject({
      day: '2026-12-31',
    });
  });
});

describe('A sheet of an Excel workbook', () => {
  it('keeps the printed row numbers, what is hidden, and carries merged cells down', async () => {
    const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const grid = await read(
      workbookOf(
        sheet(
          `<row r="3">${text('A3', 'Theme')}${text('C3', 'one')}</row><row r="4" hidden="1">${text('C4', 'two')}</row><row r="9"/>`,
          '<mergeCells><mergeCell ref="A3:A4"/></mergeCells>',
          '<cols><col min="3" max="3" hidden="1"/></cols>',
        ),
      ),
    );
    expect(grid.sheets[0]).toEqual({
      name: 'Plan',
      hiddenColumns: [2],
      rows: [
        { row: 3, cells: [{ text: 'Theme' }, null, { text: 'one' }] },
        { row: 4, hidden: true, cells: [{ text: 'Theme', carried: true }, null, { text: 'two' }] },
      ],
    });
  });

  it('of a messy plan has its title, its themes and its rows', async () => {
    const grid = await read(await messyPlan());
    expect(grid.sheets.map((one) => one.name)).toEqual(['Improvement plan', 'Lists']);
    const rows = grid.sheets[0]!.rows;
    expect(rows.map((row) => row.row)).toEqual([1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14]);
    expect(rows[5]!.cells[1]).toMatchObject({ text: 'Recommendation 1', carried: true });
    expect(rows[3]!.cells[0]).toMatchObject({ text: 'Theme 1: Help and protection', wide: true });
  });
});

it('reads the same words as another reader of workbooks does', async () => {
  const bytes = await messyPlan();
  const [, ...others] = texts(await read(bytes)).flat();
  const [first] = await readXlsxFile(bytes);
  const theirs = first!.data.flat().filter((value): value is string => typeof value === 'string');
  expect(theirs.length).toBeGreaterThan(40);
  for (const text of theirs.slice(1)) expect(others).toContain(text);
});

describe('A CSV file', () => {
  const plan = [
    ['Ref', 'Action', 'Due'],
    ['1.1', 'See children, all of them', '31/12/2026'],
    ['1.2', 'Say “yes” – in two\nlines', '£5'],
  ];
  const lines = (separator: string) =>
    plan.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(separator)).join('\r\n');
  it.each([
    ['with commas', Buffer.from(lines(','))],
    ['with semicolons', Buffer.from(lines(';'))],
    ['with tabs', Buffer.from(lines('\t'))],
    ['with the mark of UTF-8', Buffer.from(CSV_MARK + lines(','))],
    ['as UTF-16', Buffer.from(`\uFEFF${lines('\t')}`, 'utf16le')],
    ['as UTF-16 without its mark', Buffer.from(`${lines('\t')} `.slice(0, -1), 'utf16le')],
    [
      'as Windows-1252',
      Buffer.from(lines(',').replace('“', '\x93').replace('”', '\x94').replace('–', '\x96'), 'latin1'),
    ],
  ])('%s is read the same', async (_, bytes) => {
    expect(texts(await read(bytes))).toEqual(plan);
  });

  it('that names its separator in a first line is read by it, and its rows keep their numbers', async () => {
    const grid = await read('sep=;\r\nRef;Action\r\n\r\n1;a,b\r\n');
    expect(grid.sheets[0]!.rows.map((row) => row.row)).toEqual([2, 4]);
    expect(texts(grid)).toEqual([
      ['Ref', 'Action'],
      ['1', 'a,b'],
    ]);
  });

  it('of this product comes back as it was: what a spreadsheet would run is text', async () => {
    const risky = ['=1+1', '+44 20', '-2 days', '@here', "'quoted'"];
    expect(texts(await read(CSV_MARK + csvLine(['A', 'B', 'C', 'D', 'E']) + csvLine(risky)))[1]).toEqual(
      risky,
    );
  });
});

describe('A file that is no plan', () => {
  const bomb = () =>
    workbookOf(sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'), {
      'xl/sharedStrings.xml': Buffer.concat([Buffer.from('<sst>'), Buffer.alloc(120_000_000, 32)]),
    });
  it.each([
    ['an empty file', () => Buffer.alloc(0), 'empty'],
    ['a sheet with nothing in it', () => workbookOf(sheet('')), 'empty'],
    ['a PDF named as a workbook', () => Buffer.from('%PDF-1.7 …'), 'wrong_type'],
    ['a picture', () => Buffer.from('89504e470d0a1a0a', 'hex'), 'wrong_type'],
    ['a Word document', () => zipOf({ 'word/document.xml': '<x/>' }), 'wrong_type'],
    ['an OpenDocument sheet', () => zipOf({ 'content.xml': '<x/>' }), 'wrong_type'],
    ['a binary workbook', () => zipOf({ 'xl/workbook.bin': 'x' }), 'wrong_type'],
    ['an old workbook', () => Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(600)}`, 'hex'), 'wrong_type'],
    [
      'a workbook with a password',
      () =>
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.alloc(64),
          Buffer.from('EncryptedPackage', 'utf16le'),
        ]),
      'encrypted',
    ],
    ['a workbook with macros', () => workbookOf(sheet(''), { 'xl/vbaProject.bin': 'x' }), 'macros'],
    ['a workbook cut off', async () => (await messyPlan()).subarray(0, 3000), 'damaged'],
    [
      'a workbook with a broken part',
      async () => {
        const bytes = await messyPlan();
        bytes.fill(7, 60, 400);
        return bytes;
      },
      'damaged',
    ],
    [
      'XML that defines its own texts',
      () => workbookOf('<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><worksheet/>'),
      'damaged',
    ],
    ['a zip bomb', bomb, 'too_large'],
    ['a quotation mark never closed', () => Buffer.from(`a,b\n"c,d\n${'e,f\n'.repeat(50)}`), 'damaged'],
    ['100,000 rows as CSV', () => Buffer.from('a,b\n'.repeat(100_000)), 'too_many_rows'],
  ])('%s is refused in a line that says what to do', async (_, make, code) => {
    const outcome = await readSpreadsheet(await make());
    expect(outcome).toMatchObject({
      refused: true,
      code,
      message: expect.stringMatching(/^[A-Z].{15,}[^.]$/),
    });
  });

  it('100,000 rows of a workbook are refused before they are all read', async () => {
    const row = (at: number) =>
      `<row r="${at}"><c r="A${at}" t="inlineStr"><is><t>Do step ${at}</t></is></c></row>`;
    const bytes = workbookOf(sheet(Array.from({ length: 100_000 }, (_, at) => row(at + 1)).join('')));
    const before = process.memoryUsage().rss;
    expect(await readSpreadsheet(bytes)).toMatchObject({
      code: 'too_many_rows',
      message: expect.stringContaining('5,000'),
    });
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(100);
  });

  it('a million formatted rows with nothing in them are no rows', async () => {
    const empty = Array.from(
      { length: 200_000 },
      (_, at) => `<row r="${at + 3}"><c r="A${at + 3}" s="1"/></row>`,
    ).join('');
    const grid = await read(
      workbookOf(sheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>Action</t></is></c></row>${empty}`)),
    );
    expect(texts(grid)).toEqual([['Action']]);
  });
});
