import type { PaperBlock } from './paper.js';

/** Whether the caption of the table at this place is seen: not where it would repeat the heading right above it. */
export function isCaptionSeen(blocks: readonly PaperBlock[], at: number): boolean {
  const [before, block] = [blocks[at - 1], blocks[at]];
  return !(before?.kind === 'heading' && block?.kind === 'table' && before.text === block.caption);
}
