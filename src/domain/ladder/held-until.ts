import type { LocalDate } from '../calendar/local-date.js';

/** A request for another date that was not approved: waiting still, refused, or dropped. */
export interface RequestNotApproved {
  readonly askedOn: LocalDate;
  readonly newDueOn: LocalDate;
  readonly decideBy: LocalDate;
  /** The day it was refused or dropped; null while it waits. */
  readonly endedOn: LocalDate | null;
}

/**
 * The last day on which a timely request holds Red back for this due date: it was asked for before the due date, for
 * a later one, and waits within its decider's time. Refused, dropped or timed out, the steps start on the next working
 * morning. Null when no request did, or will if nothing is decided.
 */
export function heldUntil(requests: readonly RequestNotApproved[], dueOn: LocalDate): LocalDate | null {
  let until: LocalDate | null = null;
  for (const { askedOn, newDueOn, decideBy, endedOn } of requests) {
    if (askedOn >= dueOn || newDueOn <= dueOn) continue;
    const last = endedOn !== null && endedOn < decideBy ? endedOn : decideBy;
    if (last > dueOn && (until === null || last > until)) until = last;
  }
  return until;
}
