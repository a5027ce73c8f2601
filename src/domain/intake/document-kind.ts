import type { DocumentKind, RecommendationPriority } from './extraction.js';
import { plainly } from './wording.js';

/** What is particular to one kind of document. A new kind is a new entry here, not a new reader. */
export interface KindDescription {
  readonly kind: DocumentKind;
  /** Words on its first page; the earlier entry wins where two fit. */
  readonly title: RegExp;
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

export const KINDS: readonly KindDescription[] = [
  { ...letter, kind: 'monitoring_visit', title: /\bmonitoring visit\b|monitoring inspection of/ },
  { ...letter, kind: 'focused_visit', title: /\bfocus(s)?ed visit\b/ },
  {
    kind: 'area_send_inspection',
    title:
      /area send (inspection|monitoring)|joint (local )?area send|local area partnership report|inspection of the local area'?s effectiveness in|special educational needs and\/or disabilities.{0,60}inspection/,
    addressee: 'Local area partnership',
    priority: 'area_for_improvement',
    letter: true,
    namesBodies: true,
  },
  {
    kind: 'jtai',
    title: /joint targeted area inspection|\bjtai\b/,
    addressee: 'Local partnership',
    priority: 'area_for_improvement',
    letter: true,
    namesBodies: true,
  },
  {
    ...inspection,
    kind: 'improvement_notice',
    title: /\bimprovement notice\b(?! (was|in|had|has|of|issued))/,
  },
  {
    ...inspection,
    kind: 'statutory_direction',
    title: /statutory direction|direction (issued )?under section|section 497a.{0,80}direction|direction to/,
  },
  {
    ...inspection,
    kind: 'safeguarding_progress_inspection',
    title:
      /inspection of progress made in the provision of safeguarding|safeguarding progress inspection|progress inspection of safeguarding/,
  },
  {
    ...inspection,
    kind: 'sif_inspection',
    title:
      /inspection of services for children in need of help and protection|effectiveness of the local safeguarding children board/,
  },
  {
    ...inspection,
    kind: 'looked_after_children_inspection',
    title: /inspection of (safeguarding and )?(services for )?(looked after children|children looked after)/,
  },
  {
    ...inspection,
    kind: 'ilacs_inspection',
    title:
      /inspection of .{0,90}(local authority children'?s services|children'?s (social care )?services)|\bilacs\b/,
  },
  {
    ...open,
    kind: 'case_review',
    title:
      /serious case review|child safeguarding practice review|safeguarding practice review|learning (lessons )?review|domestic homicide review|rapid review|multi-agency review|overview report/,
    addressee: 'Local partnership',
  },
  { ...open, kind: 'public_inquiry', title: /\binquiry\b/ },
  { ...open, kind: 'peer_review', title: /peer (review|challenge|diagnostic|assessment)/ },
  {
    ...open,
    kind: 'adviser_review',
    title:
      /commissioner'?s? (report|review)|report of the commissioner|adviser'?s? (report|review|visit|feedback)|improvement adviser|dfe (review|adviser)|six[- ]month(ly)? review|diagnostic (review|report)/,
  },
  { ...open, kind: 'self_evaluation', title: /self[- ](evaluation|assessment)|\bsef\b/ },
  { ...open, kind: 'audit', title: /\baudit\b/ },
];

export const OTHER: KindDescription = { ...open, kind: 'other', title: /(?:)/ };

/**
 * The kind of the document, read from its head: the title first, then the opening sentences.
 * `sure` is false where nothing on the first page named a kind.
 */
export function kindOf(title: string | null, head: string): { description: KindDescription; sure: boolean } {
  for (const words of [plainly(title ?? ''), plainly(head)]) {
    if (words === '') continue;
    const description = KINDS.find((kind) => kind.title.test(words));
    if (description) return { description, sure: true };
  }
  return { description: OTHER, sure: false };
}
