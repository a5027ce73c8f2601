import type { Block } from './blocks.js';
import type { KindDescription } from './document-kind.js';
import type { ExtractedRecommendation, SourcePlace } from './extraction.js';
import { usualAddressee } from './addressees.js';
import { habitsOf } from './kind-habits.js';
import type { OutlinedBlock } from './outline.js';
import type { Item } from './recommendation-section.js';
import { RecommendationWalk, type ReadList } from './recommendation-walk.js';
import { frameworkRefIn, paragraphRefsIn } from './references.js';
import { sameWords } from './wording.js';

/** A place that a person should look at, and why. */
export interface Doubt {
  readonly place: SourcePlace;
  readonly why: string;
}

/** Blocks that were taken as recommendations, with the sections that turned out empty. */
export interface FoundRecommendations {
  readonly items: readonly ExtractedRecommendation[];
  readonly used: ReadonlySet<Block>;
  readonly emptyHeadings: readonly { heading: string; place: SourcePlace }[];
  readonly unplaced: readonly Block[];
  readonly doubts: readonly Doubt[];
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
  const lists = countedLists(walk.lists);
  let items = lists.flatMap((list) => list.items);
  if (items.length === 0) items = orderedAnywhere(outline, kind, walk.used);
  const finished = finish(items, paged);
  return {
    items: finished.map(({ recommendation }) => recommendation),
    used: walk.used,
    emptyHeadings: walk.lists.filter((list) => list.items.length === 0 && !list.weak && !list.loose),
    unplaced: walk.unplaced,
    doubts: [
      ...lists.filter((list) => list.weak && list.items.length > 0).map(doubtOfList),
      ...finished.flatMap(({ recommendation, doubt }) =>
        doubt === null ? [] : [{ place: recommendation.source, why: doubt }],
      ),
    ],
  };
}

function doubtOfList({ heading, place }: ReadList): Doubt {
  return {
    place,
    why: `No plainer list was found than “${heading}”: check that what stands there is asked for.`,
  };
}

/**
 * The lists that count. One that may as well be a list of findings gives way to one that plainly asks; labelled
 * paragraphs scattered through the text count where no list repeats their numbers.
 */
function countedLists(lists: readonly ReadList[]): ReadList[] {
  const plain = lists.filter((list) => !list.weak && !list.loose && list.items.length > 0);
  const unlabelled = plain.some((list) => list.items.some((item) => !item.labelled));
  const numbers = new Set(plain.flatMap((list) => list.items.map((item) => item.number)));
  return lists.filter((list) => {
    if (list.weak) return plain.length === 0;
    if (list.loose) return !unlabelled && list.items.every((item) => !numbers.has(item.number));
    return true;
  });
}

/** Notices and directions that make no list: every numbered paragraph that says what must be done. */
function orderedAnywhere(outline: readonly OutlinedBlock[], kind: KindDescription, used: Set<Block>): Item[] {
  const words = habitsOf(kind.kind)?.wherever;
  if (!words) return [];
  return outline
    .filter(({ block, heading, inContents }) => {
      return block.kind === 'numbered' && !heading && !inContents && words.test(block.text);
    })
    .map((entry) => {
      const { block } = entry;
      used.add(block);
      return {
        number: block.number,
        priority: kind.priority,
        addressee: usualAddressee(kind, entry),
        theme: null,
        timescale: null,
        boxed: false,
        text: block.text,
        place: block.place,
        block,
        labelled: block.labelled,
        open: false,
        doubt: 'It stands under no heading that asks: check that it is a requirement.',
      };
    });
}

function finish(
  items: readonly Item[],
  paged: boolean,
): { recommendation: ExtractedRecommendation; doubt: string | null }[] {
  const seen = new Set<string>();
  const finished: { recommendation: ExtractedRecommendation; doubt: string | null }[] = [];
  for (const item of items) {
    const text = item.text.replace(/\s+/g, ' ').trim();
    const key = `${item.addressee}|${sameWords(text)}`;
    if (sameWords(text).length < 4 || seen.has(key)) continue;
    seen.add(key);
    const frameworkRef = frameworkRefIn(text);
    const boxed = item.boxed && item.priority === 'recommendation';
    finished.push({
      doubt: item.doubt,
      recommendation: {
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
      },
    });
  }
  return finished;
}
