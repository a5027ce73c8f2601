import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { refusalOfAbsence, type AbsenceRefusal } from '../../../domain/lifecycle/absence.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Forbidden, NotFound, Refused, StaleVersion } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { PeopleRepository } from '../people.repository.js';
import { idOrNothing } from '../people.service.js';
import type { PersonEntity } from '../person.entity.js';
import { AbsencesRepository, type StoodInFor } from './absences.repository.js';

export interface AbsenceOf {
  readonly person: Pick<
    PersonEntity,
    'id' | 'name' | 'deputyId' | 'awayFrom' | 'awayUntil' | 'agencyId' | 'version'
  >;
  /** Who can stand in: colleagues of the same agency with an open account. */
  readonly deputies: readonly { readonly id: string; readonly name: string }[];
  readonly standsInFor: readonly StoodInFor[];
}

/** Absences: everybody says their own, an administrator anybody's. */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleRepository,
    private readonly absences: AbsencesRepository,
    private readonly days: AuthorityDays,
  ) {}

  async of(person: Person, id: string): Promise<AbsenceOf> {
    mayChange(person, id);
    return this.within(person, async (tx) => {
      const there = found(await this.people.byId(tx, idOrNothing(id)));
      const colleagues = (await this.people.openPeople(tx)).filter(
        (one) => one.id !== id && one.agencyId === there.agencyId,
      );
      return {
        person: there,
        deputies: colleagues.map(({ id: colleague, name }) => ({ id: colleague, name })),
        standsInFor: await this.absences.stoodInForBy(tx, id, await this.days.today(tx)),
      };
    });
  }

  /** From the next morning on the deputy is told what is meant for them. */
  async away(
    person: Person,
    id: string,
    version: number,
    absence: { deputyId: string | null; awayFrom: LocalDate; awayUntil: LocalDate | null },
  ): Promise<void> {
    mayChange(person, id);
    await this.within(person, async (tx) => {
      const there = await this.held(tx, id, version);
      const [deputy] =
        absence.deputyId === null ? [] : await this.people.byIds(tx, [idOrNothing(absence.deputyId)]);
      const wanted = {
        personId: id,
        deputyId: absence.deputyId,
        from: absence.awayFrom,
        until: absence.awayUntil,
      };
      const known = deputy ? { mayAct: deputy.closedAt === null, agencyId: deputy.agencyId } : null;
      const refusal = refusalOfAbsence(wanted, there.agencyId, known, await this.days.today(tx));
      if (refusal !== null) refuse(refusal.refused);
      await this.absences.set(tx, id, wanted);
    });
  }

  /** Back, or not going away after all. An absence that had begun ends the day before, so that its end is told. */
  async back(person: Person, id: string, version: number): Promise<void> {
    mayChange(person, id);
    await this.within(person, async (tx) => {
      const there = await this.held(tx, id, version);
      const today = await this.days.today(tx);
      const calendar = await this.days.calendar(tx);
      const yesterday = calendar.workingDaysBefore(today, 1);
      const hadBegun = there.awayFrom !== null && there.awayFrom <= yesterday;
      await this.absences.set(
        tx,
        id,
        hadBegun
          ? { deputyId: there.deputyId, from: there.awayFrom, until: yesterday }
          : { deputyId: null, from: null, until: null },
      );
    });
  }

  /** Whom the person stands in for today. */
  standsInFor(person: Person): Promise<readonly StoodInFor[]> {
    return this.within(person, async (tx) =>
      this.absences.stoodInForBy(tx, person.personId, await this.days.today(tx)),
    );
  }

  private async held(tx: Tx, id: string, version: number): Promise<PersonEntity> {
    const there = found(await this.people.heldById(tx, idOrNothing(id)));
    if (there.version !== version) throw new StaleVersion(there.version);
    return there;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function mayChange(person: Person, id: string): void {
  if (id !== person.personId && !may('people.manage', person)) throw new Forbidden();
}

function found(person: PersonEntity | null): PersonEntity {
  if (person === null) throw new NotFound('There is no such person here');
  return person;
}

const REFUSALS: Readonly<Record<AbsenceRefusal, { field: string; message: string }>> = {
  from_missing: { field: 'awayFrom', message: 'Enter the first day away' },
  until_before_from: { field: 'awayUntil', message: 'The last day away must not be before the first' },
  already_over: { field: 'awayUntil', message: 'The last day away must not have passed' },
  own_deputy: { field: 'deputyId', message: 'Choose somebody else to stand in' },
  deputy_left: { field: 'deputyId', message: 'Choose somebody with an open account' },
  deputy_elsewhere: { field: 'deputyId', message: 'Choose somebody of the same agency' },
};

function refuse(code: AbsenceRefusal): never {
  const { field, message } = REFUSALS[code];
  throw new Refused(code, message, [{ field, message }]);
}
