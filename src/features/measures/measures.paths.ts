/** The URLs of measures. */
export const measurePaths = {
  list: (query: { stale?: boolean; archived?: boolean } = {}) => {
    const search = new URLSearchParams();
    if (query.stale) search.set('stale', 'true');
    if (query.archived) search.set('archived', 'true');
    return search.size === 0 ? '/measures' : `/measures?${search}`;
  },
  add: (recommendationId: string | null = null) =>
    `/measures/new${recommendationId === null ? '' : `?recommendationId=${recommendationId}`}`,
  measure: (id: string) => `/measures/${id}`,
  change: (id: string) => `/measures/${id}/change`,
  archive: (id: string) => `/measures/${id}/archive`,
  addValue: (id: string) => `/measures/${id}/values/new`,
  correctValue: (id: string, valueId: string) => `/measures/${id}/values/${valueId}/correct`,
  chart: (id: string) => `/measures/${id}/chart`,
  upload: () => '/measures/upload',
  uploadTemplate: () => '/measures/upload/template.csv',
  uploadOf: (id: string) => `/measures/${id}/upload`,
  asEvidence: (id: string, valueId: string) => `/measures/${id}/values/${valueId}/evidence`,
} as const;
