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
  readonly page: number | null;
}

/** The columns that a part has. */
const FIELDS: Readonly<Record<ItemPart, readonly (keyof ItemValues)[]>> = {
  judgement: ['area', 'grade', 'page'],
  recommendation: ['number', 'priority', 'addressee', 'theme', 'timescale', 'text', 'page'],
  finding: ['number', 'section', 'sentiment', 'text', 'page'],
};

const LONGEST_TEXT = 20_000;
const LONGEST_LINE = 500;

/** What is saved of an item: the values of its part, with the references that its text names. */
export function columnsOf(part: ItemPart, values: ItemValues): Partial<DocumentItem> {
  check(part, values);
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

function check(part: ItemPart, values: ItemValues): void {
  const errors: FieldError[] = [];
  const must = (field: keyof ItemValues, message: string) => {
    if (values[field] === null || values[field] === '') errors.push({ field, message });
  };
  if (part === 'judgement') {
    must('area', 'Enter the area that was judged');
    must('grade', 'Enter the grade as it is printed');
  } else {
    must('text', 'Enter the text as it stands in the document');
  }
  if (part === 'recommendation') must('priority', 'Choose what the document calls it');
  for (const field of FIELDS[part]) {
    const value = values[field];
    const longest = field === 'text' ? LONGEST_TEXT : LONGEST_LINE;
    if (typeof value === 'string' && value.length > longest) {
      errors.push({ field, message: `This must be ${longest.toLocaleString('en-GB')} characters or fewer` });
    }
  }
  const first = errors[0];
  if (first) throw new Refused('invalid', first.message, errors);
}
