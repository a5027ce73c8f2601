import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { PaperFormat } from '../../../platform/papers/paper-formats.js';

interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The URLs of the review of what changed between two days. */
export const reviewPaths = {
  review: (days?: Days) => (days === undefined ? '/packs/review' : `/packs/review?${query(days)}`),
  file: (format: PaperFormat | 'json', days: Days) => `/packs/review/${format}?${query(days)}`,
} as const;

function query({ from, to }: Days): string {
  return new URLSearchParams({ from, to }).toString();
}
