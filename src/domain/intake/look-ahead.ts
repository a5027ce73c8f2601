import { isAsk, isLeadIn } from './asking.js';
import { tells } from './imperatives.js';
import type { OutlinedBlock } from './outline.js';
import type { Item, Section } from './recommendation-section.js';

/** What the reader of a list asks of the blocks that follow, before it decides what the one at hand is. */

/** Whether the second number is the next after the first: 4 after 3, 2.4 after 2.3. */
function isNext(before: string | null, after: string | null): boolean {
  const one = /^(.*?)(\d+)$/.exec(before ?? '');
  const other = /^(.*?)(\d+)$/.exec(after ?? '');
  return one !== null && other !== null && one[1] === other[1] && Number(other[2]) === Number(one[2]) + 1;
}

/** An unknown heading inside the section is a theme when the list visibly goes on under it. */
export function opensTheme(
  outline: readonly OutlinedBlock[],
  at: number,
  level: number | null,
  section: Section,
): boolean {
  let next = at + 1;
  while (
    next < outline.length &&
    next <= at + 2 &&
    outline[next]!.heading &&
    !outline[next]!.heading!.meaning
  )
    next++;
  const following = outline[next];
  if (!following || following.heading || following.inContents) return false;
  const higher = level !== null && section.level !== null && level < section.level;
  if (higher) return false;
  const lower = level !== null && section.level !== null && level > section.level;
  const { block } = following;
  if (block.kind === 'numbered') {
    if (block.labelled) return true;
    if (section.labelled) return false;
    if (section.style === 'bullet' || section.style === 'bare') return false;
    const last = section.items.at(-1)?.number;
    const continues =
      last === undefined || last === null || isNext(last, block.number) || block.number === '1';
    if (section.items.length === 0) return !tells(block.text) && block.text.length < 600;
    return continues && isAsk(block.text) && (lower || block.text.length < 600);
  }
  if (section.labelled) return false;
  if (block.kind === 'bullet')
    return section.style !== 'numbered' && (lower || section.items.length === 0 || isAsk(block.text));
  if (block.kind === 'row') return lower;
  return (isAsk(block.text) && (section.style === 'bare' || section.style === null)) || isLeadIn(block.text);
}

/** Something that asks for an action follows within a few blocks. */
export function askFollows(outline: readonly OutlinedBlock[], at: number): boolean {
  return outline.slice(at + 1, at + 6).some((entry) => !entry.heading && isAsk(entry.block.text));
}

/** A numbered lead-in is followed by bullets or times, and by no further number of the same list. */
export function onlyLeadsIn(outline: readonly OutlinedBlock[], at: number): boolean {
  const first = outline[at]!.block;
  for (const entry of outline.slice(at + 1, at + 80)) {
    if (entry.heading?.meaning && entry.heading.meaning.role !== 'recommendations') return true;
    if (entry.block.kind === 'numbered' && isNext(first.number, entry.block.number)) {
      return !isAsk(entry.block.text);
    }
  }
  return true;
}

/** Numbers, bullets or a table follow, so that a paragraph here only introduces them. */
export function itemMarksFollow(
  outline: readonly OutlinedBlock[],
  at: number,
  section: Section | null,
): boolean {
  for (const entry of outline.slice(at + 1, at + 8)) {
    if (entry.heading?.meaning) {
      // What asks directly above the next part of the list is an item of this part, not an introduction.
      const item = section?.namesMatters && isAsk(outline[at]!.block.text);
      return entry.heading.meaning.role === 'recommendations' && !item;
    }
    if (entry.block.kind === 'numbered' || entry.block.kind === 'bullet' || entry.block.kind === 'row')
      return true;
  }
  return false;
}

/** After a remark, the list itself follows: a heading that asks or names a body, a label, a bullet, or number 1. */
export function listFollows(outline: readonly OutlinedBlock[], at: number): boolean {
  const next = outline[at + 1];
  if (!next) return false;
  if (next.heading) return next.heading.meaning === null || next.heading.meaning.role === 'recommendations';
  return next.block.labelled || next.block.kind === 'bullet' || next.block.number === '1';
}

/** Where a list may not go on: what follows is no longer about what is asked. */
const ENDS = new Set(['about', 'contents', 'grades', 'strengths', 'progress', 'scope', 'context']);

/** Recommendations that carry the word itself stand below this place, before any other kind of item. */
export function labelsFollow(outline: readonly OutlinedBlock[], at: number): boolean {
  for (const entry of outline.slice(at + 1, at + 60)) {
    if (
      entry.heading?.meaning &&
      (ENDS.has(entry.heading.meaning.role) || entry.heading.meaning.role === 'recommendations')
    )
      return false;
    if (entry.block.kind === 'row') return false;
    if (entry.block.kind !== 'numbered') continue;
    if (entry.block.labelled) return true;
    if (isAsk(entry.block.text) && !isLeadIn(entry.block.text)) return false;
  }
  return false;
}

/** How many numbers may be missing where a list goes on: more of them are other paragraphs than items left out. */
const MOST_MISSING = 4;

/** The second number is the first of what may be left of the list: 4 after 3, or 6 where 4 and 5 are missing. */
function comesLater(before: string | null, after: string | null): boolean {
  const one = /^(.*?)(\d+)$/.exec(before ?? '');
  const other = /^(.*?)(\d+)$/.exec(after ?? '');
  if (one === null || other === null || one[1] !== other[1]) return false;
  const further = Number(other[2]) - Number(one[2]);
  return further >= 1 && further <= MOST_MISSING + 1;
}

/** The list goes on further down with a later number, so that what stands between is a remark. */
export function numberFollows(outline: readonly OutlinedBlock[], at: number, last: Item): boolean {
  for (const entry of outline.slice(at + 1, at + 12)) {
    if (entry.heading?.meaning && entry.heading.meaning.role !== 'recommendations') return false;
    if (entry.block.kind === 'numbered') {
      return entry.block.labelled || (comesLater(last.number, entry.block.number) && isAsk(entry.block.text));
    }
  }
  return false;
}
