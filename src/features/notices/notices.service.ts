import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { ActionReadingService } from '../actions/action-reading.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { DeliveryRepository, type MailRow } from './delivery/delivery.repository.js';
import { DigestTruth } from './digest-truth.js';
import type { SubjectWords } from './morning.js';
import {
  NoticesListRepository,
  type DigestRow,
  type LateWhenPublished,
  type NoticeRow,
  type WithoutAddress,
} from './notices-list.repository.js';
import type { NoticesQuery } from './notices.list-query.js';
import type { WhoIsWho } from './who-is-who.js';

export interface NoticesSeen {
  readonly rows: readonly NoticeRow[];
  readonly words: ReadonlyMap<string, SubjectWords>;
  readonly people: WhoIsWho;
}

export interface DigestSeen extends NoticesSeen {
  readonly digest: DigestRow;
  /** Its words speak of something this person may not open. */
  readonly isHidden: boolean;
  readonly again: readonly MailRow[];
}

const MOST_OF_A_SUBJECT = 100;
const MOST_LATE = 500;

/** What was told to whom, for those who look after it. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly database: Database,
    private readonly list: NoticesListRepository,
    private readonly truth: DigestTruth,
    private readonly days: AuthorityDays,
    private readonly actions: ActionReadingService,
    private readonly delivery: DeliveryRepository,
  ) {}

  /** One page of the list, one row more than asked for when there is another. */
  async page(person: Person, query: NoticesQuery): Promise<NoticesSeen & { total: number }> {
    if (!may('notices.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const seen = await this.seen(tx, await this.list.page(tx, query));
      return { ...seen, total: await this.list.total(tx, query) };
    });
  }

  /** A mail as it was sent, with the notices in it, and the mails that were sent again for it. */
  async digest(person: Person, id: string): Promise<DigestSeen> {
    if (!may('notices.read', person)) throw new Forbidden();
    const { authority } = person;
    const isHidden =
      !may('restricted.read', person) &&
      (await this.database.forAuthority(authority.id, { kind: 'sweep' }, (tx) =>
        this.delivery.speaksOfHidden(tx, id),
      ));
    return this.within(person, async (tx) => {
      const digest = await this.list.digest(tx, id);
      if (digest === null) throw new NotFound();
      const seen = await this.seen(tx, await this.list.inDigest(tx, id));
      return { ...seen, digest, isHidden, again: await this.delivery.again(tx, id) };
    });
  }

  /** What somebody was told themselves, and why. */
  async mine(person: Person): Promise<NoticesSeen> {
    return this.within(person, async (tx) =>
      this.seen(tx, await this.list.ofPerson(tx, person.personId, MOST_OF_A_SUBJECT)),
    );
  }

  /** People whose mail does not arrive. */
  async withoutAddress(person: Person): Promise<WithoutAddress[]> {
    if (!may('notices.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.list.withoutAddress(tx));
  }

  /** The one list of actions that were late before anybody could be told. */
  async lateWhenPublished(person: Person): Promise<LateWhenPublished[]> {
    if (!may('notices.read', person) || !may('actions.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.list.lateWhenPublished(tx, MOST_LATE));
  }

  /** Everything told about an action, latest first, to whoever may read the action. */
  async ofAction(
    person: Person,
    actionId: string,
  ): Promise<NoticesSeen & { title: string; reference: string }> {
    const { reference, title } = await this.actions.item(person, actionId);
    return this.within(person, async (tx) => {
      const rows = await this.list.about(tx, 'action', actionId, MOST_OF_A_SUBJECT);
      return { ...(await this.seen(tx, rows)), reference, title };
    });
  }

  private async seen(tx: Tx, rows: readonly NoticeRow[]): Promise<NoticesSeen> {
    const morning = await this.truth.morning(tx, await this.days.today(tx));
    const words = await this.truth.subjects.wordsOf(tx, morning, rows);
    return { rows, words, people: morning.people };
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
