import type { PaperColumn } from './paper.js';

/** The width of a page shared among columns, in whole parts that add up to it. */
export function columnWidths(columns: readonly PaperColumn[], width: number): number[] {
  const shares = columns.map((column) => column.width ?? 1);
  const all = shares.reduce((sum, share) => sum + share, 0);
  const ends = shares.map((_, at) =>
    Math.round((width * shares.slice(0, at + 1).reduce((sum, share) => sum + share, 0)) / all),
  );
  return ends.map((end, at) => end - (ends[at - 1] ?? 0));
}
