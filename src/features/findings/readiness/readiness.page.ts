import {
  ACTION_STATUS_NAMES,
  ASSURANCE_NAMES,
  COLOUR_NAMES,
  EVIDENCE_KIND_NAMES,
} from '../../actions/action-words.js';
import { actionPaths } from '../../actions/actions.paths.js';
import { answerWords } from '../../actions/update-words.js';
import { PRIORITY_NAMES } from '../../documents/document-words.js';
import { evidencePaths } from '../../evidence/evidence.paths.js';
import { STANDING_NAMES, STATUS_NAMES } from '../../recommendations/recommendation-words.js';
import { recommendationPaths } from '../../recommendations/recommendations.paths.js';
import { GAP_NAMES, lookedAtWords } from '../coverage/coverage-words.js';
import type { CoverageRead } from '../coverage/coverage.service.js';
import { saidModel } from '../finding.page.js';
import { LARGEST_DOWNLOAD, type Ready } from './readiness.service.js';

const MEGABYTE = 1024 * 1024;

/** The page and the index of the download: the same words, here with our links, there with the names of files. */
export function readyModel(ready: Ready, areaName: string) {
  const towards = ready.rows.flatMap((row) => row.towards);
  return {
    areaName,
    on: ready.on,
    authority: ready.authority,
    leftOut: ready.leftOut,
    counts: {
      recommendations: ready.rows.length,
      actions: new Set(towards.map(({ id }) => id)).size,
      evidence: ready.evidence.size,
      files: ready.fileNames.size,
      measures: ready.measures.length,
    },
    size: sizeWords(ready.fileBytes),
    isTooLarge: ready.fileBytes > LARGEST_DOWNLOAD,
    rows: ready.rows.map((row) => rowModel(ready, row)),
  };
}

function rowModel(ready: Ready, row: CoverageRead) {
  return {
    number: row.number,
    text: row.text,
    href: recommendationPaths.recommendation(row.id),
    isPriorityAction: row.priority === 'priority_action',
    priorityName: PRIORITY_NAMES[row.priority],
    statusName: STATUS_NAMES[row.status],
    about: [row.theme, row.workstreamName, row.documentTitle].filter(Boolean).join(' · '),
    gaps: row.gaps.map((gap) => GAP_NAMES[gap]),
    lookedAt: lookedAtWords(row),
    said: row.said.map(saidModel),
    actions: row.towards
      .filter(({ status }) => status !== 'draft')
      .map((action) => {
        const more = ready.actions.get(action.id)!;
        return {
          reference: action.reference,
          title: action.title,
          href: actionPaths.action(action.id),
          rating: action.rating,
          ratingName: COLOUR_NAMES[action.rating],
          statusName: ACTION_STATUS_NAMES[action.status],
          assuranceName: ASSURANCE_NAMES[more.assurance],
          ...more,
          isMoved: more.timesMoved > 0,
          updates: more.updates.map((update) => ({
            ...update,
            answerName: answerWords(update.answer, update.forecastOn),
          })),
          evidence: action.evidence.flatMap(({ id, acceptedOn }) => evidenceModel(ready, id, acceptedOn)),
        };
      }),
    measures: ready.measures
      .filter(({ recommendationIds }) => recommendationIds.includes(row.id))
      .map((measure) => ({
        ...measure,
        standingName: STANDING_NAMES[measure.standing],
        href: recommendationPaths.measure(measure.id),
      })),
  };
}

function evidenceModel(ready: Ready, id: string, acceptedOn: string) {
  const item = ready.evidence.get(id);
  if (item === undefined) return [];
  return [
    {
      kindName: EVIDENCE_KIND_NAMES[item.kind],
      shows: item.shows,
      href: evidencePaths.item(id),
      link: item.link,
      periodFrom: item.periodFrom,
      periodTo: item.periodTo,
      acceptedOn,
      acceptedByName: item.acceptedByName,
      fileName: item.file?.fileName ?? null,
      size: item.file && sizeWords(item.file.byteSize),
      sha256: item.file?.sha256 ?? null,
      // Each part by itself, so that a # or % in a name leads to the file.
      fileHref: ready.fileNames.get(id)?.split('/').map(encodeURIComponent).join('/') ?? null,
    },
  ];
}

function sizeWords(bytes: number): string {
  return bytes < MEGABYTE ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
