import { answeredBy } from './answered-by.js';
import type { Block } from './blocks.js';
import type { KindDescription } from './document-kind.js';
import type { ExtractedFinding, ExtractedRecommendation, Sentiment } from './extraction.js';
import { headingMeaning, type SectionRole } from './heading-roles.js';
import type { OutlinedBlock } from './outline.js';
import { marksRecommendation, recommendationRefsIn } from './references.js';
import { sentimentOf } from './sentiment.js';

const CLOSING =
  /^(i am copying this letter|this letter (will be|is being) (published|copied)|yours (sincerely|faithfully)|we are copying|ofsted will take the findings|the next (visit|inspection|monitoring)|thank you for|i would like to thank|please (pass on|accept))/i;
const SCOPE =
  /^(dear\b|this letter (summarises|outlines)|inspectors (looked at|considered|reviewed|evaluated|also (considered|looked)|were|have also undertaken)|the visit (considered|was (carried|the))|this (visit|inspection) (was|took place)|a range of evidence|during the course of this visit|in addition,? we spoke|within the scope of this visit|areas covered|this is the \w+ (monitoring|focused) visit|we (looked at|considered))/i;

/**
 * The findings: in letters every paragraph under the findings (not what was visited, not the formalities at the end);
 * in inspections the numbered paragraphs that are no recommendations.
 */
export function findingsIn(
  outline: readonly OutlinedBlock[],
  kind: KindDescription,
  used: ReadonlySet<Block>,
  recommendations: readonly ExtractedRecommendation[],
  paged: boolean,
): ExtractedFinding[] {
  const findings: ExtractedFinding[] = [];
  for (const entry of findingBlocks(outline, kind, used)) {
    const { block } = entry;
    const printed = recommendationRefsIn(block.text);
    const naming = recommendations
      .filter(
        (item) => block.number !== null && item.number !== null && item.paragraphRefs.includes(block.number),
      )
      .map((item) => item.number!);
    const guessed = printed.length === 0 && naming.length === 0 && marksRecommendation(block.text);
    const board = entry.chapter === 'board';
    const same = recommendations.filter((item) => (item.addressee === 'LSCB') === board);
    const answer = guessed ? answeredBy(block.text, same.length > 0 ? same : recommendations)?.number : null;
    findings.push({
      number: block.number,
      section: entry.section,
      sentiment: sentimentUnder(entry.under?.role ?? null, block.text),
      text: block.text.replace(/\s+/g, ' ').trim(),
      recommendationRefs: [...new Set([...printed, ...naming, ...(answer ? [answer] : [])])],
      ...(answer ? { refsGuessed: true as const } : {}),
      page: paged ? block.place.page : null,
      source: block.place,
    });
  }
  return findings;
}

function findingBlocks(
  outline: readonly OutlinedBlock[],
  kind: KindDescription,
  used: ReadonlySet<Block>,
): OutlinedBlock[] {
  const open = outline.filter((entry) => !entry.inContents && !entry.heading && !used.has(entry.block));
  return kind.letter ? letterParagraphs(open) : numberedParagraphs(open);
}

function numberedParagraphs(entries: readonly OutlinedBlock[]): OutlinedBlock[] {
  return entries.filter(
    ({ block, under }) =>
      block.kind === 'numbered' &&
      block.number !== null &&
      block.text.length > 70 &&
      under?.role !== 'grades',
  );
}

/** Below a heading of another subject that ended the list of what is asked for. */
function afterTheList({ under, section, block }: OutlinedBlock): boolean {
  return (
    under?.role === 'recommendations' &&
    section !== null &&
    headingMeaning(section) === null &&
    block.text.length > 120
  );
}

function letterParagraphs(entries: readonly OutlinedBlock[]): OutlinedBlock[] {
  const found: OutlinedBlock[] = [];
  for (const entry of entries) {
    const { block, under } = entry;
    if (/^yours (sincerely|faithfully)/i.test(block.text)) break;
    const role = afterTheList(entry) ? 'findings' : (under?.role ?? null);
    if (
      role === null ||
      ['scope', 'about', 'context', 'recommendations', 'grades', 'contents'].includes(role)
    )
      continue;
    if (block.kind === 'row' || block.text.length < 60) continue;
    if (SCOPE.test(block.text) || CLOSING.test(block.text)) continue;
    found.push(entry);
  }
  return found;
}

/** Under "strengths" or "what needs to be done better" the heading has already said it. */
function sentimentUnder(role: SectionRole | null, text: string): Sentiment | null {
  if (role === 'strengths') return 'strength';
  if (role === 'weaknesses') return 'weakness';
  return sentimentOf(text);
}
