import {
  Document,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import { ZipArchive } from '../spreadsheets/zip-archive.js';
import type { Paper, PaperChart } from './paper.js';
import { sizeOfPicture } from './picture-size.js';
import { tableMark, WordBody } from './word-body.js';
import { wordNumbering, wordStyles } from './word-styles.js';
import { wordTable } from './word-table.js';

/** In twentieths of a point. */
const MARGIN = { top: 1300, bottom: 1100, left: 1000, right: 1000, header: 600, footer: 560 };
const A4 = { width: 11_906, height: 16_838 };
const TEXT_WIDTH = A4.width - MARGIN.left - MARGIN.right;
const HIGHEST_LOGO = 60;
const BODY = 'word/document.xml';
const LARGEST_BODY = 100 * 1024 * 1024;

/**
 * The paper as a Word document. Everything is in named styles (Title, Subtitle, Heading 1 to 3, Normal, List Bullet,
 * Caption, Table Text …), so that a council changes how it looks by changing its styles; headings are real, header rows
 * repeat, pictures carry words. It is packed twice: the tables take the place of their marks in between.
 */
export async function wordPaper(paper: Paper): Promise<Buffer> {
  const pictures = await WordBody.picturesOf(paper);
  const { document, tables } = wordDocument(paper, pictures);
  const body = await bodyOf(await Packer.toBuffer(document));
  const data = body.replace(
    /<w:p>(?:(?!<w:p>)[^\uE000])*\uE000table (\d+)\uE001.*?<\/w:p>/g,
    (_, place: string) => wordTable(tables[Number(place)]!, TEXT_WIDTH),
  );
  if (data.includes(tableMark(0).slice(0, 1)))
    throw new Error('A table of the paper has no place in the Word file');
  return Packer.toBuffer(wordDocument(paper, pictures).document, undefined, [{ path: BODY, data }]);
}

function wordDocument(paper: Paper, pictures: ReadonlyMap<PaperChart, Buffer>) {
  const { paragraphs, tables } = new WordBody(TEXT_WIDTH, pictures).write(paper);
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
        properties: { page: { size: A4, margin: MARGIN }, titlePage: true },
        headers: {
          first: new Header({ children: [new Paragraph({ style: 'Header' })] }),
          default: new Header({
            children: [new Paragraph({ style: 'Header', text: `${paper.organisation}: ${paper.title}` })],
          }),
        },
        footers: { first: footer(paper), default: footer(paper) },
        children: [...opening(paper), ...paragraphs],
      },
    ],
  });
  return { document, tables };
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
  const page = new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] });
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

async function bodyOf(packed: Buffer): Promise<string> {
  const archive = ZipArchive.of(packed);
  const pieces: Buffer[] = [];
  for await (const piece of archive.pieces(archive.entries.get(BODY)!, LARGEST_BODY)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
