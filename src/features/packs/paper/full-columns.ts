import type { PaperBlock } from '../../../platform/papers/paper.js';

/**
 * A paper to read has no column in which nothing stands: inspectorates that do not number what they ask for would leave
 * one in every table. Files for programs keep them, so that a column is where it was in the file before.
 */
export function withFullColumns(block: PaperBlock): PaperBlock {
  if (block.kind !== 'table' || block.rows.length === 0) return block;
  const full = block.columns.map((_, at) => block.rows.some((row) => row[at] !== '' && row[at] !== null));
  if (full.every(Boolean)) return block;
  const kept = <T>(cells: readonly T[]) => cells.filter((_, at) => full[at]);
  return { ...block, columns: kept(block.columns), rows: block.rows.map(kept) };
}
