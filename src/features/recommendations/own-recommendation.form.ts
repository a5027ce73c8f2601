import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DocumentKind, RecommendationPriority } from '../../domain/intake/extraction.js';
import { Choice, Day, FreeText, Identifier, Text, Version } from '../../web/forms/fields.js';
import { PRIORITIES } from './recommendation.entity.js';
import { TYPED_KINDS } from './own-recommendations.service.js';
import type { OwnWords } from './own-recommendations.repository.js';

/** The words of a recommendation that the authority writes itself. */
export class OwnWordsForm {
  @FreeText({ label: 'The recommendation', longest: 5000, missing: 'Enter what is recommended' })
  text!: string;

  @Text({ label: 'The number', longest: 20 })
  number!: string | null;

  @Choice({ of: PRIORITIES })
  priority!: RecommendationPriority | null;

  @FreeText({ label: 'The theme', longest: 200 })
  theme!: string | null;

  @Text({ label: 'The body', longest: 200 })
  addressee!: string | null;

  @Text({ label: 'The timescale', longest: 200 })
  timescale!: string | null;
}

export class OwnWordsChange extends OwnWordsForm {
  @Version()
  version!: number;
}

/** A new one, and where it comes from. */
export class OwnRecommendationForm extends OwnWordsForm {
  @Identifier()
  documentId!: string | null;

  @Text({ label: 'The title of the document', longest: 300 })
  documentTitle!: string | null;

  @Choice({ of: TYPED_KINDS })
  documentKind!: DocumentKind | null;

  @Day({ label: 'The date of the document' })
  documentDate!: LocalDate | null;
}

export class WithdrawalForm {
  @Version()
  version!: number;
}

const WORDS = ['text', 'number', 'theme', 'addressee', 'timescale'] as const;
const OURS = 'Local authority';

/** What is to be kept of a whole form. */
export function wordsOf(form: OwnWordsForm): OwnWords {
  const { text, number, theme, timescale } = form;
  return {
    text,
    number,
    theme,
    timescale,
    priority: form.priority ?? 'recommendation',
    addressee: form.addressee ?? OURS,
  };
}

/** What is to be kept of a change that names only some. */
export function wordsIn(form: Partial<OwnWordsForm>): Partial<OwnWords> {
  const named = WORDS.filter((name) => name in form).map((name) => [name, form[name] ?? null]);
  return {
    ...(Object.fromEntries(named) as Partial<OwnWords>),
    ...('addressee' in form && { addressee: form.addressee ?? OURS }),
    ...('priority' in form && { priority: form.priority ?? 'recommendation' }),
  };
}
