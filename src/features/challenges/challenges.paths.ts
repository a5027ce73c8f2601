/** The URLs of challenges. */
export const challengePaths = {
  list: (query: Readonly<Record<string, string>> = {}) => withQuery('/challenges', query),
  csv: (query: Readonly<Record<string, string>> = {}) => withQuery('/challenges.csv', query),
  raise: (from?: string) => withQuery('/challenges/new', from === undefined ? {} : { from }),
  challenge: (id: string) => `/challenges/${id}`,
  answer: (id: string) => `/challenges/${id}/answer`,
  judge: (id: string) => `/challenges/${id}/judge`,
  reassign: (id: string) => `/challenges/${id}/reassign`,
  withdraw: (id: string) => `/challenges/${id}/withdraw`,
} as const;

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(query);
  return search.size === 0 ? path : `${path}?${search}`;
}
