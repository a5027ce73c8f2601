import type { TextLine } from './document-text.js';
import { endsSentence } from './wording.js';

/**
 * How wide a text was printed, where only its letters are known: the usual widths of a sans-serif face in thousandths of
 * its size. Good to about two in a hundred over a line, which tells a line that was full from one that ended early.
 */
const NARROW = /[ijl.,;:'’‘!|]/g;
const SLIM = /[ft()rI/-]/g;
const SPACE = /\s/g;
const WIDE = /[mwMW@%—]/g;
const CAPITAL = /[A-LN-VX-Z&]/g;

export function printedWidth(text: string): number {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  const [narrow, slim, space, wide, capital] = [NARROW, SLIM, SPACE, WIDE, CAPITAL].map(count) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const other = text.length - narrow - slim - space - wide - capital;
  return narrow * 240 + slim * 330 + space * 290 + wide * 830 + capital * 670 + other * 545;
}

/** Too few broken lines tell nothing. */
const FEW = 9;
/** Of a hundred lines that were full, as many may look shorter than this. */
const LOOK_SHORT = 0.04;

/**
 * The width that the running text fills: a line with the next word after it came to more, unless it ended a paragraph.
 * Learned from the lines that break off in the middle of a sentence; 0 where there are too few of them.
 */
export function fullLine(lines: readonly TextLine[]): number {
  const widths: number[] = [];
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    if (!next || line.cells.length > 1 || next.gap > 1.25 || line.text.length < 45 || endsSentence(line.text))
      continue;
    if (/[:;]$/.test(line.text)) continue;
    widths.push(printedWidth(`${line.text} ${/^\S+/.exec(next.text)?.[0] ?? ''}`));
  }
  widths.sort((one, other) => one - other);
  const full = widths.length < FEW ? 0 : widths[Math.floor(widths.length * LOOK_SHORT)]!;
  return blankLinesDivide(lines, full) ? 0 : full;
}

/** Where nearly every line that ended early has a blank line after it, the blank lines tell the paragraphs. */
function blankLinesDivide(lines: readonly TextLine[], full: number): boolean {
  let blank = 0;
  let none = 0;
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    if (!next || next.gap === 0 || line.cells.length > 1 || !endsSentence(line.text)) continue;
    if (printedWidth(`${line.text} ${/^\S+/.exec(next.text)?.[0] ?? ''}`) >= full * 0.9) continue;
    if (next.gap > 1.25) blank++;
    else none++;
  }
  return none <= (blank + none) * 0.1;
}
