import type { LocalDate } from '../calendar/local-date.js';
import type { RecommendationPriority } from '../intake/extraction.js';
import type { RecommendationStatus } from '../lifecycle/recommendation-life.js';
import type { RecommendationMark } from '../lifecycle/recommendation-marks.js';
import type { ActionStatus, Assurance } from '../rating/rating-facts.js';
import type { Colour, ReasonCode } from '../rating/reason-code.js';
import type { Spread } from '../rating/recommendation-spread.js';
import type { PresetName } from '../rating/rating-preset.js';
import type { ActionSnapshot } from './action-snapshot.js';
import type { Standing } from './measure-standing.js';

/**
 * Everything a board's pack says, as plain values with names in words: written once when the pack is issued, and the
 * only source of the pack in every format. Dates are calendar days in Europe/London; shares are always a numerator
 * and its denominator, never a percentage alone.
 */
export interface PackContent {
  /** Part 1 leaves out restricted items and counts them; Part 2 has them. */
  readonly part: 1 | 2;
  readonly authority: string;
  readonly board: string;
  readonly meetingOn: LocalDate | null;
  readonly asAt: LocalDate;
  readonly preset: PresetName;
  /** What each colour means, in the authority's words. */
  readonly colourMeanings: Readonly<Record<Colour, string>>;
  /** The pack before this one that was issued to the same board: what movement is counted from. */
  readonly since: { readonly pack: string; readonly asAt: LocalDate } | null;
  /** Restricted actions that are neither listed nor counted. */
  readonly leftOut: number;
  /** Recommendations of documents that are not public yet: neither listed nor counted, in either part. */
  readonly leftOutEmbargoed: number;

  readonly commentary: readonly Commentary[];
  readonly headline: PackHeadline;
  readonly exceptions: readonly PackException[];
  readonly decisionsWanted: readonly {
    readonly heading: string;
    readonly lines: readonly { readonly title: string; readonly about: string; readonly since: LocalDate }[];
  }[];
  readonly voices: readonly PackVoice[];

  readonly movement: readonly MovementSection[];
  readonly coverage: readonly CoverageGap[];
  readonly recommendations: readonly PackRecommendation[];
  readonly measures: readonly PackMeasure[];
  readonly findings: readonly PackFinding[];
  readonly findingsSetAside: readonly PackSetAside[];
  readonly challenges: readonly PackChallenge[];
  /** Open actions due from the day of the pack until the meeting after this one. */
  readonly dueNext: readonly PackAction[];
  /** That meeting, or a month after this one where none is planned. */
  readonly dueNextUntil: LocalDate;
  readonly charts: PackCharts;
  /** Every counted action as it stood: what the next pack compares with, and the list behind every figure. */
  readonly actions: readonly PackAction[];
}

/** What one of those who answer for the plan says: the director, and the lead of each part. */
export interface Commentary {
  readonly by: string;
  readonly role: 'director' | 'lead';
  readonly better: string;
  readonly worries: string;
  readonly asks: string;
}

export interface PackHeadline {
  readonly recommendations: { readonly met: number; readonly total: number; readonly withoutAction: number };
  readonly actions: {
    readonly complete: number;
    readonly total: number;
    readonly completeThen: number | null;
    readonly totalThen: number | null;
    readonly added: number;
    readonly cancelled: number;
    /** Counted then and restricted since, so that this part leaves them out: then + added − cancelled − withheld = total. */
    readonly withheld: number;
    readonly verified: number;
    readonly embedded: number;
    readonly overdue: number;
    readonly noOwner: number;
    readonly counts: Spread;
    readonly turnedRedWithoutAmber: number;
    readonly doneByCurrentDate: number;
    readonly doneByOriginalDate: number;
  };
  /** Impact stands apart from delivery. */
  readonly measures: {
    readonly atTarget: number;
    readonly total: number;
    readonly withoutFreshValue: number;
  };
}

/** An action as a row of a pack. */
export interface PackAction extends ActionSnapshot {
  readonly reference: string;
  readonly title: string;
  readonly status: ActionStatus;
  readonly assurance: Assurance;
  readonly priorityAction: boolean;
  readonly originalDueOn: LocalDate | null;
  /** The day of the report of completion that was not refused. */
  readonly reportedOn: LocalDate | null;
  /** The last window that asked closed without an answer. */
  readonly notUpdated: boolean;
  readonly timesMoved: number;
  /** Working days from the original date. */
  readonly daysSlipped: number;
  readonly ownerName: string | null;
  readonly leadName: string | null;
  readonly agencyName: string | null;
  readonly recommendationNumbers: readonly string[];
  readonly restricted: boolean;
  /** Its rating in the last packs and now, oldest first, three at most; null where it was not counted. */
  readonly lastRatings: readonly (Colour | null)[];
}

