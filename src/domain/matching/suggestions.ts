import type { ExtractedFinding, Extraction } from '../intake/extraction.js';
import { LikelyMatches, type Weights } from './likely-matches.js';

export interface Suggestion {
  readonly number: string | null;
  readonly addressee: string;
  readonly text: string;
  readonly score: number;
  readonly words: readonly string[];
}

export interface FindingWithSuggestions {
  readonly finding: Pick<ExtractedFinding, 'number' | 'text'>;
  readonly suggestions: readonly Suggestion[];
}

/**
 * For each finding of one document the recommendations of another (or of the same) that it most likely speaks about,
 * best first, at most five. References printed in either are not used: the words alone decide.
 */
export function suggestionsFor(
  letter: Pick<Extraction, 'findings'>,
  report: Pick<Extraction, 'recommendations'>,
  weights?: Weights,
): FindingWithSuggestions[] {
  const candidates = report.recommendations.map((item) => ({
    item,
    text: item.text,
    heading: item.theme,
    body: item.addressee === 'Local authority' ? null : item.addressee,
  }));
  const matches = new LikelyMatches(
    candidates,
    letter.findings.map(({ text }) => text),
    weights,
  );
  return letter.findings.map((finding) => ({
    finding: { number: finding.number, text: finding.text },
    suggestions: matches
      .bestFor({ text: finding.text, heading: finding.section })
      .map(({ of, score, words }) => ({
        number: of.item.number,
        addressee: of.item.addressee,
        text: of.item.text,
        score,
        words,
      })),
  }));
}
