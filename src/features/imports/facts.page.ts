import { longDate } from '../../platform/templates/filters.js';
import type { Document } from '../documents/document.entity.js';
import { KIND_NAMES, PUBLICATION_NAMES } from '../documents/document-words.js';
import type { PlanDueNote } from '../documents/plan-due-notes.service.js';

/** The facts of a document as a page shows them. */
export function factsModel(document: Document, due: PlanDueNote | null) {
  const { inspectedFrom, inspectedTo } = document;
  const inspected =
    inspectedFrom && inspectedTo && inspectedFrom !== inspectedTo
      ? `${longDate(inspectedFrom)} to ${longDate(inspectedTo)}`
      : longDate(inspectedFrom ?? inspectedTo);
  return {
    title: document.title,
    kind: KIND_NAMES[document.kind],
    authority: document.authorityName,
    inspectorate: document.inspectorate,
    inspected,
    coveredAreas: document.coveredAreas.join('; '),
    published: longDate(document.publishedOn),
    received: longDate(document.receivedOn),
    publication: PUBLICATION_NAMES[document.publication],
    planDue: longDate(document.planDueOn),
    planDueRule: due?.rule ?? null,
    planDueWarnings: due?.warnings ?? [],
    planDueBefore: due?.before ?? null,
  };
}
