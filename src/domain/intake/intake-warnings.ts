import type { Extraction, ExtractionWarning } from './extraction.js';
import type { FoundRecommendations } from './recommendations.js';
import { endsSentence } from './wording.js';

/** What the reader is unsure of, each with the place where a person should look. */
export function warningsOf(
  found: Omit<Extraction, 'warnings'>,
  walked: FoundRecommendations,
  kindIsSure: boolean,
): ExtractionWarning[] {
  const warnings: ExtractionWarning[] = [];
  const { document, recommendations, judgements } = found;
  if (!kindIsSure)
    warnings.push({
      code: 'kind_unsure',
      message: 'The kind of document is not named on its first page: choose it.',
    });
  if (recommendations.length === 0) {
    warnings.push({
      code: 'no_recommendations',
      message: 'No recommendations were found: check that the document makes none.',
    });
  }
  if (document.published === null)
    warnings.push({
      code: 'no_publication_date',
      message: 'No publication date is printed: enter it if you know it.',
    });
  if (document.authority === null)
    warnings.push({ code: 'no_authority', message: 'No council is named: choose the one it is about.' });
  const inspection = ['sif_inspection', 'ilacs_inspection', 'looked_after_children_inspection'].includes(
    document.kind,
  );
  if (inspection && judgements.length < 4) {
    warnings.push({
      code: 'judgements_incomplete',
      message: `Only ${judgements.length} judgements were found: check the judgement table.`,
    });
  }
  for (const { heading, place } of walked.emptyHeadings) {
    if (recommendations.length === 0 || !/^(what|areas? for)/i.test(heading)) continue;
    warnings.push({
      code: 'heading_empty',
      message: `Nothing was found under the heading “${heading}”.`,
      source: place,
    });
  }
  for (const [at, item] of recommendations.entries()) {
    const previous = recommendations[at - 1];
    if (previous && skips(previous.number, item.number) && previous.addressee === item.addressee) {
      warnings.push({
        code: 'number_gap',
        message: `The numbering goes from ${previous.number} to ${item.number}: something may be missing between them.`,
        source: item.source,
      });
    }
    if (
      item.number !== null &&
      !endsSentence(item.text) &&
      /[\p{Ll},;:-]$/u.test(item.text) &&
      recommendations.some((one) => endsSentence(one.text))
    ) {
      warnings.push({
        code: 'item_cut_off',
        message: `Recommendation ${item.number} does not end like a sentence: compare it with the page.`,
        source: item.source,
      });
    }
  }
  for (const block of walked.unplaced) {
    warnings.push({
      code: 'unplaced_text',
      message: 'A paragraph between recommendations was left out: check whether it belongs to one.',
      source: block.place,
    });
  }
  return warnings;
}

function skips(before: string | null, after: string | null): boolean {
  if (!before || !after || !/^\d+$/.test(before) || !/^\d+$/.test(after)) return false;
  return Number(after) > Number(before) + 1;
}
