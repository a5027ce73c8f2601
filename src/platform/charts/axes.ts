import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { figure, quietly, SMALL, textWidth, thinned } from './chart-text.js';
import type { Shape } from './drawing.js';
import { linePath, stroke } from './shapes.js';
import { GRID, QUIET } from './tones.js';

export interface UpAxis {
  readonly scale: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
  /** How much room its numbers want at the left. */
  readonly room: number;
}

/** The axis of values: from zero where asked for, never without height, whole numbers where all values are whole. */
export function upAxis(
  values: readonly number[],
  top: number,
  bottom: number,
  { fromZero }: { fromZero: boolean },
): UpAxis {
  const known = fromZero ? [0, ...values] : values;
  let low = Math.min(...known);
  let high = Math.max(...known);
  if (low === high) {
    const spread = fromZero ? 1 : Math.max(Math.abs(low) * 0.1, 1);
    if (!fromZero) low -= spread;
    high += spread;
  }
  const scale = scaleLinear().domain([low, high]).nice(4).range([bottom, top]);
  const whole = values.every(Number.isInteger);
  const ticks = scale.ticks(4).filter((tick) => !whole || Number.isInteger(tick));
  return { scale, ticks, room: Math.max(...ticks.map((tick) => textWidth(figure(tick), SMALL))) + 6 };
}

/** Lines across with their numbers; the line of zero stands out. */
export function upAxisShapes({ scale, ticks }: UpAxis, left: number, right: number): Shape[] {
  return ticks.flatMap((tick) => [
    stroke(
      linePath(left, scale(tick), right, scale(tick)),
      tick === 0 ? QUIET : GRID,
      tick === 0 ? 1.2 : 0.8,
    ),
    quietly(figure(tick), left - 5, scale(tick), { anchor: 'end' }),
  ]);
}

/** The labels below, as many as fit side by side; those at the edges stay inside. */
export function belowShapes(
  labels: readonly { readonly text: string; readonly x: number }[],
  middle: number,
  from: number,
  to: number,
): Shape[] {
  const extents = labels.map(({ text, x }) => {
    const size = textWidth(text, SMALL);
    return { size, middle: Math.max(from + size / 2, Math.min(to - size / 2, x)) };
  });
  return thinned(extents, 8).map((index) =>
    quietly(labels[index]!.text, extents[index]!.middle, middle, { anchor: 'middle' }),
  );
}
