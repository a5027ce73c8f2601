import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import type { Accessed } from '../actions/action-access.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { RecommendationView } from '../recommendations/recommendation-view.js';
import { CoverageReading } from './coverage/coverage-reading.js';
import { lookedAtWords } from './coverage/coverage-words.js';
import { saidModel } from './finding.page.js';
import { FindingLinksRepository, type SaidOf } from './finding-links.repository.js';

const MOST = 20;

/** On the page of an action: what inspectors and checks said of it. */
@Injectable()
export class SaidOfAction implements PageSection<Accessed & { readonly today: LocalDate }> {
  readonly order = 36;
  readonly template = 'findings/views/_said.njk';

  constructor(private readonly links: FindingLinksRepository) {}

  async read(tx: Tx, person: Person, { action }: Accessed) {
    if (action.status === 'draft' || !may('documents.read', person) || tx.asAt !== null) return null;
    const said = await this.links.saidOf(tx, 'action_id', [action.id], !seesEmbargoed(person), MOST);
    return { model: said.length === 0 ? null : { said: said.map(saidModel) } };
  }
}

/** On the page of a recommendation: what was said of it and of the actions towards it, and since when nobody looked. */
@Injectable()
export class SaidOfRecommendation implements PageSection<RecommendationView> {
  readonly order = 6;
  readonly template = 'findings/views/_said.njk';

  constructor(
    private readonly links: FindingLinksRepository,
    private readonly coverage: CoverageReading,
  ) {}

  async read(tx: Tx, person: Person, { id, actionIds, notBorneOutOn }: RecommendationView) {
    if (!may('documents.read', person) || tx.asAt !== null) return null;
    const publishedOnly = !seesEmbargoed(person);
    const ofIt = await this.links.saidOf(tx, 'recommendation_id', [id], publishedOnly, MOST);
    const ofActions = await this.links.saidOf(tx, 'action_id', actionIds, publishedOnly, MOST);
    const [covered] = await this.coverage.covered(tx, { id: [id], publishedOnly });
    const said = [...ofIt.map(saidModel), ...saidOnlyOfActions(ofIt, ofActions)];
    said.sort((a, b) => (a.documentOn === b.documentOn ? 0 : a.documentOn < b.documentOn ? 1 : -1));
    return {
      model: {
        said,
        lookedAt: covered === undefined ? null : lookedAtWords(covered),
        doubtedOn: notBorneOutOn,
      },
    };
  }
}

/** A finding linked to the recommendation and to actions towards it in one answer said one thing. */
function saidOnlyOfActions(ofIt: readonly SaidOf[], ofActions: readonly SaidOf[]) {
  const key = ({ findingId, link }: SaidOf) => `${findingId} ${link}`;
  const told = new Set(ofIt.map(key));
  return ofActions.flatMap((one) =>
    told.has(key(one)) ? [] : [{ ...saidModel(one), about: `${one.reference} ${one.title}` }],
  );
}
