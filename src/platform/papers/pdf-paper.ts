import type { Paper, PaperBlock, PaperFigures, PaperHeading } from './paper.js';
import { paperFonts } from './paper-fonts.js';
import { pdfDrawing } from './pdf-drawing.js';
import { PdfSheet, type PdfStyle, type Structure } from './pdf-sheet.js';
import { pdfTable } from './pdf-table.js';
import { isCaptionSeen } from './seen-captions.js';
import { sizeOfPicture } from './picture-size.js';
import { TONES } from '../charts/tones.js';

const INK = '#0b0c0c';
const DEEP = '#12343b';
const QUIET = '#4f5f61';
const BODY: PdfStyle = { font: 'regular', size: 10.5, colour: INK };
const HEADINGS: Readonly<Record<1 | 2 | 3, PdfStyle>> = {
  1: { font: 'bold', size: 17, colour: DEEP },
  2: { font: 'bold', size: 13.5, colour: DEEP },
  3: { font: 'bold', size: 11.5, colour: DEEP },
};
const PARAGRAPHS: Readonly<Record<'plain' | 'lede' | 'quiet', PdfStyle>> = {
  plain: BODY,
  lede: { font: 'bold', size: 12.5, colour: INK },
  quiet: { font: 'regular', size: 9.5, colour: QUIET },
};
const FIGURES_IN_A_ROW = 5;
const HIGHEST_LOGO = 45;

/**
 * The paper as a tagged PDF: language, title, headings (the paper's title is the first), lists, tables with header
 * cells, and pictures with words, in reading order; the font is inside.
 */
export async function pdfPaper(paper: Paper): Promise<Buffer> {
  const sheet = new PdfSheet(paper, await paperFonts());
  const root = sheet.document.struct('Document');
  sheet.document.addStructure(root);
  opening(sheet, root, paper);
  paper.blocks.forEach((block, at) =>
    blockOn(sheet, root, block, roomAfter(paper.blocks, at), isCaptionSeen(paper.blocks, at)),
  );
  root.end();
  return sheet.finished();
}

function opening(sheet: PdfSheet, root: Structure, paper: Paper): void {
  if (paper.logo) logo(sheet, root, paper.logo);
  const text = (tag: string, words: string, style: PdfStyle) =>
    sheet.flow(root, tag, sheet.broken(words, sheet.width, style));
  text('P', paper.organisation, { font: 'bold', size: 12, colour: INK });
  sheet.y += 2;
  text('H1', paper.title, { font: 'bold', size: 23, colour: DEEP });
  sheet.y += 3;
  text('P', paper.subtitle, { ...BODY, colour: QUIET });
  sheet.y += 12;
}

function logo(sheet: PdfSheet, root: Structure, { bytes, alternative }: NonNullable<Paper['logo']>): void {
  const size = sizeOfPicture(bytes);
  const scale = Math.min(1, HIGHEST_LOGO / size.height);
  const [width, height] = [size.width * scale, size.height * scale];
  const figure = sheet.open(root, 'Figure', {
    alt: alternative,
    bbox: [sheet.left, sheet.y, sheet.left + width, sheet.y + height],
    placement: 'Block',
  });
  figure.add(() => void sheet.document.image(bytes as never, sheet.left, sheet.y, { width, height }));
  figure.end();
  sheet.y += height + 10;
}

