import type { Block } from './blocks.js';
import { ungluedHeadings } from './glued-headings.js';
import { headingMeaning, headingWords, timescaleOf, type HeadingMeaning } from './heading-roles.js';
import { withLabels } from './item-labels.js';
import { plainly } from './wording.js';

/** A block with its place in the document's outline. */
export interface OutlinedBlock {
  readonly block: Block;
  /** Set when the block is a heading: by its print or by its words. */
  readonly heading: {
    readonly text: string;
    readonly level: number | null;
    readonly meaning: HeadingMeaning | null;
  } | null;
  /** The part of the report: about the council or about the safeguarding board. */
  readonly chapter: 'council' | 'board';
  /** The nearest heading above with a meaning of its own. */
  readonly under: HeadingMeaning | null;
  /** The nearest heading above, as printed. */
  readonly section: string | null;
  /** A line of a contents page. */
  readonly inContents: boolean;
}

/** A short piece of text that, styled or not, is one of the headings reports use. */
function headingOf(block: Block, next: Block | undefined): OutlinedBlock['heading'] {
  const meaning = headingMeaning(block.text);
  if (block.kind === 'heading') return { text: block.text, level: block.level, meaning };
  if (block.kind === 'row' || block.labelled || block.text.length > 130) return null;
  if (timescaleOf(block.text) && block.kind === 'paragraph')
    return { text: block.text, level: null, meaning: null };
  // "2. Failure to comply" above "2.1 …".
  const numbersOn =
    block.kind === 'numbered' && !block.labelled && next?.number?.startsWith(`${block.number}.`);
  if (numbersOn && block.text.length < 80 && !/[.;,:]$/.test(block.text)) {
    return { text: block.text, level: null, meaning };
  }
  if (meaning === null || /[.;,]$/.test(block.text)) return null;
  if (block.kind === 'numbered' && /^\d+(\.\d+)?$/.test(block.number ?? '') && block.text.length < 70) {
    return { text: block.text, level: null, meaning };
  }
  if (block.kind === 'paragraph' && /^["'“‘]?[\p{Lu}]/u.test(block.text))
    return { text: block.text, level: null, meaning };
  return null;
}

function isContentsEntry(block: Block): boolean {
  const last = block.cells.at(-1)?.text ?? '';
  return (block.cells.length > 1 && /^\d{1,3}$/.test(last)) || /(\.{3,}|…|\s)\s*\d{1,3}$/.test(block.text);
}

const BOARD = /\b(local safeguarding children('s)? board|[a-z]*scb)\b/;
const COUNCIL =
  /^the local authority$|^inspection judgements? about the local authority|^what (does|do) the local authority|^information about (this|the) local (authority|area)/;

function chapterAfter(chapter: 'council' | 'board', heading: string): 'council' | 'board' {
  const words = headingWords(heading);
  if (COUNCIL.test(words)) return 'council';
  if (words.length > 90 || /^(review of|and review|joint|inspection of services)/.test(words)) return chapter;
  return BOARD.test(words) ? 'board' : chapter;
}

/** The layer of sections: which headings there are, what they announce and what stands under them. */
export function outlineOf(printed: readonly Block[]): OutlinedBlock[] {
  const blocks = ungluedHeadings(withLabels(printed));
  const outlined: OutlinedBlock[] = [];
  let chapter: 'council' | 'board' = 'council';
  let under: HeadingMeaning | null = null;
  let section: string | null = null;
  let contentsPage: number | null = null;
  const entries = new Set<string>();
  for (const [at, block] of blocks.entries()) {
    const heading = headingOf(block, blocks[at + 1]);
    const words = plainly(heading?.text ?? block.text);
    if (contentsPage !== null) {
      const leftPage = block.place.page !== contentsPage;
      const known = heading !== null && !isContentsEntry(block) && entries.has(headingWords(words));
      const prose = block.kind !== 'row' && block.text.length > 160 && !isContentsEntry(block);
      if (leftPage || known || prose) contentsPage = null;
    }
    if (contentsPage !== null) {
      entries.add(headingWords(words.replace(/[\s.…]*\d{1,3}$/, '')));
      outlined.push({ block, heading: null, chapter, under, section, inContents: true });
      continue;
    }
    if (heading?.meaning?.role === 'contents') contentsPage = block.place.page;
    const entry = heading !== null && block.cells.length > 1 && isContentsEntry(block);
    if (heading && !entry) {
      chapter = chapterAfter(chapter, heading.text);
      section = heading.text;
      if (heading.meaning) under = heading.meaning;
      else if (under?.role !== 'recommendations') under = keepsRole(under) ? under : null;
    }
    outlined.push({ block, heading: entry ? null : heading, chapter, under, section, inContents: false });
  }
  return outlined;
}

/** Under "strengths" or "weaknesses" an inner heading changes the subject, not what kind of thing is said. */
function keepsRole(under: HeadingMeaning | null): boolean {
  return (
    under !== null &&
    ['findings', 'subject', 'strengths', 'weaknesses', 'context', 'about', 'grades'].includes(under.role)
  );
}
