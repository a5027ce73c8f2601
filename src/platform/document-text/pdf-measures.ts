import type { TextLine } from '../../domain/intake/document-text.js';
import type { PdfLine } from './pdf-lines.js';

/** Sizes against the running text, gaps against its usual line distance. */
export function withMeasures(pages: readonly (readonly PdfLine[])[]): TextLine[][] {
  const body = commonest(pages.flat().map((line) => [round(line.size, 0.5), line.text.length]));
  const emphasised = unnamedEmphasis(pages.flat());
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
        // A line that stands higher than the one before begins another column.
        gap: before && step > -0.5 ? Math.max(0.1, step) : 0,
        size: line.size / (body || line.size),
        bold: line.bold || emphasised.has(line.font),
        italic: line.italic,
        heading: 0,
      };
    }),
  );
}

/**
 * Some files do not say what their fonts are called. Where none is called bold, the fonts of few and short lines are
 * those of headings.
 */
function unnamedEmphasis(lines: readonly PdfLine[]): Set<string> {
  const emphasised = new Set<string>();
  if (lines.some((line) => line.bold)) return emphasised;
  const fonts = new Map<string, { letters: number; lines: number }>();
  let all = 0;
  for (const { font, text } of lines) {
    const use = fonts.get(font) ?? { letters: 0, lines: 0 };
    fonts.set(font, { letters: use.letters + text.length, lines: use.lines + 1 });
    all += text.length;
  }
  for (const [font, use] of fonts) {
    if (use.letters < all * 0.15 && use.letters / use.lines < 60) emphasised.add(font);
  }
  return emphasised;
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
