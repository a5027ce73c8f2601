import type { ListCursor } from '../../web/api/list-query.js';
import { DUE_OR_NEVER, type Parameters } from './action-filters.js';

/** What a list can be sorted by. */
export const ACTION_SORTS = [
  'urgency',
  'rating',
  'reference',
  'title',
  'dueOn',
  'startOn',
  'lastUpdateOn',
  'status',
  'owner',
] as const;
export type ActionSort = (typeof ACTION_SORTS)[number];

export interface ActionOrder {
  readonly field: ActionSort;
  readonly direction: 'asc' | 'desc';
}

/**
 * What wants attention first: actions towards a priority action before all others, then by colour, red first, drafts
 * and cancelled actions last, then by due date. One number, so that one index holds it.
 */
export const MOST_URGENT_FIRST: ActionOrder = { field: 'urgency', direction: 'asc' };

const URGENCY = `((case when a.priority_action then 0 else 10 end
  + case a.status when 'cancelled' then 7 when 'draft' then 6 else
    case a.rating when 'red' then 1 when 'amber' then 2 when 'green' then 3 when 'blue' then 4 else 5 end end)
  * 100000 + coalesce(a.due_on - date '2000-01-01', 99999))`;
const OWNER_NAME = `coalesce((select o.name from people o
  where o.authority_id = a.authority_id and o.id = a.owner_id), '')`;

type KeyType = 'integer' | 'date' | 'text';

/** No key is ever null, so that "after this row" is one comparison. Indexes hold the same expressions. */
const KEYS: Record<ActionSort, { readonly sql: string; readonly type: KeyType }> = {
  urgency: { sql: URGENCY, type: 'integer' },
  rating: { sql: URGENCY, type: 'integer' },
  reference: { sql: 'a.number', type: 'integer' },
  title: { sql: 'lower(a.title)', type: 'text' },
  dueOn: { sql: DUE_OR_NEVER, type: 'date' },
  startOn: { sql: `(coalesce(a.start_on, 'infinity'::date))`, type: 'date' },
  lastUpdateOn: { sql: `(coalesce(a.last_update_on, '-infinity'::date))`, type: 'date' },
  status: { sql: 'a.status', type: 'text' },
  owner: { sql: OWNER_NAME, type: 'text' },
};

export function orderBy({ field, direction }: ActionOrder): string {
  return `${KEYS[field].sql} ${direction}, a.id ${direction}`;
}

/** The value that a row is sorted by, as text. */
export function placeOf({ field }: ActionOrder): string {
  return `(${KEYS[field].sql})::text`;
}

/** The condition "comes after the row that the cursor names". The cursor must fit the order. */
export function afterCursor(order: ActionOrder, cursor: ListCursor, parameters: Parameters): string {
  const { sql, type } = KEYS[order.field];
  const comparison = order.direction === 'desc' ? '<' : '>';
  const place = `${parameters.add(String(cursor.value))}::${type}, ${parameters.add(cursor.id)}::uuid`;
  return `(${sql}, a.id) ${comparison} (${place})`;
}

const SHAPES: Record<KeyType, RegExp> = {
  integer: /^-?\d{1,9}$/,
  date: /^(-?infinity|\d{4,6}-\d{2}-\d{2})$/,
  text: /^[^\0]*$/,
};

/** Whether a cursor can have come from a list in this order; one made for another order is refused, not guessed at. */
export function cursorFits(order: ActionOrder, cursor: ListCursor): boolean {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor.id);
  return isId && cursor.value !== null && SHAPES[KEYS[order.field].type].test(String(cursor.value));
}
