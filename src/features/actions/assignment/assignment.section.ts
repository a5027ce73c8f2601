import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import type { PageSection } from '../../../web/pages/page-sections.js';
import type { ActionSections } from '../action-sections.js';
import { actionPaths } from '../actions.paths.js';
import { HandOversRepository } from './hand-overs.repository.js';

type Subject = Parameters<ActionSections['read']>[2];

/** Who contributes to an action, and who had it before: on its page, with what can be done about it. */
@Injectable()
export class AssignmentSection implements PageSection<Subject> {
  readonly order = 8;
  readonly template = 'actions/assignment/views/_people.njk';

  constructor(private readonly repository: HandOversRepository) {}

  async read(...[tx, person, { action, subject }]: Parameters<PageSection<Subject>['read']>) {
    const contributors = await this.repository.contributors(tx, action.id);
    const handOvers = await this.repository.ofAction(tx, action.id);
    const isOpen = ['draft', 'not_started', 'in_progress'].includes(action.status);
    const mayAssign = isOpen && tx.asAt === null && may('actions.assign', person, subject);
    const model = {
      contributors: contributors.map((one) => ({
        ...one,
        endPath: mayAssign ? actionPaths.endContributor(action.id, one.id) : null,
      })),
      handOvers,
    };
    const verbs = mayAssign
      ? [
          { text: 'Hand over', href: actionPaths.handOver(action.id) },
          { text: 'Add a contributor', href: actionPaths.contributors(action.id) },
        ]
      : [];
    const isEmpty = contributors.length === 0 && handOvers.length === 0;
    return { model: isEmpty ? null : model, verbs };
  }
}
