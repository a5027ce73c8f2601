import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import { Refused, Refusal } from '../errors/refusals.js';
import type { Page, Redirect } from '../pages/answers.js';
import {
  findChildDetails,
  PRIVACY_REASON,
  problemsOf,
  reasonIn,
  refuseChildDetails,
  type CheckedText,
} from '../privacy/child-details.js';
import { freeTextsOf } from './fields.js';
import { FormState, type FormError } from './form-state.js';
import { DateProblem } from './typed-date.js';
import { UploadedFile } from './uploaded-file.js';

export type FormClass<T extends object> = new () => T;

export type Reading<T> =
  | { readonly ok: true; readonly value: T; readonly form: FormState }
  | { readonly ok: false; readonly form: FormState };

/**
 * Reads what was posted into the form's class. Only the fields it declares are looked at; every mistake is found, in
 * the order of the fields. What was typed is kept in `form` whatever happens.
 */
export function readForm<T extends object>(formClass: FormClass<T>, body: unknown): Reading<T> {
  const fields = fieldsOf(formClass);
  const raw = rawOf(body, fields);
  const { value, errors } = read(formClass, raw, fields);
  // What has the wrong shape is put right first.
  const found = errors.length === 0 ? findChildDetails(writtenIn(formClass, value)) : [];
  const wrong = [...errors, ...problemsOf(found, body)];
  const typed = { ...typedOf(raw), [PRIVACY_REASON]: reasonIn(body) };
  const form = new FormState(typed, wrong, found[0]?.field ?? null);
  return wrong.length === 0 ? { ok: true, value, form } : { ok: false, form };
}

/** The body of an API call as the same class; throws 422 with every field's mistake. */
export function readBody<T extends object>(formClass: FormClass<T>, body: unknown): T {
  const { value, errors } = read(formClass, rawOf(body, fieldsOf(formClass)), fieldsOf(formClass));
  refuse(errors);
  refuseChildDetails(writtenIn(formClass, value), body);
  return value;
}

/** The body of a PATCH: only the fields it names, each checked as in the whole form. */
export function readChange<T extends object>(formClass: FormClass<T>, body: unknown): Partial<T> {
  const own = typeof body === 'object' && body !== null ? body : {};
  const fields = fieldsOf(formClass).filter((name) => Object.hasOwn(own, name));
  const { value, errors } = read(formClass, rawOf(body, fields), fields);
  refuse(errors);
  refuseChildDetails(writtenIn(formClass, value), body);
  return Object.fromEntries(
    fields.map((name) => [name, (value as Record<string, unknown>)[name]]),
  ) as Partial<T>;
}

/**
 * A posted form from end to end: wrong shape or refused by the rulebook, the page is shown again with 422 and what was
 * typed; else what `accept` answers. `again` gets the form to show.
 */
export async function submitForm<T extends object>(
  formClass: FormClass<T>,
  body: unknown,
  accept: (value: T, form: FormState) => Promise<Page | Redirect>,
  again: (form: FormState) => Promise<Page> | Page,
): Promise<Page | Redirect> {
  const reading = readForm(formClass, body);
  if (!reading.ok) return (await again(reading.form)).withStatus(422);
  try {
    return await accept(reading.value, reading.form);
  } catch (error) {
    if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) throw error;
    return (await again(reading.form.refusedBy(error))).withStatus(error.status);
  }
}

/** What somebody wrote freely into these fields. */
function writtenIn(formClass: FormClass<object>, value: object): CheckedText[] {
  return [...freeTextsOf(formClass)].flatMap(([field, label]) => {
    const text = (value as Record<string, unknown>)[field];
    return typeof text === 'string' ? [{ field, label, text, isTyped: true }] : [];
  });
}

function refuse(errors: readonly FormError[]): void {
  if (errors.length === 0) return;
  throw new Refused(
    'invalid',
    'Some fields need another look',
    errors.map(({ field, message }) => ({ field, message })),
  );
}

/** The names of the declared fields, in the order of the class. */
function fieldsOf(formClass: FormClass<object>): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(formClass, '', false, false);
  return [...new Set(rules.map((rule) => rule.propertyName))];
}

/** The declared fields as they came, a date gathered from its three parts, absent as null. */
function rawOf(body: unknown, fields: readonly string[]): Record<string, unknown> {
  const own = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const value = (name: string) => (Object.hasOwn(own, name) ? (own[name] ?? null) : null);
  const raw: Record<string, unknown> = {};
  for (const name of fields) {
    const parts = ['day', 'month', 'year'].map((part) => value(`${name}-${part}`));
    if (value(name) === null && parts.some((part) => part !== null)) {
      const [day, month, year] = parts.map((part) => (typeof part === 'string' ? part : ''));
      raw[name] = { day, month, year };
    } else {
      raw[name] = value(name);
    }
  }
  return raw;
}

function read<T extends object>(
  formClass: FormClass<T>,
  raw: Record<string, unknown>,
  fields: readonly string[],
): { value: T; errors: FormError[] } {
  const files = Object.entries(raw).filter(([, one]) => isFiles(one));
  const texts = Object.fromEntries(Object.entries(raw).filter(([, one]) => !isFiles(one)));
  const value = plainToInstance(formClass, texts);
  // A file is not copied property by property as class-transformer would.
  for (const [name, one] of files) (value as Record<string, unknown>)[name] = sentFiles(one);

  const problems = new Map(
    validateSync(value, { forbidUnknownValues: false }).map((problem) => [problem.property, problem]),
  );
  const errors = fields.flatMap((name): FormError[] => {
    const messages = Object.values(problems.get(name)?.constraints ?? {});
    const message = messages[0];
    if (message === undefined) return [];
    const typed = (value as Record<string, unknown>)[name];
    if (typed instanceof DateProblem) return [{ field: name, message, parts: typed.parts }];
    const isDate = typeof raw[name] === 'object' && raw[name] !== null && 'day' in raw[name];
    return [isDate ? { field: name, message, parts: ['day', 'month', 'year'] } : { field: name, message }];
  });
  return { value, errors };
}

function isFiles(value: unknown): boolean {
  return value instanceof UploadedFile || (Array.isArray(value) && value.some(isFiles));
}

/** One file as it is, several as a list; fields that nothing was chosen in count as nothing. */
function sentFiles(value: unknown): unknown {
  const chosen = [value].flat().filter((one) => !(one instanceof UploadedFile && one.isMissing));
  return chosen.length === 0 ? null : chosen.length === 1 ? chosen[0] : chosen;
}

/** What goes back into the fields: never a file, which a browser does not take back, and never a password. */
function typedOf(raw: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw).filter(([name, value]) => !isFiles(value) && !/password/i.test(name)),
  );
}
