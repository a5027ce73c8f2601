import { LABEL, quietly, SMALL, wrapped, written } from './chart-text.js';
import type { Drawing, Shape } from './drawing.js';
import { boxPath, emptyDrawing, USUAL_WIDTH, type ChartFrame } from './shapes.js';
import { PAPER, QUIET, TONES, type Tone } from './tones.js';

export interface WordGrid extends ChartFrame {
  /** What stands above the cells, oldest first. */
  readonly columns: readonly string[];
  /** A cell without text was not said. */
  readonly rows: readonly {
    readonly label: string;
    readonly cells: readonly { readonly text: string; readonly tone?: Tone }[];
  }[];
}

const LINE_HEIGHT = SMALL + 3;
const GAP = 3;
const INSIDE = 5;

/** Words in cells: rows are subjects, columns are occasions. The word says it, the colour only helps the eye. */
export function wordGrid(chart: WordGrid): Drawing {
  const { title, description, columns, rows, width = USUAL_WIDTH } = chart;
  if (columns.length === 0 || rows.length === 0) return emptyDrawing(chart, 'Nothing to show yet');
  const cell = (width - GAP * (columns.length - 1)) / columns.length;
  const leftOf = (index: number) => index * (cell + GAP);
  const shapes: Shape[] = [];
  const heads = columns.map((text) => wrapped(text, SMALL, cell));
  heads.forEach((words, index) =>
    words.forEach((text, row) => shapes.push(quietly(text, leftOf(index), LINE_HEIGHT * (row + 0.5)))),
  );
  let y = Math.max(...heads.map((words) => words.length)) * LINE_HEIGHT + 4;
  for (const { label, cells } of rows) {
    const labelLines = wrapped(label, LABEL, width, true);
    labelLines.forEach((text, row) =>
      shapes.push(written(text, 0, y + (LABEL + 3) * (row + 0.5), { bold: true })),
    );
    y += labelLines.length * (LABEL + 3) + 3;
    const texts = columns.map((_, index) => wrapped(cells[index]?.text || '–', SMALL, cell - INSIDE * 2));
    const height = Math.max(...texts.map((words) => words.length)) * LINE_HEIGHT + INSIDE * 2;
    texts.forEach((words, index) => {
      const said = cells[index]?.text ? cells[index] : undefined;
      const tone = said === undefined ? undefined : TONES[said.tone ?? 'tint'];
      const box = { x: leftOf(index) + 0.5, y: y + 0.5, width: cell - 1, height: height - 1 };
      shapes.push({
        kind: 'path',
        d: boxPath(box),
        fill: tone?.fill ?? PAPER,
        stroke: QUIET,
        strokeWidth: 0.6,
      });
      words.forEach((text, row) => {
        const middle = y + height / 2 + (row - (words.length - 1) / 2) * LINE_HEIGHT;
        shapes.push(
          written(text, leftOf(index) + INSIDE, middle, { size: SMALL, colour: tone?.on ?? QUIET }),
        );
      });
    });
    y += height + 10;
  }
  return { width, height: y, title, description, shapes };
}
