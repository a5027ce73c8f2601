import type { LocalDate } from '../../domain/calendar/local-date.js';
import { readListQuery, type ListCursor } from '../../web/api/list-query.js';

/** What a history is narrowed to; everything given must hold. */
export interface HistoryFilter {
  /** The id of a person, or the kind of who it was: sweep, import, link, migration, operator. */
  readonly who: string | null;
  /** The field that changed, as the API names it, such as dueOn. */
  readonly field: string | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

export interface HistoryQuery {
  readonly limit: number;
  readonly cursor: ListCursor | null;
  readonly filter?: HistoryFilter;
}

export const EVERYTHING: HistoryFilter = { who: null, field: null, from: null, to: null };

const FILTERS = { who: 'text', field: 'text', from: 'day', to: 'day' } as const;
const SHAPE = { filters: FILTERS, sorts: ['at'], sort: '-at' } as const;

/** The query of a history, by a page, a sheet or a program: the same names everywhere. */
export function readHistoryQuery(query: unknown, ignore: readonly string[] = []): Required<HistoryQuery> {
  const { filters, limit, cursor } = readListQuery(query, SHAPE, { ignore });
  const first = (name: keyof typeof FILTERS) => filters[name]?.[0] ?? null;
  const filter = {
    who: first('who'),
    field: first('field'),
    from: first('from') as LocalDate | null,
    to: first('to') as LocalDate | null,
  };
  return { limit, cursor, filter };
}
