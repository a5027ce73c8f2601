import type { LocalDate } from '../calendar/local-date.js';

export const ACTION_STATUSES = ['draft', 'not_started', 'in_progress', 'complete', 'cancelled'] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

export const ASSURANCES = ['not_reported', 'reported', 'evidenced', 'verified', 'embedded'] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** A milestone that is not yet reached. */
export interface MilestoneFact {
  readonly dueOn: LocalDate;
  readonly critical: boolean;
}

/** An update window that asked about the action. Cancelled windows are left out: they close without being missed. */
export interface WindowFact {
  /** The last day on which it is open. */
  readonly closesOn: LocalDate;
  /** What the update that counts for it said: something changed, "no change, because…", or no update counts for it. */
  readonly answer: 'change' | 'no_change' | null;
}

/** A request for another due date not yet decided; a date proposed that the asker has not answered is one too. */
export interface PendingDateChange {
  readonly askedOn: LocalDate;
  readonly newDueOn: LocalDate;
  /** The last day of the decider's time: 5 working days; for the board its next meeting, 30 working days at most. */
  readonly decideBy: LocalDate;
}

/** All that the rating of an action depends on, besides today, the working days and the preset of its plan. */
export interface RatingFacts {
  readonly status: ActionStatus;
  readonly assurance: Assurance;
  readonly startOn: LocalDate | null;
  /** The due date as it stands now. Start and due date are null in drafts only. */
  readonly dueOn: LocalDate | null;
  readonly hasOwner: boolean;

  /** The day of the latest call that stands; null when nobody's stands (an owner's ends with their next update). */
  readonly calledRedOn: LocalDate | null;
  readonly calledAmberOn: LocalDate | null;

  readonly lastUpdateOn: LocalDate | null;
  /** The date that the last update named ("No, by …"); null when it named none or there is no update. */
  readonly lastForecastOn: LocalDate | null;
  /** The last update said "don't know", and no date change has been approved since. */
  readonly lastUpdateUnsure: boolean;
  /** The last update was "no change, because…". */
  readonly lastUpdateNoChange: boolean;

  /** Milestones not yet reached, those of a complete action included if any. */
  readonly openMilestones: readonly MilestoneFact[];

  readonly pendingDateChange: PendingDateChange | null;
  /** How often the due date was moved since it was first set, or since the last reopening or re-baselining. */
  readonly timesMoved: number;
  readonly lastMovedOn: LocalDate | null;
  /** A pack issued since the last move has reported it. */
  readonly lastMoveReported: boolean;

  /**
   * The windows that asked about the action, oldest first: the last four closed, the open one, and those to come as far
   * as they are known, so that the day on which they will have been missed is known too.
   */
  readonly windows: readonly WindowFact[];

  /**
   * The day of the first report of completion that the proof is counted from. Null while not reported, and for
   * actions imported as complete until the plan manager asks for proof.
   */
  readonly provingFrom: LocalDate | null;
  readonly evidenceAccepted: boolean;
  readonly evidenceWaiting: boolean;

  /** A finding "improving, not yet good" that no later supporting finding or second check has answered. */
  readonly improvingOpen: boolean;
  /** "Done, but not enough", not yet supported by a later finding or closed by a quality assurance lead. */
  readonly notEnoughOpen: boolean;
}

/** The facts of a draft about which nothing has been said: what a caller has no better knowledge of stays as here. */
export const FACTS_OF_A_NEW_DRAFT: RatingFacts = {
  status: 'draft',
  assurance: 'not_reported',
  startOn: null,
  dueOn: null,
  hasOwner: false,
  calledRedOn: null,
  calledAmberOn: null,
  lastUpdateOn: null,
  lastForecastOn: null,
  lastUpdateUnsure: false,
  lastUpdateNoChange: false,
  openMilestones: [],
  pendingDateChange: null,
  timesMoved: 0,
  lastMovedOn: null,
  lastMoveReported: false,
  windows: [],
  provingFrom: null,
  evidenceAccepted: false,
  evidenceWaiting: false,
  improvingOpen: false,
  notEnoughOpen: false,
};
