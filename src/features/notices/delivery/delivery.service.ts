import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import { addDays } from '../../../domain/calendar/day-number.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Forbidden, NotFound, StateForbids } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { DigestJobs } from '../digest.jobs.js';
import type { WhoIsWho } from '../who-is-who.js';
import { WhoIsWhoRepository } from '../who-is-who.repository.js';
import { DeliveryRepository, type MailRow, type MailsQuery, type Summary } from './delivery.repository.js';

const SUMMARISED_DAYS = 35;

export interface MailsSeen {
  readonly rows: readonly MailRow[];
  readonly total: number;
  readonly people: WhoIsWho;
}

/** What became of the mail, for those who look after it. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly database: Database,
    private readonly delivery: DeliveryRepository,
    private readonly whoIsWho: WhoIsWhoRepository,
    private readonly days: AuthorityDays,
    private readonly jobs: DigestJobs,
  ) {}

  /** One page of the mails, one row more than asked for when there is another. */
  mails(person: Person, query: MailsQuery): Promise<MailsSeen> {
    if (!may('notices.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => ({
      rows: await this.delivery.mails(tx, query),
      total: await this.delivery.total(tx, query),
      people: await this.whoIsWho.read(tx),
    }));
  }

  /** The last five weeks by day, and all of it by person. */
  summaries(
    person: Person,
  ): Promise<{ byDay: readonly Summary[]; byPerson: readonly Summary[]; people: WhoIsWho }> {
    if (!may('notices.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const since = addDays(await this.days.today(tx), -SUMMARISED_DAYS);
      return {
        byDay: await this.delivery.byDay(tx, since, SUMMARISED_DAYS + 1),
        byPerson: await this.delivery.byPerson(tx),
        people: await this.whoIsWho.read(tx),
      };
    });
  }

  /** Sends a mail once more, with what of it is still true, to the address its reader has now. */
  async sendAgain(person: Person, digestId: string): Promise<string> {
    if (!may('notices.send_again', person)) throw new Forbidden();
    // Not in the person's name: what they may not open themselves goes again as well.
    const id = await this.database.forAuthority(person.authority.id, { kind: 'sweep' }, async (tx) => {
      const sent = await this.delivery.holdSent(tx, digestId);
      if (sent === null) throw new NotFound();
      if (sent.state === 'waiting') throw new StateForbids('not_sent_yet', 'This mail is still to be sent');
      if (sent.isOnItsWay) throw new StateForbids('on_its_way', 'It is on its way again already');
      if (sent.isPersonClosed)
        throw new StateForbids('account_closed', 'The account of its reader was closed');
      if (sent.notices === 0) {
        throw new StateForbids(
          'nothing_in_it',
          'Nothing in it was told; what is still true goes with the next mail',
        );
      }
      return this.delivery.makeAgain(tx, sent, await this.days.today(tx), person.personId, this.days.now());
    });
    await this.jobs.send([{ authorityId: person.authority.id, digestId: id }]);
    return id;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
