/** The colours that a chart may use, each with the colour of what is written on it (contrast 4.5 or more). */
export const TONES = {
  red: { fill: '#b3261e', on: '#ffffff' },
  amber: { fill: '#f0b429', on: '#0b0c0c' },
  green: { fill: '#1d6b41', on: '#ffffff' },
  blue: { fill: '#1d4f91', on: '#ffffff' },
  grey: { fill: '#5b6668', on: '#ffffff' },
  ink: { fill: '#12343b', on: '#ffffff' },
  tint: { fill: '#eef4f4', on: '#0b0c0c' },
} as const;

export type Tone = keyof typeof TONES;

export const INK = '#0b0c0c';
export const QUIET = '#4f5f61';
export const GRID = '#c6d3d4';
export const PAPER = '#ffffff';
