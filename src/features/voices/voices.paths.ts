/** The URLs of what children, families and staff told us. */
export const voicePaths = {
  list: (query: { archived?: boolean; recommendationId?: string } = {}) => {
    const search = new URLSearchParams();
    if (query.recommendationId) search.set('recommendationId', query.recommendationId);
    if (query.archived) search.set('archived', 'true');
    return search.size === 0 ? '/voices' : `/voices?${search}`;
  },
  add: (recommendationId: string | null = null) =>
    `/voices/new${recommendationId === null ? '' : `?recommendationId=${recommendationId}`}`,
  voice: (id: string) => `/voices/${id}`,
  change: (id: string) => `/voices/${id}/change`,
  archive: (id: string) => `/voices/${id}/archive`,
} as const;
