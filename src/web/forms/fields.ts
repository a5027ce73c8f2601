import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { isEmail, isUUID, ValidateBy, type ValidationArguments } from 'class-validator';
import { parseLocalDate } from '../../domain/calendar/local-date.js';
import { DateProblem, readTypedDate, type TypedDate } from './typed-date.js';
import { LARGEST_FILE, UploadedFile } from './uploaded-file.js';
import { plainText } from './plain-text.js';

/** `missing` is the sentence shown when a field that must be filled is empty; without it the field may stay empty. */
interface FieldOptions {
  readonly missing?: string;
}

/** Reads the raw value, then says in one sentence what is wrong with it, or null. */
function field(
  name: string,
  options: FieldOptions,
  read: (raw: unknown) => unknown,
  problem: (value: unknown) => string | null,
): PropertyDecorator {
  const wrong = (value: unknown): string | null => {
    const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
    return isEmpty ? (options.missing ?? null) : problem(value);
  };
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => read(value)),
    ValidateBy({
      name,
      validator: {
        validate: (value: unknown) => wrong(value) === null,
        defaultMessage: (args?: ValidationArguments) => wrong(args?.value) ?? '',
      },
    }),
  );
}

/** Spaces around it go, line ends become one kind, nothing becomes null. */
function readText(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw ?? null;
  const text = plainText(raw).trim();
  return text === '' ? null : text;
}

const notText = (value: unknown) => typeof value !== 'string';

/** Words; at most `longest` characters. `label` starts the sentence: "The title must be 200 characters or fewer". */
export function Text(options: FieldOptions & { label: string; longest: number }): PropertyDecorator {
  return field('text', options, readText, (value) => {
    if (notText(value)) return `${options.label} must be text`;
    const length = [...(value as string)].length;
    return length > options.longest
      ? `${options.label} must be ${options.longest} characters or fewer`
      : null;
  });
}

const freeTexts = new WeakMap<object, Map<string, string>>();

/**
 * Words that somebody writes freely: as `Text`, and looked at for a child's details before they are saved. Going on
 * needs a reason, which the form asks for beside the field and the API takes as `privacyReason`; it is recorded.
 */
export function FreeText(options: FieldOptions & { label: string; longest: number }): PropertyDecorator {
  return applyDecorators(Text(options), (target: object, name: string | symbol) => {
    const own = freeTexts.get(target) ?? new Map<string, string>();
    freeTexts.set(target, own.set(String(name), options.label));
  });
}

/** The fields of a form that are written freely, those of the classes it extends included, with their labels. */
export function freeTextsOf(formClass: abstract new () => object): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let prototype: unknown = formClass.prototype;
  while (typeof prototype === 'object' && prototype !== null) {
    for (const [name, label] of freeTexts.get(prototype) ?? []) found.set(name, label);
    prototype = Object.getPrototypeOf(prototype);
  }
  return found;
}

/** Exactly as typed, spaces and all: passwords. */
export function Password(options: FieldOptions & { label: string; longest?: number }): PropertyDecorator {
  const longest = options.longest ?? 200;
  return field(
    'password',
    options,
    (raw) => (raw === '' ? null : (raw ?? null)),
    (value) => {
      if (notText(value)) return `${options.label} must be text`;
      return (value as string).length > longest
        ? `${options.label} must be ${longest} characters or fewer`
        : null;
    },
  );
}

export function MailAddress(options: FieldOptions = {}): PropertyDecorator {
  return field(
    'mailAddress',
    options,
    (raw) => {
      const text = readText(raw);
      return typeof text === 'string' ? text.toLowerCase() : text;
    },
    (value) =>
      isEmail(value) ? null : 'Enter an email address in the right form, such as name@example.gov.uk',
  );
}

/** One of a few: radios or a select. */
export function Choice(options: FieldOptions & { of: readonly string[]; wrong?: string }): PropertyDecorator {
  return field('choice', options, readText, (value) =>
    options.of.includes(value as string)
      ? null
      : (options.wrong ?? options.missing ?? 'Choose one of the list'),
  );
}

/** Any number of a few: checkboxes. One box comes as text, several as a list, none not at all. */
export function Choices(options: FieldOptions & { of: readonly string[] }): PropertyDecorator {
  return field('choices', options, readList, (value) =>
    (value as unknown[]).every((one) => options.of.includes(one as string))
      ? null
      : (options.missing ?? 'Choose from the list'),
  );
}

