import type { Asker } from '../../domain/access/policy.js';
import { isRole, type Role } from '../../domain/access/role.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { chainOf, ownerOrNextUp, type AgencyKind, type Chain } from '../../domain/ladder/chain.js';

export interface SomebodyTold extends Asker {
  readonly name: string;
  readonly email: string;
  readonly deputyId: string | null;
  readonly awayFrom: LocalDate | null;
  readonly awayUntil: LocalDate | null;
  /** The account is closed: they may not act, and are told nothing. */
  readonly isClosed: boolean;
}

export interface PersonRow {
  id: string;
  name: string;
  email: string;
  roles: string[];
  agency_id: string | null;
  deputy_id: string | null;
  away_from: LocalDate | null;
  away_until: LocalDate | null;
  is_closed: boolean;
}

export interface AgencyRow {
  id: string;
  kind: Exclude<AgencyKind, 'council'>;
  lead_id: string | null;
  board_member_id: string | null;
}

/** Whose an action is, as its row says. */
export interface WhoseAction {
  owner_id: string | null;
  accountable_lead_id: string | null;
  agency_id: string | null;
}

/** The people and agencies of an authority, as the ladder needs them. */
export class WhoIsWho {
  private readonly people: ReadonlyMap<string, SomebodyTold>;
  private readonly agencies: ReadonlyMap<string, AgencyRow>;

  constructor(people: readonly PersonRow[], agencies: readonly AgencyRow[]) {
    this.people = new Map(people.map((row) => [row.id, somebody(row)]));
    this.agencies = new Map(agencies.map((row) => [row.id, row]));
  }

  get(personId: string): SomebodyTold | undefined {
    return this.people.get(personId);
  }

  nameOf(personId: string | null): string | null {
    return personId === null ? null : (this.people.get(personId)?.name ?? null);
  }

  byName(): readonly SomebodyTold[] {
    return [...this.people.values()].sort((one, other) => one.name.localeCompare(other.name, 'en'));
  }

  /** Those with an open account who hold the role. */
  holding(role: Role): readonly string[] {
    return [...this.people.values()]
      .filter((one) => !one.isClosed && one.roles.includes(role))
      .map((one) => one.personId);
  }

  /** The lead of a recommendation; where nobody leads it the directors are told rather than nobody. */
  leadOrDirectors(leadId: string | null): readonly string[] {
    const lead = this.whoMayAct(leadId);
    return lead === null ? this.holding('director') : [lead];
  }

  /** Who is asked for an update: the owner, without one the next person up. */
  whoAnswersFor(row: WhoseAction): readonly string[] {
    return ownerOrNextUp(this.chainOf(row));
  }

  /** The same as `chain`, for a row of the database. */
  chainOf({ owner_id, accountable_lead_id, agency_id }: WhoseAction): Chain {
    return this.chain({ ownerId: owner_id, accountableLeadId: accountable_lead_id, agencyId: agency_id });
  }

  /** Who stands over an action: its lead agency's people, only those who may act. */
  chain(action: {
    readonly ownerId: string | null;
    readonly accountableLeadId: string | null;
    readonly agencyId: string | null;
  }): Chain {
    const agency = action.agencyId === null ? undefined : this.agencies.get(action.agencyId);
    return chainOf({
      agencyKind: agency?.kind ?? 'council',
      ownerId: this.whoMayAct(action.ownerId),
      accountableLeadId: this.whoMayAct(action.accountableLeadId),
      agencyLeadId: this.whoMayAct(agency?.lead_id ?? null),
      agencySecondId: this.whoMayAct(agency?.board_member_id ?? null),
      directorIds: this.holding('director'),
      chiefExecutiveIds: this.holding('chief_executive'),
    });
  }

  isAway(personId: string, day: LocalDate): boolean {
    const one = this.people.get(personId);
    if (!one || one.awayFrom === null || one.awayFrom > day) return false;
    return one.awayUntil === null || one.awayUntil >= day;
  }

  /** Who gets the mail meant for somebody on a day: the deputy named for an absence, if that one is there. */
  recipientFor(personId: string, day: LocalDate): string {
    const deputy = this.people.get(personId)?.deputyId ?? null;
    if (deputy === null || !this.isAway(personId, day)) return personId;
    const canStandIn = this.people.get(deputy)?.isClosed === false && !this.isAway(deputy, day);
    return canStandIn ? deputy : personId;
  }

  /** Those whose absence ended since the last morning: they see what their deputy was told meanwhile. */
  backFromAbsence(lastMorning: LocalDate | null, on: LocalDate): readonly string[] {
    if (lastMorning === null) return [];
    return [...this.people.values()]
      .filter((one) => !one.isClosed && one.deputyId !== null && one.awayUntil !== null)
      .filter(({ awayUntil }) => awayUntil! >= lastMorning && awayUntil! < on)
      .map((one) => one.personId);
  }

  private whoMayAct(personId: string | null): string | null {
    return personId !== null && this.people.get(personId)?.isClosed === false ? personId : null;
  }
}

function somebody(row: PersonRow): SomebodyTold {
  return {
    personId: row.id,
    name: row.name,
    email: row.email,
    roles: row.roles.filter(isRole),
    agencyId: row.agency_id,
    deputyId: row.deputy_id,
    awayFrom: row.away_from,
    awayUntil: row.away_until,
    isClosed: row.is_closed,
  };
}
