import { isUUID } from 'class-validator';
import { parseLocalDate } from '../../domain/calendar/local-date.js';
import { Refused, type FieldError } from '../errors/refusals.js';
import { plainText } from '../forms/plain-text.js';

/** What a filter of a list may be: one of a few words, an id, a day, yes or no, or any text. */
export type FilterKind = readonly string[] | 'id' | 'day' | 'yes_no' | 'text';

export interface ListShape<F extends string, S extends string> {
  readonly filters: Readonly<Record<F, FilterKind>>;
  readonly sorts: readonly S[];
  /** Used when none is asked for; a leading minus sorts downwards. */
  readonly sort: S | `-${S}`;
}

export interface ListQuery<F extends string = string, S extends string = string> {
  /** Only those asked for; several values of one field mean any of them. */
  readonly filters: Partial<Record<F, readonly string[]>>;
  readonly q: string | null;
  readonly sort: { readonly field: S; readonly direction: 'asc' | 'desc' };
  readonly limit: number;
  /** The sort value and id of the last row before this page, null for the first page. */
  readonly cursor: ListCursor | null;
}

export interface ListCursor {
  readonly value: string | number | null;
  readonly id: string;
}

export interface ListAnswer<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  /** Exact up to 10,000, null beyond. */
  readonly total: number | null;
}

const MOST = 200;
const USUAL = 50;
const LONGEST_TEXT = 200;

/**
 * Reads the query of a list: filters named after fields (`status=in_progress,complete`), `q`, `sort` (`dueOn`, or
 * `-dueOn` downwards), `limit` (50, at most 200) and the `cursor` of the answer before. Anything it does not know is
 * refused with 422, so that a filter misspelt is never a list unfiltered. For pages and for the API.
 */
export function readListQuery<F extends string, S extends string>(
  query: unknown,
  shape: ListShape<F, S>,
  options: { ignore?: readonly string[] } = {},
): ListQuery<F, S> {
  const given = typeof query === 'object' && query !== null ? (query as Record<string, unknown>) : {};
  const errors: FieldError[] = [];
  const known = ['q', 'sort', 'limit', 'cursor', ...Object.keys(shape.filters), ...(options.ignore ?? [])];
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) errors.push({ field: name, message: `There is no filter ${name}` });
  }

  const filters: Partial<Record<F, readonly string[]>> = {};
  for (const [name, kind] of Object.entries(shape.filters) as [F, FilterKind][]) {
    const values = listOf(given[name]);
    if (values.length === 0) continue;
    const wrong = values.find((value) => !fits(value, kind));
    if (wrong === undefined) filters[name] = values;
    else errors.push({ field: name, message: messageFor(name, kind) });
  }

  const sort = readSort(textOf(given['sort']) ?? shape.sort, shape.sorts);
  if (sort === null) errors.push({ field: 'sort', message: `sort must be one of ${shape.sorts.join(', ')}` });
  const limit = readLimit(textOf(given['limit']));
  if (limit === null) errors.push({ field: 'limit', message: `limit must be a number from 1 to ${MOST}` });
  const text = textOf(given['cursor']);
  const cursor = text === null ? null : openCursor(text);
  if (cursor === undefined)
    errors.push({ field: 'cursor', message: 'cursor must be the nextCursor of an answer' });
  const q = textOf(given['q']);
  if (q !== null && q.length > LONGEST_TEXT) errors.push({ field: 'q', message: 'q is too long' });

  if (errors.length > 0 || sort === null || limit === null || cursor === undefined) {
    throw new Refused('bad_query', 'The list cannot be asked for like this', errors);
  }
  return { filters, q, sort: sort as ListQuery<F, S>['sort'], limit, cursor };
}

/**
 * The answer of a list. Ask the database for `limit + 1` rows: the one too many only says that there is a next page.
 * `valueOf` gives the value that the rows are sorted by.
 */
export function listAnswer<Row extends { id: string }, T>(
  rows: readonly Row[],
  query: ListQuery,
  total: number | null,
  valueOf: (row: Row) => string | number | null,
  itemOf: (row: Row) => T,
): ListAnswer<T> {
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const nextCursor =
    rows.length > query.limit && last !== undefined
      ? sealCursor({ value: valueOf(last), id: last.id })
      : null;
  return { items: shown.map(itemOf), nextCursor, total: total !== null && total > 10_000 ? null : total };
}

/** Opaque to the caller; nothing secret is in it. */
export function sealCursor(cursor: ListCursor): string {
  return Buffer.from(JSON.stringify([cursor.value, cursor.id])).toString('base64url');
}

/** What sealCursor has sealed; undefined for anything else. */
export function openCursor(text: string): ListCursor | undefined {
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    const isValue = value === null || typeof value === 'string' || typeof value === 'number';
    return isValue && typeof id === 'string' ? { value, id } : undefined;
  } catch {
    // Not a cursor of ours: told to the caller as a mistake of the query.
    return undefined;
  }
}

function listOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list
    .filter((one): one is string => typeof one === 'string')
    .map((one) => plainText(one))
    .flatMap((one) => one.split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function textOf(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value.at(-1) : value;
  const text = typeof one === 'string' ? plainText(one).trim() : '';
  return text === '' ? null : text;
}

function fits(value: string, kind: FilterKind): boolean {
  if (kind === 'id') return isUUID(value);
  if (kind === 'day') return parseLocalDate(value) !== null;
  if (kind === 'yes_no') return value === 'true' || value === 'false';
  if (kind === 'text') return value.length <= LONGEST_TEXT;
  return kind.includes(value);
}

function messageFor(name: string, kind: FilterKind): string {
  if (kind === 'id') return `${name} must be an id`;
  if (kind === 'day') return `${name} must be a day that exists, such as 2026-06-30`;
  if (kind === 'yes_no') return `${name} must be true or false`;
  return kind === 'text' ? `${name} is too long` : `${name} must be one of ${kind.join(', ')}`;
}

function readSort(
  text: string,
  sorts: readonly string[],
): { field: string; direction: 'asc' | 'desc' } | null {
  const field = text.replace(/^-/, '');
  return sorts.includes(field) ? { field, direction: text.startsWith('-') ? 'desc' : 'asc' } : null;
}

function readLimit(text: string | null): number | null {
  if (text === null) return USUAL;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= MOST ? limit : null;
}
