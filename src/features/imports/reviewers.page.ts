import { PART_NAMES } from './item.page.js';
import { importPaths } from './imports.paths.js';
import type { OtherReviewer, OthersChange } from './reviewers.repository.js';

/** Who else is at it, and what they changed. */
export interface Company {
  readonly others: readonly OtherReviewer[];
  readonly changes: readonly OthersChange[];
}

/** The same as a page and its script show it. */
export function companyModel(documentId: string, { others, changes }: Company) {
  const nameOf = (it: { part: OtherReviewer['part']; number: string | null }) =>
    it.part === null ? null : [PART_NAMES[it.part].toLowerCase(), it.number].filter(Boolean).join(' ');
  return {
    others: others.map((other) => ({ name: other.name, at: nameOf(other) })),
    changes: changes.map((change) => ({
      itemId: change.itemId,
      item: nameOf(change),
      name: change.name ?? 'Somebody',
      at: change.at,
      href: importPaths.item(documentId, change.itemId),
    })),
  };
}
