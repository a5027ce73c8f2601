import { plainCharacters } from './characters.js';

/** A piece of text as the PDF places it. */
export interface PdfFragment {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly fontName: string;
}

/** The same as it stands on the page that is looked at: from the left, from the top. */
export interface PdfPiece {
  text: string;
  left: number;
  right: number;
  readonly base: number;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly font: string;
}

const SYMBOL_FONT = /wingding|webding|symbol|zapfdingbats/i;
const BOLD_FONT = /bold|black|heavy|demi/i;
const ITALIC_FONT = /italic|oblique/i;

/** Room left of the text of a page that had to be turned. */
const MARGIN = 50;

/** The pieces of a page, turned upright. Text at another angle than most of the page is a watermark or a label. */
export function piecesOf(
  fragments: readonly PdfFragment[],
  viewport: readonly number[],
  fontNameOf: (id: string) => string,
): PdfPiece[] {
  const shown = fragments.filter((fragment) => fragment.str.trim() !== '');
  const upright = turned(viewport, directionOf(shown, viewport));
  const pieces: PdfPiece[] = [];
  for (const fragment of shown) {
    const piece = pieceOf(fragment, upright, fontNameOf(fragment.fontName));
    if (piece && piece.size > 0.5 && !pieces.slice(-6).some((other) => overprints(other, piece)))
      pieces.push(piece);
  }
  const furthest = Math.min(...pieces.map((piece) => piece.left));
  if (furthest >= 0 || pieces.length === 0) return pieces;
  return pieces.map((piece) => ({
    ...piece,
    left: piece.left - furthest + MARGIN,
    right: piece.right - furthest + MARGIN,
  }));
}

type Direction = 'right' | 'down' | 'up' | 'back';

/** Where most letters of the page run to: tables are often printed sideways on a page that stands upright. */
function directionOf(fragments: readonly PdfFragment[], viewport: readonly number[]): Direction {
  const letters: Record<Direction, number> = { right: 0, down: 0, up: 0, back: 0 };
  const [va = 1, vb = 0, vc = 0, vd = -1] = viewport;
  for (const { str, transform } of fragments) {
    const [a = 1, b = 0] = transform;
    const across = va * a + vc * b;
    const down = vb * a + vd * b;
    if (Math.abs(down) <= Math.abs(across)) letters[across >= 0 ? 'right' : 'back'] += str.length;
    else letters[down > 0 ? 'down' : 'up'] += str.length;
  }
  const all = letters.right + letters.down + letters.up + letters.back;
  const other = (['down', 'up', 'back'] as const).find((direction) => letters[direction] > all * 0.7);
  return other ?? 'right';
}

function turned(viewport: readonly number[], direction: Direction): readonly number[] {
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = viewport;
  if (direction === 'up') return [-b, a, -d, c, -f, e];
  if (direction === 'down') return [b, -a, d, -c, f, -e];
  return direction === 'back' ? [-a, -b, -c, -d, -e, -f] : viewport;
}

function pieceOf(fragment: PdfFragment, viewport: readonly number[], fontName: string): PdfPiece | null {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = fragment.transform;
  const [va = 1, vb = 0, vc = 0, vd = -1, ve = 0, vf = 0] = viewport;
  const across = va * a + vc * b;
  const down = vb * a + vd * b;
  // Text set at an angle is a watermark or a label of a chart.
  if (Math.abs(down) > Math.abs(across) * 0.2) return null;
  const left = va * e + vc * f + ve;
  const base = vb * e + vd * f + vf;
  const lean = va * c + vc * d;
  const height = vb * c + vd * d;
  const size = Math.abs(height) || Math.hypot(a, b);
  const symbol = SYMBOL_FONT.test(fontName) && fragment.str.trim().length === 1;
  return {
    text: symbol ? '•' : plainCharacters(fragment.str),
    left,
    right: left + fragment.width,
    base,
    size,
    bold: BOLD_FONT.test(fontName),
    italic: ITALIC_FONT.test(fontName) || Math.abs(lean) > Math.abs(height) * 0.15,
    font: fragment.fontName,
  };
}

/** Bold that is made by printing twice. */
function overprints(one: PdfPiece, other: PdfPiece): boolean {
  return (
    one.text === other.text &&
    Math.abs(one.left - other.left) < 1.2 &&
    Math.abs(one.base - other.base) < 1.2 &&
    one.text.trim().length > 1
  );
}