function blockOn(
  sheet: PdfSheet,
  root: Structure,
  block: PaperBlock,
  after: number,
  withCaption: boolean,
): void {
  switch (block.kind) {
    case 'heading':
      return heading(sheet, root, block, after);
    case 'paragraph':
      if (block.label !== undefined) {
        sheet.need(3 * sheet.lineHeight(BODY));
        sheet.flow(root, 'P', sheet.broken(block.label, sheet.width, { ...BODY, font: 'bold' }));
      }
      sheet.flow(root, 'P', sheet.broken(block.text, sheet.width, PARAGRAPHS[block.weight ?? 'plain']));
      sheet.y += 6;
      return;
    case 'list':
      return list(sheet, root, block.items);
    case 'figures':
      return figures(sheet, root, block);
    case 'table':
      return pdfTable(sheet, root, block, withCaption);
    case 'chart':
      pdfDrawing(sheet, root, block.drawing);
      sheet.flow(root, 'P', sheet.broken(block.sentence, sheet.width, BODY));
      sheet.y += 8;
      if (block.table !== null) pdfTable(sheet, root, block.table);
      return;
    case 'page_break':
      return sheet.newPage();
  }
}

/** What should stand on the same page as the heading at this place: no heading is left alone at the foot of one. */
function roomAfter(blocks: readonly PaperBlock[], at: number): number {
  const next = blocks[at + 1];
  if (next?.kind === 'heading') return HEADINGS[next.level].size * 2.4 + roomAfter(blocks, at + 1);
  if (next?.kind === 'chart') return Math.min(next.drawing.height + 20, 300);
  return next?.kind === 'table' && next.rows.length > 0 ? 170 : 60;
}

/** With room for a few lines after it; and in the list of headings that a reader shows beside the pages. */
function heading(sheet: PdfSheet, root: Structure, { level, text }: PaperHeading, after: number): void {
  const style = HEADINGS[level];
  sheet.need(style.size * 2.4 + after);
  sheet.y += style.size * 0.7;
  sheet.flow(root, `H${level + 1}`, sheet.broken(text, sheet.width, style));
  sheet.y += 4;
  if (level < 3) sheet.document.outline.addItem(text);
}

function list(sheet: PdfSheet, root: Structure, items: readonly string[]): void {
  const element = sheet.open(root, 'L');
  for (const item of items) {
    sheet.need(sheet.lineHeight(BODY));
    const line = sheet.open(element, 'LI');
    const mark = sheet.open(line, 'Lbl');
    mark.add(() => sheet.write({ lines: ['•'], style: BODY }, sheet.left + 4, sheet.y));
    mark.end();
    sheet.flow(line, 'LBody', sheet.broken(item, sheet.width - 16, BODY), 16);
    line.end();
    sheet.y += 2;
  }
  element.end();
  sheet.y += 6;
}

function figures(sheet: PdfSheet, root: Structure, { items }: PaperFigures): void {
  const gap = 8;
  const width = (sheet.width - gap * (FIGURES_IN_A_ROW - 1)) / FIGURES_IN_A_ROW;
  const large: PdfStyle = { font: 'bold', size: 20, colour: INK };
  const small: PdfStyle = { font: 'regular', size: 9, colour: INK };
  const element = sheet.open(root, 'L');
  for (let from = 0; from < items.length; from += FIGURES_IN_A_ROW) {
    const row = items.slice(from, from + FIGURES_IN_A_ROW).map((item) => ({
      ...item,
      words: sheet.broken(item.label, width - 14, small),
    }));
    const height = 40 + Math.max(...row.map(({ words }) => words.lines.length)) * sheet.lineHeight(small);
    sheet.need(height);
    row.forEach(({ value, words, tone }, at) => {
      const x = sheet.left + at * (width + gap);
      sheet.decorate(() => {
        sheet.document.lineWidth(0.7).rect(x, sheet.y, width, height).stroke('#b1b4b6');
        sheet.document.rect(x, sheet.y, width, 4).fill(tone ? TONES[tone].fill : DEEP);
      });
      const line = sheet.open(element, 'LI');
      const body = sheet.open(line, 'LBody');
      body.add(() => {
        sheet.write({ lines: [`${value} `], style: large }, x + 7, sheet.y + 8);
        sheet.write(words, x + 7, sheet.y + 34);
      });
      body.end();
      line.end();
    });
    sheet.y += height + gap;
  }
  element.end();
  sheet.y += 4;
}
