import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import type { Accessed } from '../actions/action-access.js';
import { actionPaths } from '../actions/actions.paths.js';
import { ExplanationsRepository } from './explanations.repository.js';
import { ExplanationsService } from './explanations.service.js';
import { packPaths } from './packs.paths.js';

const ON_THE_PAGE = 5;

/** On the page of an action: what its owner told the board, and the way to tell it while it is an exception. */
@Injectable()
export class ExplanationSection implements PageSection<Accessed & { readonly today: LocalDate }> {
  readonly order = 15;
  readonly template = 'packs/views/_explanations.njk';

  constructor(
    private readonly service: ExplanationsService,
    private readonly explanations: ExplanationsRepository,
  ) {}

  async read(tx: Tx, person: Person, { action, subject, today }: Accessed & { readonly today: LocalDate }) {
    if (action.publishedOn === null) return null;
    const given = await this.explanations.ofAction(tx, action.id, ON_THE_PAGE);
    const mayExplain = tx.asAt === null && action.rating === 'red' && may('packs.explain', person, subject);
    const wanted = mayExplain ? await this.service.asException(tx, action.id, today) : null;
    const verbs =
      wanted === null ? [] : [{ text: 'Explain to the board', href: packPaths.explain(action.id) }];
    if (given.length === 0 && wanted === null) return null;
    return { model: { given, wanted, explainPath: packPaths.explain(action.id) }, verbs };
  }
}

/** On an owner's first page: what the board wants explained before its papers are due. */
@Injectable()
export class ExplanationsWantedSection implements PageSection<null> {
  readonly order = 10;
  readonly template = 'packs/views/_explanations-wanted.njk';

  constructor(private readonly service: ExplanationsService) {}

  async read(tx: Tx, person: Person) {
    if (!mayEver('actions.update_own', person)) return null;
    const wanted = await this.service.wantedFrom(tx, person);
    if (wanted === null || wanted.exceptions.length === 0) return null;
    return {
      model: {
        meeting: wanted.meeting,
        rows: wanted.exceptions.map(({ id, reference, title, explainedOn }) => ({
          reference,
          title,
          explainedOn,
          href: actionPaths.action(id),
          explainPath: packPaths.explain(id),
        })),
      },
    };
  }
}
