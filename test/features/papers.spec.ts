import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import { packPaper } from '../../src/features/packs/paper/pack-paper.js';
import { cellText } from '../../src/platform/papers/cell-text.js';
import { csvPaper } from '../../src/platform/papers/csv-paper.js';
import { writePaper } from '../../src/platform/papers/paper-formats.js';
import { paperView } from '../../src/platform/papers/paper-view.js';
import type { Paper, PaperTable } from '../../src/platform/papers/paper.js';
import { sheetNames } from '../../src/platform/papers/sheet-names.js';
import { Templates } from '../../src/platform/templates/templates.js';
import { words } from '../support/html.js';
import { packOfWestmarch } from '../support/pack-of-westmarch.js';
import { partOf, pdfPages, pdfTags, strictCsv, wordTables, wordText } from '../support/paper-readers.js';

const label = { number: 3, issue: 2, whatChanged: 'The date of one action was wrong' };
const content = packOfWestmarch();
const paper = packPaper(content, label, { withEveryAction: true });
/** Colours, plan, overdue, judgements, and the trend of the one measure. */
const CHARTS = 5;
const tables = paper.blocks.flatMap((block): PaperTable[] =>
  block.kind === 'table' ? [block] : block.kind === 'chart' && block.table !== null ? [block.table] : [],
);
const withRows = tables.filter(({ rows }) => rows.length > 0);
const close = (text: string) => text.replace(/\s+/g, '');
const sentences = paper.blocks.flatMap((block) =>
  block.kind === 'paragraph' || block.kind === 'heading'
    ? [block.text]
    : block.kind === 'list'
      ? block.items
      : [],
);
const shown = ({ rows, columns }: PaperTable) =>
  rows.map((row) => row.map((cell, at) => close(cellText(cell, columns[at]!))));

describe('What a pack says on paper', () => {
  it.each([
    '12 of 17 recommendations met.',
    '6 of 30 actions complete; last pack 5 of 36: 2 added, 8 cancelled.',
    'Delivery: 6 of 30 actions complete. Impact: 2 of 7 measures at target.',
    '3 restricted actions (Part 2) left out: neither listed nor counted.',
    'Issue 2 takes the place of issue 1. What changed: The date of one action was wrong',
  ])('%s', (sentence) => expect(sentences).toContain(sentence));

  it('starts with recommendations met, and names preset and day', () => {
    expect(paper.subtitle).toBe(
      'Improvement board, meeting of 8 December 2026. As at 30 November 2026. Rated by the standard preset. Part 1.',
    );
    const headings = paper.blocks.flatMap((block) =>
      block.kind === 'heading' && block.level < 3 ? [block.text] : [],
    );
    expect(headings.slice(0, 7)).toEqual([
      'Part A',
      'Commentary',
      'Headline',
      'Exceptions',
      'Decisions wanted',
      'What children, families and staff told us',
      'Appendix',
    ]);
  });

  it('never says a percentage without what it is of', () => {
    const shares =
      JSON.stringify(paper.blocks.filter(({ kind }) => kind !== 'chart')).match(/[\d.]+ ?%/g) ?? [];
    // What is measured in percent is the value itself, not a share of the plan.
    expect(shares.filter((share) => !['60%', '95%', '71.25%'].includes(share))).toEqual([]);
  });

  it('prints what each letter means, with the actions of each colour', () => {
    const legend = tables.find(({ caption }) => caption.startsWith('What the colours mean'))!;
    expect(legend.rows.map(([letter, word, , count]) => [letter, word, count])).toEqual([
      ['R', 'Red', 6],
      ['A', 'Amber', 6],
      ['G', 'Green', 6],
      ['B', 'Blue', 6],
      ['N', 'Grey', 6],
    ]);
  });
});

