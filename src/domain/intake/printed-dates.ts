import { parseLocalDate, type LocalDate } from '../calendar/local-date.js';
import { monthNumber, MONTHS } from '../calendar/month-names.js';

const MONTH = `(${MONTHS.join('|')}|${MONTHS.map((month) => month.slice(0, 3)).join('|')}|sept)\\.?`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const WEEKDAY = String.raw`(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?`;
const UNTIL = String.raw`\s*(?:-|–|—|to|until|and|through|&)\s*`;

function day(dayOfMonth: string, month: string, year: string): LocalDate | null {
  const number = monthNumber(month);
  if (number === null) return null;
  const fullYear = year.length === 2 ? `20${year}` : year;
  return parseLocalDate(`${fullYear}-${String(number).padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`);
}

/** The first date printed in the text ("19 November 2014", "Friday 18 April 2023", "12 November 18"), or null. */
export function printedDate(text: string): LocalDate | null {
  const found = new RegExp(`\\b${WEEKDAY}${DAY}\\s+${MONTH},?\\s+(\\d{4}|\\d{2})\\b`, 'i').exec(text);
  if (found) return day(found[1]!, found[2]!, found[3]!);
  const american = new RegExp(`\\b${MONTH}\\s+${DAY},?\\s+(\\d{4})\\b`, 'i').exec(text);
  if (american) return day(american[2]!, american[1]!, american[3]!);
  const slashes = /\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/.exec(text);
  if (slashes)
    return parseLocalDate(`${slashes[3]}-${slashes[2]!.padStart(2, '0')}-${slashes[1]!.padStart(2, '0')}`);
  return null;
}

export interface PrintedPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * The first period printed in the text. Day, month and year may be left out of the first date
 * ("15-19 July 2013", "27 June to 1 July 2022"); a single date is a period of one day.
 */
export function printedPeriod(text: string): PrintedPeriod | null {
  const shared = new RegExp(
    `\\b${WEEKDAY}${DAY}(?:\\s+${MONTH})?(?:,?\\s+(\\d{4}))?${UNTIL}${WEEKDAY}${DAY}\\s+${MONTH},?\\s+(\\d{4})\\b`,
    'i',
  ).exec(text);
  const single = printedDate(text);
  if (shared) {
    const [, fromDay, fromMonth, fromYear, toDay, toMonth, toYear] = shared;
    const to = day(toDay!, toMonth!, toYear!);
    const from = day(fromDay!, fromMonth ?? toMonth!, fromYear ?? toYear!);
    const first = new RegExp(`\\b${DAY}\\s+${MONTH},?\\s+\\d{4}`, 'i').exec(text);
    if (from && to && from <= to && (first === null || first.index >= shared.index)) return { from, to };
  }
  return single ? { from: single, to: single } : null;
}

export function isOnlyADate(text: string): boolean {
  return new RegExp(`^\\s*(?:date:?\\s*)?${WEEKDAY}${DAY}\\s+${MONTH},?\\s+\\d{4}\\s*$`, 'i').test(text);
}
