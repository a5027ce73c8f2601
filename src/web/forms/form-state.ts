import type { FieldError, Refusal } from '../errors/refusals.js';
import { LOOKS_LIKE_A_CHILDS_DETAILS, PRIVACY_REASON } from '../privacy/child-details.js';
import type { DatePart } from './typed-date.js';

/** One mistake: its words, and the fields it points to. */
export interface FormError extends FieldError {
  /** The parts of a date that are meant; the summary links to the first. */
  readonly parts?: readonly DatePart[];
}

/**
 * A form as a view shows it: what stands in its fields, and what was wrong with it. Views read
 * `form.values.title`, `form.errors.title` and `form.summary`.
 */
export class FormState {
  readonly errors: Readonly<Record<string, FormError>>;

  constructor(
    readonly values: Readonly<Record<string, unknown>> = {},
    readonly list: readonly FormError[] = [],
    /** The first field that looks like a child's details: beside it the reason to go on is asked for. */
    readonly privacyField: string | null = null,
  ) {
    // The first mistake of a field is the one shown beside it.
    this.errors = Object.fromEntries([...list].reverse().map((error) => [error.field, error]));
  }

  get hasErrors(): boolean {
    return this.list.length > 0;
  }

  /** For the error summary: every mistake with a link to its field. */
  get summary(): { text: string; href?: string }[] {
    return this.list.map(({ field, message, parts }) => {
      if (field === '') return { text: message };
      return { text: message, href: `#${field}${parts?.[0] === undefined ? '' : `-${parts[0]}`}` };
    });
  }

  /** The same form when the rulebook refuses what has the right shape: its reason beside the field, or at the top. */
  refusedBy(refusal: Refusal): FormState {
    const errors = refusal.errors.length > 0 ? refusal.errors : [{ field: '', message: refusal.message }];
    const isAboutPrivacy = refusal.code === LOOKS_LIKE_A_CHILDS_DETAILS;
    const found = isAboutPrivacy ? errors.find(({ field }) => field !== PRIVACY_REASON) : undefined;
    return new FormState(this.values, errors, this.privacyField ?? found?.field ?? null);
  }
}

/** A form that nobody has sent yet, with what stands in its fields at first. */
export function formOf(values: Readonly<Record<string, unknown>> = {}): FormState {
  return new FormState(values);
}
