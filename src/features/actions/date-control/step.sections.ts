import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import type { PageSection } from '../../../web/pages/page-sections.js';
import { readingScope } from '../action-access.js';
import { ACTION_STATUS_NAMES } from '../action-words.js';
import type { ActionSections } from '../action-sections.js';
import { actionPaths } from '../actions.paths.js';
import { dateControlPaths } from './date-control.paths.js';
import { MilestonesRepository } from './milestones.repository.js';
import { WaitsRepository } from './waits.repository.js';

type Subject = Parameters<ActionSections['read']>[2];

/** What the page of an action shows of its milestones and of what it waits for. */
@Injectable()
export class StepSections {
  constructor(
    private readonly repository: MilestonesRepository,
    private readonly waitsOf: WaitsRepository,
  ) {}

  readonly milestones: PageSection<Subject> = {
    order: 4,
    template: 'actions/date-control/views/_milestones.njk',
    read: async (tx, person, { action, subject, today }) => {
      const rows = await this.repository.ofAction(tx, action.id);
      const isOpen = ['draft', 'not_started', 'in_progress'].includes(action.status);
      const mayChange = isOpen && tx.asAt === null && may('actions.move_milestone', person, subject);
      const model = {
        milestones: rows.map((row) => ({
          ...row,
          isLate: row.doneOn === null && !row.isWithdrawn && row.dueOn < today,
          href:
            mayChange && row.doneOn === null && !row.isWithdrawn
              ? dateControlPaths.milestone(action.id, row.id)
              : null,
        })),
      };
      const verbs = mayChange
        ? [{ text: 'Add a milestone', href: dateControlPaths.addMilestone(action.id) }]
        : [];
      return { model: rows.length > 0 ? model : null, verbs };
    },
  };

  readonly waits: PageSection<Subject> = {
    order: 6,
    template: 'actions/date-control/views/_waits.njk',
    read: async (tx, person, { action, subject, today }) => {
      const rows = await this.waitsOf.ofAction(tx, action.id, readingScope(person));
      const isOpen = ['draft', 'not_started', 'in_progress'].includes(action.status);
      const mayChange = isOpen && tx.asAt === null && may('actions.wait_for', person, subject);
      const model = {
        waits: rows.map((row) => ({
          ...row,
          href: row.reference === null ? null : actionPaths.action(row.forActionId!),
          statusName: row.status === null ? null : ACTION_STATUS_NAMES[row.status],
          isOver: row.status === 'complete' || row.status === 'cancelled',
          isLate: row.endedOn === null && row.expectedOn !== null && row.expectedOn < today,
          endHref: mayChange && row.endedOn === null ? dateControlPaths.endWait(action.id, row.id) : null,
        })),
      };
      const verbs = mayChange
        ? [{ text: 'Say what it waits for', href: dateControlPaths.addWait(action.id) }]
        : [];
      return { model: rows.length > 0 ? model : null, verbs };
    },
  };
}
