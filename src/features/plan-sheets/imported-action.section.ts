import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import type { Accessed } from '../actions/action-access.js';
import { PlanActionsRepository } from './plan-actions.repository.js';
import { planSheetPaths } from './plan-sheets.paths.js';

/** On the page of an action: what the council's own plan said of it, and what its owner is asked about that. */
@Injectable()
export class ImportedActionSection implements PageSection<Accessed & { readonly today: LocalDate }> {
  readonly order = 80;
  readonly template = 'plan-sheets/views/_action.njk';

  constructor(private readonly imported: PlanActionsRepository) {}

  async read(tx: Tx, person: Person, { action, subject }: Accessed) {
    const origin = await this.imported.origin(tx, action.id);
    if (origin === null) return null;
    const isOpen = action.status === 'not_started' || action.status === 'in_progress';
    return {
      model: {
        ...origin,
        becomesComplete: action.status === 'draft' && action.importedComplete,
        saidComplete: isOpen ? origin.saidCompleteOn : null,
        askFor: isOpen && origin.dateAskedFor !== action.dueOn ? origin.dateAskedFor : null,
        mayAnswer: may('actions.report_complete', person, subject),
        answerPath: planSheetPaths.answerComplete(action.id),
      },
    };
  }
}
