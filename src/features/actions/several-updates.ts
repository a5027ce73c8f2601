import { readForm } from '../../web/forms/read-form.js';
import { formOf, FormState, type FormError } from '../../web/forms/form-state.js';
import type { Refusal } from '../../web/errors/refusals.js';
import { overridesOf, type PrivacyOverride } from '../../web/privacy/child-details.js';
import { contentOfForm, UpdateForm } from './update.form.js';
import type { UpdateContent } from './update-writing.service.js';

/** What makes the fields of one action differ from those of the next on the same page. */
export function fieldPrefix(actionId: string): string {
  return `${actionId}.`;
}

/** What was sent about one of several actions. */
export interface SentUpdate {
  readonly actionId: string;
  readonly form: FormState;
  /** Null: something has the wrong shape. */
  readonly content: UpdateContent | null;
  /** That the writer went on although a text looked like a child's details. */
  readonly overrides: readonly PrivacyOverride[];
}

/**
 * Takes a page of several updates apart: for each action in which anything was filled in, or whose own button was
 * pressed, its form. The others are left out.
 */
export function readSeveral(body: unknown, pressed: string | null): ReadonlyMap<string, SentUpdate> {
  const perAction = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(typeof body === 'object' && body !== null ? body : {})) {
    const found = FIELD.exec(name);
    if (found === null) continue;
    const [, actionId, field] = found as unknown as [string, string, string];
    const fields = perAction.get(actionId) ?? {};
    fields[field] = value;
    perAction.set(actionId, fields);
  }
  const sent = new Map<string, SentUpdate>();
  for (const [actionId, fields] of perAction) {
    const isFilledIn = Object.values(fields).some(
      (value) => typeof value === 'string' && value.trim() !== '',
    );
    if (!isFilledIn && pressed !== actionId) continue;
    const reading = readForm(UpdateForm, fields);
    sent.set(actionId, {
      actionId,
      form: reading.form,
      content: reading.ok ? contentOfForm(reading.value) : null,
      overrides: overridesOf(fields),
    });
  }
  return sent;
}

const FIELD = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([A-Za-z-]+)$/;

/** The forms of the page when it is shown again: what was typed, and beside each field what is wrong with it. */
export class SeveralForms {
  private constructor(private readonly forms: ReadonlyMap<string, FormState>) {}

  static readonly none = new SeveralForms(new Map());

  /** Those that could not be kept; `kept` start anew. */
  static again(
    sent: ReadonlyMap<string, SentUpdate>,
    refused: ReadonlyMap<string, Refusal>,
    kept: readonly string[] = [],
  ): SeveralForms {
    const forms = [...sent.values()]
      .filter(({ actionId }) => !kept.includes(actionId))
      .map(({ actionId, form }): [string, FormState] => {
        const refusal = refused.get(actionId);
        return [actionId, refusal === undefined ? form : form.refusedBy(refusal)];
      });
    return new SeveralForms(new Map(forms));
  }

  of(actionId: string): FormState {
    return this.forms.get(actionId) ?? formOf();
  }

  isAgain(actionId: string): boolean {
    return this.forms.has(actionId);
  }

  /** For the error summary: every mistake with the action it belongs to and a link to its field. */
  summary(actions: readonly { readonly id: string; readonly reference: string }[]): FormState {
    const list = actions.flatMap(({ id, reference }) =>
      this.of(id).list.map((error): FormError => ({
        ...error,
        field: error.field === '' ? `update-${reference}` : `${error.field}-${reference}`,
        message: `${reference}: ${error.message}`,
      })),
    );
    return new FormState({}, list);
  }
}
