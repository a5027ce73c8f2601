import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import { addDays } from '../../../domain/calendar/day-number.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Notice } from '../../../domain/ladder/notice.js';
import { Database } from '../../../platform/database/database.js';
import { Forbidden } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { DigestTruth } from '../digest-truth.js';
import type { SubjectWords } from '../morning.js';
import { NoticesListRepository } from '../notices-list.repository.js';
import { DeliveryRepository } from './delivery.repository.js';
import { SweepService } from '../sweep.service.js';
import type { WhoIsWho } from '../who-is-who.js';

export interface ToBeSent extends Notice {
  readonly toldAs: string | null;
  /** Who gets the mail: during an absence the deputy. */
  readonly recipientId: string;
}

export interface NextMorning {
  readonly on: LocalDate;
  readonly notices: readonly ToBeSent[];
  readonly words: ReadonlyMap<string, SubjectWords>;
  readonly people: WhoIsWho;
}

/** What will be sent with the next morning's mail, if nobody does anything until then. */
@Injectable()
export class NextMorningService {
  constructor(
    private readonly database: Database,
    private readonly sweeps: SweepService,
    private readonly delivery: DeliveryRepository,
    private readonly list: NoticesListRepository,
    private readonly truth: DigestTruth,
  ) {}

  async read(person: Person): Promise<NextMorning> {
    if (!may('notices.read', person)) throw new Forbidden();
    const authorityId = person.authority.id;
    const on = await this.database.forAuthority(authorityId, person.actor, async (tx) => {
      const morning = await this.truth.morning(tx, '0001-01-01' as LocalDate);
      const day = await this.delivery.lastMorning(tx);
      const from = day !== null && day >= morning.on ? addDays(day, 1) : morning.on;
      return morning.calendar.workingDayOnOrAfter(from);
    });
    const written = await this.sweeps.preview({ authorityId, on });
    return this.database.forAuthority(authorityId, person.actor, async (tx) => {
      const morning = { ...(await this.truth.morning(tx, on)), on };
      const all = [...(await this.list.waiting(tx)), ...written];
      const notices = all.map((one) => ({
        ...one,
        recipientId: morning.people.recipientFor(one.personId, on),
      }));
      return {
        on,
        notices,
        words: await this.truth.subjects.wordsOf(tx, morning, notices),
        people: morning.people,
      };
    });
  }
}
