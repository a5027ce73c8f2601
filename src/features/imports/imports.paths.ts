import type { ItemPart } from './document-item.entity.js';
import type { ShownItems } from './shown-items.js';

const showing = (show: ShownItems | undefined) => (show && show !== 'all' ? `?show=${show}` : '');
const at = (itemId: string | undefined) => (itemId ? `#item-${itemId}` : '');

/** Lines of the source, named as `4-12`: page and line. */
export interface LinesAsked {
  readonly page?: number;
  readonly from?: string;
  readonly to?: string;
}

/** The URLs of taking in, reviewing and accepting documents. */
export const importPaths = {
  upload: () => '/documents/upload',
  document: (id: string) => `/documents/${id}`,
  readAgain: (id: string) => `/documents/${id}/read-again`,
  withdraw: (id: string) => `/documents/${id}/withdraw`,
  bringBack: (id: string) => `/documents/${id}/bring-back`,
  review: (id: string, itemId?: string, show?: ShownItems) =>
    `/documents/${id}/review${showing(show)}${at(itemId)}`,
  findings: (id: string, itemId?: string, show?: ShownItems) =>
    `/documents/${id}/review/findings${showing(show)}${at(itemId)}`,
  /** One page of the source beside what was found on it; with an item, its lines come into view. */
  page: (id: string, page: number, itemId?: string) =>
    `/documents/${id}/review/pages/${page}${itemId ? `#from-${itemId}` : ''}`,
  keys: (id: string) => `/documents/${id}/review/keys`,
  facts: (id: string) => `/documents/${id}/review/facts`,
  add: (id: string, part: ItemPart, lines: LinesAsked = {}) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(lines))
      if (value !== undefined) search.set(name, String(value));
    return `/documents/${id}/review/add/${part}${search.size > 0 ? `?${search}` : ''}`;
  },
  item: (id: string, itemId: string, show?: ShownItems) =>
    `/documents/${id}/review/items/${itemId}${showing(show)}`,
  itemStep: (id: string, itemId: string, step: ItemStep, show?: ShownItems) =>
    `/documents/${id}/review/items/${itemId}/${step}${showing(show)}`,
  accept: (id: string) => `/documents/${id}/accept`,
  undoAcceptance: (id: string) => `/documents/${id}/undo-acceptance`,
} as const;

export type ItemStep = 'leave-out' | 'put-back' | 'merge' | 'undo-merge' | 'split';
