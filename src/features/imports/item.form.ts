import type { RecommendationPriority, Sentiment } from '../../domain/intake/extraction.js';
import { Choice, Identifier, Text, Version, WholeNumber } from '../../web/forms/fields.js';
import type { Difference } from '../../web/errors/refusals.js';
import { PRIORITY_NAMES, SENTIMENT_NAMES } from '../documents/document-words.js';
import type { DocumentItem } from './document-item.entity.js';
import type { ItemValues } from './item-values.js';

const PRIORITIES = Object.keys(PRIORITY_NAMES);
const SENTIMENTS = Object.keys(SENTIMENT_NAMES);

/** What a reviewer types about an item, new or read. What its part needs, the service says. */
export class NewItemForm {
  @Text({ label: 'The number', longest: 20 })
  number!: string | null;

  @Text({ label: 'The area', longest: 500 })
  area!: string | null;

  @Text({ label: 'The grade', longest: 500 })
  grade!: string | null;

  @Text({ label: 'The text', longest: 20_000 })
  text!: string | null;

  @Choice({ of: PRIORITIES })
  priority!: RecommendationPriority | null;

  @Text({ label: 'The addressee', longest: 500 })
  addressee!: string | null;

  @Text({ label: 'The theme', longest: 500 })
  theme!: string | null;

  @Text({ label: 'The timescale', longest: 500 })
  timescale!: string | null;

  @Text({ label: 'The section', longest: 500 })
  section!: string | null;

  @Choice({ of: SENTIMENTS })
  sentiment!: Sentiment | null;

  @WholeNumber({ label: 'The page', least: 1, most: 10_000 })
  page!: number | null;
}

export class ItemForm extends NewItemForm {
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

export class MergeForm extends VersionForm {
  @Identifier({ missing: 'Choose what to merge with' })
  nextId!: string;

  @WholeNumber({ label: 'The version', least: 1, missing: 'The version is missing' })
  nextVersion!: number;
}

export class SplitForm extends VersionForm {
  /** The place, as a number of characters. */
  @WholeNumber({ label: 'The place', least: 1, most: 20_000 })
  at!: number | null;

  /** The first words of the second part, instead of a place chosen above. */
  @Text({ label: 'The words', longest: 500 })
  words!: string | null;
}

export function valuesIn(form: NewItemForm): ItemValues {
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

/** What was saved meanwhile beside what was typed, field by field, for the page of a stale save. */
export function differences(saved: DocumentItem, typed: ItemValues): Difference[] {
  const row = (label: string, one: unknown, other: unknown): Difference => ({
    label,
    saved: one === null ? '' : String(one),
    typed: other === null ? '' : String(other),
  });
  const page = row('Page', saved.page, typed.page);
  if (saved.part === 'judgement') {
    return [row('Area', saved.area, typed.area), row('Grade', saved.grade, typed.grade), page];
  }
  const shared = [row('Number', saved.number, typed.number), row('Text', saved.text, typed.text), page];
  if (saved.part === 'finding') {
    const name = (sentiment: Sentiment | null) => sentiment && SENTIMENT_NAMES[sentiment];
    return [
      ...shared,
      row('Section', saved.section, typed.section),
      row('What it says', name(saved.sentiment), name(typed.sentiment)),
    ];
  }
  const name = (priority: RecommendationPriority | null) => priority && PRIORITY_NAMES[priority];
  return [
    ...shared,
    row('Priority', name(saved.priority), name(typed.priority)),
    row('Addressed to', saved.addressee, typed.addressee),
    row('Theme', saved.theme, typed.theme),
    row('Timescale', saved.timescale, typed.timescale),
  ];
}
