import { longDate, longDateTime } from '../../platform/templates/filters.js';
import { nameKey, type NameWanted, type VersionRow } from './history.repository.js';
import type { HistoryField, HistoryTable } from './history.subjects.js';

export interface HistoryChange {
  /** The name of the field as the API has it. */
  field: string;
  label: string;
  from: string;
  to: string;
}

export interface HistoryEntry {
  at: string;
  /** "Priya Menon", "The morning run". */
  who: string;
  actor: { kind: VersionRow['actor_kind']; id: string | null };
  entity: string;
  id: string;
  /** "Action added", "Milestone “Policy agreed” changed". */
  what: string;
  changes: HistoryChange[];
}

export const SOMEBODY_UNKNOWN = 'Somebody who is no longer known here';

export const OTHERS: Record<Exclude<VersionRow['actor_kind'], 'person' | 'token'>, string> = {
  link: 'By a link in a mail',
  sweep: 'The morning run',
  import: 'An import',
  migration: 'A new version of the tracker',
  operator: 'The operator of the tracker',
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every name that the entries of these versions will need, each at its moment. */
export function namesWanted(
  versions: readonly VersionRow[],
  tables: ReadonlyMap<string, HistoryTable>,
): NameWanted[] {
  const wanted = new Map<string, NameWanted>();
  const want = (entity: string, id: unknown, at: string) => {
    if (typeof id !== 'string' || !uuid.test(id)) return;
    const one = { entity, id, at };
    wanted.set(nameKey(one), one);
  };
  for (const version of versions) {
    want('people', version.actor_id, version.at);
    for (const [column, field] of fieldsTold(version, tables)) {
      const row = rowOf(field);
      if (row === null) continue;
      for (const value of [version.was[column], version.data[column]].flat()) want(row, value, version.at);
    }
  }
  return [...wanted.values()];
}

/** One version as people read it. */
export function entryOf(
  version: VersionRow,
  tables: ReadonlyMap<string, HistoryTable>,
  names: ReadonlyMap<string, string>,
): HistoryEntry {
  const table = tables.get(version.entity)!;
  const changes = fieldsTold(version, tables).flatMap(([column, field]): HistoryChange[] => {
    const said = (value: unknown) => sayValue(value, field, version.at, names);
    const from = version.change === 'created' ? '' : said(version.was[column]);
    const to = said(version.data[column]);
    return from === to ? [] : [{ field: camelCase(column), label: field.label, from, to }];
  });
  const title = table.namedBy === undefined ? null : version.data[table.namedBy];
  const noun = typeof title === 'string' && title !== '' ? `${table.noun} “${title}”` : table.noun;
  return {
    at: version.at,
    who: whoDid(version, names),
    actor: { kind: version.actor_kind, id: version.actor_id },
    entity: version.entity,
    id: version.id,
    what: `${noun[0]!.toUpperCase()}${noun.slice(1)} ${version.change === 'created' ? 'added' : 'changed'}`,
    changes,
  };
}

function whoDid(version: VersionRow, names: ReadonlyMap<string, string>): string {
  if (version.actor_kind !== 'person' && version.actor_kind !== 'token') return OTHERS[version.actor_kind];
  const name = names.get(nameKey({ entity: 'people', id: version.actor_id ?? '', at: version.at }));
  const who = name ?? SOMEBODY_UNKNOWN;
  return version.actor_kind === 'token' ? `${who}, through the API` : who;
}

function fieldsTold(
  version: VersionRow,
  tables: ReadonlyMap<string, HistoryTable>,
): [string, HistoryField][] {
  const fields = Object.entries(tables.get(version.entity)?.fields ?? {});
  return version.change === 'created'
    ? fields
    : fields.filter(([column]) => version.changed_columns.includes(column));
}

function rowOf(field: HistoryField): string | null {
  return typeof field.as === 'object' && 'row' in field.as && typeof field.as.row === 'string'
    ? field.as.row
    : null;
}

function sayValue(
  value: unknown,
  field: HistoryField,
  at: string,
  names: ReadonlyMap<string, string>,
): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map((one) => sayValue(one, field, at, names)).join(', ');
  const row = rowOf(field);
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, one]) => `${name}: ${sayValue(one, field, at, names)}`)
      .join('; ');
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (row !== null) return names.get(nameKey({ entity: row, id: text, at })) ?? 'One that is no longer known';
  if (field.as === 'day') return longDate(text);
  if (field.as === 'moment') return longDateTime(text);
  if (field.as === 'yes_no') return value === true ? 'Yes' : 'No';
  if (typeof field.as === 'object' && 'words' in field.as) return field.as.words[text] ?? text;
  return text;
}

export function camelCase(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
