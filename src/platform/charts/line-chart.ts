import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { belowShapes, upAxis, upAxisShapes } from './axes.js';
import { apart, figure, SMALL, textWidth, wrapped, written } from './chart-text.js';
import type { Drawing, Shape } from './drawing.js';
import { DASHES, emptyDrawing, linePath, markPath, stroke, USUAL_WIDTH, type ChartFrame } from './shapes.js';
import { QUIET, TONES, type Tone } from './tones.js';

export interface LineSeries {
  readonly name: string;
  readonly tone: Tone;
  /** One for each point; null leaves a gap. */
  readonly values: readonly (number | null)[];
  /** False for a line that only says a level, such as a target. */
  readonly marks?: boolean;
}

export interface LineChart extends ChartFrame {
  /** In order; `at` is any number that grows with time, such as the day's number. */
  readonly points: readonly { readonly label: string; readonly at: number }[];
  readonly series: readonly LineSeries[];
  /** False where the movement counts and not the height, such as the trend of a rate. */
  readonly fromZero?: boolean;
}

const PLOT_HEIGHT = 190;
const LINE_HEIGHT = SMALL + 3;
const WIDEST_LABEL = 104;

/** Lines over time, told apart by dash, mark and the name at their end. */
export function lines(chart: LineChart): Drawing {
  const { title, description, points, width = USUAL_WIDTH, fromZero = true } = chart;
  const ended = chart.series.flatMap((series, kind) => {
    const last = series.values.findLastIndex((value) => value !== null);
    return last < 0 || last >= points.length
      ? []
      : [{ ...series, kind, last, lastValue: series.values[last]! }];
  });
  if (points.length === 0 || ended.length === 0) return emptyDrawing(chart, 'Nothing to show yet');
  const top = 10;
  const bottom = top + PLOT_HEIGHT;
  const values = ended.flatMap((one) => one.values.filter((value) => value !== null));
  const axis = upAxis(values, top, bottom, { fromZero });
  const endLines = ended.map(({ name, lastValue }) =>
    wrapped(`${name} ${figure(lastValue)}`, SMALL, WIDEST_LABEL, true),
  );
  const right = width - Math.max(...endLines.flat().map((text) => textWidth(text, SMALL, true))) - 16;
  const across = acrossScale(points, axis.room + 6, right);

  const shapes: Shape[] = upAxisShapes(axis, axis.room, right + 4);
  for (const { kind, values: heights, tone, marks = true } of ended) {
    const places = points.map((point, index) => ({ x: across(point.at), value: heights[index] ?? null }));
    const d = line<(typeof places)[number]>()
      .defined(({ value }) => value !== null)
      .x(({ x }) => x)
      .y(({ value }) => axis.scale(value!))
      .digits(2)(places);
    shapes.push(stroke(d ?? '', TONES[tone].line, 2, DASHES[kind % DASHES.length]));
    const seen = marks && points.length <= 24 ? places.filter(({ value }) => value !== null) : [];
    const dots = seen.map(({ x, value }) => markPath(kind, x, axis.scale(value!), 3)).join('');
    if (dots !== '') shapes.push({ kind: 'path', d: dots, fill: TONES[tone].line });
  }
  const middles = apart(
    ended.map(({ lastValue }, index) => ({
      middle: axis.scale(lastValue),
      size: endLines[index]!.length * LINE_HEIGHT,
    })),
    4,
    0,
    bottom + 8,
  );
  ended.forEach(({ tone, last, lastValue }, index) => {
    const text = endLines[index]!;
    const middle = middles[index]!;
    const x = right + 14;
    shapes.push(
      stroke(linePath(across(points[last]!.at) + 4, axis.scale(lastValue), x - 2, middle), QUIET, 0.6),
    );
    text.forEach((words, row) => {
      const height = middle + (row - (text.length - 1) / 2) * LINE_HEIGHT;
      shapes.push(written(words, x, height, { size: SMALL, bold: true, colour: TONES[tone].line }));
    });
  });
  const labels = points.map(({ label, at }) => ({ text: label, x: across(at) }));
  shapes.push(...belowShapes(labels, bottom + 15, 0, width));
  return { width, height: bottom + 26, title, description, shapes };
}

/** One day alone stands in the middle. */
export function acrossScale(points: readonly { readonly at: number }[], left: number, right: number) {
  const from = Math.min(...points.map(({ at }) => at));
  const to = Math.max(...points.map(({ at }) => at));
  if (from === to) return () => (left + right) / 2;
  return scaleLinear().domain([from, to]).range([left, right]);
}
