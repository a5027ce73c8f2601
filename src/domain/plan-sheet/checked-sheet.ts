import type { LocalDate } from '../calendar/local-date.js';
import type { ActionKind, EvidenceKind } from '../lifecycle/publishing.js';
import type { KnownPerson, PrintedPerson } from './people-in-cell.js';
import type { KnownRecommendation, RecommendationOffer } from './recommendation-in-cell.js';
import type { SheetProblem } from './sheet-problem.js';
import type { LeftOutRow } from './sheet-rows.js';

/** Somebody of the authority, and whether they can be given actions or answer for them. */
export interface PersonOfPlan extends KnownPerson {
  readonly canOwn: boolean;
  readonly canLead: boolean;
}

/** What the plan knows already. */
export interface PlanAround {
  readonly people: readonly PersonOfPlan[];
  readonly recommendations: readonly KnownRecommendation[];
}

/** One row as the draft that it would become. */
export interface PlannedAction {
  readonly sheet: string;
  readonly row: number;
  readonly reference: string | null;
  readonly title: string;
  readonly description: string;
  readonly workstream: string | null;
  readonly recommendationIds: readonly string[];
  readonly ownerId: string | null;
  readonly contributorIds: readonly string[];
  readonly leadId: string | null;
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly kind: ActionKind | null;
  readonly requiredEvidence: readonly EvidenceKind[];
  readonly successMeasure: string;
  /** The sheet says that it is done: it becomes reported complete when it is published. */
  readonly saysComplete: boolean;
  /** Kept to be read, never to rate anything. */
  readonly colourNote: string;
  readonly statusNote: string;
  readonly note: string;
}

/** A person whom the sheet names and the plan does not know, with how often. */
export interface UnknownPerson {
  readonly key: string;
  readonly printed: PrintedPerson;
  readonly rows: number;
  /** Who may be meant, where several have the name. */
  readonly candidates: readonly string[];
}

/** Printed words that name a recommendation, and which one is meant. */
export interface PrintedRecommendation {
  readonly key: string;
  readonly text: string;
  readonly rows: number;
  readonly offer: RecommendationOffer | null;
  /** Undefined: not decided yet; null: none. */
  readonly decided: string | null | undefined;
}

export interface CheckedSheet {
  readonly actions: readonly PlannedAction[];
  readonly problems: readonly SheetProblem[];
  readonly leftOut: readonly LeftOutRow[];
  readonly unknownPeople: readonly UnknownPerson[];
  readonly recommendations: readonly PrintedRecommendation[];
  /** In the order of the sheet. */
  readonly workstreams: readonly string[];
  /** Cells whose value a formula computed. */
  readonly formulas: number;
}
