import type { Tx } from '../../platform/database/database.js';
import type { DocumentHold } from '../documents/document-holds.js';
import { shortened } from './finding.page.js';
import type { FindingLinksRepository } from './finding-links.repository.js';
import { findingPaths } from './findings.paths.js';

/** Links of the findings of a document, or to its recommendations: with them its acceptance is not taken back. */
export function holdsOfFindings(links: FindingLinksRepository) {
  return async (tx: Tx, documentId: string): Promise<DocumentHold[]> => {
    const rows = await links.holding(tx, documentId);
    return rows.map(({ id, number, text }) => ({
      name: number === null ? 'a linked finding' : `finding ${number}`,
      text: shortened(text),
      href: findingPaths.answer(id),
    }));
  };
}
