import type { Block } from './blocks.js';
import { beginsTitle } from './document-title.js';
import type { KindDescription } from './document-kind.js';
import type { ExtractedFinding, ExtractedRecommendation, Sentiment } from './extraction.js';
import type { SectionRole } from './heading-roles.js';
import { letterParagraphs, paragraphsUnderHeadings, salutation } from './letter-paragraphs.js';
import { LikelyAnswers } from './likely-answers.js';
import type { OutlinedBlock } from './outline.js';
import { marksRecommendation, recommendationRefsIn } from './references.js';
import { sentimentOf } from './sentiment.js';

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
  const sections = subjectHeadings(outline);
  const entries = findingBlocks(outline, kind, used);
  const answers = new LikelyAnswers(
    recommendations,
    entries.map(({ block }) => block.text),
  );
  for (const entry of entries) {
    const { block } = entry;
    const printed = recommendationRefsIn(block.text);
    const naming = recommendations
      .filter(
        (item) => block.number !== null && item.number !== null && item.paragraphRefs.includes(block.number),
      )
      .map((item) => item.number!);
    const guessed = printed.length === 0 && naming.length === 0 && marksRecommendation(block.text);
    const section = sections.get(entry) ?? null;
    const answer = guessed ? answers.to(block.text, section, entry.chapter === 'board')?.number : null;
    findings.push({
      number: block.number,
      section,
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

const GRADE =
  /^(?:grade \d\b.*|outstanding|good|adequate|requires improvement(?: to be good)?|inadequate)[.:]?$/i;

/** The heading each block stands under; a grade, a title or a greeting printed like one says nothing of the subject. */
function subjectHeadings(outline: readonly OutlinedBlock[]): ReadonlyMap<OutlinedBlock, string | null> {
  const sections = new Map<OutlinedBlock, string | null>();
  let section: string | null = null;
  for (const entry of outline) {
    if (entry.section === null || !GRADE.test(entry.section.trim())) section = entry.section;
    sections.set(
      entry,
      section !== null && (beginsTitle(section) || /^dear\b/i.test(section)) ? null : section,
    );
  }
  return sections;
}

function findingBlocks(
  outline: readonly OutlinedBlock[],
  kind: KindDescription,
  used: ReadonlySet<Block>,
): OutlinedBlock[] {
  const mayBeFinding = (entry: OutlinedBlock) =>
    !entry.inContents && !entry.heading && !used.has(entry.block);
  if (kind.letter) return letterParagraphs(outline, mayBeFinding);
  const open = outline.filter(mayBeFinding);
  const numbered = numberedParagraphs(open);
  if (numbered.length >= FEW) return numbered;
  return salutation(outline) >= 0 ? letterParagraphs(outline, mayBeFinding) : paragraphsUnderHeadings(open);
}

/** A report with fewer numbered paragraphs does not number its findings. */
const FEW = 4;

function numberedParagraphs(entries: readonly OutlinedBlock[]): OutlinedBlock[] {
  return entries.filter(
    ({ block, under }) =>
      block.kind === 'numbered' &&
      block.number !== null &&
      block.text.length > 70 &&
      under?.role !== 'grades',
  );
}

/** Under "strengths" or "what needs to be done better" the heading has already said it. */
function sentimentUnder(role: SectionRole | null, text: string): Sentiment | null {
  if (role === 'strengths') return 'strength';
  if (role === 'weaknesses') return 'weakness';
  if (role !== null && DESCRIBING.includes(role)) return null;
  return sentimentOf(text);
}

const DESCRIBING: readonly SectionRole[] = ['scope', 'about', 'context'];
