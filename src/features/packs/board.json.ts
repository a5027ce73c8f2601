import type { Board } from './board.service.js';

/** The board report for programs: counts as the dashboard gives them, and the lists behind them. */
export function boardJson(slug: string, board: Board) {
  const { figures, recommendations } = board;
  return {
    authority: slug,
    asAt: board.asAt,
    pack: null,
    preset: board.preset,
    counts: figures.counts,
    overdue: figures.overdue,
    total: figures.total,
    complete: figures.complete,
    leftOut: board.leftOut,
    recommendations: recommendations.total,
    recommendationsMet: recommendations.met,
    recommendationsWithoutAction: recommendations.withoutAction,
    exceptions: board.exceptions,
    since: board.since,
    movement: board.movement,
  };
}
