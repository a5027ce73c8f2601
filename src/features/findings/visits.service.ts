import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { Slice } from '../documents/list-slices.js';
import { FindingLinksRepository, type LinkView } from './finding-links.repository.js';
import { FindingsRepository, type FindingView } from './findings.repository.js';
import { SuggestionRepository } from './suggestion.repository.js';
import { VisitsRepository, type VisitRow } from './visits.repository.js';

const MOST_FINDINGS = 500;

export interface VisitRead {
  readonly visit: VisitRow;
  readonly findings: readonly FindingView[];
  readonly links: readonly LinkView[];
  readonly weSaid: Awaited<ReturnType<VisitsRepository['weSaid']>>;
  /** The actions towards the recommendations that findings were linked to: what we do. */
  readonly towards: Awaited<ReturnType<SuggestionRepository['towards']>>;
}

/** Visits and checks as people read them: what was found, what we had said, what we do. */
@Injectable()
export class VisitsService {
  constructor(
    private readonly database: Database,
    private readonly visits: VisitsRepository,
    private readonly findings: FindingsRepository,
    private readonly links: FindingLinksRepository,
    private readonly candidates: SuggestionRepository,
  ) {}

  list(person: Person, part: Slice): Promise<{ rows: VisitRow[]; total: number }> {
    if (!may('documents.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.visits.list(tx, !seesEmbargoed(person), part));
  }

  read(person: Person, documentId: string): Promise<VisitRead> {
    if (!may('documents.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const visit = await this.found(tx, person, documentId);
      const publishedOnly = !seesEmbargoed(person);
      const filter = { documentId: [documentId], publishedOnly };
      const { rows } = await this.findings.list(tx, filter, { limit: MOST_FINDINGS, offset: 0 });
      const ids = rows.map(({ id }) => id);
      const links = may('plan.read', person) ? await this.links.ofFindings(tx, ids, { publishedOnly }) : [];
      const actionIds = links.flatMap(({ actionId }) => actionId ?? []);
      const recommendationIds = links.flatMap(({ recommendationId }) => recommendationId ?? []);
      const towards = await this.candidates.towards(tx, recommendationIds);
      const served = [...towards.values()].flat().map(({ id }) => id);
      const weSaid = await this.visits.weSaid(tx, [...new Set([...actionIds, ...served])], visit.beganOn);
      return { visit, findings: rows, links, weSaid, towards };
    });
  }

  /** The links of one finding, those that have ended too. */
  async linksOf(person: Person, findingId: string): Promise<LinkView[]> {
    if (!may('documents.read', person) || !may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const publishedOnly = !seesEmbargoed(person);
      const finding = isUuid(findingId) ? await this.findings.view(tx, findingId, publishedOnly) : null;
      if (finding === null) throw new NotFound('There is no such finding');
      return this.links.ofFindings(tx, [findingId], { endedToo: true, publishedOnly });
    });
  }

  async link(person: Person, id: string): Promise<LinkView> {
    if (!may('findings.link', person)) throw new Forbidden();
    const link = await this.within(person, async (tx) => (isUuid(id) ? this.links.one(tx, id) : null));
    if (link === null) throw new NotFound('There is no such link');
    return link;
  }

  private async found(tx: Tx, person: Person, id: string): Promise<VisitRow> {
    return visitIn(this.visits, tx, id, !seesEmbargoed(person));
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

export async function visitIn(
  visits: VisitsRepository,
  tx: Tx,
  id: string,
  publishedOnly: boolean,
): Promise<VisitRow> {
  const visit = isUuid(id) ? await visits.one(tx, id, publishedOnly) : null;
  if (visit === null) throw new NotFound('There is no such document with findings');
  return visit;
}
