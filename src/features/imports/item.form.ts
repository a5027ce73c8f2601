import type { RecommendationPriority, Sentiment } from '../../domain/intake/extraction.js';
import { Transform } from 'class-transformer';
import { Allow } from 'class-validator';
import { Choice, Identifier, Text, Ticked, Version, WholeNumber } from '../../web/forms/fields.js';
import { PRIORITY_NAMES, SENTIMENT_NAMES } from '../documents/document-words.js';
import { ITEM_PARTS, type ItemPart } from './document-item.entity.js';
import type { ItemValues } from './item-values.js';

const PRIORITIES = Object.keys(PRIORITY_NAMES);
const SENTIMENTS = Object.keys(SENTIMENT_NAMES);

/** What a reviewer types about an item, new or read. What its part needs, the service says. */
/** How long a text may be the service says, with whatever else is wrong: every fault of an item is told at once. */
const ANY_LENGTH = 1_000_000;

/** What a reviewer types about an item, new or read. What its part needs, the service says. */
export class ItemFields {
  @Text({ label: 'The text', longest: ANY_LENGTH })
  text!: string | null;

  @Text({ label: 'The area', longest: ANY_LENGTH })
  area!: string | null;

  @Text({ label: 'The grade', longest: ANY_LENGTH })
  grade!: string | null;

  @Text({ label: 'The number', longest: ANY_LENGTH })
  number!: string | null;

  @Choice({ of: PRIORITIES })
  priority!: RecommendationPriority | null;

  @Text({ label: 'The addressee', longest: ANY_LENGTH })
  addressee!: string | null;

  @Text({ label: 'The theme', longest: ANY_LENGTH })
  theme!: string | null;

  @Text({ label: 'The timescale', longest: ANY_LENGTH })
  timescale!: string | null;

  @Text({ label: 'The section', longest: ANY_LENGTH })
  section!: string | null;

  @Choice({ of: SENTIMENTS })
  sentiment!: Sentiment | null;

  @Transform(({ value }: { value: unknown }) => pageIn(value))
  @Allow()
  page!: number | null;
}

/** An item that the reading missed: with the lines it stands on, where they were chosen, as `4-12`. */
export class NewItemForm extends ItemFields {
  @Text({ label: 'The first line', longest: 20 })
  from!: string | null;

  @Text({ label: 'The last line', longest: 20 })
  to!: string | null;
}

/** The same over the API, which also says what it is. */
export class NewItemBody extends NewItemForm {
  @Choice({ of: ITEM_PARTS, missing: 'Say whether it is a judgement, a recommendation or a finding' })
  part!: ItemPart;
}

export class ItemForm extends ItemFields {
  @Version()
  version!: number;

  /** Which button was pressed: `list` goes back to the list, otherwise on to the next item. */
  @Text({ label: 'The button', longest: 10 })
  go!: string | null;
}

/** Leaving out, putting back, taking apart. */
export class VersionForm {
  @Version()
  version!: number;
}

/** What an item is to be merged with; over the API its own version stands in the header. */
export class MergeBody {
  @Identifier({ missing: 'Choose what to merge with' })
  nextId!: string;

  @WholeNumber({ label: 'The version', least: 1, missing: 'The version is missing' })
  nextVersion!: number;
}

export class MergeForm extends MergeBody {
  @Version()
  version!: number;
}

export class SplitBody {
  /** The place, as a number of characters. */
  @WholeNumber({ label: 'The place', least: 1, most: 20_000 })
  at!: number | null;

  /** The first words of the second part, instead of a place chosen above. */
  @Text({ label: 'The words', longest: 500 })
  words!: string | null;
}

export class SplitForm extends SplitBody {
  @Version()
  version!: number;
}

export class TickBody {
  @Ticked()
  checked!: boolean;
}

export function valuesIn(form: ItemFields): ItemValues {
  const { number, priority, addressee, theme, timescale, section, sentiment, text, area, grade, page } = form;
  return {
    number,
    priority,
    addressee,
    theme,
    timescale,
    section,
    sentiment,
    text: text ?? '',
    area,
    grade,
    page,
  };
}

/** A whole number, nothing, or not a number: which pages there are, the service knows. */
function pageIn(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const text = String(value).trim();
  if (text === '') return null;
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
}
