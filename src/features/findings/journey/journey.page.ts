import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { judgementsSentence } from '../../../domain/report/chart-sentences.js';
import { movedBetween, rankOfGrade, type JudgedArea } from '../../../domain/report/judgement-areas.js';
import type { Drawing } from '../../../platform/charts/drawing.js';
import type { Tone } from '../../../platform/charts/tones.js';
import { wordGrid } from '../../../platform/charts/word-grid.js';
import { asAtPath } from '../../../web/api/as-at.js';
import { documentPaths } from '../../documents/documents.paths.js';
import { PRIORITY_NAMES } from '../../documents/document-words.js';
import { STATUS_NAMES } from '../../recommendations/recommendation-words.js';
import { recommendationPaths } from '../../recommendations/recommendations.paths.js';
import { shortened } from '../finding.page.js';
import type { BecameOf, JourneyDocument, NamedRecommendation, RaisedPair } from './journey.repository.js';
import { journeyPaths } from './journey.paths.js';

const MOVED_NAMES = { better: 'Better', worse: 'Worse', same: 'The same' } as const;
const TONES: Readonly<Record<1 | 2 | 3 | 4, Tone>> = { 1: 'red', 2: 'amber', 3: 'green', 4: 'blue' };
/** A chart that is read on a phone holds so many inspections: the latest ones. The table has all. */
const MOST_CHARTED = 4;

interface JudgedDocument {
  readonly id: string;
  readonly title: string;
  readonly on: LocalDate | null;
}

/** Judgements as a table: areas down, documents across, and what each printed where it said it otherwise. */
export function judgementsModel(areas: readonly JudgedArea[]) {
  const documents = documentsOf(areas);
  return {
    documents: documents.map((document) => ({ ...document, href: documentPaths.document(document.id) })),
    rows: areas.map(({ area, grades }) => {
      const moved = movedBetween(grades);
      const isRenamed = new Set(grades.map((one) => one.area)).size > 1;
      return {
        area,
        moved: moved && MOVED_NAMES[moved],
        grades: documents.map(({ id }) => {
          const found = grades.find(({ documentId }) => documentId === id);
          return { grade: found?.grade ?? null, printed: isRenamed ? (found?.area ?? null) : null };
        }),
      };
    }),
    drawing: drawingOf(areas, documents),
    sentence: judgementsSentence(areas),
  };
}

function documentsOf(areas: readonly JudgedArea[]): JudgedDocument[] {
  const documents = new Map<string, JudgedDocument>();
  for (const { documentId, document, on } of areas.flatMap(({ grades }) => grades)) {
    documents.set(documentId, { id: documentId, title: document, on });
  }
  return [...documents.values()].sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1));
}

/** The areas that were graded in one of the four words; an outcome in a sentence stands in the table only. */
function drawingOf(areas: readonly JudgedArea[], documents: readonly JudgedDocument[]): Drawing | null {
  const graded = areas.filter(({ grades }) => grades.some(({ grade }) => rankOfGrade(grade) !== null));
  const held = new Set(graded.flatMap(({ grades }) => grades.map(({ documentId }) => documentId)));
  const shown = documents.filter(({ id }) => held.has(id)).slice(-MOST_CHARTED);
  if (graded.length === 0) return null;
  return wordGrid({
    title: 'Judgements over time',
    description: judgementsSentence(graded),
    columns: shown.map(({ on, title }) => on?.slice(0, 4) ?? title),
    rows: graded.map(({ area, grades }) => ({
      label: area,
      cells: shown.map(({ id }) => {
        const grade = grades.find(({ documentId }) => documentId === id)?.grade ?? '';
        const rank = rankOfGrade(grade);
        return { text: grade, tone: rank === null ? 'tint' : TONES[rank] };
      }),
    })),
  });
}

export function journeyDocumentModel(document: JourneyDocument, asAt: LocalDate | null) {
  return {
    ...document,
    href: asAtPath(journeyPaths.document(document.id), asAt),
    documentHref: documentPaths.document(document.id),
  };
}

export function becameModel(row: BecameOf, asAt: LocalDate | null) {
  return {
    number: row.number,
    text: row.text,
    href: asAtPath(recommendationPaths.recommendation(row.id), asAt),
    isPriorityAction: row.priority === 'priority_action',
    priorityName: PRIORITY_NAMES[row.priority],
    statusName: STATUS_NAMES[row.status],
    metOn: row.status === 'met' ? row.metOn : null,
    supersededBy: row.supersededBy && nameModel(row.supersededBy, asAt),
    raisedAgain: row.raisedAgain.map((one) => nameModel(one, asAt)),
  };
}

export function raisedModel(pair: RaisedPair, asAt: LocalDate | null) {
  return {
    earlier: nameModel(pair.earlier, asAt),
    earlierStatus: STATUS_NAMES[pair.earlierStatus],
    later: nameModel(pair.later, asAt),
  };
}

function nameModel(one: NamedRecommendation, asAt: LocalDate | null) {
  return {
    text: `${one.number === null ? '' : `${one.number} `}${shortened(one.text, 200)}`,
    documentTitle: one.documentTitle,
    on: one.on,
    href: asAtPath(recommendationPaths.recommendation(one.id), asAt),
  };
}
