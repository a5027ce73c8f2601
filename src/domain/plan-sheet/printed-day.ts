import { addDays, endOfMonth, weekdayOf } from '../calendar/day-number.js';
import { parseLocalDate, type LocalDate } from '../calendar/local-date.js';
import { monthNumber } from '../calendar/month-names.js';
import { dayOfSerial } from './excel-day.js';
import { oneLine, type SheetCell } from './sheet-grid.js';

/** What a cell of a date column says: a day, or why it is none, with the day that it probably means. */
export type PrintedDay =
  | { readonly day: LocalDate }
  | { readonly code: DayProblem; readonly message: string; readonly proposal: LocalDate | null };

export type DayProblem = 'vague_date' | 'no_date' | 'impossible_date' | 'several_dates' | 'date_out_of_range';

export const ACCEPTED_DAYS = ['31 December 2026', '31/12/2026', '2026-12-31'] as const;

/** Words that stand where a date should, and name none. */
const NO_DATE =
  /^(on ?going|continuous(ly)?|rolling|business as usual|bau|tb[acd]|to be (confirmed|agreed|advised)|asap|as soon as possible|immediate(ly)?|urgent|(weekly|monthly|quarterly|annual(ly)?|termly|daily|fortnightly).*|n ?\/? ?a|none|complete[d]?|done|various|see .*|\?+|-+|–)$/i;

const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

/**
 * Reads a date of a plan. A day of the spreadsheet, and day, month and year in the British order, are taken as they
 * are. What names no single day ("Dec 2026", "Q3 2026/27", a bare number) is a problem with the day that it probably
 * means: the last of the month or quarter, quarters of the financial year from April. "Ongoing" is a problem that only
 * a person can solve. `monthFirst`: other dates of the column have the month first, so that "05/06/2026" is unsure.
 */
export function printedDay(
  cell: SheetCell,
  options: { readonly from1904: boolean; readonly monthFirst?: boolean },
): PrintedDay {
  if (cell.day) return inRange(cell.day, cell.text);
  const text = oneLine(cell.text).replace(/^(by|before|until|end date|due)\s*:?\s+/i, '');
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const day = dayOfSerial(Number(text), options.from1904);
    return vague(cell, day, `is a spreadsheet's number for a day`);
  }
  if (NO_DATE.test(text)) {
    return {
      code: 'no_date',
      message: `“${oneLine(cell.text)}” is no date. Enter the day it is due, or leave it empty for now`,
      proposal: null,
    };
  }
  const whole = wholeDay(text, options.monthFirst ?? false);
  if (whole === 'impossible') {
    return { code: 'impossible_date', message: `“${text}” is a day that does not exist`, proposal: null };
  }
  if (whole !== null && 'day' in whole) return inRange(whole.day, text);
  if (whole !== null) return vague(cell, whole.perhaps, 'may have the month first');
  const several = daysIn(text);
  if (several.length > 1) {
    return {
      code: 'several_dates',
      message: `“${oneLine(cell.text)}” names ${several.length} days. Enter the one that stands now`,
      proposal: several.at(-1) ?? null,
    };
  }
  const month = monthOf(text);
  if (month !== null) return vague(cell, month, 'names no day');
  if (several.length === 1) return vague(cell, several[0]!, 'says more than a day');
  return {
    code: 'no_date',
    message: `“${oneLine(cell.text)}” is no date that can be read. Enter it as 31 December 2026, or leave it empty for now`,
    proposal: null,
  };
}

/** Whether the text is a date that only makes sense with the month first: 12/31/2026. */
export function isMonthFirst(text: string): boolean {
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(oneLine(text));
  return found !== null && Number(found[1]) <= 12 && Number(found[2]) > 12;
}

/** Whether a cell looks like a date of some kind, to tell date columns from others. */
export function looksLikeADay(cell: SheetCell): boolean {
  if (cell.day) return true;
  const read = printedDay(cell, { from1904: false });
  return 'day' in read || read.proposal !== null || /^(on ?going|tb[acd]|asap)$/i.test(cell.text.trim());
}

function inRange(day: LocalDate, text: string): PrintedDay {
  const year = Number(day.slice(0, 4));
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return { day };
  return {
    code: 'date_out_of_range',
    message: `“${oneLine(text)}” is in the year ${year}. Enter a day between ${FIRST_YEAR} and ${LAST_YEAR}`,
    proposal: null,
  };
}

function vague(cell: SheetCell, proposal: LocalDate | null, why: string): PrintedDay {
  return { code: 'vague_date', message: `“${oneLine(cell.text)}” ${why}`, proposal };
}

type Whole = { readonly day: LocalDate } | { readonly perhaps: LocalDate } | 'impossible' | null;

const DAY_NAMES = String.raw`(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?,?\s+)?`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const YEAR = String.raw`(\d{4}|['’]?\d{2})`;
const MONTH = String.raw`([a-z]{3,9})\.?`;

