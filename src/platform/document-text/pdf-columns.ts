import type { PdfPiece } from './pdf-pieces.js';

/** Part of a page that is read from top to bottom before the next. `shift` is how far right of the first it stands. */
export interface PageRegion {
  readonly pieces: readonly PdfPiece[];
  readonly shift: number;
}

interface Row {
  readonly top: number;
  readonly base: number;
  readonly size: number;
  readonly pieces: PdfPiece[];
}

/** Empty space between two columns of prose, and what makes them prose and not a table. */
const GUTTER = 10;
const FEWEST_LINES = 7;
const LETTERS_A_LINE = 20;
const FULL_LINES = 0.5;
const EVEN_STEPS = 0.7;

/**
 * The parts of a page in reading order: where prose stands in two columns, the left one comes before the right one.
 * Tables stay together: their cells are short, or the lines in one column stand in groups.
 */
export function regionsOf(pieces: readonly PdfPiece[], depth = 0): PageRegion[] {
  const whole = [{ pieces, shift: 0 }];
  if (depth > 2 || pieces.length < FEWEST_LINES * 2) return whole;
  const rows = rowsOf(pieces);
  const left = Math.min(...pieces.map((piece) => piece.left));
  const right = Math.max(...pieces.map((piece) => piece.right));
  let best: { from: number; to: number; at: number; lines: number } | null = null;
  for (let at = left + (right - left) * 0.28; at < left + (right - left) * 0.72; at += 4) {
    for (const run of runsBeside(rows, at)) {
      const lines = Math.min(...sides(rows.slice(run.from, run.to), at).map((side) => rowsOf(side).length));
      if (lines > (best?.lines ?? FEWEST_LINES - 1) && areProse(rows.slice(run.from, run.to), at)) {
        best = { ...run, at, lines };
      }
    }
  }
  if (!best) return whole;
  const above = rows.slice(0, best.from).flatMap((row) => row.pieces);
  const below = rows.slice(best.to).flatMap((row) => row.pieces);
  const [first, second] = sides(rows.slice(best.from, best.to), best.at) as [PdfPiece[], PdfPiece[]];
  const shift = leftOf(second) - leftOf(first);
  return [
    ...(above.length > 0 ? regionsOf(above, depth + 1) : []),
    ...regionsOf(first, depth + 1),
    ...regionsOf(second, depth + 1).map((region) => ({ ...region, shift: region.shift + shift })),
    ...(below.length > 0 ? regionsOf(below, depth + 1) : []),
  ];
}

/** Pieces on about the same height, from the top. */
function rowsOf(pieces: readonly PdfPiece[]): Row[] {
  const rows: Row[] = [];
  for (const piece of [...pieces].sort((one, other) => one.base - other.base)) {
    const row = rows.at(-1);
    if (row && piece.base - row.base < 0.3 * Math.min(row.size, piece.size)) row.pieces.push(piece);
    else rows.push({ top: piece.base - piece.size, base: piece.base, size: piece.size, pieces: [piece] });
  }
  return rows;
}

/** Runs of rows that nothing crosses at this place; a wide gap, as above a foot line, ends a run. */
function runsBeside(rows: readonly Row[], at: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  let from = 0;
  for (let index = 0; index <= rows.length; index++) {
    const row = rows[index];
    const before = rows[index - 1];
    const crossed = row?.pieces.some(
      (piece) => piece.left < at + GUTTER / 2 && piece.right > at - GUTTER / 2,
    );
    const apart = row && before ? row.base - before.base > 3 * Math.max(row.size, before.size) : false;
    if (row && !crossed && !apart) continue;
    if (index - from >= FEWEST_LINES) runs.push({ from, to: index });
    from = crossed ? index + 1 : index;
  }
  return runs;
}

function sides(rows: readonly Row[], at: number): PdfPiece[][] {
  const pieces = rows.flatMap((row) => row.pieces);
  return [pieces.filter((piece) => piece.right <= at), pieces.filter((piece) => piece.left >= at)];
}

function areProse(rows: readonly Row[], at: number): boolean {
  return sides(rows, at).every((pieces) => isProse(pieces));
}

/** Lines that mostly fill their column and follow each other evenly. */
function isProse(pieces: readonly PdfPiece[]): boolean {
  const lines = rowsOf(pieces);
  if (lines.length < FEWEST_LINES) return false;
  const left = leftOf(pieces);
  const reach = lines.map((line) => Math.max(...line.pieces.map((piece) => piece.right)) - left);
  const width = Math.max(...reach);
  const full = reach.filter((right) => right > width * 0.75).length;
  const letters = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
  const steps = lines.slice(1).map((line, index) => line.base - lines[index]!.base);
  const usual = [...steps].sort((one, other) => one - other)[Math.floor(steps.length / 2)]!;
  const even = steps.filter((step) => step < usual * 1.35).length;
  return (
    letters / lines.length >= LETTERS_A_LINE &&
    full >= lines.length * FULL_LINES &&
    even >= steps.length * EVEN_STEPS
  );
}

function leftOf(pieces: readonly PdfPiece[]): number {
  return Math.min(...pieces.map((piece) => piece.left));
}
