import { parseLocalDate } from '../../domain/calendar/local-date.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';

const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** '2026-04-06' as "6 April 2026". Nothing for nothing; anything else that is no calendar day is a mistake. */
export function longDate(day: string | null | undefined): string {
  if (day === null || day === undefined || day === '') return '';
  const date = parseLocalDate(day);
  if (date === null) throw new RangeError(`Not a calendar day: ${day}`);
  return formatLongDate(date);
}

/** A moment as the clock on the wall in England shows it: "22 November 2026 at 9:05am". */
export function longDateTime(moment: Date | string | null | undefined): string {
  if (moment === null || moment === undefined || moment === '') return '';
  const parts = new Map(
    LONDON.formatToParts(typeof moment === 'string' ? new Date(moment) : moment).map((part) => [
      part.type,
      part.value,
    ]),
  );
  const hour = Number(parts.get('hour'));
  const day = longDate(`${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`);
  return `${day} at ${hour % 12 === 0 ? 12 : hour % 12}:${parts.get('minute')}${hour < 12 ? 'am' : 'pm'}`;
}

/** 1 as "1 action", 3 as "3 actions", 0 as "0 actions"; the plural is given where an s will not do. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
