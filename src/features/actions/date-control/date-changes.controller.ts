import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DATE_CHANGE_REASONS } from '../../../domain/lifecycle/date-change.js';
import type { Decision } from '../../../domain/lifecycle/date-change.js';
import { Refused } from '../../../web/errors/refusals.js';
import { formOf, type FormState } from '../../../web/forms/form-state.js';
import { submitForm } from '../../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { ActionReadingService } from '../action-reading.service.js';
import { actionPaths } from '../actions.paths.js';
import { DateChangeAsking } from './date-change-asking.service.js';
import { DateChangeDeciding } from './date-change-deciding.service.js';
import { DateChangeReading } from './date-change-reading.service.js';
import { AgreementForm, AskForm, DecideForm, VersionOnly } from './date-change.form.js';
import { dateChangePageModel } from './date-change.page.js';
import { REASON_OF_CHANGE_NAMES } from './date-change-words.js';
import { dateControlPaths } from './date-control.paths.js';

/** Asking for another date, and deciding about it. */
@Controller()
@Requires('actions.read')
export class DateChangesController {
  constructor(
    private readonly asking: DateChangeAsking,
    private readonly deciding: DateChangeDeciding,
    private readonly reading: DateChangeReading,
    private readonly actions: ActionReadingService,
  ) {}

  @Get('actions/:id/date-changes/ask')
  @Requires('date_changes.ask')
  askPage(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.askAgain(person, id, formOf());
  }

  @Post('actions/:id/date-changes/ask')
  @Requires('date_changes.ask')
  ask(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      AskForm,
      body,
      async (value) => {
        const made = await this.asking.ask(person, id, value);
        return redirectTo(dateControlPaths.request(made), { flash: 'Your request was sent to its decider' });
      },
      (form) => this.askAgain(person, id, form),
    );
  }

  @Get('actions/:id/date-changes/agreement')
  @Requires('date_changes.record_agreement')
  agreementPage(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.agreementAgain(person, id, formOf());
  }

  @Post('actions/:id/date-changes/agreement')
  @Requires('date_changes.record_agreement')
  agreement(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      AgreementForm,
      body,
      async (value) => {
        await this.asking.recordAgreement(person, id, value);
        return redirectTo(actionPaths.action(id), {
          flash: 'Their agreement was recorded. The due date moved',
        });
      },
      (form) => this.agreementAgain(person, id, form),
    );
  }

  @Get('date-changes/:id')
  show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.requestPage(person, id, formOf());
  }

  @Post('date-changes/:id/decide')
  decide(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      DecideForm,
      body,
      async (value) => {
        const { words, meetingId, version } = value;
        await this.deciding.decide(person, id, decisionOf(value), { words: words ?? '', meetingId, version });
        return redirectTo(dateControlPaths.request(id), { flash: DECIDED[value.decision] });
      },
      (form) => this.requestPage(person, id, form),
    );
  }

  @Post('date-changes/:id/accept')
  accept(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      VersionOnly,
      body,
      async ({ version }) => {
        await this.asking.accept(person, id, version);
        return redirectTo(dateControlPaths.request(id), { flash: 'The due date moved to the proposed one' });
      },
      (form) => this.requestPage(person, id, form),
    );
  }

  @Post('date-changes/:id/drop')
  drop(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      VersionOnly,
      body,
      async ({ version }) => {
        await this.asking.drop(person, id, version);
        return redirectTo(dateControlPaths.request(id), { flash: 'The request was dropped' });
      },
      (form) => this.requestPage(person, id, form),
    );
  }

  private async requestPage(person: Person, id: string, form: FormState): Promise<Page> {
    const model = dateChangePageModel(await this.reading.page(person, id));
    return page('actions/date-control/views/request.njk', { form, ...model });
  }

  private async askAgain(person: Person, id: string, form: FormState): Promise<Page> {
    return page('actions/date-control/views/ask.njk', {
      form,
      action: await this.actions.item(person, id),
      reasons: DATE_CHANGE_REASONS.map((value) => ({ value, text: REASON_OF_CHANGE_NAMES[value] })),
      links: { action: actionPaths.action(id), ask: dateControlPaths.ask(id) },
    });
  }

  private async agreementAgain(person: Person, id: string, form: FormState): Promise<Page> {
    return page('actions/date-control/views/agreement.njk', {
      form,
      action: await this.actions.item(person, id),
      links: { action: actionPaths.action(id), agreement: dateControlPaths.agreement(id) },
    });
  }
}

const DECIDED = {
  approve: 'Approved. The due date moved',
  refuse: 'Refused. The due date stays',
  propose: 'The other date was proposed to whoever asked',
} as const;

function decisionOf(value: DecideForm): Decision {
  if (value.decision === 'approve') return { kind: 'approve' };
  if (value.decision === 'refuse') return { kind: 'refuse', reason: value.words ?? '' };
  if (value.newDueOn === null) {
    const message = 'Enter the date you propose';
    throw new Refused('date_missing', message, [{ field: 'newDueOn', message }]);
  }
  return { kind: 'propose', newDueOn: value.newDueOn };
}
