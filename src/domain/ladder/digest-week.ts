import { startOfWeek } from '../calendar/day-number.js';
import type { LocalDate } from '../calendar/local-date.js';

/** Whether today's digest also lists what is still open: the first of a week that has something new for the person. */
export function listsWhatIsOpen(today: LocalDate, lastDigestOn: LocalDate | null): boolean {
  return lastDigestOn === null || lastDigestOn < startOfWeek(today);
}
