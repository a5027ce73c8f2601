import type { PaperBlock } from './paper.js';

/** Whether the caption of the table at this place is seen: not where it would repeat the heading that it stands under. */
export function isCaptionSeen(blocks: readonly PaperBlock[], at: number): boolean {
  const block = blocks[at];
  const above = blocks.slice(0, at).findLast(({ kind }) => kind !== 'paragraph');
  return !(above?.kind === 'heading' && block?.kind === 'table' && above.text === block.caption);
}
