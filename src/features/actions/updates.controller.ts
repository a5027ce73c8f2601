import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { ActionDetailsService } from './action-details.service.js';
import { actionModel, callModel, updateModel } from './action.page.js';
import { typedBefore, updateFormModel } from './update.page.js';
import { UpdateFormsService } from './update-forms.service.js';
import { actionPaths } from './actions.paths.js';
import { CallsService } from './calls.service.js';
import { CallWorseForm, contentOfForm, RecordingForm, UpdateForm, WithdrawCallForm } from './update.form.js';
import { UpdatesRepository } from './updates.repository.js';
import { UpdatesService } from './updates.service.js';

/** Updating an action, calling it worse, and withdrawing that. */
@Controller('actions/:id')
export class UpdatesController {
  constructor(
    private readonly details: ActionDetailsService,
    private readonly updates: UpdatesService,
    private readonly updatesRepository: UpdatesRepository,
    private readonly calls: CallsService,
    private readonly forms: UpdateFormsService,
  ) {}

  @Get('update')
  @Requires('actions.read')
  show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.updatePage(person, id, null);
  }

  @Post('update')
  @Requires('actions.read')
  async record(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    if ((await this.forms.asks(person, id)).records) return this.recordFor(person, id, body);
    return submitForm(
      UpdateForm,
      body,
      async (value) => {
        await this.updates.record(person, id, contentOfForm(value));
        return redirectTo(actionPaths.action(id), { flash: 'Your update was saved' });
      },
      (form) => this.updatePage(person, id, form),
    );
  }

  @Get('updates/:updateId/correct')
  @Requires('actions.read')
  showCorrection(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('updateId') updateId: string,
  ): Promise<Page> {
    return this.correctionPage(person, id, updateId, null);
  }

  @Post('updates/:updateId/correct')
  @Requires('actions.read')
  correct(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('updateId') updateId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      UpdateForm,
      body,
      async (value) => {
        await this.updates.correct(person, id, updateId, contentOfForm(value));
        return redirectTo(actionPaths.action(id), { flash: 'Your correction was saved' });
      },
      (form) => this.correctionPage(person, id, updateId, form),
    );
  }

  @Get('call-worse')
  @Requires('actions.call_worse')
  showCall(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.callPage(person, id, formOf());
  }

  @Post('call-worse')
  @Requires('actions.call_worse')
  call(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      CallWorseForm,
      body,
      async (value) => {
        await this.calls.callWorse(person, id, value);
        return redirectTo(actionPaths.action(id), { flash: `The action was called ${value.colour}` });
      },
      (form) => this.callPage(person, id, form),
    );
  }

  @Get('calls/:callId/withdraw')
  @Requires('actions.call_worse')
  showWithdrawal(@CurrentPerson() person: Person, @Param('id') id: string, @Param('callId') callId: string) {
    return this.withdrawPage(person, id, callId, formOf());
  }

  @Post('calls/:callId/withdraw')
  @Requires('actions.call_worse')
  withdraw(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('callId') callId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      WithdrawCallForm,
      body,
      async ({ reason }) => {
        await this.calls.withdraw(person, id, callId, reason ?? '');
        return redirectTo(actionPaths.action(id), { flash: 'That call was withdrawn' });
      },
      (form) => this.withdrawPage(person, id, callId, form) as Promise<Page>,
    );
  }

  private recordFor(person: Person, id: string, body: unknown): Promise<Page | Redirect> {
    return submitForm(
      RecordingForm,
      body,
      async (value) => {
        const recording = { how: value.recordedHow, toldOn: value.toldOn };
        await this.updates.record(person, id, contentOfForm(value), recording);
        return redirectTo(actionPaths.action(id), { flash: 'The update was recorded' });
      },
      (form) => this.updatePage(person, id, form),
    );
  }

  private async updatePage(person: Person, id: string, form: FormState | null): Promise<Page> {
    const asked = await this.forms.asks(person, id);
    const first = asked.records ? { toldOn: asked.details.today } : {};
    return page('actions/views/update.njk', { ...updateFormModel(asked), form: form ?? formOf(first) });
  }

  private async correctionPage(
    person: Person,
    id: string,
    updateId: string,
    form: FormState | null,
  ): Promise<Page> {
    const { asked, corrected } = await this.forms.asksToCorrect(person, id, updateId);
    return page('actions/views/update.njk', {
      ...updateFormModel(asked),
      form: form ?? formOf(typedBefore(corrected)),
      corrected: { ...updateModel(corrected), correctPath: null },
    });
  }

  private async callPage(person: Person, id: string, form: FormState): Promise<Page> {
    const details = await this.details.details(person, id, async () => null);
    return page('actions/views/call-worse.njk', {
      form,
      action: actionModel(details),
      isOwner: details.action.ownerId === person.personId,
    });
  }

  private async withdrawPage(
    person: Person,
    id: string,
    callId: string,
    form: FormState,
  ): Promise<Page | Redirect> {
    const details = await this.details.details(person, id, (tx) =>
      this.updatesRepository.standingCalls(tx, id),
    );
    const call = details.more.find((one) => one.id === callId);
    if (!call)
      return redirectTo(actionPaths.action(id), {
        flash: { kind: 'notice', text: 'That call no longer stands' },
      });
    const asker = { personId: person.personId, isDirector: person.roles.includes('director') };
    return page('actions/views/withdraw.njk', {
      form,
      action: actionModel(details),
      call: callModel(call, id, asker),
    });
  }
}
