import type { Block } from './blocks.js';
import { headingMeaning, timescaleOf } from './heading-roles.js';
import { lineMark } from './line-marks.js';
import { endsSentence } from './wording.js';

/**
 * Converters that drop the space between paragraphs leave a heading at the end of the item before it: "… in time.
 * Care leavers" above "6. Ensure …". Its last printed line is taken off again where the words before it are
 * finished, the line is short and looks like a heading, and a mark, a heading or a table follows.
 */
export function ungluedHeadings(blocks: readonly Block[]): Block[] {
  const parted: Block[] = [];
  for (const [at, block] of blocks.entries()) {
    if (standsAlone(block, parted.at(-1), blocks[at + 1])) {
      parted.push({ ...block, kind: 'heading' });
      continue;
    }
    const opened = parted.at(-1)?.kind === 'heading' ? openedList(block) : null;
    if (opened) {
      parted.push(...opened);
      continue;
    }
    const titled = headed(block);
    if (titled) {
      parted.push(...titled);
      continue;
    }
    const heading = gluedHeading(block, blocks[at + 1]);
    if (heading === null) {
      parted.push(block);
      continue;
    }
    const { page, line } = block.lastLine;
    parted.push(
      {
        ...block,
        text: block.text.slice(0, -heading.length).trim(),
        place: { ...block.place, toPage: page, toLine: Math.max(1, line - 1) },
      },
      {
        ...block,
        kind: 'heading',
        text: heading,
        number: null,
        labelled: false,
        level: null,
        cells: [],
        left: block.lastLine.left,
        gap: block.lastLine.gap,
        place: { page, fromLine: line, toPage: page, toLine: line },
      },
    );
  }
  return parted;
}

/** A short line above the first item of a list or between two items, without space around it: a theme. */
function standsAlone(block: Block, before: Block | undefined, next: Block | undefined): boolean {
  const between = before?.kind === 'numbered' && endsSentence(before.text) && block.gap <= 1.25;
  return (
    block.kind === 'paragraph' &&
    next?.kind === 'numbered' &&
    (before?.kind === 'heading' || between) &&
    block.place.fromLine === block.place.toLine &&
    looksLikeHeading(block.text)
  );
}

/** A theme and the first item of its list in one: "Corporate parenting 1. Re-establish …". */
function openedList(block: Block): Block[] | null {
  const parts =
    block.kind === 'paragraph' ? /^(\p{Lu}[^.:;!?\d]{3,74}) 1\. (\p{Lu}.*)$/u.exec(block.text) : null;
  if (!parts) return null;
  const { page, fromLine } = block.place;
  return [
    { ...block, kind: 'heading', text: parts[1]!, place: { page, fromLine, toPage: page, toLine: fromLine } },
    {
      ...block,
      kind: 'numbered',
      number: '1',
      text: parts[2]!,
      place: { ...block.place, fromLine: fromLine + 1 },
    },
  ];
}

/** The heading of a chapter and its first words in one: "7. Recommendations The agencies have …". */
function headed(block: Block): Block[] | null {
  const { kind, text, place, lastLine } = block;
  if ((kind !== 'numbered' && kind !== 'paragraph') || block.labelled) return null;
  if (place.fromLine === place.toLine && place.page === place.toPage) return null;
  const words = text.split(' ', 7);
  for (let count = Math.min(6, words.length - 1); count > 0; count--) {
    if (!/^\p{Lu}/u.test(words[count]!)) continue;
    const title = words.slice(0, count).join(' ');
    const role = headingMeaning(title)?.role;
    if (role === undefined || !CHAPTERS.has(role)) continue;
    const { page, fromLine } = place;
    return [
      {
        ...block,
        kind: 'heading',
        text: title,
        level: null,
        place: { page, fromLine, toPage: page, toLine: fromLine },
      },
      {
        ...block,
        kind: 'paragraph',
        number: null,
        text: text.slice(title.length).trim(),
        gap: 1,
        lastLine,
        place: { ...place, fromLine: fromLine + 1 },
      },
    ];
  }
  return null;
}

const CHAPTERS = new Set(['recommendations', 'about', 'scope', 'summary', 'findings']);

function looksLikeHeading(line: string): boolean {
  return line.length <= 75 && line.length >= 4 && /^\p{Lu}/u.test(line) && !/[.,;:!?)]$/.test(line);
}

function gluedHeading(block: Block, next: Block | undefined): string | null {
  const line = block.lastLine.text.trim();
  const { kind, text, place } = block;
  if (kind === 'row' || kind === 'heading' || block.lastLine.bold || !next) return null;
  if (place.fromLine === place.toLine && place.page === place.toPage) return null;
  if (!text.endsWith(line)) return null;
  // "screened by a manager / within one working day.": the sentence goes on, and no time stands above a box.
  if (timescaleOf(line) !== null && (/^\p{Lu}/u.test(line) || endsSentence(text.slice(0, -line.length))))
    return line;
  if (!looksLikeHeading(line) || !endsSentence(text.slice(0, -line.length))) return null;
  if (lineMark(line, null) !== null) return null;
  if (headingMeaning(line) !== null) return line;
  return next.kind === 'numbered' || next.kind === 'bullet' ? line : null;
}
