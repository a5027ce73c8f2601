import type { ActionFilters } from './action-filters.js';

/** A filter of the list as its URL has it: a list joined by commas. */
export type ActionListQuery = Partial<
  Record<
    keyof ActionFilters | 'sort' | 'page' | 'asAt',
    string | number | boolean | readonly string[] | null | undefined
  >
>;

function withQuery(path: string, query: ActionListQuery | Record<string, string>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text !== '') search.set(name, text);
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

/** The URLs of actions. */
export const actionPaths = {
  list: (query: ActionListQuery | Record<string, string> = {}) => withQuery('/actions', query),
  csv: (query: ActionListQuery = {}) => withQuery('/actions.csv', query),
  drafts: () => withQuery('/actions', { status: 'draft', sort: 'reference' }),
  draftAll: () => '/actions/draft-all',
  publishMany: () => '/actions/publish',
  views: () => '/views',
  forgetView: (id: string) => `/views/${id}/forget`,
  newAction: () => '/actions/new',
  action: (id: string) => `/actions/${id}`,
  updatesBefore: (id: string, updateId: string) => `/actions/${id}?before=${updateId}#updates`,
  change: (id: string) => `/actions/${id}/change`,
  recommendations: (id: string) => `/actions/${id}/recommendations`,
  publish: (id: string) => `/actions/${id}/publish`,
  cancelDraft: (id: string) => `/actions/${id}/cancel-draft`,
  /** Shown by the notices, which come later in the order of features. */
  notices: (id: string) => `/actions/${id}/notices`,
  update: (id: string) => `/actions/${id}/update`,
  correct: (id: string, updateId: string) => `/actions/${id}/updates/${updateId}/correct`,
  /** In the query, which is not logged as paths are. */
  answerByLink: (token?: string) => (token === undefined ? '/answer' : `/answer?link=${token}`),
  handOver: (id: string) => `/actions/${id}/hand-over`,
  contributors: (id: string) => `/actions/${id}/contributors`,
  endContributor: (id: string, personId: string) => `/actions/${id}/contributors/${personId}/end`,
  leaver: (personId: string) => `/people/${personId}/hand-over`,
  bulk: () => '/actions/bulk',
  bulkPreview: () => '/actions/bulk/preview',
  bulkSave: () => '/actions/bulk/save',
  callWorse: (id: string) => `/actions/${id}/call-worse`,
  withdrawCall: (id: string, callId: string) => `/actions/${id}/calls/${callId}/withdraw`,
  reportComplete: (id: string) => `/actions/${id}/report-complete`,
  refuse: (id: string) => `/actions/${id}/refuse`,
  verify: (id: string) => `/actions/${id}/verify`,
  embed: (id: string) => `/actions/${id}/embed`,
  lookAgain: (id: string) => `/actions/${id}/look-again`,
  reopen: (id: string) => `/actions/${id}/reopen`,
  notEnough: (id: string) => `/actions/${id}/not-enough`,
  closeNotEnough: (id: string) => `/actions/${id}/not-enough/close`,
  askCancel: (id: string) => `/actions/${id}/cancel`,
  dropCancellation: (id: string) => `/actions/${id}/cancel/drop`,
  decideCancellation: (id: string) => `/actions/${id}/cancel/decide`,
  draftFor: (recommendationId: string) => `/recommendations/${recommendationId}/actions`,
} as const;
