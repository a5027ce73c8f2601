import type { DocumentKind, RecommendationPriority } from './extraction.js';
import { headingWords, type HeadingMeaning } from './heading-roles.js';

/** What one kind of document calls its list of requests, where others mean something else by the same words. */
interface Habits {
  /** Headings that open a list in this kind only, with the priority of what stands there. */
  readonly headings: RegExp;
  readonly priority: RecommendationPriority;
  /** The list gives way to one under a heading that plainly asks. */
  readonly weak?: true;
  /** Sentences that open a list where no heading does. */
  readonly opener?: RegExp;
  /** Without any list, every numbered paragraph that says what must be done is one of its requests. */
  readonly wherever?: RegExp;
}

const ordered: Habits = {
  headings:
    /^(improvement )?(requirements?|measures|actions)\b(?! (of|taken)\b).{0,40}$|^(actions?|steps|measures) (required|to be taken)\b.*|^annex\b.*\b(actions?|steps|requirements?|measures)\b.*|^improvement (areas?|objectives?|targets?)\b.*|^schedule( \d+)?( of (actions|requirements))?$|^(what )?the (council|authority|trust) (must|should|needs to|is required to|is directed to)\b.{0,40}$/,
  priority: 'recommendation',
  opener:
    /\b(directs? (the )?[^.:]{2,70}|(council|authority|trust) (must|should|shall|is required to|is directed to|is to)|take the following (steps|actions?|measures))[^.:]{0,80}:$/i,
  wherever:
    /^(?!(if|should|where|unless|in the event)\b).{0,120}?\b(council|authority|trust|[\p{Lu}]\p{L}+)\b.{0,30}?\b(must|should|shall|will|is required to|is directed to|is to)\b/iu,
};

const HABITS: Partial<Record<DocumentKind, Habits>> = {
  improvement_notice: ordered,
  statutory_direction: ordered,
  self_evaluation: {
    headings:
      /^(our )?next steps\b.{0,40}$|^(our |key |main |future |improvement )*priorities\b.{0,60}$|^what (are|is) (we|our) .{0,40}(next|priorit).*$|^what (will|must|do) we (do|need|plan|want).{0,40}$|^(our )?plans? (for|to) .{0,60}improv.{0,40}$|^(our )?areas (we|for us) .{0,40}$/,
    priority: 'area_for_improvement',
  },
  adviser_review: {
    headings:
      /^(agreed |suggested |proposed )?next steps\b.{0,40}$|^what (should|needs to) happen next$|^priorities\b.{0,40}$/,
    priority: 'recommendation',
    weak: true,
  },
};

/** The meaning of a heading in a document of this kind, when the kind gives it one of its own. */
export function habitualMeaning(kind: DocumentKind, heading: string): HeadingMeaning | null {
  const habits = HABITS[kind];
  if (!habits?.headings.test(headingWords(heading))) return null;
  return {
    role: 'recommendations',
    priority: habits.priority,
    ...(habits.weak ? { weak: true } : {}),
  };
}

export function habitsOf(kind: DocumentKind): Habits | null {
  return HABITS[kind] ?? null;
}
