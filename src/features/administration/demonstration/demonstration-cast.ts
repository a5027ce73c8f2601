import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Person } from '../../../web/person.js';

/** Who and what the plan's names stand for, and the clock's way to a day. */
export interface DemoCast {
  authorityId: string;
  people: Map<string, Person>;
  agencies: Map<string, string>;
  workstreams: Map<string, string>;
  /** Moves the clock to a day counted from the day of loading, and gives that day. */
  goTo(day: number): LocalDate;
}

/** Something that happens on a day counted from the day of loading. */
export interface DemoEvent {
  day: number;
  happen(): Promise<void>;
}

export function member(cast: DemoCast, login: string): Person {
  const person = cast.people.get(login);
  if (person === undefined) throw new Error(`The demonstration has nobody called ${login}`);
  return person;
}
