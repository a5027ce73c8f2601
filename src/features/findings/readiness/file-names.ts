import type { ReadyEvidence } from './readiness.repository.js';

const LONGEST = 80;
/** What no file system of an office takes in a name, and what could lead out of the folder. */
const UNFIT = /[\\/:*?"<>|\p{Cc}]+/gu;

/** Where each accepted file lies in the download: numbered, so that no two names are one. By the id of its evidence. */
export function namedFiles(evidence: readonly Pick<ReadyEvidence, 'id' | 'file'>[]): Map<string, string> {
  const held = evidence.flatMap(({ id, file }) => (file === null ? [] : [{ id, fileName: file.fileName }]));
  return new Map(
    held.map(({ id, fileName }, index) => [
      id,
      `evidence/${String(index + 1).padStart(3, '0')} ${fitting(fileName)}`,
    ]),
  );
}

function fitting(fileName: string): string {
  const safe = fileName.replace(UNFIT, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  const dot = safe.lastIndexOf('.');
  const ending = dot > 0 ? safe.slice(dot).slice(0, 10) : '';
  const stem = dot > 0 ? safe.slice(0, dot) : safe;
  return `${stem.slice(0, LONGEST) || 'evidence'}${ending}`;
}
