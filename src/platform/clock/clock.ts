import { Injectable } from '@nestjs/common';
import { todayInLondon } from '../../domain/calendar/london-time.js';
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
    return todayInLondon(this.now());
  }
}
