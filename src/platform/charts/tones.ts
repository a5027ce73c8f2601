/**
 * The colours that a chart may use: for an area, for what is written on it (contrast 4.5 or more), and for a line or
 * words on white paper (also 4.5 or more).
 */
export const TONES = {
  red: { fill: '#b3261e', on: '#ffffff', line: '#b3261e' },
  amber: { fill: '#f0b429', on: '#0b0c0c', line: '#8a5a00' },
  green: { fill: '#1d6b41', on: '#ffffff', line: '#1d6b41' },
  blue: { fill: '#1d4f91', on: '#ffffff', line: '#1d4f91' },
  grey: { fill: '#5b6668', on: '#ffffff', line: '#5b6668' },
  ink: { fill: '#12343b', on: '#ffffff', line: '#12343b' },
  tint: { fill: '#eef4f4', on: '#0b0c0c', line: '#4f5f61' },
} as const;

export type Tone = keyof typeof TONES;

export const INK = '#0b0c0c';
export const QUIET = '#4f5f61';
export const GRID = '#c6d3d4';
export const PAPER = '#ffffff';
