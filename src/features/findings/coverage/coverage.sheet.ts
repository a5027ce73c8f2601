import { CSV_MARK, csvLine } from '../../../platform/spreadsheets/csv-line.js';
import { COLOUR_NAMES } from '../../actions/action-words.js';
import { PRIORITY_NAMES } from '../../documents/document-words.js';
import { STATUS_NAMES } from '../../recommendations/recommendation-words.js';
import { ANSWER_NAMES } from '../finding-words.js';
import { GAP_NAMES } from './coverage-words.js';
import type { CoverageRead } from './coverage.service.js';

const HEADINGS = [
  'Document',
  'Number',
  'Priority',
  'Recommendation',
  'Status',
  'Workstream',
  'Actions',
  'Accepted evidence',
  'What inspectors and checks said',
  'Last looked at',
  'Looked at by',
  'Not looked at since',
  'Gaps',
];

/** One line for each recommendation. */
export function coverageSheet(rows: readonly CoverageRead[]): string {
  return CSV_MARK + csvLine(HEADINGS) + rows.map((row) => csvLine(cellsOf(row))).join('');
}

function cellsOf(row: CoverageRead): (string | number | null)[] {
  return [
    row.documentTitle,
    row.number,
    PRIORITY_NAMES[row.priority],
    row.text,
    STATUS_NAMES[row.status],
    row.workstreamName,
    row.towards.map(({ reference, rating }) => `${reference} ${COLOUR_NAMES[rating]}`).join('; '),
    row.towards.reduce((sum, { evidence }) => sum + evidence.length, 0),
    row.said.map((one) => `${one.documentOn} ${one.documentTitle}: ${ANSWER_NAMES[one.link]}`).join('; '),
    row.lookedAt?.on ?? null,
    row.lookedAt?.title ?? null,
    row.notLookedAtSince,
    row.gaps.map((gap) => GAP_NAMES[gap]).join('; '),
  ];
}
