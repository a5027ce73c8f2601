import { ACTION_STATUSES } from '../../domain/rating/rating-facts.js';
import { COLOURS, REASON_CODES } from '../../domain/rating/reason-code.js';
import type { AskedList } from './action-list.query.js';
import { ACTION_SORTS } from './action-order.js';
import { ACTION_STATUS_NAMES, COLOUR_NAMES } from './action-words.js';
import { actionPaths, type ActionListQuery } from './actions.paths.js';
import { REASON_NAMES } from './reason-words.js';
import type { FilterChoices } from './filter-choices.service.js';

export const PAGE_LENGTH = 50;
/** Further down than this nobody reads page by page: they filter. */
const LAST_PAGE = 400;

/** Which page of the list, from its query; the first for anything that is no page. */
export function pageNumber(query: unknown): number {
  const text = typeof query === 'object' && query !== null ? (query as { page?: unknown }).page : undefined;
  const number = typeof text === 'string' && /^\d{1,4}$/.test(text) ? Number(text) : 1;
  return Math.min(Math.max(number, 1), LAST_PAGE);
}

/** What was asked for as a query again, so that every link keeps it. */
export function queryOf({ filters: _, asAt: _asAt, query }: AskedList): ActionListQuery {
  const sort = `${query.sort.direction === 'desc' ? '-' : ''}${query.sort.field}`;
  return { ...query.filters, q: query.q, ...(sort !== 'urgency' && { sort }) } as ActionListQuery;
}

/** The links of the column headings: the first press sorts upwards, the next the other way. */
export function sortLinks(asked: AskedList): Record<string, string> {
  const { sort } = asked.query;
  return Object.fromEntries(
    ACTION_SORTS.map((field) => {
      const down = sort.field === field && sort.direction === 'asc';
      return [field, actionPaths.list({ ...queryOf(asked), sort: down ? `-${field}` : field })];
    }),
  );
}

export function pageLinks(asked: AskedList, number: number, shown: number, total: number) {
  const href = (page: number) => actionPaths.list({ ...queryOf(asked), ...(page > 1 && { page }) });
  const first = (number - 1) * PAGE_LENGTH + 1;
  const of = total > 10_000 ? 'more than 10,000' : total.toLocaleString('en-GB');
  return {
    previous: number > 1 ? href(number - 1) : null,
    next: first + shown - 1 < total && number < LAST_PAGE ? href(number + 1) : null,
    text: shown === 0 ? null : `${first} to ${first + shown - 1} of ${of}`,
  };
}

/** Filters that are answered with yes or no, and their words. */
const YES_NO = [
  { name: 'overdue', label: 'Overdue', yes: 'Overdue', no: 'Not overdue' },
  { name: 'notUpdated', label: 'Updates', yes: 'Not updated', no: 'Updated' },
  { name: 'moved', label: 'Due date', yes: 'Moved', no: 'Never moved' },
  { name: 'awaitingCheck', label: 'Checking', yes: 'Awaiting check', no: 'Nothing to check' },
  { name: 'noMeasure', label: 'Success measure', yes: 'Without one', no: 'With one' },
  { name: 'noRecommendation', label: 'Recommendations', yes: 'Serves none', no: 'Serves some' },
  { name: 'noEvidence', label: 'Evidence', yes: 'Complete without accepted evidence', no: 'All others' },
].map(({ yes, no, ...one }) => ({
  ...one,
  items: [
    { value: 'true', text: yes },
    { value: 'false', text: no },
  ],
}));

/** The fields of the filter with what is chosen in them. */
export function filterModel(asked: AskedList, choices: FilterChoices) {
  const chosen = Object.fromEntries(
    Object.entries(asked.query.filters).map(([name, values]) => [name, values?.join(',')]),
  );
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, text: name }));
  const more = [
    'accountableLeadId',
    'workstreamId',
    'agencyId',
    'documentId',
    'reason',
    ...YES_NO.map(({ name }) => name),
  ];
  return {
    chosen: { ...chosen, q: asked.query.q ?? '' },
    isFiltered: asked.query.q !== null || Object.keys(asked.query.filters).some((name) => name !== 'asAt'),
    showsMore: more.some((name) => chosen[name] !== undefined),
    yesNo: YES_NO,
    ratings: COLOURS.map((value) => ({ value, text: COLOUR_NAMES[value] })),
    statuses: ACTION_STATUSES.map((value) => ({ value, text: ACTION_STATUS_NAMES[value] })),
    reasons: REASON_CODES.map((value) => ({ value, text: REASON_NAMES[value] })),
    owners: [{ value: 'none', text: 'No owner' }, ...named(choices.owners)],
    leads: [{ value: 'none', text: 'No accountable lead' }, ...named(choices.leads)],
    workstreams: [...named(choices.workstreams), { value: 'none', text: 'No workstream' }],
    agencies: [{ value: 'none', text: 'The council itself' }, ...named(choices.agencies)],
    documents: choices.documents.map(({ id, title }) => ({ value: id, text: title })),
  };
}