describe('The Word file', () => {
  let document: string;
  let styles: string;
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await writePaper(paper, 'docx');
    [document, styles] = [await partOf(bytes, 'word/document.xml'), await partOf(bytes, 'word/styles.xml')];
  });

  it('has every cell of every table', () => {
    const read = wordTables(document).map((table) => table.slice(1).map((row) => row.map(close)));
    expect(read).toEqual(withRows.map(shown));
  });

  it('repeats the header row of every table', () => {
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(withRows.length);
  });

  it('has every sentence, and real headings in the styles of Word', () => {
    const all = close(wordText(document));
    expect(sentences.filter((sentence) => !all.includes(close(sentence)))).toEqual([]);
    const levels = paper.blocks.flatMap((block) =>
      block.kind === 'heading' ? [`Heading${block.level}`] : [],
    );
    expect([...document.matchAll(/<w:pStyle w:val="(Heading\d)"\/>/g)].map(([, style]) => style)).toEqual(
      levels,
    );
    for (const name of ['Title', 'Heading 1', 'List Bullet', 'caption', 'Table Text']) {
      expect(styles).toContain(`<w:name w:val="${name}"/>`);
    }
  });

  it('says its language and title, and shows every chart with words and with a picture for older programs', async () => {
    expect(styles).toContain('<w:lang w:val="en-GB"/>');
    expect(await partOf(bytes, 'docProps/core.xml')).toContain(
      '<dc:title>Progress of the improvement plan</dc:title>',
    );
    const charts = paper.blocks.flatMap((block) => (block.kind === 'chart' ? [block] : []));
    expect(charts).toHaveLength(CHARTS);
    expect(document.match(/<asvg:svgBlip/g)).toHaveLength(CHARTS);
    for (const { drawing } of charts) expect(document).toContain(`descr="${drawing.description}"`);
    expect(await partOf(bytes, '[Content_Types].xml')).toContain('Extension="png"');
  });
});

describe('The PDF', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-papers-'));
  let pages: string[];
  let tags: string | null;
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await writePaper(paper, 'pdf');
    writeFileSync(join(folder, 'pack.pdf'), bytes);
    pages = pdfPages(bytes);
    tags = pdfTags(join(folder, 'pack.pdf'));
    rmSync(folder, { recursive: true });
  }, 60_000);

  it('has every cell and every sentence, in the order in which they are read', () => {
    const all = close(pages.join(' '));
    const missing = withRows.flatMap((table) =>
      shown(table)
        .flat()
        .filter((cell) => !all.includes(cell)),
    );
    expect(missing).toEqual([]);
    expect(sentences.filter((sentence) => !all.includes(close(sentence)))).toEqual([]);
  });

  it('numbers its pages', () => {
    pages.forEach((page, at) => expect(page).toContain(`Page ${at + 1} of ${pages.length}`));
  });

  it('is tagged, in English, with its title shown, and has its fonts inside', () => {
    const text = bytes.toString('latin1');
    expect(text).toContain('/Lang (en-GB)');
    expect(text).toContain('/DisplayDocTitle true');
    expect(text).toContain('/Marked true');
    expect(text).toContain('pdfuaid:part');
    expect(text.match(/\/FontFile2 /g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).not.toMatch(/\/BaseFont \/Helvetica/);
  });

  it('has the tags that a screen reader follows', () => {
    if (tags === null) {
      console.warn('Passed over: poppler is not installed');
      return;
    }
    const count = (tag: string) => tags!.match(new RegExp(`^\\s*${tag}(:| \\(|$)`, 'gm'))?.length ?? 0;
    expect(count('Table')).toBe(withRows.length);
    expect(count('TR')).toBe(withRows.reduce((rows, table) => rows + table.rows.length + 1, 0));
    expect(count('H1')).toBe(1);
    expect(count('H2')).toBe(2);
    expect(count('Figure')).toBe(CHARTS);
    expect(tags).toContain('/Scope /Column');
    expect(tags).toContain('/Scope /Row');
  });
});

