const of = (entity: string, id: string) => `/history/${encodeURIComponent(entity)}/${encodeURIComponent(id)}`;

type Query = Readonly<Record<string, string | null | undefined>>;

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  return search.size === 0 ? path : `${path}?${search}`;
}

export const historyPaths = {
  of: (entity: string, id: string, query: Query = {}) => withQuery(of(entity, id), query),
  sheet: (entity: string, id: string, query: Query = {}) => withQuery(`${of(entity, id)}/history.csv`, query),
} as const;
