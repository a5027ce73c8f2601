import type { CoveredRecommendation } from '../../../domain/report/coverage-gaps.js';
import type { PackAction, PackRecommendation } from '../../../domain/report/pack-content.js';
import { marksOf } from '../../recommendations/recommendation-words.js';
import type { RecommendationView } from '../../recommendations/recommendations.repository.js';
import type { PackActionRow } from './pack-actions.repository.js';

/** What of an action is kept in a pack: what is asked besides stays out of it. */
export function packAction(row: PackActionRow, lastRatings: PackAction['lastRatings']): PackAction {
  const { publishedOn: _published, colourSince: _since, noticesFrom: _from, ...kept } = row;
  return { ...kept, lastRatings };
}

export function packRecommendation(view: RecommendationView): PackRecommendation {
  return {
    id: view.id,
    number: view.number,
    priority: view.priority,
    text: view.text,
    documentTitle: view.documentTitle,
    status: view.status,
    marks: marksOf(view),
    spread: view.spread,
    leadName: view.leadName,
    sentence: view.lastSentence?.sentence ?? null,
    sentenceOn: view.lastSentence?.writtenOn ?? null,
  };
}

export function asCovered(view: RecommendationView): CoveredRecommendation {
  const { number, text, status, towards } = view;
  const notBorneOut = view.notBorneOutOn !== null;
  const standings = view.measures.map(({ standing }) => standing);
  return { number, text, status, actions: view.actionIds.length, towards, notBorneOut, standings };
}
