import type { DocumentKind, RecommendationPriority } from './extraction.js';
import { KIND_SIGNS } from './kind-signs.js';
import type { OutlinedBlock } from './outline.js';
import { plainly } from './wording.js';

/** What is particular to one kind of document. A new kind is a new entry here and its signs, not a new reader. */
export interface KindDescription {
  readonly kind: DocumentKind;
  /** To whom its recommendations are made where nothing else is printed. */
  readonly addressee: string;
  /** The priority of items under a plain "Recommendations" heading. */
  readonly priority: RecommendationPriority;
  /** A letter: its findings are paragraphs, not numbered ones. */
  readonly letter: boolean;
  /** Whether items may name another body as the one that must act. */
  readonly namesBodies: boolean;
}

const inspection = {
  addressee: 'Local authority',
  priority: 'recommendation',
  letter: false,
  namesBodies: false,
} as const;
const letter = { ...inspection, letter: true } as const;
const open = { ...inspection, namesBodies: true } as const;
const partnership = { ...open, letter: true, priority: 'area_for_improvement' } as const;

/** Where the evidence for two kinds weighs the same, the earlier one is meant. */
export const KINDS: readonly KindDescription[] = [
  { ...letter, kind: 'monitoring_visit' },
  { ...letter, kind: 'focused_visit' },
  { ...partnership, kind: 'area_send_inspection', addressee: 'Local area partnership' },
  { ...partnership, kind: 'jtai', addressee: 'Local partnership' },
  { ...inspection, kind: 'improvement_notice' },
  { ...inspection, kind: 'statutory_direction' },
  { ...inspection, kind: 'safeguarding_progress_inspection' },
  { ...inspection, kind: 'sif_inspection' },
  { ...inspection, kind: 'looked_after_children_inspection' },
  { ...inspection, kind: 'ilacs_inspection' },
  { ...open, kind: 'case_review', addressee: 'Local partnership' },
  { ...open, kind: 'public_inquiry' },
  { ...open, kind: 'peer_review' },
  { ...open, kind: 'adviser_review' },
  { ...open, kind: 'self_evaluation' },
  { ...open, kind: 'audit' },
];

export const OTHER: KindDescription = { ...open, kind: 'other' };

/** Weight that names a kind beyond doubt, and the least that names one at all. */
const CERTAIN = 8;
const ENOUGH = 4;

/**
 * The kind of the document, weighed from what its title, first page, headings and text say.
 * `sure` is false where the evidence is thin or nearly as strong for another kind.
 */
export function kindOf(
  title: string | null,
  head: readonly string[],
  outline: readonly OutlinedBlock[],
): { description: KindDescription; sure: boolean } {
  const said = {
    title: [plainly(title ?? '')],
    front: [plainly(head.join(' '))],
    headings: outline.flatMap(({ heading }) => (heading ? [plainly(heading.text)] : [])),
    text: outline.map(({ block }) => plainly(block.text)),
  };
  const weighed = KINDS.map((description) => {
    const signs = KIND_SIGNS[description.kind as keyof typeof KIND_SIGNS];
    const found = signs.filter((sign) => said[sign.in].some((words) => sign.words.test(words)));
    return { description, weight: found.reduce((sum, sign) => sum + sign.weight, 0) };
  }).sort((one, other) => other.weight - one.weight);
  const [first, second] = [weighed[0]!, weighed[1]!];
  if (first.weight < ENOUGH) return { description: OTHER, sure: false };
  return {
    description: first.description,
    sure: first.weight >= CERTAIN && first.weight - second.weight >= 2,
  };
}
