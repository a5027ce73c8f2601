import type { PaperCell, PaperColumn, Tone } from './paper.js';

/** The colours of the ratings on paper, with the colour of a text that is readable on each (WCAG AA). */
export const TONE_COLOURS: Readonly<Record<Tone, { readonly behind: string; readonly text: string }>> = {
  red: { behind: '#b3261e', text: '#ffffff' },
  amber: { behind: '#f0b429', text: '#0b0c0c' },
  green: { behind: '#1d6b41', text: '#ffffff' },
  blue: { behind: '#1d4f91', text: '#ffffff' },
  grey: { behind: '#5b6668', text: '#ffffff' },
};

/** The tone behind a cell; none for most. */
export function toneOf(cell: PaperCell, column: PaperColumn): Tone | null {
  return typeof cell === 'string' ? (column.tones?.[cell] ?? null) : null;
}
