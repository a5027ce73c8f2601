import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import type { Accessed } from '../actions/action-access.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { RecommendationView } from '../recommendations/recommendation-view.js';
import { saidModel } from './finding.page.js';
import { FindingDoubtsRepository } from './finding-doubts.repository.js';
import { FindingLinksRepository } from './finding-links.repository.js';

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

/** On the page of a recommendation: the same, and since when nobody has looked. */
@Injectable()
export class SaidOfRecommendation implements PageSection<RecommendationView> {
  readonly order = 6;
  readonly template = 'findings/views/_said.njk';

  constructor(
    private readonly links: FindingLinksRepository,
    private readonly doubts: FindingDoubtsRepository,
  ) {}

  async read(tx: Tx, person: Person, { id, documentReceivedOn }: RecommendationView) {
    if (!may('documents.read', person) || tx.asAt !== null) return null;
    const said = await this.links.saidOf(tx, 'recommendation_id', [id], !seesEmbargoed(person), MOST);
    const notLookedAt =
      said.length > 0
        ? null
        : `Not looked at since it was raised: ${formatLongDate(documentReceivedOn as LocalDate)}`;
    const doubtedOn = await this.doubts.notBorneOutSince(tx, id);
    return { model: { said: said.map(saidModel), notLookedAt, doubtedOn } };
  }
}
