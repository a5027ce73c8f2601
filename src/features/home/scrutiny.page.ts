import type { Person } from '../../web/person.js';
import { may } from '../../domain/access/policy.js';
import { ANSWER_NAMES } from '../findings/finding-words.js';
import { STATE_NAMES } from '../challenges/challenge-words.js';
import { challengePaths } from '../challenges/challenges.paths.js';
import { measurePaths } from '../measures/measures.paths.js';
import { boardPage } from '../packs/board.page.js';
import { packPaths } from '../packs/packs.paths.js';
import { reviewPaths } from '../packs/review/review.paths.js';
import { STANDING_NAMES } from '../recommendations/recommendation-words.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import type { Scrutiny } from './scrutiny.service.js';

export const scrutinyPaths = { page: () => '/scrutiny' } as const;

/** What `home/views/scrutiny.njk` shows, with the figures of the board page. */
export function scrutinyModel(scrutiny: Scrutiny, person: Person) {
  const { board, met, measures, findings, packs, asked } = scrutiny;
  return {
    ...boardPage(board),
    met: {
      more: met.total - met.rows.length,
      href: recommendationPaths.list({ status: 'met' }),
      rows: met.rows.map((row) => ({
        number: row.number,
        text: row.text,
        metOn: row.metOn,
        documentTitle: row.documentTitle,
        href: recommendationPaths.recommendation(row.id),
      })),
    },
    measures: {
      more: measures.total - measures.rows.length,
      href: measurePaths.list(),
      rows: measures.rows.map((row) => ({
        ...row,
        standingName: STANDING_NAMES[row.standing],
        href: measurePaths.measure(row.id),
      })),
    },
    findings: findings.map((row) => ({ ...row, linkName: ANSWER_NAMES[row.link] })),
    findingsSince: scrutiny.findingsSince,
    packs: packs.map((row) => ({ ...row, href: packPaths.pack(row.id) })),
    packsPath: packPaths.packs(),
    reviewPath: reviewPaths.review(),
    asked: asked?.map((row) => ({
      ...row,
      stateName: STATE_NAMES[row.state],
      href: challengePaths.challenge(row.id),
    })),
    raisePath: may('challenges.raise', person) ? challengePaths.raise(scrutinyPaths.page()) : null,
  };
}
