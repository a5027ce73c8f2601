import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Assurance } from '../../domain/rating/rating-facts.js';
import type { Colour } from '../../domain/rating/reason-code.js';
import type { PresetName } from '../../domain/rating/rating-preset.js';
import type { Spread } from '../../domain/rating/recommendation-spread.js';
import type { Response } from '../recommendations/recommendation.entity.js';

/** An action as the public reads it: no owner, no lead, no update. */
export interface PublicAction {
  readonly reference: string;
  readonly title: string;
  /** Null: the council itself. */
  readonly agency: string | null;
  readonly dueOn: LocalDate | null;
  readonly status: 'not_started' | 'in_progress' | 'complete';
  readonly assurance: Assurance;
  readonly colour: Colour;
}

export interface PublicMeasure {
  readonly name: string;
  readonly unit: string;
  /** `hidden`: a count of children under five. */
  readonly baseline: number | null | 'hidden';
  readonly target: number;
  readonly latest: number | null | 'hidden';
  readonly latestOn: LocalDate | null;
}

export interface PublicEntry {
  readonly number: string | null;
  readonly priority: RecommendationPriority;
  readonly text: string;
  readonly document: string;
  readonly isMet: boolean;
  readonly response: Response;
  readonly outcome: string;
  readonly workstream: string | null;
  readonly actions: readonly PublicAction[];
  readonly measures: readonly PublicMeasure[];
}

/**
 * What everybody may read of a plan, frozen when it is published: plain values, no ids, nobody's name. The figures
 * count what stands below them and nothing else.
 */
export interface PublicPlan {
  readonly authority: string;
  readonly title: string;
  readonly asAt: LocalDate;
  readonly preset: PresetName;
  readonly colourMeanings: Readonly<Record<Colour, string>>;
  readonly recommendations: { readonly total: number; readonly met: number };
  /** An action towards two recommendations is counted once. */
  readonly actions: {
    readonly total: number;
    readonly complete: number;
    readonly verified: number;
    readonly overdue: number;
    readonly counts: Spread;
  };
  readonly entries: readonly PublicEntry[];
}

/** A text of the plan in which somebody's name was found, and where it is put right. */
export interface NamedText {
  readonly where: string;
  readonly href: string | null;
  readonly text: string;
  readonly found: readonly string[];
  /** Whether a whole name or a mail address is left out of what is published; else the text stays as it is. */
  readonly isLeftOut: boolean;
}
