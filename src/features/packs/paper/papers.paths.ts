import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { asAtPath } from '../../../web/api/as-at.js';
import { FILE_FORMAT_NAMES, FILE_FORMATS, type FileFormat } from './paper-file.js';

/** The URLs of packs and of the plan as files, and of papers that the worker makes. */
export const paperPaths = {
  pack: (id: string, format: FileFormat, part: 1 | 2 = 1) =>
    `/packs/${id}/paper/${format}${part === 2 ? '?part=2' : ''}`,
  plan: (format: FileFormat, asAt: LocalDate | null = null) => asAtPath(`/plan/paper/${format}`, asAt),
  made: (id: string) => `/papers/${id}`,
  file: (id: string) => `/papers/${id}/file`,
} as const;

/** The links to a pack as files. */
export function packFiles(id: string, part: 1 | 2): { text: string; href: string }[] {
  return FILE_FORMATS.map((format) => ({
    text: FILE_FORMAT_NAMES[format],
    href: paperPaths.pack(id, format, part),
  }));
}
