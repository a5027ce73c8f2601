import { may } from '../../domain/access/policy.js';
import { ROLE_NAMES, ROLES } from '../../domain/access/role.js';
import type { ListAnswer } from '../../web/api/list-query.js';
import type { Difference } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import type { Person } from '../../web/person.js';
import { peoplePaths } from './people.paths.js';
import type { Holdings, PeopleQuery } from './people-list.repository.js';
import type { PersonCard } from './people.service.js';
import type { PersonBody } from './person.form.js';
import type { PersonItem } from './person.item.js';

interface Choice {
  id: string;
  name: string;
}

const MAIL_WORDS = {
  waiting: 'Invitation on its way',
  sent: 'Mail delivered',
  failed: 'Mail not delivered',
} as const;

/** "Action owner, Board member". */
export function rolesInWords(roles: readonly (keyof typeof ROLE_NAMES)[]): string {
  return roles.map((role) => ROLE_NAMES[role]).join(', ');
}

function rowOf(item: PersonItem) {
  return {
    name: item.name,
    email: item.email,
    roles: rolesInWords(item.roles),
    agency: item.agencyName ?? 'The council',
    isClosed: item.isClosed,
    href: peoplePaths.person(item.id),
    mail: item.accountMail ? { ...item.accountMail, words: MAIL_WORDS[item.accountMail.state] } : null,
  };
}

export function peopleListPage(
  person: Person,
  answer: ListAnswer<PersonItem>,
  query: PeopleQuery,
  agencies: readonly Choice[],
) {
  const asked = new URLSearchParams();
  if (query.q) asked.set('q', query.q);
  for (const [name, values] of Object.entries(query.filters)) asked.set(name, values.join(','));
  const withSort = (field: string, downwards: boolean) => {
    const next = new URLSearchParams(asked);
    next.set('sort', `${downwards ? '-' : ''}${field}`);
    return `${peoplePaths.list()}?${next}`;
  };
  const sorted = (field: string) =>
    withSort(field, query.sort.field === field && query.sort.direction === 'asc');
  const older = new URL(withSort(query.sort.field, query.sort.direction === 'desc'), 'http://here.invalid');
  if (answer.nextCursor !== null) older.searchParams.set('cursor', answer.nextCursor);
  return {
    rows: answer.items.map(rowOf),
    total: answer.total,
    isFiltered: query.q !== null || Object.keys(query.filters).length > 0,
    manages: may('people.manage', person),
    filter: formOf({
      q: query.q ?? '',
      role: query.filters.role?.[0] ?? '',
      agencyId: query.filters.agencyId?.[0] ?? '',
      account: query.filters.account?.[0] ?? '',
      mail: query.filters.mail?.[0] ?? '',
    }),
    sort: query.sort,
    sortHrefs: { name: sorted('name'), email: sorted('email') },
    pages: {
      previous:
        query.cursor === null ? undefined : withSort(query.sort.field, query.sort.direction === 'desc'),
      next: answer.nextCursor === null ? undefined : `${older.pathname}${older.search}`,
    },
    roleItems: ROLES.map((role) => ({ value: role, text: ROLE_NAMES[role] })),
    agencyItems: [
      { value: 'council', text: 'The council' },
      ...agencies.map(({ id, name }) => ({ value: id, text: name })),
    ],
    links: peoplePaths,
  };
}

export function personPage(person: Person, card: PersonCard) {
  return {
    ...rowOf(card),
    id: card.id,
    version: card.version,
    closedAt: card.closedAt,
    manages: may('people.manage', person),
    isOwn: card.id === person.personId,
    holdings: holdingsInWords(card.holdings),
    history: card.history,
    links: peoplePaths,
  };
}

/** "3 actions they own", and so on; nothing that is none. */
export function holdingsInWords(holdings: Holdings): string[] {
  const say = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  return [
    ...say(holdings.actionsOwned, 'open action as owner', 'open actions as owner'),
    ...say(holdings.actionsLed, 'open action as accountable lead', 'open actions as accountable lead'),
    ...say(holdings.recommendationsLed, 'open recommendation as lead', 'open recommendations as lead'),
    ...say(holdings.workstreamsSponsored, 'workstream as sponsor', 'workstreams as sponsor'),
    ...say(holdings.actionsContributed, 'open action as contributor', 'open actions as contributor'),
    ...say(
      holdings.agenciesLed,
      'agency as its lead or board member',
      'agencies as their lead or board member',
    ),
    ...say(holdings.deputyFor, 'person they stand in for', 'people they stand in for'),
  ];
}

export function personFormPage(form: FormState, agencies: readonly Choice[], person: PersonItem | null) {
  const known = agencies.map(({ id, name }) => ({ value: id, text: name }));
  // An agency that was archived since stays chosen until somebody chooses another.
  if (person?.agencyId && !known.some((one) => one.value === person.agencyId)) {
    known.push({ value: person.agencyId, text: `${person.agencyName} (archived)` });
  }
  return {
    form,
    subject: person,
    roleItems: ROLES.map((role) => ({ value: role, text: ROLE_NAMES[role], hint: ROLE_HINTS[role] })),
    agencyItems: known,
    links: peoplePaths,
  };
}

const ROLE_HINTS: Record<(typeof ROLES)[number], string> = {
  administrator: 'People, roles, settings and undelivered mail; not the plan',
  plan_manager: 'Imports reports, builds and publishes the plan, prepares papers',
  director: 'Sees the whole plan and decides escalations',
  chief_executive: 'Sees the whole plan; the last step of the council',
  lead_member: 'Reads what the board reads and raises challenges',
  lead: 'Answers for actions of others and decides short date changes',
  owner: 'Does actions and updates them',
  quality: 'Checks evidence and confirms completion, never of their own actions',
  chair: 'Chairs the board and signs off recommendations',
  member: 'Reads packs, challenges and decides with the board',
  adviser: 'Reads what the board reads and raises challenges',
  viewer: 'Reads what the board reads',
};

/** What was saved meanwhile beside what was typed here. */
export function differences(saved: PersonItem, typed: PersonBody, agencies: readonly Choice[]): Difference[] {
  const agency = (id: string | null) =>
    id === null ? 'The council' : (agencies.find((one) => one.id === id)?.name ?? 'An archived agency');
  return [
    { label: 'Name', saved: saved.name, typed: typed.name },
    {
      label: 'Roles',
      saved: rolesInWords(saved.roles),
      typed: rolesInWords(ROLES.filter((role) => typed.roles.includes(role))),
    },
    { label: 'Agency', saved: agency(saved.agencyId), typed: agency(typed.agencyId) },
  ];
}
