import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
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

const MARKS = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond];
/** Lengths of dash and gap of the first, second, … line. */
export const DASHES: readonly (readonly number[] | undefined)[] = [undefined, [7, 4], [2, 3], [9, 3, 2, 3]];

/** The mark of the first, second, … line around a point, as a path. */
export function markPath(kind: number, x: number, y: number, size: number): string {
  const corners = symbol(MARKS[kind % MARKS.length], size)();
  return moved(corners ?? '', x, y);
}

/** A path of d3's marks stands around 0,0 in absolute places: M, L, A, H, V, Z. */
function moved(d: string, x: number, y: number): string {
  return d.replace(/([MLAHV])([^MLAHVZ]*)/g, (_, command: string, numbers: string) => {
    const places = numbers
      .split(/[ ,]+/)
      .filter((one) => one !== '')
      .map(Number);
    if (command === 'H') return `H${at(places[0]! + x)}`;
    if (command === 'V') return `V${at(places[0]! + y)}`;
    const last = places.length - 2;
    const kept = places.map((one, index) => at(index < last ? one : one + (index === last ? x : y)));
    return `${command}${kept.join(',')}`;
  });
}

/** What stands where there is nothing to draw. */
export function emptyDrawing(
  { title, description, width = USUAL_WIDTH }: ChartFrame,
  words: string,
): Drawing {
  return { width, height: 44, title, description, shapes: [quietly(words, 0, 22)] };
}
