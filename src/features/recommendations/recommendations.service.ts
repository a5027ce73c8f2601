import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, Refused, StaleVersion } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import type { ShownSections } from '../../web/pages/page-sections.js';
import { isUuid } from '../../web/api/ids.js';
import { quarterStart } from '../../domain/lifecycle/lead-sentence.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { PastReading } from '../authorities/past-reading.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { Slice } from '../documents/list-slices.js';
import { RecommendationSections } from './recommendation-sections.js';
import {
  RecommendationsRepository,
  type RecommendationAnswer,
  type RecommendationColumns,
  type RecommendationFilter,
  type RecommendationView,
} from './recommendations.repository.js';
import { WorkstreamsRepository, type Choice, type WorkstreamView } from './workstreams.repository.js';

const LONGEST_RESPONSE = 10_000;

/** What a person asks of the list; the rest is what they may see. */
export interface AskedRecommendations extends Omit<
  RecommendationFilter,
  'publishedOnly' | 'embargoedMarks' | 'noSentenceSince'
> {
  /** True: only those without a sentence of their lead in this quarter; false: only the others. */
  readonly noSentence?: boolean;
}

export interface RecommendationList {
  readonly rows: RecommendationView[];
  readonly total: number;
  readonly themes: string[];
  /** Restricted ones that this person may not see. */
  readonly leftOut: number;
}

/** Recommendations as people read and answer them. */
@Injectable()
export class RecommendationsService {
  constructor(
    private readonly database: Database,
    private readonly past: PastReading,
    private readonly days: AuthorityDays,
    private readonly recommendations: RecommendationsRepository,
    private readonly streams: WorkstreamsRepository,
    private readonly sections: RecommendationSections,
  ) {}

  /** Priority actions first, then the newest document, then as printed; `asAt` null: as they stand now. */
  async list(
    person: Person,
    filter: AskedRecommendations,
    part: Slice,
    asAt: LocalDate | null = null,
  ): Promise<RecommendationList> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.reading(person, asAt, async (tx) => ({
      ...(await this.recommendations.list(tx, await this.seenBy(tx, person, filter), part)),
      themes: await this.recommendations.themes(tx, !seesEmbargoed(person)),
      leftOut: await this.recommendations.leftOut(tx),
    }));
  }

  async view(person: Person, id: string, asAt: LocalDate | null = null): Promise<RecommendationView> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.reading(person, asAt, (tx) => this.found(tx, person, id));
  }

  /** The recommendation with what other features show on its page, read in one transaction; of the past no verbs. */
  async page(
    person: Person,
    id: string,
    asAt: LocalDate | null = null,
  ): Promise<RecommendationView & { shown: ShownSections; isPast: boolean }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.reading(person, asAt, async (tx) => {
      const view = await this.found(tx, person, id);
      const { sections, verbs } = await this.sections.read(tx, person, view);
      const isPast = tx.asAt !== null;
      return { ...view, shown: { sections, verbs: isPast ? [] : verbs }, isPast };
    });
  }

  async workstreams(person: Person, part: Slice): Promise<{ rows: WorkstreamView[]; total: number }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.streams.list(tx, part));
  }

  /** What the form of the authority's answer offers. */
  async choices(person: Person): Promise<{ workstreams: Choice[]; leads: Choice[] }> {
    if (!may('recommendations.edit', person)) throw new Forbidden();
    return this.within(person, async (tx) => ({
      workstreams: await this.streams.choices(tx),
      leads: await this.streams.leadChoices(tx),
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

  private async seenBy(
    tx: Tx,
    person: Person,
    { noSentence, ...filter }: AskedRecommendations,
  ): Promise<RecommendationFilter> {
    const all = seesEmbargoed(person);
    const since =
      noSentence === undefined
        ? undefined
        : { day: quarterStart(await this.days.today(tx)), wanted: noSentence };
    return { ...filter, noSentenceSince: since, publishedOnly: !all, embargoedMarks: all };
  }

  private reading<T>(person: Person, asAt: LocalDate | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.past.within(person.authority.id, person.actor, asAt, work);
  }

  private async check(tx: Tx, wanted: RecommendationAnswer): Promise<void> {
    if (wanted.response !== 'accepted' && wanted.responseText.trim() === '') {
      refuse('responseText', 'reason_missing', 'Say why it is not accepted, or which part is not');
    }
    if (wanted.responseText.length > LONGEST_RESPONSE) {
      refuse('responseText', 'too_long', 'The response must be 10,000 characters or fewer');
    }
    if (wanted.workstreamId !== null) {
      const known = await this.streams.choices(tx);
      if (!known.some((it) => it.id === wanted.workstreamId)) {
        refuse('workstreamId', 'unknown_workstream', 'Choose a workstream of this plan');
      }
    }
    if (wanted.leadId !== null) {
      const known = await this.streams.leadChoices(tx);
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
