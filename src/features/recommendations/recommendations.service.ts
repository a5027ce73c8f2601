import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, Refused, StaleVersion } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import type { ShownSections } from '../../web/pages/page-sections.js';
import { isUuid } from '../../web/api/ids.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { Slice } from '../documents/list-slices.js';
import { RecommendationSections } from './recommendation-sections.js';
import {
  RecommendationsRepository,
  type Choice,
  type RecommendationAnswer,
  type RecommendationColumns,
  type RecommendationFilter,
  type RecommendationView,
  type WorkstreamView,
} from './recommendations.repository.js';

const LONGEST_RESPONSE = 10_000;

/** Recommendations as people read and answer them. */
@Injectable()
export class RecommendationsService {
  constructor(
    private readonly database: Database,
    private readonly recommendations: RecommendationsRepository,
    private readonly sections: RecommendationSections,
  ) {}

  /** Priority actions first, then the newest document, then as printed. */
  async list(
    person: Person,
    filter: Omit<RecommendationFilter, 'publishedOnly' | 'embargoedMarks'>,
    part: Slice,
  ): Promise<{ rows: RecommendationView[]; total: number; themes: string[] }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => ({
      ...(await this.recommendations.list(tx, this.seenBy(person, filter), part)),
      themes: await this.recommendations.themes(tx, !seesEmbargoed(person)),
    }));
  }

  async view(person: Person, id: string): Promise<RecommendationView> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.found(tx, person, id));
  }

  /** The recommendation with what other features show on its page, read in one transaction. */
  async page(person: Person, id: string): Promise<RecommendationView & { shown: ShownSections }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const view = await this.found(tx, person, id);
      return { ...view, shown: await this.sections.read(tx, person, view) };
    });
  }

  async workstreams(person: Person, part: Slice): Promise<{ rows: WorkstreamView[]; total: number }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.recommendations.workstreams(tx, part));
  }

  /** What the form of the authority's answer offers. */
  async choices(person: Person): Promise<{ workstreams: Choice[]; leads: Choice[] }> {
    if (!may('recommendations.edit', person)) throw new Forbidden();
    return this.within(person, async (tx) => ({
      workstreams: await this.recommendations.workstreamChoices(tx),
      leads: await this.recommendations.leadChoices(tx),
    }));
  }

  /** Saves response, workstream and lead; what is not named stays. */
  async answer(
    person: Person,
    id: string,
    version: number,
    answer: Partial<RecommendationAnswer>,
  ): Promise<RecommendationView> {
    if (!may('recommendations.edit', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const before = await this.found(tx, person, id);
      await this.check(tx, { ...before, ...answer });
      if (before.version !== version) throw new StaleVersion(before.version);
      if (Object.keys(answer).length > 0) await this.saveIn(tx, id, version, answer);
      return this.found(tx, person, id);
    });
  }

  /** The recommendation inside a transaction that does more with it. */
  viewIn(tx: Tx, person: Person, id: string): Promise<RecommendationView> {
    return this.found(tx, person, id);
  }

  /** Saves columns that were checked, of the version the person saw. */
  async saveIn(tx: Tx, id: string, version: number, columns: Partial<RecommendationColumns>): Promise<void> {
    if (await this.recommendations.save(tx, id, version, columns)) return;
    const now = await this.recommendations.byId(tx, id);
    throw new StaleVersion(now?.version ?? version);
  }

  private seenBy(person: Person, filter: Omit<RecommendationFilter, 'publishedOnly' | 'embargoedMarks'>) {
    const all = seesEmbargoed(person);
    return { ...filter, publishedOnly: !all, embargoedMarks: all };
  }

  private async check(tx: Tx, wanted: RecommendationAnswer): Promise<void> {
    if (wanted.response !== 'accepted' && wanted.responseText.trim() === '') {
      refuse('responseText', 'reason_missing', 'Say why it is not accepted, or which part is not');
    }
    if (wanted.responseText.length > LONGEST_RESPONSE) {
      refuse('responseText', 'too_long', 'The response must be 10,000 characters or fewer');
    }
    if (wanted.workstreamId !== null) {
      const known = await this.recommendations.workstreamChoices(tx);
      if (!known.some((it) => it.id === wanted.workstreamId)) {
        refuse('workstreamId', 'unknown_workstream', 'Choose a workstream of this plan');
      }
    }
    if (wanted.leadId !== null) {
      const known = await this.recommendations.leadChoices(tx);
      if (!known.some((it) => it.id === wanted.leadId)) {
        refuse('leadId', 'unknown_lead', 'Choose an accountable lead or director of this authority');
      }
    }
  }

  private async found(tx: Tx, person: Person, id: string): Promise<RecommendationView> {
    const view = isUuid(id) ? await this.recommendations.view(tx, id, !seesEmbargoed(person)) : null;
    if (view === null) throw new NotFound('There is no such recommendation');
    return view;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function refuse(field: string, code: string, message: string): never {
  throw new Refused(code, message, [{ field, message }]);
}
