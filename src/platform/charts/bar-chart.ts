import { scaleLinear } from 'd3-scale';
import { figure, LABEL, textWidth, wrapped, written } from './chart-text.js';
import type { Drawing, Shape } from './drawing.js';
import { boxPath, emptyDrawing, linePath, stroke, USUAL_WIDTH, type ChartFrame } from './shapes.js';
import { QUIET, TONES, type Tone } from './tones.js';

export interface BarChart extends ChartFrame {
  readonly bars: readonly { readonly label: string; readonly value: number; readonly tone?: Tone }[];
}

const BAR = 18;
const LINE_HEIGHT = LABEL + 3;

/** Bars to the right (below zero: to the left), each with its label above and its figure at its end. */
export function bars(chart: BarChart): Drawing {
  const { title, description, width = USUAL_WIDTH } = chart;
  if (chart.bars.length === 0) return emptyDrawing(chart, 'Nothing to show yet');
  const values = chart.bars.map(({ value }) => value);
  const roomFor = (wanted: (value: number) => boolean) =>
    Math.max(0, ...values.filter(wanted).map((value) => textWidth(figure(value), LABEL, true) + 8));
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const scale = scaleLinear()
    .domain([low, low === high ? 1 : high])
    .range([roomFor((value) => value < 0) + 1, width - roomFor((value) => value >= 0)]);
  const shapes: Shape[] = [];
  let y = 0;
  for (const { label, value, tone = 'ink' } of chart.bars) {
    const words = wrapped(label, LABEL, width);
    words.forEach((text, row) => shapes.push(written(text, 0, y + LINE_HEIGHT * (row + 0.5))));
    y += words.length * LINE_HEIGHT + 2;
    const end = scale(value);
    const box = { x: Math.min(scale(0), end), y, width: Math.abs(end - scale(0)), height: BAR };
    if (value !== 0) shapes.push({ kind: 'path', d: boxPath(box), fill: TONES[tone].fill });
    const look = { bold: true, anchor: value < 0 ? 'end' : 'start' } as const;
    shapes.push(written(figure(value), value < 0 ? end - 5 : end + 5, y + BAR / 2, look));
    shapes.push(stroke(linePath(scale(0), y - 2, scale(0), y + BAR + 2), QUIET, 1.2));
    y += BAR + 8;
  }
  return { width, height: y, title, description, shapes };
}
