import { actorOf, addresseeNamed } from './asking.js';
import type { Block } from './blocks.js';
import type { KindDescription } from './document-kind.js';
import type { ExtractedRecommendation, SourcePlace } from './extraction.js';
import type { OutlinedBlock } from './outline.js';
import { usualAddressee, type Item } from './recommendation-section.js';
import { RecommendationWalk } from './recommendation-walk.js';
import { frameworkRefIn, paragraphRefsIn } from './references.js';
import { sameWords } from './wording.js';

/** Blocks that were taken as recommendations, with the sections that turned out empty. */
export interface FoundRecommendations {
  readonly items: readonly ExtractedRecommendation[];
  readonly used: ReadonlySet<Block>;
  readonly emptyHeadings: readonly { heading: string; place: SourcePlace }[];
  readonly unplaced: readonly Block[];
}

/**
 * The layer of items: walks the outline and takes what stands under the headings that ask for something.
 * Strengths, progress, summaries and contents are never taken.
 */
export function recommendationsIn(
  outline: readonly OutlinedBlock[],
  kind: KindDescription,
  paged: boolean,
): FoundRecommendations {
  const walk = new RecommendationWalk(outline, kind);
  walk.run();
  const items = walk.items.length > 0 ? walk.items : labelledAnywhere(outline, kind, walk.used);
  return { items: finish(items, paged), used: walk.used, emptyHeadings: walk.empty, unplaced: walk.unplaced };
}

/** Where no heading opens a list: every paragraph printed as "Recommendation 4". */
function labelledAnywhere(
  outline: readonly OutlinedBlock[],
  kind: KindDescription,
  used: Set<Block>,
): Item[] {
  const found: Item[] = [];
  for (const [at, entry] of outline.entries()) {
    const { block } = entry;
    if (entry.inContents || block.kind !== 'numbered' || !block.labelled) continue;
    const next = outline[at + 1]?.block;
    const own = block.text === '' && next?.kind === 'paragraph' ? next : block;
    if (own.text.length < 20) continue;
    const usual = usualAddressee(kind, entry);
    const actor = kind.namesBodies ? actorOf(own.text) : null;
    found.push({
      number: block.number,
      priority: kind.priority,
      addressee: (actor && addresseeNamed(actor, usual)) || usual,
      theme: null,
      timescale: null,
      text: own.text,
      place: { ...block.place, toPage: own.place.toPage, toLine: own.place.toLine },
      block,
    });
    used.add(block).add(own);
  }
  return found;
}

function finish(items: readonly Item[], paged: boolean): ExtractedRecommendation[] {
  const seen = new Set<string>();
  const finished: ExtractedRecommendation[] = [];
  for (const item of items) {
    const text = item.text.replace(/\s+/g, ' ').trim();
    const key = `${item.addressee}|${sameWords(text)}`;
    if (sameWords(text).length < 4 || seen.has(key)) continue;
    seen.add(key);
    const frameworkRef = frameworkRefIn(text);
    const boxed = item.timescale !== null && item.priority === 'recommendation';
    finished.push({
      number: item.number,
      priority: boxed ? 'area_for_improvement' : item.priority,
      addressee: item.addressee,
      theme: item.theme,
      text,
      timescale: item.timescale,
      paragraphRefs: paragraphRefsIn(text),
      ...(frameworkRef === undefined ? {} : { frameworkRef }),
      page: paged ? item.place.page : null,
      source: item.place,
    });
  }
  return finished;
}