export interface PackException extends PackAction {
  readonly reasons: readonly ReasonCode[];
  /** Since when it has been Red or overdue. */
  readonly since: LocalDate | null;
  /** The owner's words: what is in the way, and what will be done about it. Empty: none was given. */
  readonly explanation: string;
  readonly explainedBy: string | null;
  readonly explainedOn: LocalDate | null;
  /** When the owner says it will be done. */
  readonly recoveryOn: LocalDate | null;
}

/** What children, families or staff told us, and what came of it. */
export interface PackVoice {
  readonly on: LocalDate;
  readonly whose: 'children' | 'families' | 'staff';
  readonly source: string;
  readonly asked: number | null;
  /** Fewer than five children were asked, and Part 1 does not say how many. */
  readonly askedHidden?: boolean;
  readonly said: string;
  readonly changed: string;
  readonly recommendationNumbers: readonly string[];
}

export const MOVEMENT_KINDS = [
  'new',
  'complete',
  'verified',
  'embedded',
  'reopened',
  'turned_red',
  'turned_amber',
  'eased',
  'recovered',
  'moved',
  'owner_changed',
  'not_updated',
  'cancelled',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** One heading of what changed since the last pack, with its lines. Headings without a line are left out. */
export interface MovementSection {
  readonly kind: MovementKind;
  readonly title: string;
  readonly lines: readonly {
    readonly id: string;
    readonly reference: string;
    readonly title: string;
    /** "from Green to Red: overdue"; empty where the heading says it all. */
    readonly what: string;
  }[];
}

export interface CoverageGap {
  /** `only_drafts`: an action was drafted and none is published. */
  readonly kind:
    | 'no_action'
    | 'only_drafts'
    | 'measure_not_moved'
    | 'effect_not_confirmed'
    | 'no_measure'
    | 'not_looked_at';
  readonly recommendationNumber: string | null;
  readonly text: string;
  /** For what inspectors did not look at: since when. */
  readonly since: LocalDate | null;
}

export interface PackRecommendation {
  readonly id: string;
  readonly number: string | null;
  readonly priority: RecommendationPriority;
  readonly text: string;
  readonly documentTitle: string;
  readonly status: RecommendationStatus;
  readonly marks: readonly RecommendationMark[];
  readonly spread: Spread;
  readonly leadName: string | null;
  readonly sentence: string | null;
  readonly sentenceOn: LocalDate | null;
}

export interface PackMeasure {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly direction: 'up' | 'down';
  readonly baseline: number | null;
  readonly baselineOn: LocalDate | null;
  readonly target: number;
  readonly targetOn: LocalDate | null;
  readonly standing: Standing;
  readonly source: string;
  /** Oldest first. `value` is null where it is a count of children under five that Part 1 does not show. */
  readonly values: readonly { readonly on: LocalDate; readonly value: number | null }[];
  readonly isFresh: boolean;
  readonly recommendationNumbers: readonly string[];
}

/** What inspectors or a check said about the plan, as a person linked it. */
export interface PackFinding {
  readonly document: string;
  readonly on: LocalDate | null;
  readonly number: string | null;
  readonly text: string;
  readonly link: 'supports' | 'improving' | 'not_borne_out' | 'new_concern';
  readonly about: readonly string[];
  readonly note: string;
}

/** A weakness that was set aside, or linked as support, with the agreement of quality assurance. */
export interface PackSetAside {
  readonly document: string;
  readonly number: string | null;
  readonly text: string;
  readonly how: 'set_aside' | 'linked_as_support';
  readonly reason: string;
  readonly by: string;
  readonly agreedBy: string | null;
  readonly on: LocalDate;
}

export interface PackChallenge {
  readonly reference: string;
  readonly question: string;
  readonly askedBy: string;
  readonly askedOf: string;
  readonly raisedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly state: 'open' | 'answered' | 'closed';
  readonly answer: string | null;
  /** Calendar days from the day it was raised to the day of the pack. */
  readonly ageDays: number;
}

/** The numbers behind each chart, which is drawn from them wherever the pack is shown. */
export interface PackCharts {
  /** Counted actions by colour at the end of each month and on the day itself. */
  readonly coloursOverTime: readonly { readonly on: LocalDate; readonly counts: Spread }[];
  /** How many should have been done by each day by their original date, by their current one, and were. */
  readonly planAgainstActual: readonly {
    readonly on: LocalDate;
    readonly byOriginalDate: number;
    readonly byCurrentDate: number;
    readonly done: number;
  }[];
  readonly ageOfOverdue: readonly { readonly label: string; readonly count: number }[];
  readonly judgements: readonly {
    readonly area: string;
    readonly grades: readonly {
      readonly document: string;
      readonly on: LocalDate | null;
      readonly grade: string;
    }[];
  }[];
}
