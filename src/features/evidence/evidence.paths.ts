import { sealCursor } from '../../web/api/list-query.js';

/** The URLs of evidence. */
export const evidencePaths = {
  /** `after`: the last item of the page before. */
  ofAction: (actionId: string, after?: { readonly id: string; readonly suppliedAt: Date }) =>
    after === undefined
      ? `/actions/${actionId}/evidence`
      : `/actions/${actionId}/evidence?cursor=${sealCursor({ value: after.suppliedAt.toISOString(), id: after.id })}`,
  add: (actionId: string) => `/actions/${actionId}/evidence/add`,
  item: (id: string) => `/evidence/${id}`,
  file: (id: string, number: number) => `/evidence/${id}/files/${number}`,
  newVersion: (id: string) => `/evidence/${id}/new-version`,
  withdraw: (id: string) => `/evidence/${id}/withdraw`,
  decide: (id: string, actionId: string) => `/evidence/${id}/for/${actionId}`,
  toCheck: (page = 1) => (page > 1 ? `/to-check?page=${page}` : '/to-check'),
} as const;
