import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '../../domain/calendar/local-date.js';

/** The only place that reads the machine's clock, so that a test can say what time it is. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** The moment that somebody set, null on the machine's clock. Demonstration data keeps its history by it. */
  pretended(): Date | null {
    return null;
  }

  /** The calendar day in England at this moment. */
  today(): LocalDate {
    return londonDay(this.now());
  }
}

/** The calendar day in Europe/London at that moment. */
export function londonDay(moment: Date): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO('Europe/London')
    .toPlainDate()
    .toString() as LocalDate;
}
