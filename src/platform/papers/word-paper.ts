import {
  AlignmentType,
  Document,
  Footer,
  Header,
  ImageRun,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TabStopType,
  TextRun,
} from 'docx';
import type { Paper, PaperBlock, PaperChart, PaperHeading } from './paper.js';
import { pictureOf } from './picture.js';
import { sizeOfPicture } from './picture-size.js';
import { svgOf } from '../charts/svg.js';
import { wordNumbering, wordStyles } from './word-styles.js';
import { wordTable } from './word-table.js';

/** The width of text on a page of A4 with the margins below, in points and in twentieths of a point. */
const MARGIN = 1000;
const A4 = { width: 11_906, height: 16_838 };
const TEXT_WIDTH = A4.width - 2 * MARGIN;
const HIGHEST_LOGO = 60;

const HEADINGS = { 1: 'Heading1', 2: 'Heading2', 3: 'Heading3' } as const;

/**
 * The paper as a Word document. Everything is in named styles (Title, Subtitle, Heading 1 to 3, Normal, List Bullet, Caption,
 * Table Text …), so that a council changes how it looks by changing its styles; headings are real, header rows repeat,
 * pictures carry words.
 */
export async function wordPaper(paper: Paper): Promise<Buffer> {
  const blocks: (Paragraph | Table)[] = [];
  for (const block of paper.blocks) blocks.push(...(await blockParts(block)));
  const document = new Document({
    title: paper.title,
    subject: paper.subtitle,
    creator: paper.organisation,
    lastModifiedBy: paper.organisation,
    description: `${paper.title}. ${paper.subtitle}`,
    features: { updateFields: false },
    styles: wordStyles,
    numbering: wordNumbering,
    sections: [
      {
        properties: {
          page: { size: A4, margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } },
          titlePage: true,
        },
        headers: {
          first: new Header({ children: [new Paragraph({ style: 'Header' })] }),
          default: new Header({
            children: [new Paragraph({ style: 'Header', text: `${paper.organisation}: ${paper.title}` })],
          }),
        },
        footers: { first: footer(paper), default: footer(paper) },
        children: [...opening(paper), ...blocks],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function opening(paper: Paper): Paragraph[] {
  const { logo } = paper;
  return [
    ...(logo ? [new Paragraph({ children: [logoRun(logo)] })] : []),
    new Paragraph({ style: 'Organisation', text: paper.organisation }),
    new Paragraph({ style: 'Title', text: paper.title }),
    new Paragraph({ style: 'Subtitle', text: paper.subtitle }),
  ];
}

function logoRun({ bytes, alternative }: NonNullable<Paper['logo']>): ImageRun {
  const { width, height, type } = sizeOfPicture(bytes);
  const scale = Math.min(1, HIGHEST_LOGO / height);
  return new ImageRun({
    type,
    data: bytes,
    transformation: { width: width * scale, height: height * scale },
    altText: { name: 'Logo', title: alternative, description: alternative },
  });
}

function footer(paper: Paper): Footer {
  const page: ParagraphChild = new TextRun({
    children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
  });
  return new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
        children: [new TextRun(paper.footer), new TextRun({ children: [new Tab()] }), page],
      }),
    ],
  });
}

async function blockParts(block: PaperBlock): Promise<(Paragraph | Table)[]> {
  switch (block.kind) {
    case 'heading':
      return [heading(block)];
    case 'paragraph':
      return [new Paragraph({ style: STYLES[block.weight ?? 'plain'], children: linesOf(block.text) })];
    case 'list':
      return block.items.map((item) => new Paragraph({ style: 'ListBullet', children: linesOf(item) }));
    case 'figures':
      return block.items.map(
        ({ value, label }) =>
          new Paragraph({
            style: 'Figure',
            children: [new TextRun({ text: value, bold: true }), new TextRun(`  ${label}`)],
          }),
      );
    case 'table':
      return wordTable(block, TEXT_WIDTH);
    case 'chart':
      return [...(await chart(block)), ...(block.table === null ? [] : wordTable(block.table, TEXT_WIDTH))];
    case 'page_break':
      return [new Paragraph({ style: 'PageBreak', pageBreakBefore: true })];
  }
}

const STYLES = { plain: 'Normal', lede: 'Lede', quiet: 'Quiet' } as const;

function heading({ level, text }: PaperHeading): Paragraph {
  return new Paragraph({ style: HEADINGS[level], text });
}

/** The line ends of a text typed by somebody stay. */
function linesOf(text: string): TextRun[] {
  return text.split('\n').map((line, at) => new TextRun({ text: line, ...(at > 0 && { break: 1 }) }));
}

async function chart({ drawing, sentence }: PaperChart): Promise<Paragraph[]> {
  // Word measures pictures in pixels of 1/96 inch, a drawing in points of 1/72.
  const widest = (TEXT_WIDTH / 20) * (96 / 72);
  const width = Math.min(widest, drawing.width * (96 / 72));
  const picture = new ImageRun({
    type: 'svg',
    data: Buffer.from(svgOf(drawing)),
    transformation: { width, height: (width * drawing.height) / drawing.width },
    fallback: { type: 'png', data: await pictureOf(drawing) },
    altText: { name: drawing.title, title: drawing.title, description: drawing.description },
  });
  return [
    new Paragraph({
      keepNext: true,
      alignment: AlignmentType.LEFT,
      spacing: { line: 240, lineRule: LineRuleType.AUTO },
      children: [picture],
    }),
    new Paragraph({ style: 'Normal', text: sentence }),
  ];
}
