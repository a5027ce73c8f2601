import { KIND_NAMES, PRIORITY_NAMES, PUBLICATION_NAMES, STATE_NAMES } from '../documents/document-words.js';
import type { DocumentsService } from '../documents/documents.service.js';
import type { HistorySubject } from '../history/history.subjects.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { DocumentItemsRepository } from './document-items.repository.js';

/** What the history of a document tells: its facts, and what reviewers changed in what was read. */
export function historyOfDocuments(
  documents: DocumentsService,
  items: DocumentItemsRepository,
): HistorySubject {
  return {
    entity: 'documents',
    noun: 'document',
    fields: {
      state: { label: 'State', as: { words: STATE_NAMES } },
      title: { label: 'Title' },
      kind: { label: 'Kind', as: { words: KIND_NAMES } },
      publication: { label: 'Publication', as: { words: PUBLICATION_NAMES } },
      authority_name: { label: 'Council' },
      inspectorate: { label: 'Inspectorate' },
      inspected_from: { label: 'Inspected from', as: 'day' },
      inspected_to: { label: 'Inspected to', as: 'day' },
      published_on: { label: 'Published', as: 'day' },
      received_on: { label: 'Received', as: 'day' },
      plan_due_on: { label: 'Plan due', as: 'day' },
      withdrawn_because: { label: 'Withdrawn because' },
    },
    parts: [
      {
        entity: 'document_items',
        noun: 'item',
        namedBy: 'number',
        fields: {
          text: { label: 'Text' },
          number: { label: 'Number' },
          priority: { label: 'Priority', as: { words: PRIORITY_NAMES } },
          addressee: { label: 'Addressed to' },
          theme: { label: 'Theme' },
          timescale: { label: 'Timescale' },
          area: { label: 'Area' },
          grade: { label: 'Grade' },
          left_out: { label: 'Left out', as: 'yes_no' },
        },
        idsOf: (tx, id) => items.touchedIds(tx, id),
      },
    ],
    find: async (tx, person, id) => {
      try {
        await documents.readable(tx, person, id);
        return {};
      } catch (error) {
        if (error instanceof NotFound || error instanceof Forbidden) return null;
        throw error;
      }
    },
  };
}
