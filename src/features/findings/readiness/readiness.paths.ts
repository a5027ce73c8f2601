/** The URLs of the page that makes ready for a visit. */
export const readinessPaths = {
  page: (area: Readonly<Record<string, string>> = {}) => withQuery('/ready-for-a-visit', area),
  download: (area: Readonly<Record<string, string>> = {}) => withQuery('/ready-for-a-visit.zip', area),
} as const;

function withQuery(path: string, area: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(area);
  return query.size === 0 ? path : `${path}?${query}`;
}
