import { formatLongDate } from '../../domain/calendar/long-date.js';
import { EVIDENCE_KIND_NAMES, EVIDENCE_STATE_WORDS } from '../actions/action-words.js';
import { actionPaths } from '../actions/actions.paths.js';
import { FORM_NAMES } from './evidence-words.js';
import { evidencePaths } from './evidence.paths.js';
import type { EvidenceFileRow, EvidenceRow, EvidenceUse } from './evidence-reading.repository.js';

/** An item as pages show it. */
export function evidenceModel(row: EvidenceRow) {
  const [latest] = row.files;
  return {
    id: row.id,
    href: evidencePaths.item(row.id),
    formName: FORM_NAMES[row.form],
    kindName: EVIDENCE_KIND_NAMES[row.kind],
    shows: row.shows,
    period: periodWords(row),
    link: row.link,
    isFile: row.form === 'file',
    file: latest ? fileModel(row.id, latest) : null,
    files: row.files.map((file) => fileModel(row.id, file)),
    suppliedByName: row.suppliedByName,
    suppliedOn: row.suppliedOn,
    isWithdrawn: row.withdrawnOn !== null,
    withdrawnOn: row.withdrawnOn,
    withdrawnBecause: row.withdrawnBecause,
  };
}

/** What an item is to one action. */
export function useModel(use: EvidenceUse) {
  return {
    actionId: use.actionId,
    actionHref: actionPaths.action(use.actionId),
    reference: use.reference,
    title: use.title,
    state: use.state,
    stateName: EVIDENCE_STATE_WORDS[use.state],
    waitingSince: use.waitingSince,
    decided:
      use.state === 'accepted' || use.state === 'refused'
        ? `by ${use.decidedByName} on ${formatLongDate(use.decidedOn!)}`
        : '',
    reason: use.reason,
    counts: use.counts,
  };
}

function fileModel(id: string, file: EvidenceFileRow) {
  return { ...file, href: evidencePaths.file(id, file.number), size: sizeWords(file.byteSize) };
}

function periodWords({ periodFrom, periodTo }: EvidenceRow): string {
  if (periodFrom === null || periodTo === null) return '';
  if (periodFrom === periodTo) return formatLongDate(periodFrom);
  return `${formatLongDate(periodFrom)} to ${formatLongDate(periodTo)}`;
}

function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
