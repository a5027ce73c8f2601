import { allLines, type DocumentText, type TextLine } from './document-text.js';
import { flattenedFootnoteNumbers, footnoteLines } from './footnotes.js';
import { plainly } from './wording.js';

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

/** The words of a line with the place it has at the edge of its page: "top 0", "foot 1". */
function edgeKeys(lines: readonly TextLine[], line: TextLine): string[] {
  const at = lines.indexOf(line);
  const words = withoutDigits(line.text);
  const keys: string[] = [];
  if (at < EDGE) keys.push(`top ${at} ${words}`);
  if (lines.length - 1 - at < EDGE) keys.push(`foot ${lines.length - 1 - at} ${words}`);
  return keys;
}

/** Lines at page edges that come back, digits aside, in the same place of several pages; and page numbers. */
function runningLines(text: DocumentText): Set<TextLine> {
  const edges = text.pages.map(({ lines }) => [
    ...new Set([...lines.slice(0, EDGE), ...lines.slice(Math.max(EDGE, lines.length - EDGE))]),
  ]);
  const pagesWith = new Map<string, number>();
  for (const [index, lines] of edges.entries()) {
    for (const key of new Set(lines.flatMap((line) => edgeKeys(text.pages[index]!.lines, line)))) {
      pagesWith.set(key, (pagesWith.get(key) ?? 0) + 1);
    }
  }
  const needed = Math.max(2, Math.min(3, Math.ceil(text.pages.length / 3)));
  const offset = usualOffset(edges);
  const running = new Set<TextLine>();
  for (const [index, lines] of edges.entries()) {
    const all = text.pages[index]!.lines;
    const repeated = (line: TextLine) =>
      line.text.length < 160 && edgeKeys(all, line).some((key) => (pagesWith.get(key) ?? 0) >= needed);
    const furniture = (line: TextLine) => isPageNumber(line.text) || repeated(line);
    for (const line of lines) {
      const at = all.indexOf(line);
      const outermost = at === 0 || at === all.length - 1;
      if (isPageNumber(line.text) && (outermost || numberOf(line) - line.page === offset)) running.add(line);
      else if (/^\d{1,3}[.)]?$/.test(line.text) || !repeated(line)) continue;
      // Furniture has nothing but furniture between itself and the edge of its page.
      else if (all.slice(0, at).every(furniture) || all.slice(at + 1).every(furniture)) running.add(line);
    }
  }
  return running;
}

function numberOf(line: TextLine): number {
  return Number(/\d{1,3}/.exec(line.text)?.[0] ?? Number.NaN);
}

/** By how much printed page numbers differ from the count of pages, where most agree. */
function usualOffset(edges: readonly (readonly TextLine[])[]): number {
  const votes = new Map<number, number>();
  for (const line of edges.flat()) {
    if (!isPageNumber(line.text)) continue;
    const offset = numberOf(line) - line.page;
    votes.set(offset, (votes.get(offset) ?? 0) + 1);
  }
  const [best] = [...votes].sort((one, other) => other[1] - one[1]);
  return best && best[1] > 1 ? best[0] : Number.NaN;
}

/** Numbers alone on their lines that count up from the first page: the longest run, gaps of up to three allowed. */
function countedPages(lines: readonly TextLine[]): TextLine[] {
  const numbers = lines.filter((line) => /^\d{1,3}$/.test(line.text.trim())).slice(0, 1000);
  const value = numbers.map((line) => Number(line.text.trim()));
  const length: number[] = [];
  const before: number[] = [];
  for (const at of numbers.keys()) {
    length[at] = value[at]! <= 3 ? 1 : 0;
    before[at] = -1;
    for (let earlier = at - 1; earlier >= 0; earlier--) {
      const step = value[at]! - value[earlier]!;
      if (step < 1 || step > 3 || length[earlier] === 0 || length[earlier]! + 1 < length[at]!) continue;
      if (length[earlier]! + 1 === length[at] && before[at] !== -1) continue;
      length[at] = length[earlier]! + 1;
      before[at] = earlier;
    }
  }
  const run: TextLine[] = [];
  for (let at = length.indexOf(Math.max(0, ...length)); at >= 0; at = before[at]!) run.unshift(numbers[at]!);
  return run.length >= 3 ? run : [];
}

/** Lines whose words come back while the number at their end counts the pages. */
function countingHeaders(lines: readonly TextLine[]): TextLine[] {
  const alike = new Map<string, TextLine[]>();
  for (const line of lines) {
    const words = /^(.{6,120}?)\s+\d{1,3}$/.exec(line.text.trim())?.[1];
    if (!words || line.heading > 0 || /\b(?:recommendation|action|requirement)$/i.test(words)) continue;
    const known = alike.get(words);
    if (known) known.push(line);
    else alike.set(words, [line]);
  }
  const counted = [...alike.values()].filter((found) => {
    const pages = found.map((line) => Number(/\d{1,3}$/.exec(line.text.trim())![0]));
    return (
      found.length >= 3 &&
      pages.every((page, at) => at === 0 || (page > pages[at - 1]! && page <= pages[at - 1]! + 3))
    );
  });
  return counted.flat();
}

/** In text without pages: page numbers that count up, and lines that keep standing beside them. */
function strayRunningLines(lines: readonly TextLine[]): Set<TextLine> {
  const stray = new Set<TextLine>([...countedPages(lines), ...countingHeaders(lines)]);
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
  // The heading of a chapter stands beside a page number now and then, a running header beside many.
  const enough = Math.max(3, stray.size / 10);
  for (const [key, found] of beside) {
    if (found.length >= enough && found.length * 2 > occurrences.get(key)!)
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
 * The lines that carry the document's own words. Left out: page numbers, running headers and footers,
 * footnote texts and rules. A line that follows something left out has the gap 0 (unknown), as has the
 * first line of a page: the sentence before may go on there.
 */
export function readingLines(text: DocumentText): TextLine[] {
  const lines = allLines(text);
  // Word files and web pages keep headers apart from the text, and say themselves where a paragraph ends.
  const printed = text.format === 'pdf' || !text.styled;
  const running = text.paged && printed ? runningLines(text) : strayRunningLines(lines);
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
    const first = kept.length === 0 || (printed && kept.at(-1)!.page !== line.page);
    const brokenPage = !text.paged && printed && line.gap >= 4;
    const clean = marks ? { ...line, text: line.text.replace(marks, '') } : line;
    kept.push((seam && printed) || first || brokenPage ? { ...clean, gap: 0 } : clean);
    seam = false;
  }
  return kept;
}
