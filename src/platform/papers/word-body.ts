import { AlignmentType, ImageRun, LineRuleType, Paragraph, TextRun } from 'docx';
import { svgOf } from '../charts/svg.js';
import type { Paper, PaperBlock, PaperChart, PaperTable } from './paper.js';
import { pictureOf } from './picture.js';
import { isCaptionSeen } from './seen-captions.js';

const HEADINGS = { 1: 'Heading1', 2: 'Heading2', 3: 'Heading3' } as const;
const STYLES = { plain: 'Normal', lede: 'Lede', quiet: 'Quiet' } as const;

/** Where a table goes; no paper says this. */
export const tableMark = (place: number): string => `\uE000table ${place}\uE001`;

/** What stands between opening and foot of a Word file: paragraphs, with a mark for each table. `width` in twentieths of a point. */
export class WordBody {
  readonly tables: PaperTable[] = [];
  readonly paragraphs: Paragraph[] = [];

  constructor(
    private readonly width: number,
    private readonly pictures: ReadonlyMap<PaperChart, Buffer>,
  ) {}

  /** The pictures for programs that show no SVG. */
  static async picturesOf({ blocks }: Paper): Promise<Map<PaperChart, Buffer>> {
    const pictures = new Map<PaperChart, Buffer>();
    for (const block of blocks)
      if (block.kind === 'chart') pictures.set(block, await pictureOf(block.drawing));
    return pictures;
  }

  write({ blocks }: Paper): this {
    blocks.forEach((block, at) => this.block(block, isCaptionSeen(blocks, at)));
    return this;
  }

  private block(block: PaperBlock, withCaption: boolean): void {
    switch (block.kind) {
      case 'heading':
        return this.add(HEADINGS[block.level], [new TextRun(block.text)]);
      case 'paragraph':
        return this.add(STYLES[block.weight ?? 'plain'], [
          ...(block.label === undefined ? [] : [new TextRun({ text: `${block.label}: `, bold: true })]),
          ...linesOf(block.text),
        ]);
      case 'list':
        return block.items.forEach((item) => this.add('ListBullet', linesOf(item)));
      case 'figures':
        return block.items.forEach(({ value, label }) =>
          this.add('Figure', [new TextRun({ text: value, bold: true }), new TextRun(`  ${label}`)]),
        );
      case 'table':
        return this.table(block, withCaption);
      case 'chart':
        this.chart(block);
        return block.table === null ? undefined : this.table(block.table, true);
      case 'page_break':
        this.paragraphs.push(new Paragraph({ style: 'PageBreak', pageBreakBefore: true }));
    }
  }

  private table(table: PaperTable, withCaption: boolean): void {
    if (table.rows.length === 0) {
      const caption = withCaption ? [new TextRun({ text: `${table.caption}: `, bold: true })] : [];
      return this.add('Normal', [...caption, new TextRun(table.empty)]);
    }
    if (withCaption)
      this.paragraphs.push(new Paragraph({ style: 'Caption', text: table.caption, keepNext: true }));
    this.add('Normal', [new TextRun(tableMark(this.tables.length))]);
    this.tables.push(table);
    this.add('AfterTable', []);
  }

  private chart(block: PaperChart): void {
    const { drawing, sentence } = block;
    // Word measures pictures in pixels of 1/96 inch, a drawing in points of 1/72.
    const widest = (this.width / 20) * (96 / 72);
    const width = Math.min(widest, drawing.width * (96 / 72));
    const picture = new ImageRun({
      type: 'svg',
      data: Buffer.from(svgOf(drawing)),
      transformation: { width, height: (width * drawing.height) / drawing.width },
      fallback: { type: 'png', data: this.pictures.get(block)! },
      altText: { name: drawing.title, title: drawing.title, description: drawing.description },
    });
    this.paragraphs.push(
      new Paragraph({
        keepNext: true,
        alignment: AlignmentType.LEFT,
        spacing: { line: 240, lineRule: LineRuleType.AUTO },
        children: [picture],
      }),
    );
    this.add('Normal', [new TextRun(sentence)]);
  }

  private add(style: string, children: TextRun[]): void {
    this.paragraphs.push(new Paragraph({ style, children }));
  }
}

/** The line ends of a text typed by somebody stay. */
function linesOf(text: string): TextRun[] {
  return text.split('\n').map((line, at) => new TextRun({ text: line, ...(at > 0 && { break: 1 }) }));
}
