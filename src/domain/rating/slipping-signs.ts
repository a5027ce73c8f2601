import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { WorseAhead } from './colour-ahead.js';
import type { ActionStatus } from './rating-facts.js';
import type { ReasonCode } from './reason-code.js';

/** What says that an action is about to slip, the most pressing first. */
export const SLIPPING_SIGNS = [
  'turns_red',
  'turns_amber',
  'due_in_10_not_started',
  'due_in_20_not_started',
  'milestone_late',
  'forecast_late',
  'unsure',
  'not_updated',
  'waiting',
] as const;
export type SlippingSign = (typeof SLIPPING_SIGNS)[number];

export interface MaySlip {
  readonly status: ActionStatus;
  readonly dueOn: LocalDate;
  readonly ratingReasons: readonly ReasonCode[];
  readonly lateMilestones: number;
  readonly notUpdated: boolean;
  readonly waits: boolean;
  readonly ahead: WorseAhead | null;
}

/**
 * Why an open action that is not Red is about to slip: it turns Red or Amber within ten working days; it is due within
 * 10 or 20 working days and has not begun; a milestone is late; its owner names a later date or does not know; it was
 * not updated; it waits for somebody else. None: it is not about to slip.
 */
export function slippingSigns(action: MaySlip, today: LocalDate, calendar: WorkingCalendar): SlippingSign[] {
  const notBegun = action.status === 'not_started';
  const dueWithin = (days: number) => notBegun && action.dueOn <= calendar.workingDaysAfter(today, days);
  const has = (...codes: ReasonCode[]) => codes.some((code) => action.ratingReasons.includes(code));
  const holds: Record<SlippingSign, boolean> = {
    turns_red: action.ahead?.colour === 'red',
    turns_amber: action.ahead?.colour === 'amber',
    due_in_10_not_started: dueWithin(10),
    due_in_20_not_started: dueWithin(20) && !dueWithin(10),
    milestone_late: action.lateMilestones > 0,
    forecast_late: has('forecast_late'),
    unsure: has('unsure'),
    not_updated: action.notUpdated || has('not_updated_twice', 'no_progress'),
    waiting: action.waits,
  };
  return SLIPPING_SIGNS.filter((sign) => holds[sign]);
}