function wholeDay(text: string, monthFirst: boolean): Whole {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text);
  if (iso) return made(iso[1]!, Number(iso[2]), iso[3]!);
  const numbers =
    /^(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text);
  if (numbers) {
    const [, first, second, year] = numbers as unknown as [string, string, string, string];
    if (Number(first) <= 12 && Number(second) > 12 && Number(second) <= 31) {
      const american = made(year, Number(first), second);
      return typeof american === 'object' && american !== null && 'day' in american
        ? { perhaps: american.day }
        : american;
    }
    if (monthFirst && Number(first) <= 12 && first !== second) {
      const american = made(year, Number(first), second);
      return typeof american === 'object' && american !== null && 'day' in american
        ? { perhaps: american.day }
        : american;
    }
    return made(year, Number(second), first);
  }
  const british = new RegExp(`^${DAY_NAMES}${DAY}(?:\\s+of)?[\\s-]+${MONTH}[\\s,-]+${YEAR}$`, 'i').exec(text);
  if (british)
    return monthNumber(british[2]!) === null
      ? null
      : made(british[3]!, monthNumber(british[2]!)!, british[1]!);
  const american = new RegExp(`^${DAY_NAMES}${MONTH}\\s+${DAY},?\\s+(\\d{4})$`, 'i').exec(text);
  if (american && monthNumber(american[1]!) !== null)
    return made(american[3]!, monthNumber(american[1]!)!, american[2]!);
  return null;
}

function made(year: string, month: number, day: string): Whole {
  const digits = year.replace(/\D/g, '');
  const full = digits.length === 2 ? `20${digits}` : digits;
  const found = parseLocalDate(`${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`);
  return found === null ? 'impossible' : { day: found };
}

/** Every whole day printed somewhere in a longer text. */
function daysIn(text: string): LocalDate[] {
  const pattern = new RegExp(
    `\\b(?:\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)?\\s+[a-z]{3,9}\\.?\\s+\\d{4})\\b`,
    'gi',
  );
  return (text.match(pattern) ?? []).flatMap((one) => {
    const read = wholeDay(one, false);
    return read !== null && read !== 'impossible' && 'day' in read ? [read.day] : [];
  });
}

const SEASON_ENDS: Readonly<Record<string, string>> = { spring: '05-31', summer: '08-31', autumn: '11-30' };

/** The last day of the month, quarter, season or year that the text names; null when it names none with its year. */
function monthOf(text: string): LocalDate | null {
  const words = text.toLowerCase().replace(/[’']/g, '').replace(/[.,]/g, '');
  const week = /^(?:w\/c|wc|week (?:commencing|beginning))\s+(.+)$/.exec(words);
  if (week) {
    const start = wholeDay(week[1]!, false);
    if (start === null || start === 'impossible' || !('day' in start)) return null;
    return addDays(start.day, Math.max(0, 5 - weekdayOf(start.day)));
  }
  const quarter =
    /^(?:end (?:of )?)?(?:q|qtr|quarter)\s*([1-4])[\s,(-]*(?:of\s+)?(20\d{2})(?:\s*[/-]\s*(?:20)?\d{2})?\)?$/.exec(
      words,
    );
  if (quarter) return quarterEnd(Number(quarter[1]), Number(quarter[2]));
  const yearThenQuarter = /^(20\d{2})(?:\s*[/-]\s*(?:20)?\d{2})?\s*(?:q|qtr|quarter)\s*([1-4])$/.exec(words);
  if (yearThenQuarter) return quarterEnd(Number(yearThenQuarter[2]), Number(yearThenQuarter[1]));
  const named =
    /^(?:(end|mid|early|late|start|beginning|middle)[\s-]+(?:of\s+)?)?([a-z]{3,9})[\s-]+(\d{4}|\d{2})$/.exec(
      words,
    );
  const month = named ? monthNumber(named[2]!) : null;
  if (named && month !== null) {
    const year = named[3]!.length === 2 ? `20${named[3]}` : named[3]!;
    const first = parseLocalDate(`${year}-${String(month).padStart(2, '0')}-01`);
    if (first === null) return null;
    return (named[1] ?? '').startsWith('mid') ? addDays(first, 14) : endOfMonth(first);
  }
  const numbered = /^(\d{1,2})[/-](20\d{2})$/.exec(words) ?? null;
  if (numbered && Number(numbered[1]) >= 1 && Number(numbered[1]) <= 12) {
    return endOfMonth(`${numbered[2]}-${numbered[1]!.padStart(2, '0')}-01` as LocalDate);
  }
  const season = /^(?:end (?:of )?)?(spring|summer|autumn)(?: term)?\s+(20\d{2})$/.exec(words);
  if (season) return parseLocalDate(`${season[2]}-${SEASON_ENDS[season[1]!]}`);
  const financial = /^(?:end (?:of )?|fy\s*)?(20\d{2})\s*[/-]\s*(?:20)?(\d{2})$/.exec(words);
  if (financial && (Number(financial[1]) + 1) % 100 === Number(financial[2])) {
    return parseLocalDate(`${Number(financial[1]) + 1}-03-31`);
  }
  const year = /^(?:end (?:of )?)?(20\d{2})$/.exec(words);
  return year ? parseLocalDate(`${year[1]}-12-31`) : null;
}

/** Quarters of a council's financial year: the first ends in June, the fourth in March of the next year. */
function quarterEnd(quarter: number, year: number): LocalDate | null {
  const ends = ['06-30', '09-30', '12-31', '03-31'] as const;
  return parseLocalDate(`${quarter === 4 ? year + 1 : year}-${ends[quarter - 1]}`);
}
