import type { ItemPart } from './document-item.entity.js';

/** The URLs of taking in, reviewing and accepting documents. */
export const importPaths = {
  upload: () => '/documents/upload',
  document: (id: string) => `/documents/${id}`,
  readAgain: (id: string) => `/documents/${id}/read-again`,
  withdraw: (id: string) => `/documents/${id}/withdraw`,
  review: (id: string, itemId?: string) => `/documents/${id}/review${itemId ? `#item-${itemId}` : ''}`,
  findings: (id: string, itemId?: string) =>
    `/documents/${id}/review/findings${itemId ? `#item-${itemId}` : ''}`,
  facts: (id: string) => `/documents/${id}/review/facts`,
  add: (id: string, part: ItemPart, page?: number) =>
    `/documents/${id}/review/add/${part}${page ? `?page=${page}` : ''}`,
  item: (id: string, itemId: string) => `/documents/${id}/review/items/${itemId}`,
  itemStep: (id: string, itemId: string, step: ItemStep) => `/documents/${id}/review/items/${itemId}/${step}`,
  accept: (id: string) => `/documents/${id}/accept`,
} as const;

export type ItemStep = 'leave-out' | 'put-back' | 'merge' | 'undo-merge' | 'split';
