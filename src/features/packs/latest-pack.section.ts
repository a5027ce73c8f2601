import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { Tx } from '../../platform/database/database.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import { packModel } from './pack.page.js';
import { packPaths } from './packs.paths.js';
import { PacksRepository } from './packs.repository.js';

/** On the first page of those who answer for the plan or oversee it: what the board was given last. */
@Injectable()
export class LatestPackSection implements PageSection<null> {
  readonly order = 20;
  readonly template = 'packs/views/_latest.njk';

  constructor(private readonly packs: PacksRepository) {}

  async read(tx: Tx, person: Person) {
    const isReader = may('scrutiny.read', person) || may('overview.read', person);
    if (!isReader || !may('board.read', person)) return null;
    const pack = await this.packs.lastIssued(tx);
    return pack && { model: { pack: packModel(pack), sincePath: packPaths.since(pack.id) } };
  }
}
