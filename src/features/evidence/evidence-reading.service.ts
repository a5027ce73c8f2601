import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { may, mayEver, scopeOf } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { FileStore } from '../../platform/files/file-store.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { ListCursor } from '../../web/api/list-query.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { ActionScope } from '../actions/action-filters.js';
import {
  EvidenceReadingRepository,
  type EvidenceFilters,
  type EvidenceRow,
} from './evidence-reading.repository.js';
import { OtherChecks } from './other-checks.js';
import { ToCheckRepository, type ToCheckRow } from './to-check.repository.js';

/** Lists of evidence, its files, and what waits to be checked. */
@Injectable()
export class EvidenceReadingService {
  constructor(
    private readonly database: Database,
    private readonly evidence: EvidenceReadingRepository,
    private readonly checks: ToCheckRepository,
    private readonly files: FileStore,
    private readonly days: AuthorityDays,
    private readonly others: OtherChecks,
  ) {}

  /** Newest first, of the actions that this person may read. */
  async list(
    person: Person,
    filters: EvidenceFilters,
    part: { limit: number; cursor: ListCursor | null },
  ): Promise<{ rows: EvidenceRow[]; total: number }> {
    return this.within(person, (tx) => this.listWithin(tx, person, filters, part));
  }

  async listWithin(
    tx: Tx,
    person: Person,
    filters: EvidenceFilters,
    part: { limit: number; cursor: ListCursor | null },
  ): Promise<{ rows: EvidenceRow[]; total: number }> {
    const scope = reachOf(person);
    return {
      rows: await this.evidence.list(tx, filters, scope, part),
      total: await this.evidence.count(tx, filters, scope),
    };
  }

  one(person: Person, id: string): Promise<EvidenceRow> {
    return this.within(person, (tx) => this.found(tx, person, id));
  }

  /** A version of the file of an item, for somebody who may see the item. */
  async file(
    person: Person,
    id: string,
    number: number,
  ): Promise<{ fileName: string; mediaType: string; content: Readable }> {
    const stored = await this.within(person, async (tx) => {
      await this.found(tx, person, id);
      return this.evidence.storedFile(tx, id, number);
    });
    if (stored === null) throw new NotFound('There is no such version of this file');
    return { ...stored, content: await this.files.open(stored.storedAs) };
  }

  /** What waits to be checked, longest waiting first. */
  async toCheck(
    person: Person,
    part: { limit: number; offset: number },
  ): Promise<{ rows: ToCheckRow[]; total: number; others: { text: string; href: string }[] }> {
    if (!may('evidence.decide', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const today = await this.days.today(tx);
      const rows = await this.checks.list(tx, today, person.personId, part);
      const total = (await this.checks.count(tx, today, person.personId)).all;
      return { rows, total, others: await this.others.waiting(tx, person) };
    });
  }

  /** How much waits that this person may check: the number beside the link. */
  async toCheckCount(person: Person): Promise<number> {
    if (!may('evidence.decide', person)) return 0;
    return this.within(person, async (tx) => {
      const today = await this.days.today(tx);
      const others = await this.others.waiting(tx, person);
      const { theirs } = await this.checks.count(tx, today, person.personId);
      return others.reduce((sum, { count }) => sum + count, theirs);
    });
  }

  private async found(tx: Tx, person: Person, id: string): Promise<EvidenceRow> {
    const row = isUuid(id) ? await this.evidence.one(tx, id, reachOf(person)) : null;
    if (row === null) throw new NotFound('There is no such evidence');
    return row;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function reachOf(person: Person): ActionScope {
  if (!mayEver('evidence.read', person)) throw new Forbidden();
  const scope = scopeOf('evidence.read', person);
  return scope === 'all' ? 'all' : { personId: person.personId, agencyId: person.agencyId };
}