/** A box that is ticked or not; `true` and `false` in JSON. */
export function Ticked(): PropertyDecorator {
  return field(
    'ticked',
    {},
    (raw) => raw === true || raw === 'true' || raw === 'yes' || raw === 'on' || raw === '1',
    () => null,
  );
}

/** The id of something chosen from a list. */
export function Identifier(options: FieldOptions = {}): PropertyDecorator {
  return field('identifier', options, readText, (value) =>
    isUUID(value) ? null : (options.missing ?? 'Choose one of the list'),
  );
}

export function Identifiers(options: FieldOptions = {}): PropertyDecorator {
  return field('identifiers', options, readList, (value) =>
    (value as unknown[]).every((one) => isUUID(one)) ? null : (options.missing ?? 'Choose from the list'),
  );
}

function readList(raw: unknown): unknown {
  const list = Array.isArray(raw) ? raw : raw === undefined || raw === null ? [] : [raw];
  return [...new Set(list.map(readText).filter((one) => one !== null))];
}

export function WholeNumber(
  options: FieldOptions & { label: string; least?: number; most?: number },
): PropertyDecorator {
  const { least = 0, most = 1_000_000_000 } = options;
  return field(
    'wholeNumber',
    options,
    (raw) => {
      const text = readText(raw);
      return typeof text === 'string' && /^-?\d{1,10}$/.test(text) ? Number(text) : text;
    },
    (value) => {
      if (!Number.isInteger(value)) return `${options.label} must be a whole number`;
      if ((value as number) < least) return `${options.label} must be ${least} or more`;
      return (value as number) > most ? `${options.label} must be ${most} or fewer` : null;
    },
  );
}

/** The version a form was filled in against; posted in a hidden field. */
export function Version(): PropertyDecorator {
  return WholeNumber({ label: 'The version', least: 1, missing: 'The version is missing' });
}

/** A calendar day: three fields `dueOn-day`, `dueOn-month`, `dueOn-year` on a page, 'YYYY-MM-DD' in JSON. */
export function Day(options: FieldOptions & { label: string }): PropertyDecorator {
  return field(
    'day',
    options,
    (raw) => {
      if (isTypedDate(raw)) return readTypedDate(raw, options.label);
      const text = readText(raw);
      if (typeof text !== 'string') return text;
      return (
        parseLocalDate(text) ??
        new DateProblem(`${options.label} must be a day that exists, as 2026-06-30`, [])
      );
    },
    (value) => {
      if (value instanceof DateProblem) return value.message;
      return typeof value === 'string' ? null : `${options.label} must be a day, as 2026-06-30`;
    },
  );
}

function isTypedDate(raw: unknown): raw is TypedDate {
  if (typeof raw !== 'object' || raw === null) return false;
  return ['day', 'month', 'year'].every((part) => typeof (raw as Record<string, unknown>)[part] === 'string');
}

/** A file of a multipart form. What is in it the service must look at: names and media types say anything. */
export function Attachment(options: FieldOptions & { endings?: readonly string[] } = {}): PropertyDecorator {
  return field(
    'attachment',
    options,
    (raw) => (raw instanceof UploadedFile && raw.isMissing ? null : raw === '' ? null : (raw ?? null)),
    (value) => fileProblem(value, options),
  );
}

/** One file or several of one field; never null, at least one when `missing` is given. */
export function Attachments(options: FieldOptions = {}): PropertyDecorator {
  return field(
    'attachments',
    options,
    (raw) => raw,
    (value) => {
      if (!Array.isArray(value)) return fileProblem(value, options);
      const problems = value.flatMap((one: unknown) => {
        const problem = fileProblem(one, options);
        return problem === null ? [] : [`${one instanceof UploadedFile ? one.fileName : 'One'}: ${problem}`];
      });
      return problems.length === 0 ? null : problems.join('. ');
    },
  );
}

function fileProblem(value: unknown, options: FieldOptions & { endings?: readonly string[] }): string | null {
  if (!(value instanceof UploadedFile)) return options.missing ?? 'Choose a file';
  if (value.tooLarge) return `The file must be smaller than ${LARGEST_FILE / 1024 / 1024} MB`;
  if (value.size === 0) return 'The file is empty';
  const ending = value.fileName.toLowerCase().split('.').at(-1) ?? '';
  if (options.endings && !options.endings.includes(ending)) {
    return `The file must be one of these kinds: ${options.endings.join(', ').toUpperCase()}`;
  }
  return null;
}
