export const PRESET_NAMES = ['strict', 'standard', 'gentle'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

/** The numbers by which a plan is rated, in working days where nothing else is said. */
export interface RatingPreset {
  readonly name: PresetName;
  /** A critical milestone turns the action Red when it is more than this many working days late. */
  readonly criticalMilestoneLate: number;
  /** Amber when not started within this many working days of the due date. */
  readonly dueSoonNotStarted: number;
  /** Amber when not started this many working days after its start. */
  readonly lateStart: number;
  /** Amber when complete without accepted evidence this many working days after the report. */
  readonly unproven: number;
  /** Amber when this many update windows running closed without an update. */
  readonly windowsMissed: number;
  /** Amber when this many windows running were answered "no change". */
  readonly windowsWithoutChange: number;
  /** Amber from the second move until a pack has reported it, or for this long where none was issued. */
  readonly movedAgainStays: number;
}

const SAME_IN_ALL = { windowsWithoutChange: 2, movedAgainStays: 25 };

export const RATING_PRESETS: Readonly<Record<PresetName, RatingPreset>> = {
  strict: {
    name: 'strict',
    criticalMilestoneLate: 5,
    dueSoonNotStarted: 15,
    lateStart: 5,
    unproven: 15,
    windowsMissed: 1,
    ...SAME_IN_ALL,
  },
  standard: {
    name: 'standard',
    criticalMilestoneLate: 10,
    dueSoonNotStarted: 10,
    lateStart: 10,
    unproven: 20,
    windowsMissed: 2,
    ...SAME_IN_ALL,
  },
  gentle: {
    name: 'gentle',
    criticalMilestoneLate: 15,
    dueSoonNotStarted: 5,
    lateStart: 20,
    unproven: 30,
    windowsMissed: 3,
    ...SAME_IN_ALL,
  },
};
