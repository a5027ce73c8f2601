/** The colours in the order in which they are listed everywhere: what wants attention first. */
export const COLOURS = ['red', 'amber', 'green', 'blue', 'grey'] as const;
export type Colour = (typeof COLOURS)[number];

/** Every reason a rating can have, in the order in which reasons are listed, with the colour it speaks for. */
export const COLOUR_OF_REASON = {
  not_due_to_start: 'grey',
  embedded: 'blue',
  overdue: 'red',
  critical_milestone_late: 'red',
  called_red: 'red',
  milestone_late: 'amber',
  forecast_late: 'amber',
  unsure: 'amber',
  due_soon_not_started: 'amber',
  late_start: 'amber',
  decision_awaited: 'amber',
  moved_again: 'amber',
  not_updated_twice: 'amber',
  no_progress: 'amber',
  no_owner: 'amber',
  called_amber: 'amber',
  unproven: 'amber',
  not_enough: 'amber',
  on_track: 'green',
  to_check: 'green',
  verified: 'green',
} as const satisfies Record<string, Colour>;

export type ReasonCode = keyof typeof COLOUR_OF_REASON;
export const REASON_CODES = Object.keys(COLOUR_OF_REASON) as readonly ReasonCode[];
