import { COLOURS } from '../../domain/rating/reason-code.js';
import type { PackContent } from '../../domain/report/pack-content.js';
import { COLOUR_NAMES } from '../actions/action-words.js';
import { actionPaths } from '../actions/actions.paths.js';
import { paperView } from '../../platform/papers/paper-view.js';
import { packPaper } from './paper/pack-paper.js';
import type { PackRow } from './packs.repository.js';

/** Of a phone's page: wider ones are shrunk there until nobody can read their words. */
const CHART_WIDTH = 360;

/** A pack as its page shows it: the paper that every other format is written from too. */
export function shownPack({ number, issue, whatChanged }: PackRow, content: PackContent) {
  return {
    paper: paperView(packPaper(content, { number, issue, whatChanged }, { chartWidth: CHART_WIDTH })),
  };
}

/** The figures of the pack beside those of now, and what has changed, with a link to each action. */
export function sinceModel(then: PackContent, now: PackContent) {
  const figure = (name: string, of: (content: PackContent) => number) => ({
    name,
    was: of(then),
    now: of(now),
  });
  return {
    figures: [
      figure('Recommendations met', ({ headline }) => headline.recommendations.met),
      figure('Recommendations', ({ headline }) => headline.recommendations.total),
      figure('Actions complete', ({ headline }) => headline.actions.complete),
      figure('Actions', ({ headline }) => headline.actions.total),
      figure('Overdue', ({ headline }) => headline.actions.overdue),
      ...COLOURS.map((colour) =>
        figure(COLOUR_NAMES[colour], ({ headline }) => headline.actions.counts[colour]),
      ),
    ],
    // "Not updated" is a mark of today, not something that has changed since.
    movement: now.movement
      .filter(({ kind }) => kind !== 'not_updated')
      .map((group) => ({
        ...group,
        lines: group.lines.map((line) => ({ ...line, href: actionPaths.action(line.id) })),
      })),
  };
}
