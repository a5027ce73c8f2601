import { isUUID } from 'class-validator';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { ACTION_KINDS } from '../../domain/lifecycle/publishing.js';
import { ACTION_STATUSES, ASSURANCES } from '../../domain/rating/rating-facts.js';
import { COLOURS, REASON_CODES } from '../../domain/rating/reason-code.js';
import { readListQuery, type ListQuery } from '../../web/api/list-query.js';
import { Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import type { ActionFilters } from './action-filters.js';
import { ACTION_SORTS, cursorFits, type ActionSort } from './action-order.js';

const SHAPE = {
  filters: {
    reference: 'text',
    rating: COLOURS,
    ratingReasons: REASON_CODES,
    reason: REASON_CODES,
    status: ACTION_STATUSES,
    assurance: ASSURANCES,
    kind: ACTION_KINDS,
    ownerId: 'text',
    accountableLeadId: 'text',
    agencyId: 'text',
    workstreamId: 'text',
    documentId: 'id',
    recommendationId: 'id',
    recommendationIds: 'id',
    overdue: 'yes_no',
    noOwner: 'yes_no',
    priorityAction: 'yes_no',
    notUpdated: 'yes_no',
    moved: 'yes_no',
    awaitingCheck: 'yes_no',
    noEvidence: 'yes_no',
    noMeasure: 'yes_no',
    noRecommendation: 'yes_no',
    startOn: 'day',
    dueOn: 'day',
    dueFrom: 'day',
    dueTo: 'day',
    asAt: 'day',
  },
  sorts: ACTION_SORTS,
  sort: 'urgency',
} as const;

type FilterName = keyof (typeof SHAPE)['filters'];

export interface AskedList {
  readonly filters: ActionFilters;
  /** The day at whose end the list is wanted; null: now. */
  readonly asAt: LocalDate | null;
  readonly query: ListQuery<FilterName, ActionSort>;
}

/**
 * What a list of actions was asked for, by a page, a sheet or a program: the same names everywhere. Where an id is
 * asked for, `none` means without one, and `me` the person who asks.
 */
export function readActionList(query: unknown, person: Person, ignore: readonly string[] = []): AskedList {
  const asked = readListQuery<FilterName, ActionSort>(query, SHAPE, { ignore });
  if (asked.cursor !== null && !cursorFits(asked.sort, asked.cursor)) {
    refuse('cursor', 'cursor must be the nextCursor of an answer with the same sort');
  }
  const asAt = (asked.filters.asAt?.[0] ?? null) as LocalDate | null;
  return { filters: filtersOf(asked, person), asAt, query: asked };
}

function filtersOf(asked: ListQuery<FilterName, ActionSort>, person: Person): ActionFilters {
  const given = asked.filters;
  const ids = (field: FilterName) => given[field]?.map((value) => idOf(field, value, person));
  const yes = (field: FilterName) => (given[field] === undefined ? undefined : given[field][0] === 'true');
  return {
    q: asked.q ?? undefined,
    reference: given.reference,
    rating: given.rating as ActionFilters['rating'],
    reason: (given.reason ?? given.ratingReasons) as ActionFilters['reason'],
    status: given.status as ActionFilters['status'],
    assurance: given.assurance as ActionFilters['assurance'],
    kind: given.kind as ActionFilters['kind'],
    ownerId: yes('noOwner') ? ['none'] : ids('ownerId'),
    accountableLeadId: ids('accountableLeadId'),
    agencyId: ids('agencyId'),
    workstreamId: ids('workstreamId'),
    documentId: given.documentId,
    recommendationId: given.recommendationId ?? given.recommendationIds,
    overdue: yes('overdue'),
    priorityAction: yes('priorityAction'),
    notUpdated: yes('notUpdated'),
    moved: yes('moved'),
    awaitingCheck: yes('awaitingCheck'),
    noEvidence: yes('noEvidence'),
    noMeasure: yes('noMeasure'),
    noRecommendation: yes('noRecommendation'),
    startOn: given.startOn,
    dueOn: given.dueOn,
    dueFrom: given.dueFrom?.[0],
    dueTo: given.dueTo?.[0],
  };
}

function idOf(field: FilterName, value: string, person: Person): string {
  if (value === 'none' || isUUID(value)) return value;
  if (value === 'me' && (field === 'ownerId' || field === 'accountableLeadId')) return person.personId;
  refuse(field, `${field} must be an id, or none`);
}

function refuse(field: string, message: string): never {
  throw new Refused('bad_query', 'The list cannot be asked for like this', [{ field, message }]);
}
