import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { rateAction } from './action-rating.js';
import type { Colour, ReasonCode } from './reason-code.js';
import type { RatingFacts } from './rating-facts.js';
import type { RatingPreset } from './rating-preset.js';

/** A worse colour to come, and why. */
export interface WorseAhead {
  readonly on: LocalDate;
  readonly colour: 'red' | 'amber';
  readonly reasons: readonly ReasonCode[];
}

const WORSE: Readonly<Record<Colour, number>> = { red: 2, amber: 1, green: 0, blue: 0, grey: 0 };

/**
 * The first day up to and with `until` on which an action turns Amber, or from Amber Red, if nobody does anything;
 * null where it keeps its colour or gets a better one. Found from day to day on which its rating changes.
 */
export function worseAhead(
  facts: RatingFacts,
  today: LocalDate,
  until: LocalDate,
  calendar: WorkingCalendar,
  preset: RatingPreset,
): WorseAhead | null {
  const now = rateAction(facts, today, calendar, preset);
  let day = now.nextOn;
  while (day !== null && day <= until) {
    const { colour, reasons, nextOn } = rateAction(facts, day, calendar, preset);
    if ((colour === 'red' || colour === 'amber') && WORSE[colour] > WORSE[now.colour]) {
      return { on: day, colour, reasons };
    }
    day = nextOn;
  }
  return null;
}
