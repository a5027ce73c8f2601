import type { DocumentText, TextLine } from './document-text.js';
import { startsFootnote } from './wording.js';

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Footnote texts: from a line that starts with a raised number to the next paragraph, or in print to the
 * foot of the page as long as the letters stay small.
 */
export function footnoteLines(text: DocumentText, skip: ReadonlySet<TextLine>): Set<TextLine> {
  const footnotes = new Set<TextLine>();
  for (const page of text.pages) {
    let inside = false;
    let size = 1;
    let previous: TextLine | null = null;
    const above: string[] = [];
    for (const line of page.lines) {
      if (skip.has(line)) {
        inside &&= text.styled;
        continue;
      }
      const ruled = previous !== null && /^[\s_\-–—]*$/.test(previous.text);
      const numbered =
        startsFootnote(line.text) ||
        (text.styled ? startsSmallFootnote(line, above) : startsFlatFootnote(line, ruled, above));
      if (numbered && (!text.styled || line.size < 0.97)) {
        inside = true;
        size = line.size;
        if (previous && ruled) footnotes.add(previous);
      } else if (inside) {
        inside = text.styled
          ? Math.abs(line.size - size) < 0.06 && line.gap < 2
          : text.wrapped && line.gap > 0 && line.gap <= 1.25;
      }
      if (inside) footnotes.add(line);
      above.push(line.text);
      if (above.length > 60) above.shift();
      previous = line;
    }
  }
  return footnotes;
}

/** In small letters, a number or sign that stands raised in the text above it. */
function startsSmallFootnote(line: TextLine, above: readonly string[]): boolean {
  if (line.size > 0.9) return false;
  const number = /^(\d{1,2})[.)]?\s+\S/.exec(line.text)?.[1];
  if (!number) return /^[*†‡§]\s*\p{Lu}/u.test(line.text);
  const mark = [...number].map((digit) => RAISED[Number(digit)]).join('');
  return above.some((earlier) => earlier.includes(mark));
}

/** "2 Looked after children are …" or a 2 alone, after a rule or below a word that carries the 2 ("children2"). */
function startsFlatFootnote(line: TextLine, ruled: boolean, above: readonly string[]): boolean {
  const number = /^(\d{1,2})(?:\s+[\p{Lu}“‘'"(].*)?$/u.exec(line.text)?.[1];
  if (!number || number === '0') return false;
  if (ruled && line.text.length > 3) return true;
  if (line.gap > 0 && line.gap <= 1.25) return false;
  const mark = new RegExp(`\\p{Ll}[\\p{Ll})][.,;:)’']?${number}(?=[\\s,.;:)]|$)`, 'u');
  return above.some((earlier) => mark.test(earlier));
}

/** Lines in 1.–9. without raised digits: "area1" in the text and, after a ruled gap, "1 The local authority …". */
export function flattenedFootnoteNumbers(text: DocumentText, footnotes: ReadonlySet<TextLine>): Set<string> {
  const numbers = new Set<string>();
  if (text.styled) return numbers;
  for (const line of footnotes) {
    const number = /^(\d{1,2})(?:\s|$)/.exec(line.text);
    if (number) numbers.add(number[1]!);
  }
  return numbers;
}
