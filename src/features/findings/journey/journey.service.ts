import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { judgedAreas, type JudgedArea } from '../../../domain/report/judgement-areas.js';
import type { Tx } from '../../../platform/database/database.js';
import { isUuid } from '../../../web/api/ids.js';
import { Forbidden, NotFound } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { PastReading } from '../../authorities/past-reading.js';
import { seesEmbargoed } from '../../documents/documents.service.js';
import type { Slice } from '../../documents/list-slices.js';
import {
  JourneyRepository,
  type BecameOf,
  type JourneyDocument,
  type RaisedPair,
} from './journey.repository.js';

export interface Journey {
  readonly areas: readonly JudgedArea[];
  readonly documents: readonly JourneyDocument[];
  readonly raisedAgain: { readonly rows: readonly RaisedPair[]; readonly total: number };
}

/** From one inspection to the next: what was judged, what became of what was asked for, what was asked for again. */
@Injectable()
export class JourneyService {
  constructor(
    private readonly past: PastReading,
    private readonly journeys: JourneyRepository,
  ) {}

  read(person: Person, part: Slice, asAt: LocalDate | null = null): Promise<Journey> {
    return this.within(person, asAt, async (tx, publishedOnly) => ({
      areas: judgedAreas(await this.journeys.judgements(tx, publishedOnly)),
      documents: await this.journeys.documents(tx, publishedOnly),
      raisedAgain: await this.journeys.raisedAgain(tx, publishedOnly, part),
    }));
  }

  /** What became of each recommendation of one document. */
  document(
    person: Person,
    id: string,
    part: Slice,
    asAt: LocalDate | null = null,
  ): Promise<{ document: JourneyDocument; rows: readonly BecameOf[]; total: number }> {
    return this.within(person, asAt, async (tx, publishedOnly) => {
      const [document] = isUuid(id) ? await this.journeys.documents(tx, publishedOnly, id) : [];
      if (document === undefined) throw new NotFound('There is no such document with recommendations');
      const rows = await this.journeys.becameOf(tx, publishedOnly, id, part);
      return { document, rows, total: document.recommendations };
    });
  }

  private within<T>(
    person: Person,
    asAt: LocalDate | null,
    work: (tx: Tx, publishedOnly: boolean) => Promise<T>,
  ): Promise<T> {
    if (!may('plan.read', person) || !may('documents.read', person)) throw new Forbidden();
    return this.past.within(person.authority.id, person.actor, asAt, (tx) =>
      work(tx, !seesEmbargoed(person)),
    );
  }
}
