import { Controller, Param, Post } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { redirectTo, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { ActionAccess } from '../actions/action-access.js';
import { actionPaths } from '../actions/actions.paths.js';
import { PlanActionsRepository } from './plan-actions.repository.js';

/** The owner says that their open action is not complete, whatever a sheet says. */
@Controller('actions/:id/said-complete')
export class SaidCompleteController {
  constructor(
    private readonly database: Database,
    private readonly access: ActionAccess,
    private readonly imported: PlanActionsRepository,
  ) {}

  @Post()
  @Requires('actions.report_complete')
  async notComplete(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      await this.access.toChange(tx, person, 'actions.report_complete', id);
      await this.imported.answered(tx, id);
    });
    return redirectTo(actionPaths.action(id), { flash: 'Noted: it is not complete' });
  }
}
