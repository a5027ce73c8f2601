import type { LocalDate } from '../calendar/local-date.js';
import { refuse, type Refusal } from './refusal.js';

/** Somebody is away from a day on, and a deputy gets what is meant for them. */
export interface Absence {
  readonly personId: string;
  /** Null: is away and has named nobody, so everything still goes to them. */
  readonly deputyId: string | null;
  readonly from: LocalDate | null;
  /** The last day away; null: until further notice. */
  readonly until: LocalDate | null;
}

/** A deputy as far as the rule looks at them. */
export interface PossibleDeputy {
  readonly mayAct: boolean;
  /** Null: the council itself. */
  readonly agencyId: string | null;
}

export type AbsenceRefusal =
  'from_missing' | 'until_before_from' | 'already_over' | 'own_deputy' | 'deputy_left' | 'deputy_elsewhere';

/**
 * An absence has a first day and, if it is known, a last one that has not passed. The deputy is somebody else with an
 * open account in the same agency: what is meant for one agency is not told to another.
 */
export function refusalOfAbsence(
  absence: Absence,
  agencyId: string | null,
  deputy: PossibleDeputy | null,
  today: LocalDate,
): Refusal<AbsenceRefusal> | null {
  const { personId, deputyId, from, until } = absence;
  if (from === null) return refuse('from_missing');
  if (until !== null && until < from) return refuse('until_before_from');
  if (until !== null && until < today) return refuse('already_over');
  if (deputyId === null) return null;
  if (deputyId === personId) return refuse('own_deputy');
  if (deputy === null || !deputy.mayAct) return refuse('deputy_left');
  return deputy.agencyId === agencyId ? null : refuse('deputy_elsewhere');
}

/** Whether somebody is away on a day: from the first to the last day, both included. */
export function isAwayOn(absence: Pick<Absence, 'from' | 'until'>, day: LocalDate): boolean {
  if (absence.from === null || absence.from > day) return false;
  return absence.until === null || absence.until >= day;
}
