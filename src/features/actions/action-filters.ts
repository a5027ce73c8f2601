import type { ActionStatus, Assurance } from '../../domain/rating/rating-facts.js';
import type { Colour, ReasonCode } from '../../domain/rating/reason-code.js';
import { publishedToday } from '../documents/published-today.js';
import type { Person } from '../../web/person.js';
import type { ActionKind } from '../../domain/lifecycle/publishing.js';

/** What a list is narrowed to; everything given must hold. */
export interface ActionFilters {
  readonly q?: string;
  readonly reference?: readonly string[];
  readonly rating?: readonly Colour[];
  readonly status?: readonly ActionStatus[];
  readonly assurance?: readonly Assurance[];
  readonly kind?: readonly ActionKind[];
  readonly reason?: readonly ReasonCode[];
  /** `none`: without an owner. */
  readonly ownerId?: readonly string[];
  /** Owned or contributed to. */
  readonly doerId?: string;
  readonly accountableLeadId?: readonly string[];
  /** `none`: the council itself. */
  readonly agencyId?: readonly string[];
  /** `none`: in no workstream. */
  readonly workstreamId?: readonly string[];
  readonly documentId?: readonly string[];
  readonly recommendationId?: readonly string[];
  readonly overdue?: boolean;
  readonly priorityAction?: boolean;
  /** The last window that asked closed without an answer. */
  readonly notUpdated?: boolean;
  /** Its due date was moved at least once. */
  readonly moved?: boolean;
  /** Something of it waits for a quality assurance lead. */
  readonly awaitingCheck?: boolean;
  /** Nothing says how its success is measured. */
  readonly noMeasure?: boolean;
  /** It serves no recommendation. */
  readonly noRecommendation?: boolean;
  /** Reported complete without evidence that was accepted. */
  readonly noEvidence?: boolean;
  readonly startOn?: readonly string[];
  readonly dueOn?: readonly string[];
  readonly dueFrom?: string;
  readonly dueTo?: string;
}

/** How far somebody's list reaches: everything, or what is theirs (their agency's, led, owned, contributed to). */
export type ActionScope = 'all' | Pick<Person, 'personId' | 'agencyId'>;

/** Statuses that figures count: published and not cancelled. */
export const COUNTED_STATUSES = ['not_started', 'in_progress', 'complete'] as const;
export const OPEN_STATUSES = ['not_started', 'in_progress'] as const;

