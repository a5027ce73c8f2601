import { allLines, type DocumentText, type TextLine } from './document-text.js';
import { plainly, startsFootnote } from './wording.js';

/** How many lines at the top and at the foot of a page may be running headers, footers and page numbers. */
const EDGE = 4;

function withoutDigits(text: string): string {
  return plainly(text).replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
}

function isPageNumber(text: string): boolean {
  return /^(?:[-–—\s]*(?:page\s*)?\d{1,3}(?:\s*(?:of|\/)\s*\d{1,3})?[-–—\s]*|[ivxl]{1,6})$/i.test(
    text.trim(),
  );
}

/** Lines at page edges that come back, digits aside, on several pages; and page numbers alone on their line. */
function runningLines(text: DocumentText): Set<TextLine> {
  const edges: TextLine[][] = text.pages.map((page) => {
    const lines = page.lines;
    return [...new Set([...lines.slice(0, EDGE), ...lines.slice(Math.max(EDGE, lines.length - EDGE))])];
  });
  const pagesWith = new Map<string, number>();
  for (const lines of edges) {
    for (const key of new Set(lines.map((line) => withoutDigits(line.text)))) {
      pagesWith.set(key, (pagesWith.get(key) ?? 0) + 1);
    }
  }
  const needed = Math.max(2, Math.min(3, Math.ceil(text.pages.length / 3)));
  const running = new Set<TextLine>();
  for (const [index, lines] of edges.entries()) {
    const all = text.pages[index]!.lines;
    for (const line of lines) {
      const repeated = (pagesWith.get(withoutDigits(line.text)) ?? 0) >= needed && line.text.length < 160;
      const outermost = line === all[0] || line === all.at(-1);
      if (isPageNumber(line.text) && (outermost || repeated)) running.add(line);
      else if (repeated && isEdgeRun(all, line, pagesWith, needed)) running.add(line);
    }
  }
  return running;
}

/** A repeated line is furniture only when nothing but furniture lies between it and the edge of its page. */
function isEdgeRun(
  lines: readonly TextLine[],
  line: TextLine,
  pagesWith: ReadonlyMap<string, number>,
  needed: number,
): boolean {
  const at = lines.indexOf(line);
  const furniture = (other: TextLine) =>
    isPageNumber(other.text) || (pagesWith.get(withoutDigits(other.text)) ?? 0) >= needed;
  return lines.slice(0, at).every(furniture) || lines.slice(at + 1).every(furniture);
}

/** In text without pages: page numbers that count up, and lines that keep standing beside them. */
function strayRunningLines(lines: readonly TextLine[]): Set<TextLine> {
  const stray = new Set<TextLine>();
  let expected = 0;
  const numbers = lines.filter((line) => /^\d{1,3}$/.test(line.text.trim()));
  for (const line of numbers) {
    const value = Number(line.text.trim());
    if (expected === 0 ? value <= 3 : value > expected - 1 && value <= expected + 3) {
      stray.add(line);
      expected = value + 1;
    }
  }
  if (stray.size < 3) stray.clear();
  for (const line of lines) {
    if (/^[-–—\s]*page\s+\d{1,3}(\s*(of|\/)\s*\d{1,3})?[-–—\s]*$/i.test(line.text)) stray.add(line);
  }
  const beside = new Map<string, TextLine[]>();
  const occurrences = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    const key = withoutDigits(line.text);
    occurrences.set(key, (occurrences.get(key) ?? 0) + 1);
    if (stray.has(line) || line.text.length > 140) continue;
    if (stray.has(lines[at - 1]!) || stray.has(lines[at + 1]!)) {
      beside.set(key, [...(beside.get(key) ?? []), line]);
    }
  }
  for (const [key, found] of beside) {
    if (found.length >= 3 && found.length * 2 > occurrences.get(key)!)
      for (const line of found) stray.add(line);
  }
  const headed = /(inspection|report|letter|review|council|ofsted)/;
  for (const line of lines) {
    const key = withoutDigits(line.text);
    const carriesNumber = /\d/.test(line.text) && key.length < 120;
    if (carriesNumber && headed.test(key) && (occurrences.get(key) ?? 0) >= 4 && line.heading === 0)
      stray.add(line);
  }
  return stray;
}

/**
 * Footnote texts: from a line that starts with a raised number to the next paragraph, or in print to the
 * foot of the page as long as the letters stay small.
 */
function footnoteLines(text: DocumentText, skip: ReadonlySet<TextLine>): Set<TextLine> {
  const footnotes = new Set<TextLine>();
  for (const page of text.pages) {
    let inside = false;
    let size = 1;
    let previous: TextLine | null = null;
    for (const line of page.lines) {
      if (skip.has(line)) continue;
      const ruled = previous !== null && /^[\s_\-–—]*$/.test(previous.text);
      const numbered =
        startsFootnote(line.text) || (!text.styled && ruled && /^\d{1,2}\s+\p{Lu}/u.test(line.text));
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
      previous = line;
    }
  }
  return footnotes;
}

/** Lines in 1.–9. without raised digits: "area1" in the text and, after a ruled gap, "1 The local authority …". */
export function flattenedFootnoteNumbers(text: DocumentText, footnotes: ReadonlySet<TextLine>): Set<string> {
  const numbers = new Set<string>();
  if (text.styled) return numbers;
  for (const line of footnotes) {
    const number = /^(\d{1,2})\s/.exec(line.text);
    if (number) numbers.add(number[1]!);
  }
  return numbers;
}

/**
 * The lines that carry the document's own words. Left out: page numbers, running headers and footers,
 * footnote texts and rules. A line that follows something left out has the gap 0 (unknown), as has the
 * first line of a page: the sentence before may go on there.
 */
export function readingLines(text: DocumentText): TextLine[] {
  const lines = allLines(text);
  const running = text.paged ? runningLines(text) : strayRunningLines(lines);
  const footnotes = footnoteLines(text, running);
  const flattened = flattenedFootnoteNumbers(text, footnotes);
  const marks =
    flattened.size > 0
      ? new RegExp(`(?<=[\\p{L}.,;:)’'])(${[...flattened].join('|')})(?=[\\s,.;:)]|$)`, 'gu')
      : null;
  const kept: TextLine[] = [];
  let seam = true;
  for (const line of lines) {
    if (running.has(line) || footnotes.has(line) || /^[\s_\-–—=~·.]*$/.test(line.text)) {
      seam = true;
      continue;
    }
    const first = kept.length === 0 || kept.at(-1)!.page !== line.page;
    const brokenPage = !text.paged && line.gap >= 4;
    const clean = marks ? { ...line, text: line.text.replace(marks, '') } : line;
    kept.push(seam || first || brokenPage ? { ...clean, gap: 0 } : clean);
    seam = false;
  }
  return kept;
}
