import type { Difference } from '../../web/errors/refusals.js';
import { PRIORITY_NAMES, SENTIMENT_NAMES } from '../documents/document-words.js';
import type { DocumentItem } from './document-item.entity.js';
import { valuesOfItem } from './item-changes.service.js';
import { FIELDS, type ItemValues } from './item-values.js';

const LABELS: Readonly<Record<keyof ItemValues, string>> = {
  text: 'Text',
  number: 'Number',
  priority: 'What the document calls it',
  addressee: 'Addressed to',
  theme: 'Theme',
  timescale: 'Timescale',
  section: 'Section',
  sentiment: 'What it says',
  area: 'Area',
  grade: 'Grade',
  page: 'Page',
};
const NAMES: Readonly<Record<string, string>> = { ...PRIORITY_NAMES, ...SENTIMENT_NAMES };

/**
 * What was saved meanwhile beside what was typed, to choose field by field. Chosen beforehand is what the person
 * changed themselves, else what the other saved: `before` is the item as it was when they opened it.
 */
export function differencesOf(
  item: DocumentItem,
  typed: ItemValues,
  before: Record<string, unknown> | null,
): Difference[] {
  const saved = valuesOfItem(item);
  return FIELDS[item.part].map((field) => {
    const [theirs, mine] = [said(saved[field]), said(typed[field])];
    const untouched = before !== null && said(before[field]) === mine;
    return {
      label: LABELS[field],
      saved: NAMES[theirs] ?? theirs,
      typed: NAMES[mine] ?? mine,
      choose: { field, saved: theirs, typed: mine, preferred: untouched ? 'saved' : 'typed' },
    };
  });
}

function said(value: unknown): string {
  return value === null || value === undefined || Number.isNaN(value) ? '' : String(value);
}