/** Collects the parameters of one statement. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** The where clause for actions `a`. The parameters must already hold the authority as $1. */
export function whereClause(filters: ActionFilters, scope: ActionScope, parameters: Parameters): string {
  const holds = ['a.authority_id = $1'];
  const add = (value: unknown) => parameters.add(value);
  const oneOf = (column: string, values: readonly string[] | undefined, type = 'text') => {
    if (values === undefined || values.length === 0) return;
    const named = values.filter((value) => value !== 'none');
    const ways: string[] = [];
    if (named.length < values.length) ways.push(`a.${column} is null`);
    if (named.length === 1) ways.push(`a.${column} = ${add(named[0])}::${type}`);
    if (named.length > 1) ways.push(`a.${column} = any(${add(named)}::${type}[])`);
    holds.push(ways.length === 1 ? (ways[0] as string) : `(${ways.join(' or ')})`);
  };

  oneOf('rating', filters.rating ?? (filters.overdue ? ['red'] : undefined));
  oneOf('status', filters.status);
  oneOf('assurance', filters.assurance);
  oneOf('reference', filters.reference);
  oneOf('kind', filters.kind);
  oneOf('owner_id', filters.ownerId, 'uuid');
  oneOf('accountable_lead_id', filters.accountableLeadId, 'uuid');
  oneOf('agency_id', filters.agencyId, 'uuid');
  oneOf('workstream_id', filters.workstreamId, 'uuid');
  oneOf('start_on', filters.startOn, 'date');
  oneOf('due_on', filters.dueOn, 'date');
  if (filters.reason) holds.push(`a.rating_reasons && ${add(filters.reason)}::text[]`);
  if (filters.priorityAction !== undefined) holds.push(`a.priority_action = ${add(filters.priorityAction)}`);
  const whether = (wanted: boolean | undefined, holdsWhen: string) => {
    if (wanted !== undefined) holds.push(wanted ? holdsWhen : `not (${holdsWhen})`);
  };
  whether(filters.overdue, `'overdue' = any(a.rating_reasons)`);
  whether(filters.notUpdated, 'a.not_updated');
  whether(filters.moved, 'a.times_moved > 0');
  whether(filters.awaitingCheck, 'a.evidence_waiting_since is not null');
  whether(filters.noMeasure, `a.success_measure = ''`);
  whether(filters.noRecommendation, `not (${servesWhere('true')})`);
  whether(filters.noEvidence, `a.status = 'complete' and a.accepted_evidence_on is null`);
  if (filters.dueFrom) holds.push(`${DUE_OR_NEVER} >= ${add(filters.dueFrom)}::date`);
  if (filters.dueTo) holds.push(`${DUE_OR_NEVER} <= ${add(filters.dueTo)}::date`);
  if (filters.doerId) holds.push(doneBy(add(filters.doerId)));
  if (filters.recommendationId)
    holds.push(servesWhere(`s.recommendation_id = any(${add(filters.recommendationId)}::uuid[])`));
  if (filters.documentId) {
    holds.push(
      servesWhere(`exists (select 1 from recommendations r where r.authority_id = $1
        and r.id = s.recommendation_id and r.document_id = any(${add(filters.documentId)}::uuid[]))`),
    );
  }
  if (filters.q) holds.push(matches(add(filters.q), add(`%${likeLiterally(filters.q)}%`)));
  if (scope !== 'all') holds.push(theirs(scope, parameters));
  return holds.join('\n  and ');
}

/** Due date for ordering: drafts without one stand last. The index has the same expression. */
export const DUE_OR_NEVER = `(coalesce(a.due_on, 'infinity'::date))`;

/** Ids from two indexes: an "or" over both would look at every action of the authority. */
function doneBy(person: string): string {
  return `a.id in (${idsDoneBy(person)})`;
}

function idsDoneBy(person: string, of = ''): string {
  return `select o.id from ${of}actions o where o.authority_id = $1 and o.owner_id = ${person}::uuid
    union all
    select c.action_id from ${of}action_contributors c
     where c.authority_id = $1 and c.person_id = ${person}::uuid and c.ended_at is null`;
}

function servesWhere(condition: string): string {
  return `a.id in (select s.action_id from action_recommendations s
    where s.authority_id = $1 and s.ended_at is null and ${condition})`;
}

/** What is theirs now, also where the past is read: permissions are those of today. */
function theirs(person: Pick<Person, 'personId' | 'agencyId'>, parameters: Parameters): string {
  const id = parameters.add(person.personId);
  const ofAgency =
    person.agencyId === null
      ? ''
      : `select g.id from public.actions g where g.authority_id = $1 and g.agency_id = ${parameters.add(person.agencyId)}
         union all `;
  return `a.id in (${ofAgency}select l.id from public.actions l
    where l.authority_id = $1 and l.accountable_lead_id = ${id}::uuid union all ${idsDoneBy(id, 'public.')})`;
}

/** Words of recommendations are searched where everybody may read them: a search must not tell of an embargo. */
function matches(exactly: string, somewhere: string): string {
  return `(a.reference = upper(${exactly}) or a.title ilike ${somewhere} or a.description ilike ${somewhere}
    or a.success_measure ilike ${somewhere} or a.id in (
      select u.action_id from progress_updates u where u.authority_id = $1
         and (u.what_changed ilike ${somewhere} or u.in_the_way ilike ${somewhere})
      union all
      select s.action_id from action_recommendations s
        join recommendations r on r.authority_id = s.authority_id and r.id = s.recommendation_id
        join documents d on d.authority_id = r.authority_id and d.id = r.document_id and ${publishedToday('d')}
       where s.authority_id = $1 and s.ended_at is null and r.text ilike ${somewhere}))`;
}

function likeLiterally(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
