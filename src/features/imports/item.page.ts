import { PRIORITY_NAMES, SENTIMENT_NAMES } from '../documents/document-words.js';
import type { DocumentItem, ItemPart } from './document-item.entity.js';
import { importPaths } from './imports.paths.js';

export const PART_NAMES: Readonly<Record<ItemPart, string>> = {
  judgement: 'Judgement',
  recommendation: 'Recommendation',
  finding: 'Finding',
};

/** An item as a list of the review shows it. */
export function itemModel(item: DocumentItem) {
  const name = [PART_NAMES[item.part], item.number].filter(Boolean).join(' ');
  return {
    id: item.id,
    part: item.part,
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
    warning: item.warning,
    leftOut: item.leftOut,
    merged: item.mergedInto !== null,
    originName: { read: null, added: 'Added', split: 'Split', merged: 'Merged' }[item.origin],
    href: importPaths.item(item.documentId, item.id),
  };
}