describe('The workbook', () => {
  it('has a sheet for each table, with typed cells equal to the paper', async () => {
    const bytes = await writePaper(paper, 'xlsx');
    const sheets = await readXlsxFile(bytes);
    expect(sheets).toHaveLength(tables.length + 1);
    tables.forEach(({ columns, rows }, place) => {
      if (rows.length === 0) return;
      const [header, ...body] = sheets[place + 1]!.data;
      expect(header).toEqual(columns.map((column) => column.header));
      expect(body).toEqual(
        rows.map((row) =>
          row.map((cell, at) =>
            columns[at]!.type === 'date' && cell !== null
              ? new Date(`${cell}T00:00:00Z`)
              : cell === ''
                ? null
                : cell,
          ),
        ),
      );
    });
  });

  it('keeps each header in sight, filters by it, prints it on every page, and takes no text for a formula', async () => {
    const bytes = await writePaper(paper, 'xlsx');
    const sheet = await partOf(bytes, 'xl/worksheets/sheet2.xml');
    expect(sheet).toMatch(/<pane [^>]*state="frozen"/);
    expect(sheet).toMatch(/<\/sheetData><autoFilter ref="A1:[A-Z]\d+"\/>/);
    expect(await partOf(bytes, 'xl/workbook.xml')).toContain('_xlnm.Print_Titles');
    for (let at = 1; at <= tables.length + 1; at += 1) {
      expect(await partOf(bytes, `xl/worksheets/sheet${at}.xml`)).not.toContain('<f>');
    }
  });

  it.each([
    [
      ['A table', 'a table', 'A [table]'],
      ['A table', 'a table 2', 'A table 3'],
    ],
    [
      ['', "'x'"],
      ['Table', 'x'],
    ],
    [
      ['What children, families and staff told us', 'What children, families and staff say'],
      ['What children, families and sta', 'What children, families and s 2'],
    ],
  ])('names the sheets %j as %j', (wanted, names) => expect(sheetNames(wanted)).toEqual(names));
});

