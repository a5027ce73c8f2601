import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { LikelyMatches, type Match } from '../../domain/matching/likely-matches.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { themeIn } from './finding-theme.js';
import { FindingsRepository, type FindingView } from './findings.repository.js';
import {
  SuggestionRepository,
  type ActionCandidate,
  type EarlierCandidate,
  type RecommendationCandidate,
} from './suggestion.repository.js';

type Towards = { id: string; reference: string; title: string; status: string; rating: string };

export type Suggested = Match<RecommendationCandidate | ActionCandidate> & {
  /** The actions towards a recommendation: what is likely meant with it. */
  readonly towards: readonly Towards[];
};

export interface Suggestions {
  readonly suggested: readonly Suggested[];
  /** What was found before in much the same words. */
  readonly earlier: readonly Match<EarlierCandidate>[];
}

const MOST_EARLIER = 2;

/** What a finding most likely speaks about, best first, with the words that say so. A person links it, or does not. */
@Injectable()
export class SuggestionsService {
  constructor(
    private readonly database: Database,
    private readonly findings: FindingsRepository,
    private readonly candidates: SuggestionRepository,
  ) {}

  of(person: Person, findingId: string): Promise<Suggestions> {
    if (!may('findings.link', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const finding = isUuid(findingId) ? await this.findings.view(tx, findingId, false) : null;
      if (finding === null) throw new NotFound('There is no such finding');
      return this.within(tx, finding);
    });
  }

  async within(tx: Tx, finding: FindingView): Promise<Suggestions> {
    const candidates = [
      ...(await this.candidates.recommendations(tx)),
      ...(await this.candidates.actions(tx)),
    ];
    const surroundings = await this.candidates.surroundings(tx, finding.documentId);
    const passage = { text: finding.text, heading: themeIn(finding.section) };
    const best = new LikelyMatches(candidates, surroundings).bestFor(passage);
    const found = await this.candidates.earlier(tx, finding);
    const earlier = new LikelyMatches(found, surroundings).bestFor(passage, MOST_EARLIER);
    const ids = best.flatMap(({ of }) => (of.kind === 'recommendation' ? [of.id] : []));
    const towards = await this.candidates.towards(tx, ids);
    return {
      suggested: best.map((match) => ({ ...match, towards: towards.get(match.of.id) ?? [] })),
      earlier,
    };
  }
}
