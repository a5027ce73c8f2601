import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { ActionKind, EvidenceKind } from '../../domain/lifecycle/publishing.js';
import type { ActionStatus } from '../../domain/rating/rating-facts.js';
import type { Colour } from '../../domain/rating/reason-code.js';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import type { RecommendationStatus, Response } from '../recommendations/recommendation.entity.js';

/** An action as the plan says it, with names in words: what a version keeps. */
export interface ActionInPlan {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly kind: ActionKind | null;
  readonly status: ActionStatus;
  readonly ownerName: string | null;
  readonly leadName: string | null;
  readonly agencyName: string | null;
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly originalDueOn: LocalDate | null;
  /** The date that the last re-baselining or reopening set. */
  readonly baselineOn: LocalDate | null;
  readonly successMeasure: string;
  readonly requiredEvidence: readonly EvidenceKind[];
  readonly rating: Colour;
  readonly restricted: boolean;
}

/** A recommendation as the plan answers it. */
export interface RecommendationInPlan {
  readonly id: string;
  readonly number: string | null;
  readonly priority: RecommendationPriority;
  readonly addressee: string | null;
  readonly theme: string | null;
  readonly text: string;
  readonly documentTitle: string;
  readonly status: RecommendationStatus;
  readonly response: Response;
  readonly responseText: string;
  readonly outcome: string;
  readonly workstreamName: string | null;
  readonly leadName: string | null;
  readonly restricted: boolean;
  readonly measures: readonly {
    readonly name: string;
    readonly unit: string;
    readonly baseline: number | null;
    readonly target: number;
    readonly latestValue: number | null;
    readonly latestOn: LocalDate | null;
  }[];
}

/** One entry of the plan, in its order. `recommendation` null: actions that serve none. */
export interface PlanEntry {
  readonly recommendation: RecommendationInPlan | null;
  readonly actions: readonly ActionInPlan[];
}
