import type { DocumentKind, ExtractedRecommendation, ExtractionWarning } from './extraction.js';
import type { FoundRecommendations } from './recommendations.js';
import { endsSentence, sameWords, startsLowerCase } from './wording.js';

/** What the reader is unsure of in the lists of recommendations. Every warning names the place to look at. */
export function listWarnings(
  kind: DocumentKind,
  recommendations: readonly ExtractedRecommendation[],
  walked: FoundRecommendations,
): ExtractionWarning[] {
  return [
    ...walked.emptyHeadings.map(({ heading, place }) => ({
      code: 'heading_empty',
      message: `Nothing was found under the heading “${heading}”.`,
      source: place,
    })),
    ...numberWarnings(kind, recommendations),
    ...cutOffWarnings(recommendations),
    ...walked.doubts.map(({ place, why }) => ({ code: 'low_confidence', message: why, source: place })),
    ...walked.unplaced.map((block) => ({
      code: 'unplaced_text',
      message: 'A paragraph between recommendations was left out: check whether it belongs to one.',
      source: block.place,
    })),
  ];
}

function numberWarnings(
  kind: DocumentKind,
  recommendations: readonly ExtractedRecommendation[],
): ExtractionWarning[] {
  const warnings: ExtractionWarning[] = [];
  const first = recommendations[0];
  if (kind === 'sif_inspection' && first && skips('0', first.number) && first.addressee !== 'LSCB') {
    warnings.push({
      code: 'number_gap',
      message: `The numbering begins with ${first.number}: something may be missing before it.`,
      source: first.source,
    });
  }
  const taken = new Map<string, string>();
  for (const [at, item] of recommendations.entries()) {
    const previous = recommendations[at - 1];
    if (previous && isOneList(previous, item) && skips(previous.number, item.number)) {
      warnings.push({
        code: 'number_gap',
        message: `The numbering goes from ${previous.number} to ${item.number}: something may be missing between them.`,
        source: item.source,
      });
    }
    if (item.number === null) continue;
    const key = [item.number, item.addressee, item.theme, item.timescale].join('|');
    const before = taken.get(key);
    if (before !== undefined && before !== sameWords(item.text)) {
      warnings.push({
        code: 'number_repeated',
        message: `The number ${item.number} comes twice with different words: check both.`,
        source: item.source,
      });
    }
    taken.set(key, sameWords(item.text));
  }
  return warnings;
}

/** Items naming one body each stand in one list all the same; the safeguarding board's numbers follow its own chapter. */
function isOneList(one: ExtractedRecommendation, other: ExtractedRecommendation): boolean {
  return (one.addressee === 'LSCB') === (other.addressee === 'LSCB');
}

/** Whether a number is missing between two that follow one another: 5 after 3, R5 after R3, 2.5 after 2.3. */
function skips(before: string | null, after: string | null): boolean {
  const [one, other] = [before, after].map((number) => /^(.*?)(\d+)$/.exec(number ?? ''));
  if (!one || !other || one[1] !== other[1]) return false;
  return Number(other[2]) > Number(one[2]) + 1;
}

/** How many of a hundred items must end as sentences before one that does not looks cut off. */
const USUALLY = 0.7;

function cutOffWarnings(recommendations: readonly ExtractedRecommendation[]): ExtractionWarning[] {
  const share = (is: (text: string) => boolean) =>
    recommendations.filter((item) => is(item.text)).length / Math.max(1, recommendations.length);
  const mostEnd = recommendations.length > 2 && share(endsSentence) >= USUALLY;
  const mostBegin = recommendations.length > 2 && share((text) => !startsLowerCase(text)) >= USUALLY;
  const warnings: ExtractionWarning[] = [];
  for (const item of recommendations) {
    const name = item.number === null ? `“${item.text.slice(0, 40).trim()}…”` : item.number;
    if (/[-‐,]$|\b(and|or|the|of|to|with|for|in|a)$/.test(item.text) || (mostEnd && !ends(item.text))) {
      warnings.push({
        code: 'item_cut_off',
        message: `Recommendation ${name} does not end like a sentence: compare it with the page.`,
        source: item.source,
      });
    } else if (mostBegin && startsLowerCase(item.text)) {
      warnings.push({
        code: 'item_cut_off',
        message: `Recommendation ${name} begins in the middle of a sentence: compare it with the page.`,
        source: item.source,
      });
    }
  }
  return warnings;
}

function ends(text: string): boolean {
  return endsSentence(text) || /[)\]”"’'\d;:]$/.test(text);
}
