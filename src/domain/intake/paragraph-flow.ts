import { actorOf } from './asking.js';
import type { DocumentText, TextLine } from './document-text.js';
import { printedWidth } from './printed-width.js';
import { endsSentence, startsLowerCase } from './wording.js';

/** A block to which further lines may still belong. */
export interface OpenBlock {
  readonly kind: 'heading' | 'numbered' | 'bullet' | 'paragraph' | 'row';
  readonly text: string;
  readonly left: number;
  readonly bold: boolean;
  readonly lastLine: TextLine;
}

/** No paragraph of a report is longer: what comes to more is no paragraph. */
const LONGEST_BLOCK = 12_000;

/** Decides where a paragraph goes on over lines, columns and pages, and where it ends. */
export class ParagraphFlow {
  constructor(
    private readonly source: DocumentText,
    /** How far right the lines reach that start at about the same place. */
    private readonly margins: ReadonlyMap<number, number>,
    /** The width that running text fills; 0 where it is not known. */
    private readonly fullLine: number,
  ) {}

  /** Whether the line belongs to the block above it. */
  goesOn(previous: OpenBlock, line: TextLine): boolean {
    if (previous.kind === 'row' || previous.text.length > LONGEST_BLOCK) return false;
    if (previous.text === '') return true;
    const unfinished = !endsSentence(previous.text);
    const lower = startsLowerCase(line.text);
    if (this.hangs(previous, line)) return true;
    if (line.gap === 0) {
      if (lower) return unfinished;
      if (!unfinished || previous.text.endsWith(':')) return false;
      return previous.text.length > 60 && (line.text.length > 40 || endsSentence(line.text));
    }
    if (line.gap > 1.25) return unfinished && lower && !previous.text.endsWith(':') && !this.source.styled;
    if (!this.source.wrapped) return unfinished && lower;
    if (previous.bold !== line.bold && previous.bold && previous.text.length < 120 && this.source.styled)
      return false;
    return !this.wouldHaveFitted(previous, line);
  }

  /** After a page break: a line that stands where the item's own lines stood, to the right of its mark. */
  private hangs(previous: OpenBlock, line: TextLine): boolean {
    const item = previous.kind === 'numbered' || previous.kind === 'bullet';
    const indent = previous.lastLine.left;
    return (
      item &&
      this.source.wrapped &&
      line.gap === 0 &&
      indent > previous.left + 5 &&
      Math.abs(line.left - indent) < 3
    );
  }

  /** A line that ends early although the next word had room ends its paragraph. */
  private wouldHaveFitted(previous: OpenBlock, line: TextLine): boolean {
    if (!endsSentence(previous.text) || startsLowerCase(line.text)) return false;
    const margin = this.margins.get(Math.round(line.left / 10)) ?? 0;
    const last = previous.lastLine;
    const letter = (last.right - last.left) / Math.max(1, last.text.length);
    const firstWord = /^\S+/.exec(line.text)?.[0] ?? '';
    const hadRoom = last.right + letter * (firstWord.length + 6) < margin;
    if (this.source.styled || !hadRoom || actorOf(line.text) !== null) return hadRoom;
    // Letters of plain text have no widths but their usual ones.
    if (last.right < margin * (previous.kind === 'paragraph' ? 0.72 : 0.55)) return true;
    return previous.kind === 'paragraph' && printedWidth(`${last.text} ${firstWord}`) < this.fullLine;
  }
}
