import { PRIORITY_NAMES, SENTIMENT_NAMES } from '../documents/document-words.js';
import type { DocumentItem, ItemPart } from './document-item.entity.js';
import type { ItemBrief } from './document-items.repository.js';
import { importPaths } from './imports.paths.js';
import { warningsAbout, type PlacedWarning } from './review-warnings.js';
import type { ShownItems } from './shown-items.js';

export const PART_NAMES: Readonly<Record<ItemPart, string>> = {
  judgement: 'Judgement',
  recommendation: 'Recommendation',
  finding: 'Finding',
};

/** An item as a list of the review shows it, with what the reading was not sure of about its lines. */
export function itemModel(
  item: DocumentItem,
  warnings: readonly PlacedWarning[] = [],
  show: ShownItems = 'all',
) {
  const name = nameOf(item);
  const about = warningsAbout(item, warnings);
  return {
    id: item.id,
    part: item.part,
    partName: PART_NAMES[item.part],
    name,
    number: item.number,
    text: item.part === 'judgement' ? `${item.area}: ${item.grade}` : item.text,
    area: item.area,
    grade: item.grade,
    priority: item.priority,
    priorityName: item.priority && PRIORITY_NAMES[item.priority],
    sentiment: item.sentiment,
    sentimentName: item.sentiment && SENTIMENT_NAMES[item.sentiment],
    about: [
      item.addressee,
      item.theme ?? item.section,
      item.timescale,
      item.page && `page ${item.page}`,
    ].filter(Boolean),
    // Merged or split, an item keeps what was said of it; else the places say it, each with its name.
    warnings:
      about.length > 0
        ? about.map(({ name: short, message }) => ({ name: short, message }))
        : item.warning === null
          ? []
          : [{ name: 'Check', message: item.warning }],
    leftOut: item.leftOut,
    merged: item.mergedInto !== null,
    isChecked: item.checkedAt !== null,
    originName: { read: null, added: 'Added', split: 'Split', merged: 'Merged' }[item.origin],
    href: importPaths.item(item.documentId, item.id, show),
    sourceHref: item.fromPage === null ? null : importPaths.page(item.documentId, item.fromPage, item.id),
  };
}

/** "Recommendation 4", "Judgement “Overall effectiveness”". */
function nameOf({ part, number, area }: DocumentItem): string {
  const own = part === 'judgement' ? area && `“${area}”` : number;
  return [PART_NAMES[part], own].filter(Boolean).join(' ');
}

/** An item in the list to jump from. */
export function briefModel(brief: ItemBrief, currentId: string, nth: number, show: ShownItems) {
  return {
    nth,
    number: brief.number,
    words: brief.words,
    isCurrent: brief.id === currentId,
    isChecked: brief.checkedAt !== null,
    hasWarning: brief.warning !== null && !brief.leftOut,
    leftOut: brief.leftOut,
    href: importPaths.item(brief.documentId, brief.id, show),
  };
}
