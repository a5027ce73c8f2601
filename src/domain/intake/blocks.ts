import { isAsk } from './asking.js';
import type { DocumentText, TextCell, TextLine } from './document-text.js';
import type { SourcePlace } from './extraction.js';
import { headingMeaning } from './heading-roles.js';
import { fullLine, printedWidth } from './printed-width.js';
import { lineMark, type LineMark } from './line-marks.js';
import { headingLevels, rightMargins, styleKey, vocabulary } from './line-styles.js';
import { ParagraphFlow } from './paragraph-flow.js';
import { endsSentence, joinLines, startsLowerCase, withoutFootnoteMarks } from './wording.js';

export type BlockKind = 'heading' | 'numbered' | 'bullet' | 'paragraph' | 'row';

/** A heading, numbered item, bullet, paragraph or table row: whole, whatever lines and pages it was printed on. */
export interface Block {
  kind: BlockKind;
  text: string;
  number: string | null;
  /** Printed as "Recommendation 4". */
  labelled: boolean;
  /** For headings: 1 is the highest; null where the source does not tell. */
  level: number | null;
  cells: TextCell[];
  left: number;
  bold: boolean;
  italic: boolean;
  place: SourcePlace;
  /** How the text was laid out: needed to tell a paragraph's end where nothing else shows it. */
  /** Space above its first line, as in the line. */
  gap: number;
  lastLine: TextLine;
}

/** The layer of blocks: readable lines in, whole blocks out. */
export function blocksOf(text: DocumentText, lines: readonly TextLine[]): Block[] {
  return new BlockBuilder(text, lines).build();
}

class BlockBuilder {
  private readonly blocks: Block[] = [];
  private readonly words: ReadonlySet<string>;
  private readonly levels: Map<string, number>;
  private readonly margins: Map<number, number>;
  private readonly fullLine: number;
  private readonly flow: ParagraphFlow;
  /** One paragraph a line and no blank lines: then every line stands apart. */
  private readonly packed: boolean;
  private expected: number | null = 1;

  constructor(
    private readonly source: DocumentText,
    private readonly lines: readonly TextLine[],
  ) {
    this.words = vocabulary(lines);
    this.levels = headingLevels(lines);
    this.margins = rightMargins(lines);
    this.fullLine = source.wrapped && !source.styled ? fullLine(lines) : 0;
    const close = lines.filter((line) => line.gap === 1.5).length;
    this.packed = !source.wrapped && !source.styled && close > lines.length * 0.8;
    this.flow = new ParagraphFlow(source, this.margins, this.fullLine);
  }

  build(): Block[] {
    for (const [at, line] of this.lines.entries()) {
      const mark = line.row || isNumberedHeading(line) ? null : this.markOf(line);
      const previous = this.blocks.at(-1);
      if (mark && previous && this.onlyLooksMarked(previous, line, mark)) {
        this.append(previous, { ...line, text: mark.rest });
      } else if (mark) this.start(line, mark.kind === 'number' ? 'numbered' : 'bullet', mark);
      else if (this.isRow(line)) this.start(line, 'row', null);
      else if (this.isHeading(line, at)) {
        if (previous?.kind === 'heading' && this.sameHeading(previous, line)) this.append(previous, line);
        else this.start(line, 'heading', null);
      } else if (previous && previous.kind !== 'heading' && this.flow.goesOn(previous, line))
        this.append(previous, line);
      else this.start(line, 'paragraph', null);
    }
    return this.blocks.filter((block) => block.text !== '' || block.number !== null);
  }

  /** Converters put a dash before the rest of a sentence that goes on after a page break. */
  private onlyLooksMarked(previous: Block, line: TextLine, mark: LineMark): boolean {
    return (
      mark.kind === 'bullet' &&
      line.gap === 0 &&
      previous.kind === 'numbered' &&
      previous.text.length > 60 &&
      /[\p{L},]$/u.test(previous.text) &&
      startsLowerCase(mark.rest)
    );
  }

  private markOf(line: TextLine): LineMark | null {
    const mark = lineMark(line.text, this.expected);
    if (!mark) return null;
    const previous = this.blocks.at(-1);
    const within = previous && line.gap > 0 && line.gap <= 1.25 && !line.bold;
    const wrappedNumber =
      mark.kind !== 'bullet' &&
      within &&
      previous.kind !== 'heading' &&
      !endsSentence(previous.text) &&
      !/[:;]$/.test(previous.text) &&
      Number(mark.number) !== this.expected &&
      this.source.wrapped &&
      !mark.labelled;
    if (wrappedNumber) return null;
    if (mark.labelled && within && !endsSentence(previous.text) && startsLowerCase(mark.rest)) return null;
    return mark;
  }

  private isRow(line: TextLine): boolean {
    return line.row === true || line.cells.length > 1;
  }

