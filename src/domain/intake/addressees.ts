import { actorOf, addresseeNamed, isBody } from './asking.js';
import type { KindDescription } from './document-kind.js';
import type { OutlinedBlock } from './outline.js';

/** To whom the part of the report that the block stands in makes its recommendations. */
export function usualAddressee(kind: KindDescription, entry: OutlinedBlock): string {
  return entry.chapter === 'board' && kind.addressee === 'Local authority' ? 'LSCB' : kind.addressee;
}

/** Whether documents of this kind ask something of more than one body. */
export function namesBodies(kind: KindDescription): boolean {
  return (
    kind.namesBodies ||
    kind.kind === 'looked_after_children_inspection' ||
    kind.kind === 'safeguarding_progress_inspection'
  );
}

/** The body that a heading names ("Recommendations for Westmarch Police", "Westmarch Police"), or null. */
export function bodyInHeading(heading: string, kind: KindDescription, usual: string): string | null {
  if (!namesBodies(kind)) return null;
  const words = heading.replace(/\s*:\s*$/, '');
  const named =
    /\b(?:for|to) (?:the )?(.{3,80})$/i.exec(words)?.[1] ??
    /^(.{3,60}) recommendations$/i.exec(words)?.[1] ??
    null;
  return named && isBody(capital(named)) ? addresseeNamed(capital(named), usual) : null;
}

const GENERIC =
  /^(council|board|trust|force|service|partnership|department|constabulary|authority|icb|ccg|team|school|college|police|agency|panel|commission|commissioner|government)$/i;

/**
 * The body that an item's own sentence makes responsible, or null where it names none but the one already known:
 * "the Trust" below a heading that names a trust is that trust.
 */
export function bodyInItem(text: string, known: string, kind: KindDescription): string | null {
  if (!namesBodies(kind)) return null;
  const before = /^([^:.]{4,70}):\s+\S/.exec(text)?.[1];
  if (before && isBody(before) && !/\b(should|must)\b/.test(before)) return addresseeNamed(before, known);
  const actor = actorOf(text);
  if (actor === null) return null;
  const generic = GENERIC.exec(actor)?.[1];
  if (generic && new RegExp(`\\b${generic}\\b`, 'i').test(known)) return null;
  const named = addresseeNamed(actor, known);
  return named === null ? null : capital(named);
}

/** The body that a sentence before a list names: "Westmarch Police should:". */
export function bodyInLeadIn(text: string, usual: string, kind: KindDescription): string | null {
  if (!namesBodies(kind)) return null;
  const last = text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).at(-1)!;
  const actor = actorOf(last);
  return actor === null ? null : addresseeNamed(actor, usual);
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
