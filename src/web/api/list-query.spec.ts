import { describe, expect, it, test } from '@jest/globals';
import { Refused } from '../errors/refusals.js';
import { listAnswer, readListQuery, sealCursor, type ListShape } from './list-query.js';

const shape = {
  filters: { status: ['draft', 'in_progress'], ownerId: 'id', dueBefore: 'day', overdue: 'yes_no' },
  sorts: ['dueOn', 'reference'],
  sort: 'dueOn',
} as const satisfies ListShape<string, string>;

const errorsOf = (query: unknown) => {
  try {
    readListQuery(query, shape);
  } catch (error) {
    return (error as Refused).errors.map(({ field, message }) => `${field}: ${message}`);
  }
  return [];
};

describe('the query of a list', () => {
  it('asks for the first 50 in the usual order when it says nothing', () => {
    expect(readListQuery({}, shape)).toEqual({
      filters: {},
      q: null,
      sort: { field: 'dueOn', direction: 'asc' },
      limit: 50,
      cursor: null,
    });
  });

  it('takes several values of a filter, an order downwards, a limit and words', () => {
    const query = readListQuery(
      { status: 'draft,in_progress', sort: '-reference', limit: '200', q: ' x ' },
      shape,
    );
    expect(query.filters).toEqual({ status: ['draft', 'in_progress'] });
    expect(query.sort).toEqual({ field: 'reference', direction: 'desc' });
    expect(query.limit).toBe(200);
    expect(query.q).toBe('x');
  });

  test.each([
    [{ status: 'late' }, 'status: status must be one of draft, in_progress'],
    [{ ownerId: 'me' }, 'ownerId: ownerId must be an id'],
    [{ dueBefore: '2026-02-30' }, 'dueBefore: dueBefore must be a day that exists, such as 2026-06-30'],
    [{ overdue: 'maybe' }, 'overdue: overdue must be true or false'],
    [{ sort: 'title' }, 'sort: sort must be one of dueOn, reference'],
    [{ limit: '201' }, 'limit: limit must be a number from 1 to 200'],
    [{ limit: '0' }, 'limit: limit must be a number from 1 to 200'],
    [{ cursor: 'abc' }, 'cursor: cursor must be the nextCursor of an answer'],
    [{ statuss: 'draft' }, 'statuss: There is no filter statuss'],
  ])('%j is refused: %s', (query, message) => expect(errorsOf(query)).toEqual([message]));

  it('gives the cursor of an answer back as the row it stood on', () => {
    const cursor = { value: '2026-06-30', id: 'a' };
    expect(readListQuery({ cursor: sealCursor(cursor) }, shape).cursor).toEqual(cursor);
  });
});

describe('the answer of a list', () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ id, dueOn: `2026-06-0${id.charCodeAt(0) - 96}` }));
  const answer = (limit: string, total: number) =>
    listAnswer(
      rows,
      readListQuery({ limit }, shape),
      total,
      (row) => row.dueOn,
      (row) => row.id,
    );

  it('leads on from its last row while there are more', () => {
    const { items, nextCursor } = answer('2', 3);
    expect(items).toEqual(['a', 'b']);
    expect(readListQuery({ cursor: nextCursor }, shape).cursor).toEqual({ value: '2026-06-02', id: 'b' });
  });

  it('ends with its last page', () => expect(answer('3', 3).nextCursor).toBeNull());

  test.each([
    [10_000, 10_000],
    [10_001, null],
  ])('a total of %d is told as %s', (total, told) => expect(answer('3', total).total).toBe(told));
});
