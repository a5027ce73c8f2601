import type { TextCell, TextLine } from '../../domain/intake/document-text.js';
import { plainCharacters, raised } from './characters.js';

/** A piece of text as the PDF places it. */
export interface PdfFragment {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly fontName: string;
}

interface Piece {
  text: string;
  left: number;
  right: number;
  base: number;
  size: number;
  bold: boolean;
  italic: boolean;
}

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
}

const SYMBOL_FONT = /wingding|webding|symbol|zapfdingbats/i;
const BOLD_FONT = /bold|black|heavy|demi/i;
const ITALIC_FONT = /italic|oblique/i;

function pieceOf(fragment: PdfFragment, viewport: readonly number[], fontName: string): Piece | null {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = fragment.transform;
  const [va = 1, vb = 0, vc = 0, vd = -1, ve = 0, vf = 0] = viewport;
  const across = va * a + vc * b;
  const down = vb * a + vd * b;
  // Text set at an angle is a watermark or a label of a chart.
  if (Math.abs(down) > Math.abs(across) * 0.2) return null;
  const left = va * e + vc * f + ve;
  const base = vb * e + vd * f + vf;
  const size = Math.hypot(c, d) > 0 ? Math.abs(d) || Math.hypot(a, b) : Math.hypot(a, b);
  const symbol = SYMBOL_FONT.test(fontName) && fragment.str.trim().length === 1;
  return {
    text: symbol ? '•' : plainCharacters(fragment.str),
    left,
    right: left + fragment.width,
    base,
    size,
    bold: BOLD_FONT.test(fontName),
    italic: ITALIC_FONT.test(fontName) || Math.abs(c) > Math.abs(d) * 0.15,
  };
}

/** The lines of a page from top to bottom, put together by position and not by the order in the file. */
export function linesOfPage(
  fragments: readonly PdfFragment[],
  viewport: readonly number[],
  fontNameOf: (id: string) => string,
): PdfLine[] {
  const pieces: Piece[] = [];
  for (const fragment of fragments) {
    if (fragment.str.trim() === '') continue;
    const piece = pieceOf(fragment, viewport, fontNameOf(fragment.fontName));
    if (piece && piece.size > 0.5 && !pieces.slice(-6).some((other) => overprints(other, piece)))
      pieces.push(piece);
  }
  pieces.sort((one, other) => one.base - other.base || one.left - other.left);
  const sizes = pieces.map((piece) => piece.size).sort((one, other) => one - other);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 10;
  const rows: Piece[][] = [];
  const small: Piece[] = [];
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
  return rows.map(lineOf).sort((one, other) => one.base - other.base);
}

/** Bold that is made by printing twice. */
function overprints(one: Piece, other: Piece): boolean {
  return (
    one.text === other.text &&
    Math.abs(one.left - other.left) < 1.2 &&
    Math.abs(one.base - other.base) < 1.2 &&
    one.text.trim().length > 1
  );
}

/** A small number joins the line it is raised from; alone it is a line of its own. */
function attach(piece: Piece, rows: Piece[][]): void {
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

function lineOf(pieces: Piece[]): PdfLine {
  pieces.sort((one, other) => one.left - other.left);
  const size = Math.max(...pieces.map((piece) => piece.size));
  const cells: { text: string; left: number }[] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    const space = piece.left - right;
    const cell = cells.at(-1);
    const apart = space > 2 * size && !(cell && MARK.test(cell.text.trim()) && cells.length === 1);
    if (!cell || apart) cells.push({ text: piece.text, left: piece.left });
    else cell.text += (space > 0.14 * size && !/\s$/.test(cell.text) ? ' ' : '') + piece.text;
    right = Math.max(right, piece.right);
  }
  const letters = (test: (piece: Piece) => boolean) =>
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
  };
}

/** Sizes against the running text, gaps against its usual line distance. */
export function withMeasures(pages: readonly (readonly PdfLine[])[]): TextLine[][] {
  const body = commonest(pages.flat().map((line) => [round(line.size, 0.5), line.text.length]));
  const steps: [number, number][] = [];
  for (const lines of pages) {
    for (let at = 1; at < lines.length; at++) {
      const [before, line] = [lines[at - 1]!, lines[at]!];
      if (Math.abs(line.size - body) < 0.6 && Math.abs(before.size - body) < 0.6) {
        steps.push([round((line.base - before.base) / body, 0.05), line.text.length]);
      }
    }
  }
  const pitch = commonest(steps.filter(([step]) => step > 0.8 && step < 2.2)) || 1.2;
  return pages.map((lines, page) =>
    lines.map((line, at) => {
      const before = lines[at - 1];
      const step = before
        ? (line.base - before.base) / (Math.max(Math.min(line.size, before.size), body * 0.6) * pitch)
        : 0;
      return {
        page: page + 1,
        line: at + 1,
        text: line.text,
        cells: line.cells,
        left: line.left,
        right: line.right,
        gap: before ? Math.max(0.1, step) : 0,
        size: line.size / (body || line.size),
        bold: line.bold,
        italic: line.italic,
        heading: 0,
      };
    }),
  );
}

function round(value: number, step: number): number {
  return Math.round(value / step) * step;
}

/** The value with the greatest weight. */
function commonest(weighted: readonly (readonly [number, number])[]): number {
  const weights = new Map<string, number>();
  for (const [value, weight] of weighted)
    weights.set(value.toFixed(2), (weights.get(value.toFixed(2)) ?? 0) + weight);
  const best = [...weights].sort((one, other) => other[1] - one[1])[0];
  return best ? Number(best[0]) : 0;
}
