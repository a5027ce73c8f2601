import type { TextShape } from './drawing.js';
import { INK, QUIET } from './tones.js';

/** Sizes in points. A drawing 360 wide is shown at 0.8 of its size on the narrowest phone: 12 becomes 9.6, and 16 on a desk. */
export const LABEL = 13;
export const SMALL = 12;

const FIGURES = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const NARROW = new Set("iljtfrI.,:;'|!()[]-/ ");
const WIDE = new Set('mwMW@%—');

/** How wide a text is at most in Arial and its like. There is nothing here that could measure it, so rather too wide. */
export function textWidth(text: string, size: number, bold = false): number {
  let ems = 0;
  for (const character of text) {
    if (NARROW.has(character)) ems += 0.34;
    else if (WIDE.has(character)) ems += 0.95;
    else ems += /[A-Z&]/.test(character) ? 0.72 : 0.57;
  }
  return ems * size * (bold ? 1.06 : 1);
}

/** The text in lines no wider than this; a word that is too long alone is broken. */
export function wrapped(text: string, size: number, width: number, bold = false): string[] {
  const wide = (one: string) => textWidth(one, size, bold);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (wide(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (wide(line) > width && line.length > 1) {
      let kept = line.length - 1;
      while (kept > 1 && wide(line.slice(0, kept)) > width) kept -= 1;
      lines.push(line.slice(0, kept));
      line = line.slice(kept);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** 1234.5 as "1,234.5": two decimals at most, a true minus sign. */
export function figure(value: number): string {
  const text = FIGURES.format(value);
  return text === '-0' ? '0' : text.replace('-', '−');
}

export interface Extent {
  readonly middle: number;
  readonly size: number;
}

/** Where labels stand that want to be at these middles, moved as little as needed so that none covers another. */
export function apart(labels: readonly Extent[], gap: number, lowest: number, highest: number): number[] {
  const order = labels.map((_, index) => index).sort((a, b) => labels[a]!.middle - labels[b]!.middle);
  const places: number[] = Array.from({ length: labels.length }, () => 0);
  let edge = lowest - gap;
  for (const index of order) {
    const { middle, size } = labels[index]!;
    places[index] = Math.max(middle, edge + gap + size / 2);
    edge = places[index] + size / 2;
  }
  edge = highest + gap;
  for (const index of [...order].reverse()) {
    const { size } = labels[index]!;
    places[index] = Math.min(places[index]!, edge - gap - size / 2);
    edge = places[index] - size / 2;
  }
  return places;
}

/**
 * Which of the labels along an axis are written: every second, third, … counted from the last, as many as stand side by side. The last
 * always is, the first where it fits.
 */
export function thinned(labels: readonly Extent[], gap: number): number[] {
  const fits = (a: Extent, b: Extent) => b.middle - b.size / 2 - (a.middle + a.size / 2) >= gap;
  for (let step = 1; step < labels.length; step += 1) {
    const kept: number[] = [];
    for (let index = labels.length - 1; index >= 0; index -= step) kept.unshift(index);
    if (!kept.every((one, at) => at === 0 || fits(labels[kept[at - 1]!]!, labels[one]!))) continue;
    return kept[0] !== 0 && fits(labels[0]!, labels[kept[0]!]!) ? [0, ...kept] : kept;
  }
  return labels.length === 0 ? [] : [labels.length - 1];
}

interface Look {
  readonly anchor?: TextShape['anchor'];
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
}

/** A line of text whose middle is at this height. */
export function written(text: string, x: number, middle: number, look: Look = {}): TextShape {
  const { anchor = 'start', size = LABEL, bold, colour = INK } = look;
  const shape = { kind: 'text', x, y: middle + size * 0.35, text, anchor, size, colour } as const;
  return bold ? { ...shape, bold } : shape;
}

export function quietly(text: string, x: number, middle: number, look: Look = {}): TextShape {
  return written(text, x, middle, { size: SMALL, colour: QUIET, ...look });
}