  private isHeading(line: TextLine, at: number): boolean {
    if (line.heading > 0) return true;
    const text = line.text;
    if (/^[\d\s.,]*$/.test(text)) return false;
    if (text.length > 150 || /^\p{Ll}/u.test(text)) {
      const previous = this.blocks.at(-1);
      if (!(previous?.kind === 'heading' && text.length <= 150 && this.sameHeading(previous, line)))
        return false;
    }
    const styled = line.bold || line.size > 1.08 || (line.italic && text.length < 110);
    if (styled) return !/[,;]$/.test(text) && !(endsSentence(text) && text.length > 70);
    if (this.source.styled) return false;
    if (this.isKnownHeading(line) || this.leftRoom(line, at)) return true;
    const next = this.lines[at + 1];
    const apart = this.packed || (line.gap !== 1 && line.gap !== 1.5);
    const nextApart =
      !next || next.gap === 0 || next.gap > 1.25 || lineMark(next.text, this.expected) !== null;
    return (
      apart &&
      nextApart &&
      text.length <= 110 &&
      /^["'“‘(]*[\p{Lu}\d]/u.test(text) &&
      !/[.,;:]["”’)]*$/.test(text) &&
      !this.endsBefore(at)
    );
  }

  /** The words of a usual heading alone on a line, though no space sets it apart. */
  private isKnownHeading(line: TextLine): boolean {
    if (line.text.length > 80 || !/^\p{Lu}/u.test(line.text) || headingMeaning(line.text) === null)
      return false;
    const previous = this.blocks.at(-1);
    if (!previous || previous.kind === 'heading' || line.gap > 1.25 || line.gap === 0) return true;
    const margin = this.margins.get(Math.round(previous.lastLine.left / 10)) ?? 0;
    return endsSentence(previous.text) || previous.lastLine.right < margin * 0.75;
  }

  /** Between a finished sentence and a full line: a short line of its own that had room for the next word. */
  private leftRoom(line: TextLine, at: number): boolean {
    const previous = this.blocks.at(-1);
    const next = this.lines[at + 1];
    if (this.fullLine === 0 || !previous || !next || line.text.length > 80 || line.text.length < 8)
      return false;
    if (
      !endsSentence(previous.text) ||
      !/^\p{Lu}\p{Ll}/u.test(line.text) ||
      /[.,;:!?]["”’)]*$/.test(line.text)
    )
      return false;
    return (
      !startsLowerCase(next.text) &&
      lineMark(next.text, this.expected) === null &&
      printedWidth(line.text) < this.fullLine * 0.75 &&
      printedWidth(next.text) > this.fullLine * 0.8
    );
  }

  /** The sentence before is not finished, so a short line here is its end and not a heading. */
  private endsBefore(at: number): boolean {
    const previous = this.blocks.at(-1);
    const line = this.lines[at]!;
    if (!previous || previous.kind === 'heading' || previous.kind === 'row') return false;
    return (
      line.gap === 0 &&
      previous.text.length > 90 &&
      !endsSentence(previous.text) &&
      !previous.text.endsWith(':')
    );
  }

  private sameHeading(previous: Block, line: TextLine): boolean {
    const last = previous.lastLine;
    if (line.heading > 0 || last.heading > 0 || /^\p{Lu}[\p{L} ]{3,30}:\s/u.test(line.text)) return false;
    if (headingMeaning(line.text) && headingMeaning(previous.text)) return false;
    const sameStyle =
      Math.abs(last.size - line.size) < 0.05 && last.bold === line.bold && last.italic === line.italic;
    return (
      sameStyle &&
      this.source.wrapped &&
      line.gap > 0 &&
      line.gap <= 1.3 * Math.max(1, line.size) &&
      previous.text.length < 200
    );
  }

  private start(line: TextLine, kind: BlockKind, mark: LineMark | null): void {
    const text = withoutFootnoteMarks(mark ? mark.rest : line.text).trim();
    if (kind === 'numbered' && mark?.number && /^\d+$/.test(mark.number))
      this.expected = Number(mark.number) + 1;
    this.blocks.push({
      kind,
      text,
      number: kind === 'numbered' ? mark!.number : mark?.kind === 'letter' ? mark.number : null,
      labelled: mark?.labelled ?? false,
      level: kind === 'heading' ? this.levelOf(line) : null,
      cells: line.cells.map((cell) => ({ ...cell, text: withoutFootnoteMarks(cell.text).trim() })),
      left: line.left,
      bold: line.bold,
      italic: line.italic,
      place: { page: line.page, fromLine: line.line, toPage: line.page, toLine: line.line },
      gap: line.gap,
      lastLine: line,
    });
  }

  private append(block: Block, line: TextLine): void {
    block.text = joinLines(block.text, withoutFootnoteMarks(line.text), (word) =>
      this.words.has(word),
    ).trim();
    block.place = { ...block.place, toPage: line.page, toLine: line.line };
    block.lastLine = line;
  }

  private levelOf(line: TextLine): number | null {
    if (line.heading > 0) return line.heading;
    if (!this.source.styled && !line.bold && !line.italic) return null;
    return this.levels.get(styleKey(line)) ?? null;
  }
}

/** "4. Leadership" that the source itself calls a heading is no item, unless it ends like one or asks for something. */
function isNumberedHeading(line: TextLine): boolean {
  const mark = line.heading > 0 ? lineMark(line.text, null) : null;
  return (
    mark?.kind === 'number' &&
    !mark.labelled &&
    mark.rest.length > 0 &&
    mark.rest.length <= 80 &&
    !/[.;:,]$/.test(mark.rest) &&
    !isAsk(mark.rest)
  );
}
