import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { DocumentKind } from '../../domain/intake/extraction.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, Refused, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import {
  OwnRecommendationsRepository,
  type OwnWords,
  type TypedDocument,
} from './own-recommendations.repository.js';
import { RaisedBeforeComparison } from './raised-before-comparison.service.js';
import type { RecommendationView } from './recommendations.repository.js';
import { RecommendationsService } from './recommendations.service.js';

/** Kinds of documents that an authority writes, or hears of, without a file to read. */
export const TYPED_KINDS = [
  'self_evaluation',
  'audit',
  'peer_review',
  'adviser_review',
  'other',
] as const satisfies readonly DocumentKind[];

const MOST_DOCUMENTS = 50;

/** Where an own recommendation stands: a document typed in before, a new one, or else the own ones of this year. */
export interface OwnPlace {
  readonly documentId?: string | null;
  readonly documentTitle?: string | null;
  readonly documentKind?: DocumentKind | null;
  readonly documentDate?: LocalDate | null;
}

/** Recommendations that the authority writes itself: from its self-evaluation, an audit, a diagnostic. */
@Injectable()
export class OwnRecommendationsService {
  constructor(
    private readonly database: Database,
    private readonly own: OwnRecommendationsRepository,
    private readonly recommendations: RecommendationsService,
    private readonly comparison: RaisedBeforeComparison,
    private readonly days: AuthorityDays,
  ) {}

  documents(person: Person): Promise<(TypedDocument & { id: string })[]> {
    if (!may('recommendations.edit', person)) throw new Forbidden();
    return this.within(person, (tx) => this.own.documents(tx, MOST_DOCUMENTS));
  }

  /** Puts a recommendation into the plan and compares it with earlier ones. */
  async add(person: Person, words: OwnWords, place: OwnPlace): Promise<RecommendationView> {
    if (!may('recommendations.edit', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const documentId = await this.documentOf(tx, person, place);
      const id = await this.own.add(tx, documentId, words);
      await this.comparison.compare(tx, documentId);
      return this.recommendations.viewIn(tx, person, id);
    });
  }

  /** Corrects its words; what is not named stays, and what stood before is in its history. */
  async correct(
    person: Person,
    id: string,
    version: number,
    words: Partial<OwnWords>,
  ): Promise<RecommendationView> {
    if (!may('recommendations.edit', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const before = await this.ownIn(tx, person, id);
      const actions = await this.own.actionsTowards(tx, id);
      if (words.priority !== undefined && words.priority !== before.priority && actions.length > 0) {
        const message = `The priority sets the clock of the actions towards it: ${actions.join(', ')}. It cannot be changed while they stand`;
        throw new StateForbids('actions_hang_on_it', message);
      }
      if (Object.keys(words).length > 0) await this.recommendations.saveIn(tx, id, version, words);
      await this.comparison.compare(tx, before.documentId);
      return this.recommendations.viewIn(tx, person, id);
    });
  }

  /** Takes it out of the plan as long as no action hangs on it. Nothing is deleted. */
  async withdraw(person: Person, id: string, version: number): Promise<void> {
    if (!may('recommendations.edit', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const before = await this.ownIn(tx, person, id);
      const actions = await this.own.actionsTowards(tx, id);
      if (actions.length > 0) {
        throw new StateForbids(
          'actions_hang_on_it',
          `It cannot be withdrawn while actions hang on it: ${actions.join(', ')}`,
        );
      }
      if (!(await this.own.withdraw(tx, id, version, this.days.now()))) {
        throw new StaleVersion((await this.recommendations.viewIn(tx, person, id)).version);
      }
      await this.comparison.compare(tx, before.documentId);
    });
  }

  private async ownIn(tx: Tx, person: Person, id: string): Promise<RecommendationView> {
    const view = await this.recommendations.viewIn(tx, person, id);
    if (!view.isOwn) {
      throw new StateForbids(
        'received_words',
        'The words of a received recommendation are corrected in the review of its document',
      );
    }
    return view;
  }

  private async documentOf(tx: Tx, person: Person, place: OwnPlace): Promise<string> {
    const today = await this.days.today(tx);
    const at = this.days.now();
    if (place.documentTitle) {
      const receivedOn = place.documentDate ?? refuse('documentDate', 'Enter the date of the document');
      if (receivedOn > today) refuse('documentDate', 'The date of the document must not be in the future');
      const kind = place.documentKind ?? 'self_evaluation';
      return this.own.document(tx, { kind, title: place.documentTitle, receivedOn }, person.personId, at);
    }
    if (place.documentId) {
      const known = isUuid(place.documentId) && (await this.own.isTyped(tx, place.documentId));
      if (!known) refuse('documentId', 'Choose a document that was typed in');
      return place.documentId;
    }
    const ours = { kind: 'self_evaluation', title: `Own recommendations ${today.slice(0, 4)}` };
    return (
      (await this.own.documentLike(tx, ours)) ??
      this.own.document(tx, { ...ours, receivedOn: today }, person.personId, at)
    );
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function refuse(field: string, message: string): never {
  throw new Refused('wrong_document', message, [{ field, message }]);
}
