import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database } from '../../platform/database/database.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { isUuid } from '../../web/api/ids.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { Slice } from '../documents/list-slices.js';
import { FindingsRepository, type FindingFilter, type FindingView } from './findings.repository.js';

/** Findings as people read them. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly database: Database,
    private readonly findings: FindingsRepository,
  ) {}

  async list(
    person: Person,
    filter: Omit<FindingFilter, 'publishedOnly'>,
    part: Slice,
  ): Promise<{ rows: FindingView[]; total: number }> {
    if (!may('documents.read', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, (tx) =>
      this.findings.list(tx, { ...filter, publishedOnly: !seesEmbargoed(person) }, part),
    );
  }

  async view(person: Person, id: string): Promise<FindingView> {
    if (!may('documents.read', person)) throw new Forbidden();
    const found = await this.database.forAuthority(person.authority.id, person.actor, async (tx) =>
      isUuid(id) ? this.findings.view(tx, id, !seesEmbargoed(person)) : null,
    );
    if (found === null) throw new NotFound('There is no such finding');
    return found;
  }
}
