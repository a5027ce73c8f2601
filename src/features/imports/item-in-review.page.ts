import { PRIORITY_NAMES, SENTIMENT_NAMES } from '../documents/document-words.js';
import { choicesOf } from '../documents/documents.controller.js';
import { importPaths, type ItemStep } from './imports.paths.js';
import { briefModel, itemModel, PART_NAMES } from './item.page.js';
import type { ItemInReview } from './review.service.js';
import { placedWarnings } from './review-warnings.js';
import { companyModel } from './reviewers.page.js';
import { SHOWN_NAMES, type ShownItems } from './shown-items.js';
import { sourcePanel } from './source.page.js';

/** One item beside its source, for the page. */
export function itemPageModel(found: ItemInReview, show: ShownItems) {
  const { document, item, neighbours, following, merged, briefs, pages } = found;
  const id = item.documentId;
  const step = (to: string | null) => to && importPaths.item(id, to, show);
  const command = (name: ItemStep) => importPaths.itemStep(id, item.id, name, show);
  const canBeCut = item.part !== 'judgement';
  const warnings = placedWarnings(document.warnings);
  const company = companyModel(id, found.company);
  return {
    title: document.title,
    documentId: id,
    paged: document.paged,
    version: item.version,
    item: itemModel(item, warnings, show),
    nth: neighbours.nth,
    of: neighbours.of,
    previous: step(neighbours.previous),
    next: step(neighbours.next),
    show,
    showName: show === 'all' ? null : SHOWN_NAMES[show],
    showAll: importPaths.item(id, item.id),
    jumps: briefs.map((brief, at) => briefModel(brief, item.id, at + 1, show)),
    following: following && canBeCut ? { ...itemModel(following), version: following.version } : null,
    merged: merged.map((one) => itemModel(one)),
    source: sourcePanel(pages, item, document.paged, warnings),
    sourcePages: {
      here: item.fromPage === null ? null : importPaths.page(id, item.fromPage, item.id),
      add: importPaths.add(id, item.part, { page: item.fromPage ?? item.page ?? 1 }),
    },
    company,
    changedByOthers: company.changes.filter((change) => change.itemId === item.id),
    priorities: choicesOf(PRIORITY_NAMES),
    sentiments: choicesOf(SENTIMENT_NAMES),
    partName: PART_NAMES[item.part],
    keys: importPaths.keys(id),
    back:
      item.part === 'finding'
        ? importPaths.findings(id, item.id, show)
        : importPaths.review(id, item.id, show),
    steps: {
      leaveOut: command('leave-out'),
      putBack: command('put-back'),
      merge: command('merge'),
      undoMerge: command('undo-merge'),
      split: canBeCut ? command('split') : null,
    },
  };
}
