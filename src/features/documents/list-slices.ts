import { sealCursor, type ListAnswer, type ListQuery } from '../../web/api/list-query.js';

/** Which rows of an ordered list are wanted. */
export interface Slice {
  readonly limit: number;
  readonly offset: number;
}

/** These lists are short and change seldom, so their cursor is simply how many rows came before. */
export function sliceOf(query: ListQuery): Slice {
  const offset = Number(query.cursor?.value ?? 0);
  return { limit: query.limit, offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0 };
}

export function answerOf<Row extends { id: string }, T>(
  { rows, total }: { rows: readonly Row[]; total: number },
  query: ListQuery,
  itemOf: (row: Row) => T,
): ListAnswer<T> {
  const after = sliceOf(query).offset + rows.length;
  const last = rows.at(-1);
  const more = last !== undefined && after < total;
  return {
    items: rows.map(itemOf),
    nextCursor: more ? sealCursor({ value: after, id: last.id }) : null,
    total: total > 10_000 ? null : total,
  };
}

/** The links of a list on a page: the filters stay, the cursor moves. */
export function pagesOf(path: string, asked: unknown, query: ListQuery, total: number) {
  const { limit, offset } = sliceOf(query);
  const href = (to: number) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(asked as Record<string, unknown>)) {
      if (name === 'cursor') continue;
      for (const one of Array.isArray(value) ? value : [value]) if (one) search.append(name, String(one));
    }
    if (to > 0) search.set('cursor', sealCursor({ value: to, id: '' }));
    return search.size === 0 ? path : `${path}?${search}`;
  };
  const until = Math.min(offset + limit, total);
  return {
    previous: offset > 0 ? href(Math.max(0, offset - limit)) : null,
    next: until < total ? href(until) : null,
    text: total === 0 ? null : `${offset + 1} to ${until} of ${total}`,
  };
}
