import { asAtPath } from '../../../web/api/as-at.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';

/** The URLs of the coverage page and of its sheet. */
export const coveragePaths = {
  coverage: (
    filter: Readonly<Record<string, string | null | undefined>> = {},
    asAt: LocalDate | null = null,
  ) => asAtPath(withQuery('/coverage', filter), asAt),
  csv: (filter: Readonly<Record<string, string | null | undefined>> = {}, asAt: LocalDate | null = null) =>
    asAtPath(withQuery('/coverage.csv', filter), asAt),
} as const;

function withQuery(path: string, filter: Readonly<Record<string, string | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  return query.size === 0 ? path : `${path}?${query}`;
}
