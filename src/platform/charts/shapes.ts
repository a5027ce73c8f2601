import { quietly } from './chart-text.js';
import type { Drawing, PathShape } from './drawing.js';

/** What every chart is told: its name, what it shows, and how wide it may be. */
export interface ChartFrame {
  readonly title: string;
  readonly description: string;
  /** In points; fits the narrowest phone and half a page of A4 when left out. */
  readonly width?: number;
}

export const USUAL_WIDTH = 360;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const at = (value: number): number => Math.round(value * 100) / 100;

export function boxPath({ x, y, width, height }: Box): string {
  return `M${at(x)},${at(y)}h${at(width)}v${at(height)}h${at(-width)}Z`;
}

export function linePath(x1: number, y1: number, x2: number, y2: number): string {
  return `M${at(x1)},${at(y1)}L${at(x2)},${at(y2)}`;
}

export function stroke(d: string, colour: string, strokeWidth = 1, dash?: readonly number[]): PathShape {
  return { kind: 'path', d, stroke: colour, strokeWidth, ...(dash === undefined ? {} : { dash }) };
}

/** Kinds of hatching, told apart in print; the third is plain. */
const HATCHES = ['rising', 'level', 'plain', 'falling', 'upright'] as const;

/** The lines that fill a box, as a path; empty for the plain kind. */
export function hatching(box: Box, kind: number): string {
  const { x, y, width, height } = box;
  const hatch = HATCHES[kind % HATCHES.length]!;
  const gap = 4;
  const lines: string[] = [];
  if (hatch === 'level') {
    for (let down = gap / 2; down < height; down += gap)
      lines.push(linePath(x, y + down, x + width, y + down));
  } else if (hatch === 'upright') {
    for (let right = gap / 2; right < width; right += gap)
      lines.push(linePath(x + right, y, x + right, y + height));
  } else if (hatch !== 'plain') {
    for (let sum = gap; sum < width + height; sum += gap * 1.4) {
      const from = { across: Math.max(0, sum - height), down: Math.min(height, sum) };
      const to = { across: Math.min(width, sum), down: Math.max(0, sum - width) };
      const turned = (down: number) => (hatch === 'rising' ? y + down : y + height - down);
      lines.push(linePath(x + from.across, turned(from.down), x + to.across, turned(to.down)));
    }
  }
  return lines.join('');
}

/** Lengths of dash and gap of the first, second, … line. */
export const DASHES: readonly (readonly number[] | undefined)[] = [undefined, [7, 4], [2, 3], [9, 3, 2, 3]];

/** Corners around a point: nothing for the circle, then square, triangle and diamond. */
const CORNERS: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  [
    [0, -1.2],
    [1.1, 0.8],
    [-1.1, 0.8],
  ],
  [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
];

/** The mark of the first, second, … line around a point, as a path. */
export function markPath(kind: number, x: number, y: number, radius: number): string {
  const corners = CORNERS[kind % CORNERS.length]!;
  if (corners.length > 0) {
    return `M${corners.map(([right, down]) => `${at(x + right * radius)},${at(y + down * radius)}`).join('L')}Z`;
  }
  const half = `${at(radius)},${at(radius)},0,1,1,`;
  return `M${at(x - radius)},${at(y)}A${half}${at(x + radius)},${at(y)}A${half}${at(x - radius)},${at(y)}Z`;
}

/** What stands where there is nothing to draw. */
export function emptyDrawing(
  { title, description, width = USUAL_WIDTH }: ChartFrame,
  words: string,
): Drawing {
  return { width, height: 44, title, description, shapes: [quietly(words, 0, 22)] };
}
