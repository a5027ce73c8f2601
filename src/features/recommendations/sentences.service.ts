import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { sentenceWanted, writeSentence } from '../../domain/lifecycle/lead-sentence.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Slice } from '../documents/list-slices.js';
import { lifeRefused } from './recommendation-life-words.js';
import type { RecommendationView } from './recommendation-view.js';
import { RecommendationsService } from './recommendations.service.js';
import { SentencesRepository, type SentenceRow } from './sentences.repository.js';

/** The dated sentence that stands beside a recommendation: its lead's, or the director's where it has none. */
@Injectable()
export class SentencesService {
  constructor(
    private readonly database: Database,
    private readonly recommendations: RecommendationsService,
    private readonly sentences: SentencesRepository,
    private readonly days: AuthorityDays,
  ) {}

  async write(person: Person, id: string, written: { sentence: string; difference: string }): Promise<void> {
    if (!may('recommendations.comment', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const view = await this.recommendations.viewIn(tx, person, id);
      if (!mayWrite(person, view))
        throw new Forbidden('not_the_lead', 'Its lead or the director writes this');
      const on = await this.days.today(tx);
      const sentence = writeSentence(written, await this.sentences.soFar(tx, id), on);
      if (isRefusal(sentence)) lifeRefused(sentence.refused);
      const at = this.days.now();
      await this.sentences.add(tx, { recommendationId: id, ...sentence, by: person.personId, on, at });
    });
  }

  /** What this person is asked for in this quarter; null: it is not theirs to write. */
  async wantedOf(person: Person, id: string): Promise<{ sentence: boolean; difference: boolean } | null> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const view = await this.recommendations.viewIn(tx, person, id);
      if (!mayWrite(person, view)) return null;
      return sentenceWanted(await this.sentences.soFar(tx, id), await this.days.today(tx));
    });
  }

  /** Newest first. */
  async list(person: Person, id: string, part: Slice): Promise<{ rows: SentenceRow[]; total: number }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      await this.recommendations.viewIn(tx, person, id);
      return this.sentences.of(tx, id, part);
    });
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

/** Its lead, or the director: nobody speaks for somebody else. */
export function mayWrite(person: Person, { leadId }: Pick<RecommendationView, 'leadId'>): boolean {
  return (
    may('recommendations.comment', person) &&
    (leadId === person.personId || person.roles.includes('director'))
  );
}
