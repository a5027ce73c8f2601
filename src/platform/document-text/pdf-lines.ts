import type { TextCell } from '../../domain/intake/document-text.js';
import { raised } from './characters.js';
import { regionsOf } from './pdf-columns.js';
import { beginsColumn, columnStartsNear } from './pdf-table-columns.js';
import { piecesOf, type PdfFragment, type PdfPiece } from './pdf-pieces.js';

/** A printed line before it is measured against the rest of the document. */
export interface PdfLine {
  readonly text: string;
  readonly cells: readonly TextCell[];
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  /** The font of most of its letters. */
  readonly font: string;
}

/**
 * The lines of a page in reading order, put together by position and not by the order in the file. The lines of a
 * second column stand as if they were in the first, so that what stands in is told from what stands beside.
 */
export function linesOfPage(
  fragments: readonly PdfFragment[],
  viewport: readonly number[],
  fontNameOf: (id: string) => string,
): PdfLine[] {
  const pieces = piecesOf(fragments, viewport, fontNameOf);
  return regionsOf(pieces).flatMap(({ pieces: own, shift }) =>
    linesOfRegion(own).map((line) => (shift === 0 ? line : moved(line, -shift))),
  );
}

function moved(line: PdfLine, by: number): PdfLine {
  const cells = line.cells.map((cell) => ({ ...cell, left: cell.left + by }));
  return { ...line, cells, left: line.left + by, right: line.right + by };
}

function linesOfRegion(own: readonly PdfPiece[]): PdfLine[] {
  const pieces = [...own].sort((one, other) => one.base - other.base || one.left - other.left);
  const sizes = pieces.map((piece) => piece.size).sort((one, other) => one - other);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 10;
  const rows: PdfPiece[][] = [];
  const small: PdfPiece[] = [];
  for (const piece of pieces) {
    if (piece.size < usual * 0.8 && /^[\d,]{1,4}$/.test(piece.text.trim())) small.push(piece);
    else {
      const row = rows
        .slice(-4)
        .find((one) => Math.abs(one[0]!.base - piece.base) < 0.42 * Math.min(one[0]!.size, piece.size));
      if (row) row.push(piece);
      else rows.push([piece]);
    }
  }
  for (const piece of small) attach(piece, rows);
  const lines = rows.map((row) => lineOf(row, []));
  return rows
    .map((row, at) => {
      const starts = columnStartsNear(lines[at]!, lines);
      return starts.length > 0 ? lineOf(row, starts) : lines[at]!;
    })
    .sort((one, other) => one.base - other.base);
}

/** A small number joins the line it is raised from; alone it is a line of its own. */
function attach(piece: PdfPiece, rows: PdfPiece[][]): void {
  for (const row of rows) {
    const main = row.reduce((one, other) => (other.size > one.size ? other : one));
    const above = main.base - piece.base;
    const near = row.some(
      (other) => piece.left - other.right < main.size && other.left - piece.right < main.size * 1.5,
    );
    if (near && piece.size < main.size * 0.85 && above > main.size * 0.12 && above < main.size * 0.8) {
      row.push({ ...piece, text: raised(piece.text) });
      return;
    }
    if (near && Math.abs(above) <= main.size * 0.12) {
      row.push(piece);
      return;
    }
  }
  rows.push([piece]);
}

/** Marks that stand apart from the text they begin, and belong to it. */
const MARK =
  /^(?:\(?\d{1,3}(?:\.\d{1,3})*[.):]?|[•■◼▪●○–—*-]|\(?[a-z]\)|[ivx]{1,4}[.)]|recommendation \d{1,3}[:.]?|R\d{1,2}[.:]?|[⁰¹²³⁴-⁹]{1,3})$/iu;

function lineOf(pieces: PdfPiece[], starts: readonly number[]): PdfLine {
  pieces.sort((one, other) => one.left - other.left);
  const size = Math.max(...pieces.map((piece) => piece.size));
  const cells: { text: string; left: number }[] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    const space = piece.left - right;
    const cell = cells.at(-1);
    const wide = space > 2 * size || (space > 0.45 * size && beginsColumn(piece.left, starts));
    const apart = wide && !(cell && MARK.test(cell.text.trim()) && cells.length === 1);
    if (!cell || apart) cells.push({ text: piece.text, left: piece.left });
    else cell.text += (space > 0.14 * size && !/\s$/.test(cell.text) ? ' ' : '') + piece.text;
    right = Math.max(right, piece.right);
  }
  const letters = (test: (piece: PdfPiece) => boolean) =>
    pieces.filter(test).reduce((sum, piece) => sum + piece.text.replace(/[^\p{L}\d]/gu, '').length, 0);
  const all = letters(() => true);
  const tidy = cells.map((cell) => ({ left: cell.left, text: cell.text.replace(/\s+/g, ' ').trim() }));
  const main = pieces.filter((piece) => !/^[⁰¹²³⁴-⁹•]+$/u.test(piece.text));
  return {
    text: tidy.map((cell) => cell.text).join(' '),
    cells: tidy,
    left: cells[0]!.left,
    right,
    base: (main[0] ?? pieces[0]!).base,
    size: main.length > 0 ? Math.max(...main.map((piece) => piece.size)) : size,
    bold: all > 0 && letters((piece) => piece.bold) >= all * 0.85,
    italic: all > 0 && letters((piece) => piece.italic) >= all * 0.85,
    font: pieces.reduce((one, other) => (other.text.length > one.text.length ? other : one)).font,
  };
}
