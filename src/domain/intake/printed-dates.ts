import { parseLocalDate, type LocalDate } from '../calendar/local-date.js';
import { monthNumber, MONTHS } from '../calendar/month-names.js';

const MONTH = `(?:${MONTHS.join('|')}|${MONTHS.map((month) => month.slice(0, 3)).join('|')}|sept)\\b\\.?`;
const DAY = String.raw`\d{1,2}(?:\s?(?:st|nd|rd|th)\b)?`;
const WEEKDAY = String.raw`(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+(?:the\s+)?)?`;
/** Two figures are a year only where nothing is counted by them: "12 November 18." but not "3 May 14 children". */
const YEAR = String.raw`(?:\d{4}|['’]\d{2}|\d{2}(?=\s*(?:[.,;:)–—-]|$|(?:to|and|until)\b)))(?!\d)`;
/** "19", "19 November", "Friday 19th of November 2014". */
const POINT = String.raw`${WEEKDAY}(?<!\d)(?:the\s+)?${DAY}(?:\s+(?:day\s+)?(?:of\s+)?${MONTH}(?:,?\s+${YEAR})?)?`;
const BETWEEN = String.raw`\s*(?:[-–—‒−,;&/]|\b(?:to|until|till|and|through|up to|and then)\b)(?:\s*(?:,|and|from)\s)?\s*`;

interface Point {
  day: string;
  month: string | null;
  year: string | null;
}

function localDate(dayOfMonth: string, month: string, year: string): LocalDate | null {
  const number = monthNumber(month);
  if (number === null) return null;
  const fullYear = year.length === 2 ? `20${year}` : year;
  return parseLocalDate(`${fullYear}-${String(number).padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`);
}

const NUMERIC = /\b(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2}))\b/g;

/** "03/02/2026", "3.2.26" and "2026-02-03" in words, so that one grammar reads them all. */
function inWords(text: string): string {
  return text
    .replace(NUMERIC, (printed, isoYear, isoMonth, isoDay, dayOf, month, year) => {
      const name = MONTHS[Number(isoMonth ?? month) - 1];
      return name ? `${isoDay ?? dayOf} ${name} ${isoYear ?? year}` : printed;
    })
    .replace(
      new RegExp(String.raw`\b(${MONTH})\s+(${DAY}),?\s+(\d{4})\b`, 'giu'),
      (_, month, day, year) => `${day} ${month} ${year}`,
    );
}

function pointOf(text: string): Point {
  const found = new RegExp(
    String.raw`(\d{1,2})\D*?(?:(${MONTH}))?(?:,?\s+['’]?(\d{4}|\d{2}))?\s*$`,
    'iu',
  ).exec(text)!;
  return { day: found[1]!, month: found[2] ?? null, year: found[3] ?? null };
}

/** The first date printed in the text ("19 November 2014", "Friday 18 April 2023", "12 November 18"), or null. */
export function printedDate(text: string): LocalDate | null {
  const words = inWords(text);
  const dates = new RegExp(
    String.raw`(?<!\d)(\d{1,2})(?:\s?(?:st|nd|rd|th)\b)?\s+(?:day\s+)?(?:of\s+)?(${MONTH}),?\s+(${YEAR})`,
    'iu',
  ).exec(words);
  return dates ? localDate(dates[1]!, dates[2]!, dates[3]!.replace(/\D/g, '')) : null;
}

export interface PrintedPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * The first period printed in the text, from its first day to its last. Month and year may be left out of all but the
 * last date ("15-19 July 2013", "on 21, 22 and 23 May 2019", "27 June to 1 July 2022"); a single date is a period of
 * one day. A period without any year ("between 1 and 2 May") is read as the last one before `knownBy`, where given.
 */
export function printedPeriod(text: string, knownBy: LocalDate | null = null): PrintedPeriod | null {
  const series = new RegExp(`${POINT}(?:${BETWEEN}${POINT})*`, 'giu');
  for (const [found] of inWords(text).matchAll(series)) {
    const printed = found.match(new RegExp(POINT, 'giu'))!.map(pointOf);
    const dated = completed(printed, knownBy);
    if (dated === null) continue;
    const [from, to] = [dated[0]!, dated.at(-1)!];
    if (from <= to) return { from, to };
  }
  return null;
}

/** What a date leaves out is what the next one says. */
function completed(points: readonly Point[], knownBy: LocalDate | null): LocalDate[] | null {
  const last = points.findLastIndex((point) => point.month !== null);
  if (last < 0) return null;
  let { month, year } = points[last]!;
  if (year === null) {
    if (knownBy === null) return null;
    const thisYear = localDate(points[last]!.day, month!, knownBy.slice(0, 4));
    year = String(Number(knownBy.slice(0, 4)) - (thisYear !== null && thisYear <= knownBy ? 0 : 1));
  }
  const dates: LocalDate[] = [];
  for (const point of points.slice(0, last + 1).reverse()) {
    const earlierYear: boolean =
      point.year === null && point.month !== null && monthNumber(point.month)! > monthNumber(month!)!;
    year = point.year ?? (earlierYear ? String(Number(year) - 1) : year);
    month = point.month ?? month;
    const date = localDate(point.day, month!, year!);
    if (date === null) return null;
    dates.unshift(date);
  }
  return dates;
}

const ONLY_A_DATE = new RegExp(
  String.raw`^\s*(?:date(?:d)?\s*:?\s*)?${WEEKDAY}(?:the\s+)?${DAY}\s+(?:day\s+)?(?:of\s+)?${MONTH},?\s+\d{4}\s*$`,
  'iu',
);

/** The date line of a letter. */
export function isOnlyADate(text: string): boolean {
  return ONLY_A_DATE.test(inWords(text));
}
