import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { HistoryService, type HistorySection } from '../../history/history.service.js';
import { PeopleRepository, type PersonName } from '../people.repository.js';
import { idOrNothing, reachOf } from '../people.service.js';
import { AgenciesRepository, type AgencyRow } from './agencies.repository.js';
import type { AgencyEntity, AgencyKind } from './agency.entity.js';

export interface AgencyWords {
  name: string;
  kind: AgencyKind;
  leadId: string | null;
  boardMemberId: string | null;
}

export interface AgencyCard extends AgencyWords {
  id: string;
  leadName: string | null;
  boardMemberName: string | null;
  isArchived: boolean;
  version: number;
  history: HistorySection | null;
}

/** The partner agencies of an authority, and who escalations of their own actions climb to. */
@Injectable()
export class AgenciesService {
  constructor(
    private readonly database: Database,
    private readonly agencies: AgenciesRepository,
    private readonly people: PeopleRepository,
    private readonly history: HistoryService,
    private readonly clock: Clock,
  ) {}

  async list(person: Person): Promise<AgencyRow[]> {
    reachOf(person);
    return this.within(person, (tx) => this.agencies.everyAgency(tx));
  }

  async card(person: Person, id: string): Promise<AgencyCard> {
    reachOf(person);
    return this.within(person, async (tx) => {
      const agency = await this.agencies.byId(tx, idOrNothing(id));
      if (agency === null) throw new NotFound('There is no such agency here');
      const names = await this.people.namesOf(tx, [agency.leadId, agency.boardMemberId]);
      return {
        ...cardOf(agency, names),
        history: await this.history.section(tx, person, 'agencies', id),
      };
    });
  }

  /** Who can lead an agency or sit on the board for it: anybody with an open account. */
  async choices(person: Person): Promise<{ id: string; name: string }[]> {
    mayManage(person);
    return this.within(person, async (tx) =>
      (await this.people.openPeople(tx)).map(({ id, name }) => ({ id, name })),
    );
  }

  async add(person: Person, words: AgencyWords): Promise<string> {
    mayManage(person);
    return this.within(person, async (tx) => {
      await this.refuseBadWords(tx, words, null);
      return orNameTaken(this.agencies.add(tx, words));
    });
  }

  async change(person: Person, id: string, version: number, words: Partial<AgencyWords>): Promise<void> {
    mayManage(person);
    return this.within(person, async (tx) => {
      const there = await this.held(tx, id, version);
      await this.refuseBadWords(tx, words, there);
      await orNameTaken(this.agencies.change(tx, id, words));
    });
  }

  /** Takes an agency out of the lists to choose from, or puts it back. Refused while people of it are open. */
  async archive(person: Person, id: string, version: number, archived: boolean): Promise<void> {
    mayManage(person);
    return this.within(person, async (tx) => {
      const there = await this.held(tx, id, version);
      if ((there.archivedAt !== null) === archived) return;
      if (archived) await this.refuseWithPeople(tx, id);
      await this.agencies.change(tx, id, { archivedAt: archived ? this.clock.now() : null });
    });
  }

  private async held(tx: Tx, id: string, version: number): Promise<AgencyEntity> {
    const there = await this.agencies.heldById(tx, idOrNothing(id));
    if (there === null) throw new NotFound('There is no such agency here');
    if (there.version !== version) throw new StaleVersion(there.version);
    return there;
  }

  private async refuseWithPeople(tx: Tx, id: string): Promise<void> {
    const open = (await this.people.openPeople(tx)).filter((one) => one.agencyId === id);
    if (open.length > 0) {
      throw new StateForbids(
        'agency_has_people',
        `Give its people another agency or close their accounts first: ${open.map((one) => one.name).join(', ')}`,
      );
    }
  }

  private async refuseBadWords(
    tx: Tx,
    words: Partial<AgencyWords>,
    there: AgencyEntity | null,
  ): Promise<void> {
    if (words.name !== undefined) {
      const same = await this.agencies.byName(tx, words.name);
      if (same !== null && same.id !== there?.id) {
        throw nameTaken();
      }
    }
    for (const field of ['leadId', 'boardMemberId'] as const) {
      const id = words[field];
      if (id === undefined || id === null || id === there?.[field]) continue;
      const chosen = await this.people.byId(tx, id);
      if (chosen === null || chosen.closedAt !== null) {
        const message = 'Choose one of the people with an open account';
        throw new Refused('unknown_person', message, [{ field, message }]);
      }
    }
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function mayManage(person: Person): void {
  if (!may('people.manage', person)) throw new Forbidden();
}

function nameTaken(): Refused {
  const message = 'There is already an agency with this name';
  return new Refused('name_taken', message, [{ field: 'name', message }]);
}

/** Two who add the same agency at one moment: the database lets one of them. */
async function orNameTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw nameTaken();
    throw error;
  }
}

function cardOf(agency: AgencyEntity, names: ReadonlyMap<string, PersonName>): Omit<AgencyCard, 'history'> {
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id)?.name ?? null));
  return {
    id: agency.id,
    name: agency.name,
    kind: agency.kind,
    leadId: agency.leadId,
    leadName: nameOf(agency.leadId),
    boardMemberId: agency.boardMemberId,
    boardMemberName: nameOf(agency.boardMemberId),
    isArchived: agency.archivedAt !== null,
    version: agency.version,
  };
}
