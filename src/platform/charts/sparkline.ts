import { line } from 'd3-shape';
import { upAxis } from './axes.js';
import { apart, figure, LABEL, quietly, SMALL, textWidth, written } from './chart-text.js';
import type { Drawing, Shape } from './drawing.js';
import { acrossScale } from './line-chart.js';
import { emptyDrawing, linePath, markPath, stroke, type ChartFrame } from './shapes.js';
import { QUIET, TONES } from './tones.js';

export interface Sparkline extends ChartFrame {
  readonly points: readonly { readonly at: number; readonly value: number }[];
  readonly target: number | null;
}

const SPARK_HEIGHT = 52;

/** A small line for a row of a table: the values, the last one in figures, and the level that is wanted, dashed. */
export function sparkline(chart: Sparkline): Drawing {
  const { title, description, points, target, width = 150 } = chart;
  if (points.length === 0)
    return { ...emptyDrawing({ ...chart, width }, 'No value yet'), height: SPARK_HEIGHT };
  const last = points.at(-1)!;
  const lastText = figure(last.value);
  const targetText = target === null ? '' : `Target ${figure(target)}`;
  const right = width - Math.max(textWidth(lastText, LABEL, true), textWidth(targetText, SMALL)) - 8;
  const { scale } = upAxis(
    [...points.map(({ value }) => value), ...(target === null ? [] : [target])],
    8,
    SPARK_HEIGHT - 8,
    { fromZero: false },
  );
  const across = acrossScale(points, 4, right);
  const shapes: Shape[] = [];
  if (target !== null) {
    shapes.push(stroke(linePath(0, scale(target), right + 2, scale(target)), QUIET, 1.2, [4, 3]));
  }
  const d = line<(typeof points)[number]>()
    .x(({ at }) => across(at))
    .y(({ value }) => scale(value))
    .digits(2)(points);
  if (points.length > 1) shapes.push(stroke(d ?? '', TONES.ink.fill, 2));
  shapes.push({ kind: 'path', d: markPath(0, across(last.at), scale(last.value), 3), fill: TONES.ink.fill });
  const wanted = [{ middle: scale(last.value), size: LABEL + 2 }];
  if (target !== null) wanted.push({ middle: scale(target), size: SMALL + 2 });
  const [lastAt, targetAt] = apart(wanted, 0, 0, SPARK_HEIGHT);
  shapes.push(written(lastText, right + 6, lastAt!, { bold: true }));
  if (targetAt !== undefined) shapes.push(quietly(targetText, right + 6, targetAt));
  return { width, height: SPARK_HEIGHT, title, description, shapes };
}
