import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { WaitingFor } from '../../../domain/lifecycle/waiting-for.js';
import { formOf, type FormState } from '../../../web/forms/form-state.js';
import { submitForm } from '../../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { ActionReadingService } from '../action-reading.service.js';
import { actionPaths } from '../actions.paths.js';
import { dateControlPaths } from './date-control.paths.js';
import { MilestonesService } from './milestones.service.js';
import { DoneForm, ExplainForm, MilestoneBody, MoveForm, WaitBody } from './steps.form.js';
import { WaitsService } from './waits.service.js';

/** The pages of an action's milestones, and of what it waits for. */
@Controller('actions/:id')
@Requires('actions.move_milestone')
export class StepsController {
  constructor(
    private readonly milestones: MilestonesService,
    private readonly waits: WaitsService,
    private readonly actions: ActionReadingService,
  ) {}

  @Get('milestones/add')
  askToAdd(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.addPage(person, id, formOf());
  }

  @Post('milestones/add')
  add(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      MilestoneBody,
      body,
      async (value) => {
        await this.milestones.add(person, id, value);
        return back(id, 'The milestone was added');
      },
      (form) => this.addPage(person, id, form),
    );
  }

  @Get('milestones/:milestoneId')
  show(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('milestoneId') milestoneId: string,
  ): Promise<Page> {
    return this.milestonePage(person, id, milestoneId, formOf());
  }

  @Post('milestones/:milestoneId/done')
  done(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('milestoneId') milestoneId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      DoneForm,
      body,
      async ({ doneOn, version }) => {
        await this.milestones.done(person, id, milestoneId, doneOn, version);
        return back(id, 'The milestone is done');
      },
      (form) => this.milestonePage(person, id, milestoneId, form),
    );
  }

  @Post('milestones/:milestoneId/move')
  move(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('milestoneId') milestoneId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      MoveForm,
      body,
      async ({ dueOn, explanation, version }) => {
        await this.milestones.move(person, id, milestoneId, dueOn, explanation ?? '', version);
        return back(id, 'The milestone was moved');
      },
      (form) => this.milestonePage(person, id, milestoneId, form),
    );
  }

  @Post('milestones/:milestoneId/explain')
  explain(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('milestoneId') milestoneId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ExplainForm,
      body,
      async ({ explanation, version }) => {
        await this.milestones.explain(person, id, milestoneId, explanation, version);
        return back(id, 'The explanation was saved');
      },
      (form) => this.milestonePage(person, id, milestoneId, form),
    );
  }

  @Post('milestones/:milestoneId/withdraw')
  withdraw(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('milestoneId') milestoneId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ExplainForm,
      body,
      async ({ explanation, version }) => {
        await this.milestones.withdraw(person, id, milestoneId, explanation, version);
        return back(id, 'The milestone was withdrawn');
      },
      (form) => this.milestonePage(person, id, milestoneId, form),
    );
  }

  @Get('waits/add')
  @Requires('actions.wait_for')
  askWhat(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.waitPage(person, id, formOf());
  }

  @Post('waits/add')
  @Requires('actions.wait_for')
  addWait(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      WaitBody,
      body,
      async (value) => {
        await this.waits.add(person, id, waitOf(value));
        return back(id, 'What the action waits for was added');
      },
      (form) => this.waitPage(person, id, form),
    );
  }

  @Post('waits/:waitId/end')
  @Requires('actions.wait_for')
  async endWait(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('waitId') waitId: string,
  ): Promise<Redirect> {
    await this.waits.end(person, id, waitId);
    return back(id, 'The action waits for it no more');
  }

  private async addPage(person: Person, id: string, form: FormState): Promise<Page> {
    return page('actions/date-control/views/milestone-form.njk', {
      form,
      action: await this.actions.item(person, id),
      links: { action: actionPaths.action(id), add: dateControlPaths.addMilestone(id) },
    });
  }

  private async milestonePage(
    person: Person,
    id: string,
    milestoneId: string,
    form: FormState,
  ): Promise<Page> {
    const milestone = await this.milestones.one(person, id, milestoneId);
    return page('actions/date-control/views/milestone.njk', {
      form,
      action: await this.actions.item(person, id),
      milestone,
      links: {
        action: actionPaths.action(id),
        done: dateControlPaths.doneMilestone(id, milestoneId),
        move: dateControlPaths.moveMilestone(id, milestoneId),
        explain: dateControlPaths.explainMilestone(id, milestoneId),
        withdraw: dateControlPaths.withdrawMilestone(id, milestoneId),
      },
    });
  }

  private async waitPage(person: Person, id: string, form: FormState): Promise<Page> {
    const choices = await this.waits.choices(person, id);
    return page('actions/date-control/views/wait-form.njk', {
      form,
      action: await this.actions.item(person, id),
      choices: choices.map(({ id: value, reference, title }) => ({ value, text: `${reference} ${title}` })),
      links: { action: actionPaths.action(id), add: dateControlPaths.addWait(id) },
    });
  }
}

/** What was posted, as the rules see it. */
export function waitOf({ forActionId, words, contact, expectedOn }: WaitBody): WaitingFor {
  return { actionId: forActionId, words: words ?? '', contact: contact ?? '', expectedOn };
}

function back(actionId: string, flash: string): Redirect {
  return redirectTo(actionPaths.action(actionId), { flash });
}