describe('CSV', () => {
  it('has every table, strictly written, with days and numbers as programs read them', () => {
    const text = csvPaper(paper);
    expect(text.startsWith('\uFEFF')).toBe(true);
    const lines = strictCsv(text.slice(1));
    for (const { caption, columns, rows } of withRows) {
      const start = lines.findIndex(
        (line, at) =>
          line[0] === caption && lines[at + 1]?.join('|') === columns.map(({ header }) => header).join('|'),
      );
      expect(start).toBeGreaterThan(0);
      const body = lines.slice(start + 2, start + 2 + rows.length);
      expect(body.map((line) => line.map((cell) => cell.replace(/^'(?=[\s]*[=+\-@])/, '')))).toEqual(
        rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
      );
    }
  });

  it('lets no title become a formula', () => {
    const cells = strictCsv(csvPaper(paper).slice(1)).flat();
    expect(cells.filter((cell) => /^\s*[=+@]/.test(cell))).toEqual([]);
    expect(cells.some((cell) => cell.startsWith("'=SUM(A1:A9) is what this action is called"))).toBe(true);
  });
});

describe('The web page', () => {
  const folder = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));
  const html = new Templates([folder('web/views'), folder('features')]).render('papers/paper-file.njk', {
    paper: paperView(paper),
  });

  it('has every cell and sentence, headings with ids, header cells with scope and charts with words', () => {
    const all = close(words(html));
    const missing = withRows.flatMap((table) =>
      shown(table)
        .flat()
        .filter((cell) => !all.includes(cell)),
    );
    expect(missing).toEqual([]);
    expect(sentences.filter((sentence) => !all.includes(close(sentence)))).toEqual([]);
    expect(html).toContain('<h2 class="govuk-heading-l" id="part-a">Part A</h2>');
    expect(html.match(/<th scope="row"/g)).toHaveLength(
      withRows.reduce((rows, table) => rows + table.rows.length, 0),
    );
    expect(html.match(/<svg[^>]* role="img"/g)).toHaveLength(CHARTS);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('loads nothing from anywhere', () => {
    expect(html).not.toMatch(/<(script|link|img|iframe)\b|url\(|@import/i);
  });
});

describe('A paper to read', () => {
  const unnumbered = {
    ...content,
    recommendations: content.recommendations.map((one) => ({ ...one, number: null })),
  };
  const headers = (one: Paper) =>
    one.blocks.flatMap((block) =>
      block.kind === 'table' && block.caption === 'Recommendations'
        ? [block.columns.map(({ header }) => header)]
        : [],
    );

  it('has no column in which nothing stands; files for programs keep it', () => {
    const [read] = headers(packPaper(unnumbered, label));
    const [kept] = headers(packPaper(unnumbered, label, { withEveryAction: true }));
    expect(kept).toEqual(['Number', ...read!]);
    expect(headers(packPaper(content, label))).toEqual([kept]);
  });

  it('never leaves two full stops where sentences are joined', () => {
    const asked = [
      { heading: 'To decide', lines: [{ title: 'Plans are good.', about: 'Seen.', since: content.asAt }] },
    ];
    const { blocks } = packPaper({ ...content, decisionsWanted: asked }, label);
    const said = JSON.stringify(blocks);
    expect(said).toContain('Plans are good: Seen (since');
    expect(said).not.toContain('.:');
  });

  it('draws the trend of a measure without the counts that Part 1 leaves out', () => {
    const trend = packPaper(content, label).blocks.find(
      (block) => block.kind === 'chart' && block.drawing.title === 'Visits in time: trend',
    );
    expect(trend).toMatchObject({ sentence: expect.stringContaining('Counts under five are left out: 1.') });
  });

  it('on a page says what stands in each part, and no caption twice', () => {
    const { contents, blocks } = paperView(packPaper(content, label));
    expect(contents.map(({ text }) => text)).toEqual(['Part A', 'Appendix']);
    expect(contents[0]!.within.map(({ text }) => text)).toEqual([
      'Commentary',
      'Headline',
      'Exceptions',
      'Decisions wanted',
      'What children, families and staff told us',
    ]);
    const captions = blocks.flatMap((block) =>
      block.kind === 'table' && 'isCaptionShown' in block && block.isCaptionShown ? [block.caption] : [],
    );
    expect(captions).not.toContain('Exceptions');
    expect(captions).toContain('Values of the measures');
  });

  it('on a page has charts of a phone’s width', () => {
    const widths = packPaper(content, label, { chartWidth: 360 }).blocks.flatMap((block) =>
      block.kind === 'chart' ? [block.drawing.width] : [],
    );
    expect(Math.max(...widths)).toBe(360);
  });

  it('says of a very small group of children only that it was small', () => {
    const voices = content.voices.map((one) => ({ ...one, asked: null, askedHidden: true }));
    const said = JSON.stringify(packPaper({ ...content, voices }, label).blocks);
    expect(said).toContain('fewer than 5 asked');
  });
});

describe('Part A', () => {
  const pageOfAppendix = (one: Paper) =>
    writePaper(one, 'pdf').then(
      (bytes) => pdfPages(bytes).findIndex((page) => /^\s*.{0,80}?Appendix/.test(page)) + 1,
    );

  it.each([
    ['30 actions', packOfWestmarch()],
    [
      '300 actions, 60 exceptions and the longest commentary',
      packOfWestmarch({ actions: 300, exceptions: 60, wordy: true }),
    ],
  ])(
    'of %s takes six pages at most',
    async (_, given) => {
      const first = await pageOfAppendix(packPaper(given, label));
      expect(first).toBeGreaterThan(1);
      expect(first).toBeLessThanOrEqual(7);
    },
    60_000,
  );

  it('says what it has no room for, and the appendix has all of it', () => {
    const wordy = packPaper(packOfWestmarch({ actions: 300, exceptions: 60, wordy: true }), label);
    const texts = wordy.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
    const left = Number(
      texts.map((text) => /^(\d+) exceptions more: all of them/.exec(text)?.[1]).find(Boolean),
    );
    const rowsOf = (caption: string) =>
      wordy.blocks.flatMap((block) =>
        block.kind === 'table' && block.caption === caption ? [block.rows.length] : [],
      )[0]!;
    expect(rowsOf('Exceptions') + left).toBe(60);
    expect(rowsOf('All exceptions')).toBe(60);
  });
});

it('the fonts of a paper have a licence that lets them be put into a file', () => {
  const licence = readFileSync(
    new URL('../../node_modules/@expo-google-fonts/source-sans-3/LICENSE_FONT', import.meta.url),
    'utf8',
  );
  expect(licence).toContain('SIL OPEN FONT LICENSE');
});
