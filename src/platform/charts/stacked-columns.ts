import { scaleBand } from 'd3-scale';
import { stack, stackOffsetDiverging } from 'd3-shape';
import { belowShapes, upAxis, upAxisShapes } from './axes.js';
import { apart, figure, LABEL, quietly, SMALL, textWidth, written } from './chart-text.js';
import type { Drawing, Shape } from './drawing.js';
import { boxPath, emptyDrawing, hatching, stroke, USUAL_WIDTH, type Box, type ChartFrame } from './shapes.js';
import { PAPER, TONES, type Tone } from './tones.js';

export interface ColumnSeries {
  readonly name: string;
  /** One letter, written into its parts, so that they are told apart without colour. */
  readonly letter: string;
  readonly tone: Tone;
}

export interface StackedColumns extends ChartFrame {
  readonly series: readonly ColumnSeries[];
  /** In order; one value for each series. */
  readonly points: readonly { readonly label: string; readonly values: readonly number[] }[];
}

const PLOT_HEIGHT = 200;
const LINE = 17;

/**
 * Parts of a whole over time. A part with room bears its letter, any other is hatched in its own way; the last column
 * says its figures beside it.
 */
export function stackedColumns(chart: StackedColumns): Drawing {
  const { title, description, series, points, width = USUAL_WIDTH } = chart;
  if (points.length === 0 || series.length === 0) return emptyDrawing(chart, 'Nothing to show yet');
  const key = keyShapes(series, width);
  const top = key.height + 8;
  const bottom = top + PLOT_HEIGHT;
  const last = points.at(-1)!;
  const endLabels = series.map(({ letter }, index) => `${letter} ${figure(last.values[index] ?? 0)}`);
  const right = width - Math.max(...endLabels.map((text) => textWidth(text, LABEL, true))) - 8;
  const layers = stack<(typeof points)[number], number>()
    .keys(series.map((_, index) => index))
    .value((point, index) => point.values[index] ?? 0)
    .offset(stackOffsetDiverging)(points);
  const axis = upAxis(
    layers.flat().flatMap(([low, high]) => [low, high]),
    top,
    bottom,
    { fromZero: true },
  );
  const band = scaleBand<number>()
    .domain(points.map((_, index) => index))
    .range([axis.room, right])
    .padding(points.length > 24 ? 0.08 : 0.2);
  const columnWidth = Math.min(band.bandwidth(), 56);
  const leftOf = (index: number) => band(index)! + (band.bandwidth() - columnWidth) / 2;

  const shapes: Shape[] = [...key.shapes, ...upAxisShapes(axis, axis.room, right)];
  const ends: { index: number; middle: number }[] = [];
  layers.forEach((layer, index) => {
    const { letter, tone } = series[index]!;
    const { fill, on } = TONES[tone];
    const boxes = layer.map(([low, high], point): Box => {
      const y = axis.scale(high);
      return { x: leftOf(point), y, width: columnWidth, height: axis.scale(low) - y };
    });
    const seen = boxes.filter(({ height }) => height > 0);
    if (seen.length === 0) return;
    shapes.push({ kind: 'path', d: seen.map(boxPath).join(''), fill, stroke: PAPER, strokeWidth: 0.8 });
    const hatched = seen
      .filter((box) => !hasRoom(box))
      .map((box) => hatching(box, index))
      .join('');
    if (hatched !== '') shapes.push(stroke(hatched, on, 0.7));
    for (const box of seen.filter(hasRoom)) {
      const look = { anchor: 'middle', size: SMALL, bold: true, colour: on } as const;
      shapes.push(written(letter, box.x + box.width / 2, box.y + box.height / 2, look));
    }
    const end = boxes.at(-1)!;
    if (end.height > 0) ends.push({ index, middle: end.y + end.height / 2 });
  });
  const middles = apart(
    ends.map(({ middle }) => ({ middle, size: LABEL + 2 })),
    0,
    top - 6,
    bottom + 6,
  );
  ends.forEach(({ index }, place) =>
    shapes.push(written(endLabels[index]!, right + 6, middles[place]!, { bold: true })),
  );
  const labels = points.map(({ label }, index) => ({ text: label, x: leftOf(index) + columnWidth / 2 }));
  shapes.push(...belowShapes(labels, bottom + 14, 0, width));
  return { width, height: bottom + 26, title, description, shapes };
}

function hasRoom({ width, height }: Box): boolean {
  return width >= 13 && height >= 13;
}

/** What each letter and hatching means, in as many lines as needed. */
function keyShapes(series: readonly ColumnSeries[], width: number): { shapes: Shape[]; height: number } {
  const shapes: Shape[] = [];
  const side = 14;
  let x = 0;
  let y = 0;
  series.forEach(({ name, letter, tone }, index) => {
    const wanted = side * 2 + 8 + textWidth(name, SMALL);
    if (x > 0 && x + wanted > width) {
      x = 0;
      y += LINE + 2;
    }
    const { fill, on } = TONES[tone];
    const lettered = { x, y: y + 1, width: side, height: side };
    const hatched = { ...lettered, x: x + side };
    shapes.push({ kind: 'path', d: boxPath(lettered) + boxPath(hatched), fill });
    const lines = hatching(hatched, index);
    if (lines !== '') shapes.push(stroke(lines, on, 0.7));
    shapes.push(
      written(letter, x + side / 2, y + 8, { anchor: 'middle', size: SMALL, bold: true, colour: on }),
      quietly(name, x + side * 2 + 4, y + 8),
    );
    x += wanted + 10;
  });
  return { shapes, height: y + LINE };
}
