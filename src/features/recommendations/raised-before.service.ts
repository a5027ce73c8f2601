import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { Slice } from '../documents/list-slices.js';
import { RaisedBeforeRepository, type EarlierRaise, type RaisedLink } from './raised-before.repository.js';
import { RecommendationsRepository, type RecommendationView } from './recommendations.repository.js';

const MOST_FOUND = 20;

/** What was raised before, as people read and decide it. */
@Injectable()
export class RaisedBeforeService {
  constructor(
    private readonly database: Database,
    private readonly raised: RaisedBeforeRepository,
    private readonly recommendations: RecommendationsRepository,
    private readonly days: AuthorityDays,
  ) {}

  /** A recommendation with all that was offered, confirmed or set aside about it. */
  async of(person: Person, id: string): Promise<{ recommendation: RecommendationView; links: RaisedLink[] }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => ({
      recommendation: await this.found(tx, person, id),
      links: await this.linksIn(tx, person, id),
    }));
  }

  /** The same inside a transaction that shows its page. Offers and what was set aside are for those who decide. */
  async linksIn(tx: Tx, person: Person, id: string): Promise<RaisedLink[]> {
    const links = await this.raised.linksOf(tx, id, seesEmbargoed(person));
    return may('recommendations.edit', person) ? links : links.filter(({ state }) => state === 'confirmed');
  }

  /** What each of these was raised as before, for the lists of other features; `raisedMarks` puts it into words. */
  marksIn(tx: Tx, person: Person, ids: readonly string[]): Promise<Map<string, EarlierRaise[]>> {
    return this.raised.chainsOf(tx, ids, seesEmbargoed(person));
  }

  /** Likely repeats that nobody has decided, of one document or of all. */
  async offers(
    person: Person,
    documentId: string | null,
    part: Slice,
  ): Promise<{ rows: RaisedLink[]; total: number }> {
    if (!may('recommendations.edit', person)) throw new Forbidden();
    if (documentId !== null && !isUuid(documentId)) throw new NotFound('There is no such document');
    return this.within(person, (tx) => this.raised.offers(tx, documentId, seesEmbargoed(person), part));
  }

  /** How many of a document wait to be decided, for its page; 0 for who may not decide. */
  async openOffersIn(tx: Tx, person: Person, documentId: string): Promise<number> {
    if (!may('recommendations.edit', person)) return 0;
    return this.raised.openOffers(tx, documentId, seesEmbargoed(person));
  }

  /** Earlier recommendations with these words, to link one by hand. */
  async earlierWith(person: Person, id: string, words: string): Promise<RecommendationView[]> {
    if (!may('recommendations.edit', person)) throw new Forbidden();
    if (words === '') return [];
    return this.within(person, async (tx) => {
      const all = seesEmbargoed(person);
      const { rows } = await this.recommendations.list(
        tx,
        { q: words, publishedOnly: !all },
        { limit: MOST_FOUND, offset: 0 },
      );
      const days = await this.raised.days(tx, [id, ...rows.map((row) => row.id)], all);
      const dayOf = new Map(days.map((day) => [day.id, day.on]));
      return rows.filter((row) => (dayOf.get(row.id) ?? '') < (dayOf.get(id) ?? ''));
    });
  }

  /** Says that a recommendation was raised before as this earlier one, offered or not. Repeating it changes nothing. */
  confirm(person: Person, id: string, earlierId: string): Promise<RaisedLink[]> {
    return this.decide(person, id, earlierId, 'confirmed');
  }

  /** Says that it was not; it is not offered again. */
  setAside(person: Person, id: string, earlierId: string): Promise<RaisedLink[]> {
    return this.decide(person, id, earlierId, 'set_aside');
  }

  private async decide(
    person: Person,
    id: string,
    earlierId: string,
    state: 'confirmed' | 'set_aside',
  ): Promise<RaisedLink[]> {
    if (!may('recommendations.edit', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      await this.found(tx, person, id);
      await this.mustBeEarlier(tx, person, id, earlierId);
      const decided = { by: person.personId, at: this.days.now() };
      await this.raised.decide(tx, { recommendationId: id, earlierId }, state, decided);
      return this.linksIn(tx, person, id);
    });
  }

  private async mustBeEarlier(tx: Tx, person: Person, id: string, earlierId: string): Promise<void> {
    const ids = [id, earlierId].filter(isUuid);
    const days = await this.raised.days(tx, ids, seesEmbargoed(person));
    const later = days.find((day) => day.id === id);
    const earlier = days.find((day) => day.id === earlierId);
    if (earlier === undefined) refuse('unknown_recommendation', 'Choose a recommendation of this authority');
    if (later === undefined || earlier.on >= later.on) {
      refuse('not_earlier', 'Choose a recommendation of an earlier document');
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

function refuse(code: string, message: string): never {
  throw new Refused(code, message, [{ field: 'earlierId', message }]);
}
