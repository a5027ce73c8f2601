import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { isException, type ExceptionFacts } from '../ladder/action-rungs.js';
import { heldUntil, type RequestNotApproved } from '../ladder/held-until.js';
import type { LadderPreset } from '../ladder/ladder-preset.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import type { Colour } from '../rating/reason-code.js';

/** What decides whether an action is put before the board. */
export interface ReportedFacts {
  readonly status: ActionStatus;
  readonly colour: Colour;
  readonly dueOn: LocalDate | null;
  /** Towards an open priority action: the list begins sooner, and it stands first. */
  readonly priorityAction: boolean;
  readonly noticesFrom: LocalDate | null;
  readonly colourSince: LocalDate | null;
  readonly requests: readonly RequestNotApproved[];
  readonly redAtLastPack: boolean;
}

/**
 * The exception list of a pack, by the plan's ladder: open actions overdue for 11 working days or more (6 towards a
 * priority action; other numbers where the plan set them), and those that were Red in the last issued pack and are Red
 * now. Those towards a priority action first, then the longest past their date.
 */
export function exceptionList<Facts extends ReportedFacts>(
  actions: readonly Facts[],
  today: LocalDate,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): Facts[] {
  return actions
    .filter((action) => isException(factsOfLadder(action), today, calendar, ladder))
    .sort((one, other) => {
      if (one.priorityAction !== other.priorityAction) return one.priorityAction ? -1 : 1;
      return (one.dueOn ?? '') < (other.dueOn ?? '') ? -1 : one.dueOn === other.dueOn ? 0 : 1;
    });
}

function factsOfLadder(action: ReportedFacts): ExceptionFacts {
  return {
    status: action.status,
    dueOn: action.dueOn,
    noticesFrom: action.noticesFrom,
    onShortClock: action.priorityAction,
    heldUntil: action.dueOn === null ? null : heldUntil(action.requests, action.dueOn),
    redSince: action.colour === 'red' ? action.colourSince : null,
    redAtLastPack: action.redAtLastPack,
  };
}
