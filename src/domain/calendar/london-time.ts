import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from './local-date.js';

const LONDON = 'Europe/London';

/** A moment: milliseconds since 1970 in UTC, or anything that gives them as its value. */
export type Moment = number | { valueOf(): number };

/** The calendar day that it is in Europe/London at a moment. */
export function todayInLondon(moment: Moment): LocalDate {
  return zoned(moment).toPlainDate().toString() as LocalDate;
}

/** The time of day in Europe/London at a moment, as minutes since midnight: 450 is half past seven. */
export function minutesOfDayInLondon(moment: Moment): number {
  const time = zoned(moment);
  return time.hour * 60 + time.minute;
}

/** The moment, in milliseconds since 1970, at which the clocks of Europe/London show that time on that day. */
export function momentInLondon(date: LocalDate, hour = 0, minute = 0): number {
  return Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: LONDON,
    plainTime: { hour, minute },
  }).epochMilliseconds;
}

function zoned(moment: Moment): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.valueOf()).toZonedDateTimeISO(LONDON);
}
