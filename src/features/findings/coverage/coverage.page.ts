import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { asAtPath } from '../../../web/api/as-at.js';
import { EVIDENCE_KIND_NAMES } from '../../actions/action-words.js';
import { actionPaths } from '../../actions/actions.paths.js';
import { PRIORITY_NAMES } from '../../documents/document-words.js';
import { evidencePaths } from '../../evidence/evidence.paths.js';
import { STATUS_NAMES } from '../../recommendations/recommendation-words.js';
import { recommendationPaths } from '../../recommendations/recommendations.paths.js';
import { saidModel } from '../finding.page.js';
import { findingPaths } from '../findings.paths.js';
import { GAP_NAMES, lookedAtWords } from './coverage-words.js';
import type { CoverageRead } from './coverage.service.js';

const MOST_SAID = 5;
const MOST_EVIDENCE = 3;

/** One recommendation as the coverage page shows it. */
export function coverageModel(row: CoverageRead, asAt: LocalDate | null) {
  return {
    id: row.id,
    number: row.number,
    text: row.text,
    href: asAtPath(recommendationPaths.recommendation(row.id), asAt),
    isPriorityAction: row.priority === 'priority_action',
    priorityName: PRIORITY_NAMES[row.priority],
    statusName: STATUS_NAMES[row.status],
    restricted: row.restricted,
    about: [row.theme, row.workstreamName, row.documentTitle].filter(Boolean).join(' · '),
    gaps: row.gaps.map((gap) =>
      gap === 'no_action' && row.towards.length > 0 ? 'Only drafts yet' : GAP_NAMES[gap],
    ),
    actions: row.towards.map((action) => ({
      reference: action.reference,
      title: action.title,
      rating: action.rating,
      isDraft: action.status === 'draft',
      href: asAtPath(actionPaths.action(action.id), asAt),
      evidence: action.evidence.slice(0, MOST_EVIDENCE).map(({ id, kind, shows, acceptedOn }) => ({
        kindName: EVIDENCE_KIND_NAMES[kind],
        shows,
        acceptedOn,
        href: evidencePaths.item(id),
      })),
      moreEvidence: Math.max(0, action.evidence.length - MOST_EVIDENCE),
    })),
    said: row.said.slice(0, MOST_SAID).map(saidModel),
    moreSaid: Math.max(0, row.said.length - MOST_SAID),
    lookedAt: lookedAtWords(row),
    lookedAtHref: row.lookedAt && findingPaths.visit(row.lookedAt.documentId),
  };
}
