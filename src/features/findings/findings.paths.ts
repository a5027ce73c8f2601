/** The URLs of findings, visits and what is shown of them. */
export const findingPaths = {
  list: (documentId?: string) => (documentId ? `/findings?documentId=${documentId}` : '/findings'),
  toAgree: (documentId?: string) =>
    documentId ? `/findings?documentId=${documentId}&answer=waiting` : '/findings?answer=waiting',
  add: (documentId?: string) => (documentId ? `/findings/new?documentId=${documentId}` : '/findings/new'),
  answer: (id: string) => `/findings/${id}/answer`,
  decide: (id: string) => `/findings/${id}/agreement`,
  correct: (id: string) => `/findings/${id}/correct`,
  split: (id: string) => `/findings/${id}/split`,
  endLink: (id: string) => `/finding-links/${id}/end`,
  keys: () => '/findings/keys',
  visits: () => '/visits',
  visit: (documentId: string) => `/visits/${documentId}`,
  /** The next finding that nobody has answered yet: after this one, and then from the beginning. */
  next: (documentId: string, afterId?: string) =>
    `/visits/${documentId}/next${afterId ? `?after=${afterId}` : ''}`,
} as const;
