import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { parseLocalDate } from '../../domain/calendar/local-date.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { readListQuery } from '../../web/api/list-query.js';
import { Refused } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { actionPaths } from '../actions/actions.paths.js';
import { DecideRebaseliningForm, RebaselineForm } from './plan.form.js';
import { planPaths } from './plans.paths.js';
import { REBASELINING_LIST } from './rebaselinings.api.js';
import { RebaseliningsService, type NewDate } from './rebaselinings.service.js';

/** Asking the board for new baseline dates, and recording what it decided. */
@Controller('plan/rebaselinings')
export class RebaseliningsController {
  constructor(private readonly rebaselinings: RebaseliningsService) {}

  @Get()
  @Requires('plan.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, REBASELINING_LIST);
    const found = await this.rebaselinings.list(person, sliceOf(asked));
    return page('plans/views/rebaselinings.njk', {
      rows: found.rows.map((row) => ({ ...row, href: planPaths.rebaselining(row.id) })),
      pages: pagesOf(planPaths.rebaselinings(), query, asked, found.total),
      planPath: planPaths.plan(),
      newPath: may('plan.manage', person) ? planPaths.newRebaselining() : null,
    });
  }

  @Get('new')
  @Requires('plan.manage')
  new(@CurrentPerson() person: Person): Promise<Page> {
    return this.newPage(person, formOf(), {});
  }

  @Post('new')
  @Requires('plan.manage')
  ask(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      RebaselineForm,
      body,
      async ({ reason }) => {
        const id = await this.rebaselinings.ask(person, reason, datesIn(body));
        return redirectTo(planPaths.rebaselining(id), { flash: 'The board is asked. It decides' });
      },
      (form) => this.newPage(person, form, typedIn(body)),
    );
  }

  @Get(':id')
  @Requires('plan.read')
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { authority, ...request } = await this.rebaselinings.one(person, id);
    const isWaiting = request.state === 'waiting';
    const mayDecide = authority.betweenMeetings || authority.atMeetings.length > 0;
    return page('plans/views/rebaselining.njk', {
      request: {
        ...request,
        dates: request.dates.map((one) => ({ ...one, href: actionPaths.action(one.actionId) })),
      },
      decidePath: isWaiting && mayDecide ? planPaths.decideRebaselining(id) : null,
      dropPath: isWaiting && may('plan.manage', person) ? planPaths.dropRebaselining(id) : null,
      back: planPaths.rebaselinings(),
    });
  }

  @Post(':id/drop')
  @Requires('plan.manage')
  async drop(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.rebaselinings.drop(person, id);
    return redirectTo(planPaths.rebaselining(id), { flash: 'The request was taken back' });
  }

  @Get(':id/decide')
  @Requires('plan.rebaseline')
  showDecision(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.decisionPage(person, id, formOf());
  }

  @Post(':id/decide')
  @Requires('plan.rebaseline')
  decide(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      DecideRebaseliningForm,
      body,
      async ({ decision, words, meetingId }) => {
        const approve = decision === 'approve';
        await this.rebaselinings.decide(person, id, { approve, words: words ?? '', meetingId });
        return redirectTo(planPaths.rebaselining(id), {
          flash: approve ? 'The plan has new baselines' : 'The dates stay as they were',
        });
      },
      (form) => this.decisionPage(person, id, form),
    );
  }

  private async newPage(
    person: Person,
    form: FormState,
    typed: Readonly<Record<string, string>>,
  ): Promise<Page> {
    const actions = await this.rebaselinings.openActions(person);
    return page('plans/views/new-rebaselining.njk', {
      form,
      actions: actions.map((action) => ({
        ...action,
        field: `due-${action.id}`,
        typed: typed[`due-${action.id}`],
      })),
      back: planPaths.rebaselinings(),
    });
  }

  private async decisionPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { authority, ...request } = await this.rebaselinings.one(person, id);
    return page('plans/views/decide-rebaselining.njk', {
      form,
      request,
      betweenMeetings: authority.betweenMeetings,
      meetings: authority.atMeetings.map((meeting) => ({
        value: meeting.id,
        text: `At the meeting of ${formatLongDate(meeting.meetsOn)}`,
      })),
      back: planPaths.rebaselining(id),
    });
  }
}

/** What was typed in the fields of the dates, by name. */
function typedIn(body: unknown): Record<string, string> {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const typed = fields.flatMap(([name, value]): [string, string][] =>
    /^due-[0-9a-f-]{36}$/.test(name) && typeof value === 'string' && value.trim() !== ''
      ? [[name, value.trim().slice(0, 20)]]
      : [],
  );
  return Object.fromEntries(typed);
}

/** Only the actions that were given a date. */
function datesIn(body: unknown): NewDate[] {
  return Object.entries(typedIn(body)).map(([field, text]) => {
    const dueOn = parseLocalDate(text);
    if (dueOn === null) {
      const message = `“${text}” is no date. Enter it as in 2027-06-30`;
      throw new Refused('wrong_dates', message, [{ field, message }]);
    }
    return { actionId: field.slice('due-'.length), dueOn };
  });
}
