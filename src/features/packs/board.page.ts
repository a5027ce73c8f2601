import { meaningsOf } from '../../domain/rating/colour-words.js';
import { COLOURS } from '../../domain/rating/reason-code.js';
import type { MovementSection } from '../../domain/report/pack-content.js';
import { COUNTED_STATUSES } from '../actions/action-filters.js';
import { COLOUR_NAMES, movedWords } from '../actions/action-words.js';
import { actionPaths } from '../actions/actions.paths.js';
import { reasonList } from '../actions/reason-words.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { asAtPath } from '../../web/api/as-at.js';
import { boardPaths } from './board.paths.js';
import type { Board } from './board.service.js';
import { reviewPaths } from './review/review.paths.js';

const MOVEMENTS_SHOWN = 12;

/** The statuses that figures count, as the list's filter has them: a draft is no part of a figure. */
const counted = [...COUNTED_STATUSES];

/** The links of the figures lead to the list that each counts; `base` goes before them where the page is a file. */
export function boardPage(board: Board, base = '') {
  const { figures, recommendations } = board;
  const asAt = board.isPast ? board.asAt : null;
  const meanings = meaningsOf(board.colourWords);
  const link = (path: string) => base + asAtPath(path, asAt);
  return {
    asAt: board.asAt,
    preset: board.preset,
    isPast: board.isPast,
    nowPath: boardPaths.board(),
    reviewPath: reviewPaths.review(),
    ratedPath: boardPaths.howItIsRated(),
    csv: asAtPath(boardPaths.csv(), asAt),
    headline: {
      met: recommendations.met,
      recommendations: recommendations.total,
      complete: figures.complete,
      total: figures.total,
    },
    counts: COLOURS.map((colour) => ({
      colour,
      name: COLOUR_NAMES[colour],
      count: figures.counts[colour],
      href: link(actionPaths.list({ rating: colour, status: counted })),
      means: meanings[colour],
    })),
    overdue: { count: figures.overdue, href: link(actionPaths.list({ overdue: true, status: counted })) },
    noOwner: {
      count: figures.noOwner,
      href: link(actionPaths.list({ ownerId: 'none', status: ['not_started', 'in_progress'] })),
    },
    exceptions: {
      more: Math.max(0, figures.counts.red - board.exceptions.length),
      href: link(actionPaths.list({ rating: 'red', status: counted })),
      rows: board.exceptions.map((line) => ({
        ...line,
        href: link(actionPaths.action(line.id)),
        reasons: reasonList(line.ratingReasons),
        moved: movedWords(line.timesMoved, line.daysSlipped),
      })),
    },
    withoutAction: {
      count: recommendations.withoutAction,
      href: link(recommendationPaths.list({ withoutAction: true, status: 'open' })),
      rows: board.withoutAction.map((row) => ({
        id: row.id,
        number: row.number,
        text: row.text,
        isPriority: row.priority === 'priority_action',
        documentTitle: row.documentTitle,
        href: link(recommendationPaths.recommendation(row.id)),
      })),
    },
    leftOut: board.leftOut,
    since: board.since,
    movement: board.movement.map((group) => groupOf(group, link)),
  };
}

function groupOf({ title, lines }: MovementSection, link: (path: string) => string) {
  return {
    title,
    count: lines.length,
    more: Math.max(0, lines.length - MOVEMENTS_SHOWN),
    rows: lines
      .slice(0, MOVEMENTS_SHOWN)
      .map((line) => ({ ...line, href: link(actionPaths.action(line.id)) })),
  };
}
