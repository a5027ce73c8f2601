import type { LocalDate } from '../calendar/local-date.js';
import { areaSpeaksOf, readArea, readAsked, type AskedAbout } from '../matching/area-speaks-of.js';

/** A document that looked at what was done, and what it says it covered. */
export interface Look {
  readonly documentId: string;
  /** The day it speaks of: the last day of the visit. */
  readonly on: LocalDate;
  /** In its own words; empty where it does not say, which is not "everything". */
  readonly coveredAreas: readonly string[];
}

export interface LookedForRecommendation extends AskedAbout {
  /** The document that asks for it, and its day. */
  readonly documentId: string;
  readonly raisedOn: LocalDate;
  /** Documents with a finding that a person linked to it, or to an action towards it. */
  readonly linkedDocumentIds: readonly string[];
}

export interface LookedAt {
  readonly documentId: string;
  readonly on: LocalDate;
  /** How we know: a finding was linked, or the visit says that it covered this area. */
  readonly by: 'finding' | 'area';
  readonly area: string | null;
  /** What area and recommendation both name. */
  readonly words: readonly string[];
}

/**
 * When a recommendation was last looked at: by the latest visit or check after its own document that has a finding
 * linked to it, or that says it covered its area. Null: nobody has looked since it was raised. Having been looked at
 * is never agreement, and what a visit did not look at is not agreement either.
 */
export function lastLookedAt(looks: readonly Look[]): (one: LookedForRecommendation) => LookedAt | null {
  const latestFirst = [...looks]
    .sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1))
    .map((look) => ({ ...look, areas: look.coveredAreas.map(readArea) }));
  return (one) => {
    const later = latestFirst.filter(
      ({ documentId, on }) => documentId !== one.documentId && on >= one.raisedOn,
    );
    let asked: ReturnType<typeof readAsked> | null = null;
    for (const { documentId, on, areas } of later) {
      if (one.linkedDocumentIds.includes(documentId)) {
        return { documentId, on, by: 'finding', area: null, words: [] };
      }
      for (const area of areas) {
        asked ??= readAsked(one);
        const words = areaSpeaksOf(area, asked);
        if (words !== null) return { documentId, on, by: 'area', area: area.area, words };
      }
    }
    return null;
  };
}
