import { PRIORITY_NAMES } from '../documents/document-words.js';
import { historyPaths } from '../history/history.paths.js';
import { documentPaths } from '../documents/documents.paths.js';
import { marksOf, MARK_NAMES, RESPONSE_NAMES, STANDING_NAMES, STATUS_NAMES } from './recommendation-words.js';
import { raisedMark, raisedMarks } from './raised-before.page.js';
import { recommendationPaths } from './recommendations.paths.js';
import type { RecommendationView } from './recommendation-view.js';

/** A recommendation as every page shows it. For `recommendations/views/_recommendation.njk` pass it as `recommendation`. */
export function recommendationModel(view: RecommendationView) {
  return {
    ...view,
    // What it was raised as is told by its own mark, with the year.
    marks: marksOf(view)
      .filter((mark) => mark !== 'raised_before')
      .map((mark) =>
        mark === 'no_action_yet' && view.actionIds.length > 0 ? 'Only drafts yet' : MARK_NAMES[mark],
      ),
    measures: view.measures.map((measure) => ({
      ...measure,
      standingName: STANDING_NAMES[measure.standing],
      href: recommendationPaths.measure(measure.id),
    })),
    supersededHref: view.supersededBy && recommendationPaths.recommendation(view.supersededBy),
    name: view.number === null ? 'Recommendation' : `Recommendation ${view.number}`,
    priorityName: PRIORITY_NAMES[view.priority],
    isPriorityAction: view.priority === 'priority_action',
    statusName: STATUS_NAMES[view.status],
    responseName: RESPONSE_NAMES[view.response],
    href: recommendationPaths.recommendation(view.id),
    changeHref: recommendationPaths.change(view.id),
    documentHref: documentPaths.document(view.documentId),
    sourceHref: view.fromPage && documentPaths.text(view.documentId, view.fromPage, view.fromLine),
    historyHref: historyPaths.of('recommendations', view.id),
    raisedText: raisedMarks(view.raisedBefore),
    raised: view.raisedBefore.map(raisedMark),
    correctHref: view.isOwn ? recommendationPaths.correct(view.id) : null,
    withdrawHref: view.isOwn ? recommendationPaths.withdraw(view.id) : null,
    actionCount: view.actionIds.length,
  };
}
