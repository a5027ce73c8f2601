import type { RecommendationPriority, Sentiment } from '../../domain/intake/extraction.js';
import { frameworkRefIn, paragraphRefsIn, recommendationRefsIn } from '../../domain/intake/references.js';
import { Refused, type FieldError } from '../../web/errors/refusals.js';
import type { DocumentItem, ItemPart } from './document-item.entity.js';

/** What a reviewer can say of an item; what does not belong to its part is not kept. */
export interface ItemValues {
  readonly number: string | null;
  readonly priority: RecommendationPriority | null;
  readonly addressee: string | null;
  readonly theme: string | null;
  readonly timescale: string | null;
  readonly section: string | null;
  readonly sentiment: Sentiment | null;
  readonly text: string;
  readonly area: string | null;
  readonly grade: string | null;
  /** Not a number where something else was typed. */
  readonly page: number | null;
}

/** The columns that a part has, in the order of its form. */
export const FIELDS: Readonly<Record<ItemPart, readonly (keyof ItemValues)[]>> = {
  judgement: ['area', 'grade', 'page'],
  recommendation: ['text', 'number', 'priority', 'addressee', 'theme', 'timescale', 'page'],
  finding: ['text', 'number', 'sentiment', 'section', 'page'],
};

const LONGEST_TEXT = 20_000;
const LONGEST_LINE = 500;

/** What is saved of an item: the values of its part, with the references that its text names. */
export function columnsOf(part: ItemPart, values: ItemValues): Partial<DocumentItem> {
  const kept = Object.fromEntries(
    FIELDS[part].map((field) => [field, values[field]]),
  ) as Partial<DocumentItem>;
  if (part === 'judgement') return kept;
  return { ...kept, ...referencesIn(part, values.text) };
}

/** References are part of the text and are read from it again whenever it changes. */
export function referencesIn(part: ItemPart, text: string): Partial<DocumentItem> {
  return part === 'recommendation'
    ? { paragraphRefs: paragraphRefsIn(text), frameworkRef: frameworkRefIn(text) ?? null }
    : { recommendationRefs: recommendationRefsIn(text) };
}

/** The pages that an item may name: those the document has, or none. */
export interface PagesOfDocument {
  readonly paged: boolean;
  readonly lastPage: number;
}

/** Throws with every fault of an item at once, in the order of its fields. */
export function checkValues(part: ItemPart, values: ItemValues, pages: PagesOfDocument): void {
  const errors = FIELDS[part].flatMap((field) => {
    const message = missing(part, field, values) ?? tooLong(field, values) ?? wrongPage(field, values, pages);
    return message === null ? [] : [{ field, message }];
  });
  const first: FieldError | undefined = errors[0];
  if (first) throw new Refused('invalid', first.message, errors);
}

const MISSING: Readonly<Record<ItemPart, Partial<Record<keyof ItemValues, string>>>> = {
  judgement: { area: 'Enter the area that was judged', grade: 'Enter the grade as it is printed' },
  recommendation: {
    text: 'Enter the text as it stands in the document',
    priority: 'Choose what the document calls it',
  },
  finding: { text: 'Enter the text as it stands in the document' },
};

function missing(part: ItemPart, field: keyof ItemValues, values: ItemValues): string | null {
  const value = values[field];
  return value === null || value === '' ? (MISSING[part][field] ?? null) : null;
}

function tooLong(field: keyof ItemValues, values: ItemValues): string | null {
  const value = values[field];
  const longest = field === 'text' ? LONGEST_TEXT : LONGEST_LINE;
  if (typeof value !== 'string' || value.length <= longest) return null;
  return `This must be ${longest.toLocaleString('en-GB')} characters or fewer`;
}

function wrongPage(field: keyof ItemValues, { page }: ItemValues, pages: PagesOfDocument): string | null {
  if (field !== 'page' || page === null) return null;
  if (!pages.paged) return 'This document has no pages: leave this empty';
  if (Number.isInteger(page) && page >= 1 && page <= pages.lastPage) return null;
  return `The page must be a number from 1 to ${pages.lastPage}`;
}
