import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { openCursor, sealCursor, type ListAnswer } from '../../web/api/list-query.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { EVERYTHING, type HistoryFilter, type HistoryQuery } from './history.filter.js';
import { HistoryRepository, type VersionsWanted } from './history.repository.js';
import { HistorySubjects, type HistorySubject, type HistoryTable } from './history.subjects.js';
import {
  camelCase,
  entryOf,
  namesWanted,
  OTHERS,
  SOMEBODY_UNKNOWN,
  type HistoryEntry,
} from './history.words.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** How much of a history stands on the page of the thing itself. */
const ON_A_PAGE = 10;
const IN_A_BATCH = 200;

/** Who changed what, when, and from what to what: for whoever may see the thing. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly database: Database,
    private readonly versions: HistoryRepository,
    private readonly subjects: HistorySubjects,
  ) {}

  /** The history of one thing, newest first. 404 for a thing the person may not see, 403 without `history.read`. */
  read(person: Person, entity: string, id: string, query: HistoryQuery): Promise<ListAnswer<HistoryEntry>> {
    return this.database.forAuthority(person.authority.id, person.actor, (tx) =>
      this.readWithin(tx, person, entity, id, query),
    );
  }

  /**
   * The newest changes for the page of the thing, inside that page's transaction; null for somebody who may see the
   * thing but not its history. Hand it to the view as `history`.
   */
  async section(tx: Tx, person: Person, entity: string, id: string): Promise<HistorySection | null> {
    try {
      const { items, total } = await this.readWithin(tx, person, entity, id, {
        limit: ON_A_PAGE,
        cursor: null,
      });
      return { entity, id, entries: items, total, hasMore: total === null || total > items.length };
    } catch (error) {
      if (error instanceof Forbidden) return null;
      throw error;
    }
  }

  /** The whole of it, newest first, a batch at a time so that a long history is never held in memory. */
  async *all(
    person: Person,
    entity: string,
    id: string,
    filter: HistoryFilter,
  ): AsyncGenerator<HistoryEntry[]> {
    let cursor: HistoryQuery['cursor'] = null;
    do {
      const query: HistoryQuery = { limit: IN_A_BATCH, cursor, filter };
      const { items, nextCursor } = await this.read(person, entity, id, query);
      yield [...items];
      cursor = nextCursor === null ? null : (openCursor(nextCursor) ?? null);
    } while (cursor !== null);
  }

  /** What the history of one thing can be narrowed to: the fields it tells of, and who made changes. */
  choices(person: Person, entity: string, id: string): Promise<HistoryChoices> {
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const subject = await this.subjectFor(tx, person, entity, id);
      const { wanted, tables } = await rowsOf(tx, subject, id);
      const actors = await this.versions.actorsOf(tx, wanted);
      return {
        fields: [...tables.values()].flatMap((table) =>
          Object.entries(table.fields).map(([column, { label }]) => ({
            value: fieldOf(table.entity, column),
            text: table.entity === entity ? label : `${capital(table.noun)}: ${label}`,
          })),
        ),
        people: actors.map(({ kind, id: personId, name }) => ({
          value: personId ?? kind,
          text: kind === 'person' || kind === 'token' ? (name ?? SOMEBODY_UNKNOWN) : OTHERS[kind],
        })),
      };
    });
  }

  private async subjectFor(tx: Tx, person: Person, entity: string, id: string): Promise<HistorySubject> {
    const subject = this.subjects.of(entity);
    const found = subject && uuid.test(id) ? await subject.find(tx, person, id) : null;
    if (subject === null || found === null) throw new NotFound();
    if (!may('history.read', person, found)) throw new Forbidden();
    return subject;
  }

  private async readWithin(
    tx: Tx,
    person: Person,
    entity: string,
    id: string,
    query: HistoryQuery,
  ): Promise<ListAnswer<HistoryEntry>> {
    const subject = await this.subjectFor(tx, person, entity, id);
    const filter = query.filter ?? EVERYTHING;
    const rowsWanted = await rowsOf(tx, subject, id);
    const { tables } = rowsWanted;
    const wanted = withField(rowsWanted.wanted, filter.field);
    if (wanted.length === 0) return { items: [], nextCursor: null, total: 0 };
    const before = query.cursor && { at: String(query.cursor.value), id: query.cursor.id };
    const rows = await this.versions.versionsOf(tx, wanted, query.limit + 1, before, filter);
    const shown = rows.slice(0, query.limit);
    const names = await this.versions.namesAt(tx, namesWanted(shown, tables));
    const last = shown.at(-1);
    const total = await this.versions.count(tx, wanted, filter);
    return {
      items: shown.map((row) => entryOf(row, tables, names)),
      nextCursor: rows.length > shown.length && last ? sealCursor({ value: last.at, id: last.id }) : null,
      total: total > 10_000 ? null : total,
    };
  }
}

export interface HistoryChoices {
  fields: { value: string; text: string }[];
  people: { value: string; text: string }[];
}

export interface HistorySection {
  entity: string;
  id: string;
  entries: readonly HistoryEntry[];
  total: number | null;
  hasMore: boolean;
}

/** Only the tables that have the field, and only its column. */
function withField(wanted: readonly VersionsWanted[], field: string | null): readonly VersionsWanted[] {
  if (field === null) return wanted;
  return wanted
    .map((one) => ({
      ...one,
      columns: one.columns.filter((column) => fieldOf(one.entity, column) === field),
    }))
    .filter(({ columns }) => columns.length > 0);
}

function fieldOf(entity: string, column: string): string {
  return `${entity}.${camelCase(column)}`;
}

function capital(noun: string): string {
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
}

/** The thing itself and its parts. */
async function rowsOf(tx: Tx, subject: HistorySubject, id: string) {
  const tables = new Map<string, HistoryTable>([[subject.entity, subject]]);
  const wanted: VersionsWanted[] = [wantedOf(subject, [id])];
  for (const part of subject.parts ?? []) {
    const ids = await part.idsOf(tx, id);
    tables.set(part.entity, part);
    if (ids.length > 0) wanted.push(wantedOf(part, ids));
  }
  return { tables, wanted };
}

function wantedOf(table: HistoryTable, ids: readonly string[]): VersionsWanted {
  return { entity: table.entity, ids, columns: Object.keys(table.fields) };
}
