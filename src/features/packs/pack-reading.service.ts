import { Injectable } from '@nestjs/common';
import type { PackContent } from '../../domain/report/pack-content.js';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { packFor, requirePart, seesDrafts } from './pack-access.js';
import { PackContentsRepository } from './pack-contents.repository.js';
import { PackDrafting } from './pack-drafting.js';
import { PacksRepository, type PackRow } from './packs.repository.js';

export interface ReadPack {
  readonly pack: PackRow;
  readonly content: PackContent;
  /** The newer issue that takes its place, where there is one. */
  readonly correctedBy: PackRow | null;
}

/** Reading what packs say: as issued, as they would be issued now, and what has changed since. */
@Injectable()
export class PackReadingService {
  constructor(
    private readonly database: Database,
    private readonly packs: PacksRepository,
    private readonly contents: PackContentsRepository,
    private readonly drafting: PackDrafting,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  /** An issued pack as it was issued. */
  async issued(person: Person, id: string, part: 1 | 2): Promise<ReadPack> {
    requirePart(person, part);
    return this.within(person, async (tx) => {
      const pack = await packFor(tx, this.packs, person, id);
      return this.frozen(tx, pack, part);
    });
  }

  /** For a report made on the command line: Part 1 of the latest issue of the improvement board's pack. */
  issuedByNumber(authorityId: string, number: number): Promise<ReadPack | null> {
    return this.database.forAuthority(authorityId, { kind: 'operator' }, async (tx) => {
      const pack = await this.packs.improvementPack(tx, number);
      return pack === null ? null : this.frozen(tx, pack, 1);
    });
  }

  /** What the pack would say if it were issued now. For those who make it. */
  async preview(person: Person, id: string, part: 1 | 2): Promise<ReadPack> {
    if (!seesDrafts(person)) throw new Forbidden();
    requirePart(person, part);
    return this.within(person, async (tx) => {
      const pack = await packFor(tx, this.packs, person, id);
      if (pack.state === 'issued') return this.frozen(tx, pack, part);
      await this.ratings.rerateDue(tx, await this.days.today(tx));
      return { pack, content: await this.drafting.content(tx, pack, part), correctedBy: null };
    });
  }

  /** The plan as it is now beside what the pack said, with all that has changed since: for the meeting itself. */
  async since(person: Person, id: string, part: 1 | 2): Promise<ReadPack & { readonly now: PackContent }> {
    requirePart(person, part);
    if (!may('actions.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const read = await this.frozen(tx, await packFor(tx, this.packs, person, id), part);
      await this.ratings.rerateDue(tx, await this.days.today(tx));
      return { ...read, now: await this.drafting.sinceIssued(tx, read.pack, read.content) };
    });
  }

  private async frozen(tx: Tx, pack: PackRow, part: 1 | 2): Promise<ReadPack> {
    const content = await this.contents.content(tx, pack.id, part);
    if (content === null) {
      if (pack.state === 'issued') throw new NotFound('There is no such part of the pack');
      throw new StateForbids('not_issued', 'This pack has not been issued');
    }
    const [latest] = (await this.packs.ofMeeting(tx, pack.meetingId)).filter(
      ({ state }) => state === 'issued',
    );
    return { pack, content, correctedBy: latest && latest.id !== pack.id ? latest : null };
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
