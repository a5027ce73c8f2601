import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { issuePack } from '../../domain/lifecycle/pack.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import type { PackContent } from '../../domain/report/pack-content.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { JobQueues } from '../../platform/queues/job-queues.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, StaleVersion } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { packFor } from './pack-access.js';
import { PackContentsRepository } from './pack-contents.repository.js';
import { PackDrafting } from './pack-drafting.js';
import { packRefused } from './pack-words.js';
import { PacksRepository, type PackRow } from './packs.repository.js';

/** Issuing a pack: what it says is worked out once, kept, numbered, and never changed. */
@Injectable()
export class PackIssuingService {
  constructor(
    private readonly database: Database,
    private readonly packs: PacksRepository,
    private readonly contents: PackContentsRepository,
    private readonly drafting: PackDrafting,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
    private readonly queues: JobQueues,
  ) {}

  /**
   * In one transaction: ratings as of today, figures and texts of both parts, the number, and what follows. The worker
   * then tells the members the same day; where no job could be made, the next morning does.
   */
  async issue(person: Person, id: string, version?: number): Promise<PackRow> {
    if (!may('packs.issue', person)) throw new Forbidden();
    const issued = await this.freeze(person, id, version);
    const data = { authorityId: person.authority.id, kind: 'pack' };
    await this.queues.add('sweeps', { name: 'tell', data, id: `tell-${issued.id}` });
    return issued;
  }

  private freeze(person: Person, id: string, version: number | undefined): Promise<PackRow> {
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      if (isUuid(id)) await this.packs.hold(tx, id);
      const pack = await packFor(tx, this.packs, person, id);
      if (version !== undefined && version !== pack.version) throw new StaleVersion(pack.version);
      const issued = issuePack(pack.state, pack.meetingState);
      if (isRefusal(issued)) packRefused(issued.refused);
      const today = await this.days.today(tx);
      await this.ratings.rerateDue(tx, today);
      const contents: PackContent[] = [];
      for (const part of [1, 2] as const) contents.push(await this.drafting.content(tx, pack, part));
      await this.contents.keep(tx, id, contents);
      await this.packs.change(tx, id, {
        ...issued,
        issued_by: person.personId,
        issued_on: today,
        issued_at: this.days.now(),
      });
      await this.followUp(tx, id, today);
      return packFor(tx, this.packs, person, id);
    });
  }

  /** What it reported is reported: a second move colours nothing any more, and what was Red is asked about. */
  private async followUp(tx: Tx, id: string, today: LocalDate): Promise<void> {
    await this.ratings.rerate(tx, await this.contents.movesReported(tx, id));
    await this.contents.tellOfReds(tx, id, today);
  }
}
