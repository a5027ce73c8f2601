import { parseLocalDate, type LocalDate } from '../../domain/calendar/local-date.js';
import { monthNumber, MONTHS } from '../../domain/calendar/month-names.js';

/** A date as somebody typed it, in three fields. */
export interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export type DatePart = keyof TypedDate;

/** Why what was typed is no date, in words for beside the field, and which parts to look at. */
export class DateProblem {
  constructor(
    readonly message: string,
    readonly parts: readonly DatePart[],
  ) {}
}

/**
 * The day that was typed as day, month and year; a month may be a number, a name or its first three letters. Null when
 * all three are empty. `label` starts the sentence: "The due date must include a year".
 */
export function readTypedDate(typed: TypedDate, label: string): LocalDate | DateProblem | null {
  const day = typed.day.trim();
  const month = typed.month.trim();
  const year = typed.year.trim();
  const missing = (
    [
      ['day', day],
      ['month', month],
      ['year', year],
    ] as const
  ).filter(([, text]) => text === '');
  if (missing.length === 3) return null;
  if (missing.length > 0) {
    const parts = missing.map(([part]) => part);
    return new DateProblem(`${label} must include a ${parts.join(' and a ')}`, parts);
  }

  const dayNumber = /^\d{1,2}$/.test(day) ? Number(day) : null;
  if (dayNumber === null || dayNumber === 0) {
    return new DateProblem(`${label} must have a day between 1 and 31`, ['day']);
  }
  const typedMonth = readMonth(month);
  if (typedMonth === null) {
    return new DateProblem(`${label} must have a month such as 6 or June`, ['month']);
  }
  if (!/^\d{4}$/.test(year)) {
    return new DateProblem(`${label} must have a year with 4 numbers, such as 2026`, ['year']);
  }
  if (Number(year) < 1900 || Number(year) > 2199) {
    return new DateProblem(`${label} must have a year between 1900 and 2199`, ['year']);
  }
  const text = `${year}-${String(typedMonth).padStart(2, '0')}-${String(dayNumber).padStart(2, '0')}`;
  const found = parseLocalDate(text);
  if (found !== null) return found;
  return new DateProblem(`${dayNumber} ${MONTHS[typedMonth - 1]} ${year} does not exist`, [
    'day',
    'month',
    'year',
  ]);
}

function readMonth(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) {
    const number = Number(text);
    return number >= 1 && number <= 12 ? number : null;
  }
  return monthNumber(text);
}

/** '2026-06-30' as three fields; what was typed stays as it was typed; nothing is three empty fields. */
export function dateParts(value: unknown): TypedDate {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const [year = '', month = '', day = ''] = value.split('-');
    return { day: String(Number(day)), month: String(Number(month)), year };
  }
  if (typeof value === 'object' && value !== null && 'day' in value) return value as TypedDate;
  return { day: '', month: '', year: '' };
}
