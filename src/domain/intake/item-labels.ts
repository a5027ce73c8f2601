import type { Block } from './blocks.js';

/** Recommendations that carry the word itself in front of their number: "Recommendation One: …", "3.1 Recommendation 1". */

const IN_WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

const LABEL = new RegExp(
  `^(?:(?:key |statutory |improvement |priority |overarching |national |local |final )*rec(?:ommendation)?|area for (?:priority action|improvement)|priority action|requirement)\\s+(?:no\\.?\\s*|number\\s*)?(\\d{1,3}[a-z]?|\\d{1,2}\\.\\d{1,2}|[A-Z]\\d{0,2}|${IN_WORDS.join('|')})(?![\\p{L}\\d])\\s*(?:[:.)–—-]+\\s*|\\s+(?=["'“‘(]?\\p{Lu})|$)`,
  'iu',
);

/** Marks as numbered and labelled what carries such a label, whether it was printed as heading or as text. */
export function withLabels(printed: readonly Block[]): Block[] {
  const blocks = printed.filter((block, at) => !isPageNumber(block, printed[at + 1]));
  return blocks.map((block) => {
    if (block.labelled || block.kind === 'row') return block;
    const text =
      block.kind === 'heading' ? block.text.replace(/^\d{1,2}(?:\.\d{1,2})*\.?\s+/, '') : block.text;
    const found = LABEL.exec(text);
    if (!found || /^(?:of|and|to|in|was|is|from|has|above|below|in)\b/.test(text.slice(found[0].length)))
      return block;
    const number = found[1]!;
    return {
      ...block,
      kind: 'numbered',
      number,
      labelled: true,
      text: text.slice(found[0].length).trim(),
    };
  });
}

/** A number without words above a heading, where no space was left for an item. */
function isPageNumber(block: Block, next: Block | undefined): boolean {
  return (
    block.kind === 'numbered' &&
    !block.labelled &&
    block.text === '' &&
    (next === undefined || next.kind === 'heading')
  );
}

/** A short piece beside or below the label that names the matter or the body, not yet what is asked. */
export function isTitle(text: string): boolean {
  return text.length < 110 && !/[.;:!?]["'”’)]*$/.test(text);
}
