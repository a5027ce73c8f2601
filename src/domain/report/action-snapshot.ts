import type { LocalDate } from '../calendar/local-date.js';
import type { ActionStatus, Assurance } from '../rating/rating-facts.js';
import type { Colour, ReasonCode } from '../rating/reason-code.js';

/** An action as it stood at the end of a day: what reports count and compare. */
export interface ActionSnapshot {
  readonly id: string;
  readonly status: ActionStatus;
  readonly assurance: Assurance;
  readonly colour: Colour;
  readonly reasons: readonly ReasonCode[];
  readonly dueOn: LocalDate | null;
  readonly ownerId: string | null;
}
