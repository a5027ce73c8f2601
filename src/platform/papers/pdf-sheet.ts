import PDFDocument from 'pdfkit';
import type { Paper } from './paper.js';
import type { PaperFonts } from './paper-fonts.js';

export type PdfFont = 'regular' | 'bold';
export type Structure = PDFKit.PDFStructureElement;

/** How a piece of text looks. Sizes in points. */
export interface PdfStyle {
  readonly font: PdfFont;
  readonly size: number;
  readonly colour: string;
}

/** Lines of one text, broken to a width. */
export interface BrokenText {
  readonly lines: readonly string[];
  readonly style: PdfStyle;
}

const MARGIN = { side: 46, top: 56, bottom: 56 };
const LEADING = 1.3;
const QUIET = '#4f5f61';
const LONG_ROWS = 1_000;

/**
 * Pages of A4 that are filled from above. What is written belongs to the structure of the document (what a screen
 * reader follows); what is only decoration, and the head and foot of each page, is marked as not belonging to it.
 */
export class PdfSheet {
  readonly document: PDFKit.PDFDocument;
  readonly left = MARGIN.side;
  readonly width: number;
  /** Where the next thing goes, from the upper edge. */
  y = MARGIN.top;
  /** Pages of a long paper leave the memory as soon as they are full, so nobody knows yet how many there will be. */
  private readonly isLong: boolean;
  private pages = 1;
  private readonly bottom: number;
  private readonly wordWidths = new Map<string, number>();

  constructor(
    private readonly paper: Paper,
    fonts: PaperFonts,
  ) {
    this.isLong = rowsOf(paper) > LONG_ROWS;
    this.document = new PDFDocument({
      size: 'A4',
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      pdfVersion: '1.7',
      subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      bufferPages: !this.isLong,
      autoFirstPage: false,
      info: {
        Title: paper.title,
        Author: paper.organisation,
        Subject: paper.subtitle,
        Creator: paper.organisation,
      },
    });
    this.document.registerFont('regular', fonts.regular as never);
    this.document.registerFont('bold', fonts.bold as never);
    this.document.addPage();
    this.width = this.document.page.width - 2 * MARGIN.side;
    this.bottom = this.document.page.height - MARGIN.bottom;
  }

  /** The space from here to the foot of the page. */
  get room(): number {
    return this.bottom - this.y;
  }

  get roomOfPage(): number {
    return this.bottom - MARGIN.top;
  }

  newPage(): void {
    if (this.isLong) this.headAndFoot(this.pages, null);
    this.pages += 1;
    this.document.addPage();
    this.y = MARGIN.top;
  }

  /** Goes to a new page unless so much room is left, or the page is empty. */
  need(height: number): void {
    if (height > this.room && this.y > MARGIN.top) this.newPage();
  }

  lineHeight(style: PdfStyle): number {
    return style.size * LEADING;
  }

  /**
   * A text broken to a width: at spaces, and inside a word only where it is wider by itself. The space at the end of a
   * line stays, so that whoever copies or hears the text does not get two words as one.
   */
  broken(text: string, width: number, style: PdfStyle): BrokenText {
    const lines = text.split('\n').map((line) => this.lineBroken(line, width, style));
    return { lines: lines.flatMap((parts, at) => (at < lines.length - 1 ? spaced(parts) : parts)), style };
  }

  widthOf(text: string, style: PdfStyle): number {
    const key = `${style.font}${style.size}${text}`;
    const known = this.wordWidths.get(key);
    if (known !== undefined) return known;
    const width = this.document.font(style.font).fontSize(style.size).widthOfString(text);
    if (this.wordWidths.size < 20_000) this.wordWidths.set(key, width);
    return width;
  }

  /** Lines one below the other from a place; nothing else moves. */
  write({ lines, style }: BrokenText, x: number, y: number): void {
    this.document.font(style.font).fontSize(style.size).fillColor(style.colour);
    lines.forEach((line, at) => {
      if (line !== '') this.document.text(line, x, y + at * this.lineHeight(style), { lineBreak: false });
    });
  }

  /** Lines that flow over as many pages as they need, all in one element. */
  flow(parent: Structure, tag: string, text: BrokenText, indent = 0): void {
    const element = this.open(parent, tag);
    const height = this.lineHeight(text.style);
    for (let from = 0; from < text.lines.length;) {
      this.need(height);
      const count = Math.max(1, Math.min(text.lines.length - from, Math.floor(this.room / height)));
      const lines = text.lines.slice(from, from + count);
      element.add(() => this.write({ ...text, lines }, this.left + indent, this.y));
      this.y += count * height;
      from += count;
    }
    element.end();
  }

  open(parent: Structure, tag: string, options: object = {}): Structure {
    const element = this.document.struct(tag as never, options);
    parent.add(element);
    return element;
  }

  /** Drawn, but no part of what is read. */
  decorate(draw: () => void, options: object = {}): void {
    this.document.markContent('Artifact' as never, options as never);
    draw();
    this.document.endMarkedContent();
  }

  /** Numbers the pages, closes the document and gives its bytes. */
  async finished(): Promise<Buffer> {
    const { document } = this;
    const bytes = collected(document);
    if (this.isLong) this.headAndFoot(this.pages, null);
    for (let page = 1; page <= this.pages && !this.isLong; page += 1) {
      document.switchToPage(page - 1);
      this.headAndFoot(page, this.pages);
    }
    document.end();
    return bytes;
  }

  private headAndFoot(page: number, count: number | null): void {
    this.decorate(() => this.drawHeadAndFoot(page, count), { type: 'Pagination', attached: ['Bottom'] });
  }

  private drawHeadAndFoot(page: number, count: number | null): void {
    const style: PdfStyle = { font: 'regular', size: 8.5, colour: QUIET };
    const foot = this.document.page.height - 36;
    const number = count === null ? `Page ${page}` : `Page ${page} of ${count}`;
    if (page > 1) {
      const head = this.broken(`${this.paper.organisation}: ${this.paper.title}`, this.width, style);
      this.write({ ...head, lines: head.lines.slice(0, 1) }, this.left, 30);
    }
    this.write({ lines: [this.paper.footer], style }, this.left, foot);
    this.write({ lines: [number], style }, this.left + this.width - this.widthOf(number, style), foot);
  }

  private lineBroken(text: string, width: number, style: PdfStyle): string[] {
    const space = this.widthOf(' ', style);
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const word of text.split(' ')) {
      const wide = this.widthOf(word, style);
      if (line !== '' && used + space + wide <= width) {
        line += ` ${word}`;
        used += space + wide;
        continue;
      }
      if (line !== '') lines.push(`${line} `);
      const pieces = wide <= width ? [word] : this.wordBroken(word, width, style);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1)!;
      used = this.widthOf(line, style);
    }
    return [...lines, line];
  }

  private wordBroken(word: string, width: number, style: PdfStyle): string[] {
    const pieces: string[] = [];
    let piece = '';
    for (const letter of word) {
      if (piece !== '' && this.widthOf(piece + letter, style) > width) {
        pieces.push(piece);
        piece = '';
      }
      piece += letter;
    }
    return [...pieces, piece];
  }
}

function rowsOf({ blocks }: Paper): number {
  return blocks.reduce((rows, block) => rows + (block.kind === 'table' ? block.rows.length : 0), 0);
}

function spaced(lines: readonly string[]): string[] {
  return lines.map((line, at) => (at === lines.length - 1 ? `${line} ` : line));
}

function collected(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}
