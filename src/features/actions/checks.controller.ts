import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { ActionDetailsService } from './action-details.service.js';
import { actionModel } from './action.page.js';
import { actionPaths } from './actions.paths.js';
import { CheckForm, CloseNotEnoughForm, ReasonForm, ReopenForm } from './assurance.form.js';
import { AssuranceService } from './assurance.service.js';
import { CHECK_PAGES, type CheckPage } from './checks.page.js';
import { CompletionService } from './completion.service.js';
import { FurtherActions } from './further-actions.js';
import { NotBorneOutService } from './not-borne-out.service.js';

/** The pages on which a quality assurance lead judges an action. */
@Controller('actions/:id')
export class ChecksController {
  constructor(
    private readonly details: ActionDetailsService,
    private readonly completion: CompletionService,
    private readonly assurance: AssuranceService,
    private readonly notBorneOut: NotBorneOutService,
    private readonly further: FurtherActions,
  ) {}

  @Get('refuse')
  @Requires('actions.verify')
  showRefuse(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.show(person, id, 'refuse');
  }

  @Post('refuse')
  @Requires('actions.verify')
  refuse(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.judge(ReasonForm, body, person, id, 'refuse', ({ reason }) =>
      this.completion.refuse(person, id, reason),
    );
  }

  @Get('verify')
  @Requires('actions.verify')
  showVerify(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.show(person, id, 'verify');
  }

  @Post('verify')
  @Requires('actions.verify')
  verify(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.judge(CheckForm, body, person, id, 'verify', ({ found }) =>
      this.assurance.verify(person, id, found),
    );
  }

  @Get('embed')
  @Requires('actions.verify')
  showEmbed(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.show(person, id, 'embed');
  }

  @Post('embed')
  @Requires('actions.verify')
  embed(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.judge(CheckForm, body, person, id, 'embed', ({ found }) =>
      this.assurance.embed(person, id, found),
    );
  }

  @Get('look-again')
  @Requires('actions.verify')
  showLook(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.show(person, id, 'lookAgain');
  }

  @Post('look-again')
  @Requires('actions.verify')
  look(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.judge(CheckForm, body, person, id, 'lookAgain', ({ found }) =>
      this.assurance.lookAgain(person, id, found),
    );
  }

  @Get('reopen')
  @Requires('actions.reopen')
  showReopen(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.show(person, id, 'reopen');
  }

  @Post('reopen')
  @Requires('actions.reopen')
  reopen(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.judge(ReopenForm, body, person, id, 'reopen', ({ reason, dueOn }) =>
      this.notBorneOut.reopen(person, id, { reason, newDueOn: dueOn, findingId: null }),
    );
  }

  @Get('not-enough')
  @Requires('actions.reopen')
  showNotEnough(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.show(person, id, 'notEnough');
  }

  @Post('not-enough')
  @Requires('actions.reopen')
  notEnough(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.judge(ReasonForm, body, person, id, 'notEnough', ({ reason }) =>
      this.notBorneOut.markNotEnough(person, id, { reason, findingId: null }),
    );
  }

  @Get('not-enough/close')
  @Requires('actions.verify')
  showClose(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.show(person, id, 'closeNotEnough');
  }

  @Post('not-enough/close')
  @Requires('actions.verify')
  close(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.judge(CloseNotEnoughForm, body, person, id, 'closeNotEnough', ({ furtherActionId }) =>
      this.notBorneOut.closeNotEnough(person, id, furtherActionId),
    );
  }

  private judge<T extends object>(
    form: new () => T,
    body: unknown,
    person: Person,
    id: string,
    which: CheckPage,
    act: (value: T) => Promise<void>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      body,
      async (value) => {
        await act(value);
        return redirectTo(actionPaths.action(id), { flash: CHECK_PAGES[which].done });
      },
      (typed) => this.show(person, id, which, typed),
    );
  }

  private async show(
    person: Person,
    id: string,
    which: CheckPage,
    form: FormState = formOf(),
  ): Promise<Page> {
    const asks = CHECK_PAGES[which];
    const details = await this.details.details(person, id, async (tx) =>
      asks.choosesFurtherAction ? this.further.verifiedBeside(tx, id) : [],
    );
    const further = details.more.map((one) => ({ value: one.id, text: `${one.reference} ${one.title}` }));
    return page('actions/views/judge.njk', {
      form,
      action: actionModel(details),
      heading: asks.heading,
      lines: asks.lines,
      impact: details.action.impactStatement,
      field: asks.field,
      asksDueOn: asks.asksDueOn === true,
      choice: asks.choosesFurtherAction && {
        name: 'furtherActionId',
        label: 'Further action that was verified',
        empty: further.length > 0 ? 'Choose an action' : 'None has been verified yet',
        items: further,
      },
      press: asks.press,
      kind: asks.kind,
    });
  }
}
