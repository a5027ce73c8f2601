import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { StateForbids } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { refuseChildDetails } from '../../web/privacy/child-details.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { ActionDetailsService } from './action-details.service.js';
import { actionModel } from './action.page.js';
import { actionPaths } from './actions.paths.js';
import { DecideCancellationForm, ReasonForm, ReportForm } from './assurance.form.js';
import { AssuranceRepository, type OpenMilestone } from './assurance.repository.js';
import { CancellationService } from './cancellation.service.js';
import { CompletionService, type MilestoneAnswer } from './completion.service.js';

/** Reporting an action complete, and asking the board to cancel it. */
@Controller('actions/:id')
export class CompletionController {
  constructor(
    private readonly details: ActionDetailsService,
    private readonly assurance: AssuranceRepository,
    private readonly completion: CompletionService,
    private readonly cancellation: CancellationService,
  ) {}

  @Get('report-complete')
  @Requires('actions.report_complete')
  showReport(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.reportPage(person, id, formOf(), {});
  }

  @Post('report-complete')
  @Requires('actions.report_complete')
  report(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ReportForm,
      body,
      async ({ impactStatement }) => {
        const milestones = milestonesIn(body);
        refuseChildDetails(
          milestones.map(({ explanation }) => ({
            field: 'milestones',
            label: 'An explanation',
            text: explanation,
            isTyped: true,
          })),
          body,
        );
        await this.completion.report(person, id, { impactStatement, milestones });
        return redirectTo(actionPaths.action(id), {
          flash: 'The action was reported complete. Add the evidence if it is not there yet',
        });
      },
      (form) => this.reportPage(person, id, form, body),
    );
  }

  @Get('cancel')
  @Requires('actions.ask_cancel')
  showCancel(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.cancelPage(person, id, formOf());
  }

  @Post('cancel')
  @Requires('actions.ask_cancel')
  cancel(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ReasonForm,
      body,
      async ({ reason }) => {
        await this.cancellation.ask(person, id, reason);
        return redirectTo(actionPaths.action(id), { flash: 'The board is asked to cancel the action' });
      },
      (form) => this.cancelPage(person, id, form),
    );
  }

  @Post('cancel/drop')
  @Requires('actions.ask_cancel')
  async drop(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.cancellation.drop(person, id);
    return redirectTo(actionPaths.action(id), { flash: 'The request was taken back' });
  }

  @Get('cancel/decide')
  @Requires('actions.cancel')
  showDecision(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.decisionPage(person, id, formOf());
  }

  @Post('cancel/decide')
  @Requires('actions.cancel')
  decide(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      DecideCancellationForm,
      body,
      async ({ decision, words, meetingId }) => {
        const approve = decision === 'approve';
        await this.cancellation.decide(person, id, { approve, words: words ?? '', meetingId });
        return redirectTo(actionPaths.action(id), {
          flash: approve ? 'The action was cancelled' : 'The action was not cancelled',
        });
      },
      (form) => this.decisionPage(person, id, form),
    );
  }

  private async reportPage(person: Person, id: string, form: FormState, body: unknown): Promise<Page> {
    const details = await this.details.details(person, id, (tx) => this.assurance.openMilestones(tx, id));
    const { status } = details.action;
    if (status !== 'not_started' && status !== 'in_progress') {
      throw new StateForbids('not_open', 'Only a published, open action can be reported complete');
    }
    return page('actions/views/report-complete.njk', {
      form,
      action: actionModel(details),
      milestones: details.more.map((milestone) => withAnswer(milestone, milestonesIn(body))),
    });
  }

  private async cancelPage(person: Person, id: string, form: FormState): Promise<Page> {
    const details = await this.details.details(person, id, async () => null);
    return page('actions/views/judge.njk', {
      form,
      action: actionModel(details),
      heading: 'Ask the board to cancel it',
      lines: ['Cancelling a published action is a decision of the board, or of its chair between meetings.'],
      field: { name: 'reason', label: 'Why should it be cancelled?', hint: 'The board reads this', rows: 4 },
      press: 'Ask the board',
    });
  }

  private async decisionPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { reference, title, request, authority } = await this.cancellation.toDecide(person, id);
    return page('actions/views/decide-cancellation.njk', {
      form,
      reference,
      title,
      request,
      betweenMeetings: authority.betweenMeetings,
      meetings: authority.atMeetings.map((meeting) => ({
        value: meeting.id,
        text: `At the meeting of ${formatLongDate(meeting.meetsOn)}`,
      })),
      back: actionPaths.action(id),
    });
  }
}

/** The answers of the page: two fields for each milestone, named after it. */
function milestonesIn(body: unknown): MilestoneAnswer[] {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return Object.entries(fields).flatMap(([name, value]) => {
    const id = /^explanation-([0-9a-f-]{36})$/.exec(name)?.[1];
    if (id === undefined || typeof value !== 'string') return [];
    return [{ id, reached: fields[`reached-${id}`] === 'yes', explanation: value.trim().slice(0, 1000) }];
  });
}

function withAnswer(milestone: OpenMilestone, answers: readonly MilestoneAnswer[]) {
  const answer = answers.find(({ id }) => id === milestone.id);
  return {
    ...milestone,
    reached: answer?.reached ?? false,
    explanation: answer?.explanation ?? milestone.explanation,
  };
}
