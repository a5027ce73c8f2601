import { parseLocalDate } from '../../domain/calendar/local-date.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import type { PaperCell, PaperColumn, Tone } from './paper.js';

/** What stands in a cell for people: "6 April 2026", "1,200"; nothing for nothing. */
export function cellText(cell: PaperCell, column: PaperColumn): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return numberText(cell);
  const day = column.type === 'date' ? parseLocalDate(cell) : null;
  return day === null ? cell : formatLongDate(day);
}

export function numberText(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 10 });
}

/** The colour behind a cell; none for most. */
export function toneOf(cell: PaperCell, column: PaperColumn): Tone | null {
  return typeof cell === 'string' ? (column.tones?.[cell] ?? null) : null;
}
