import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { readListQuery } from '../../web/api/list-query.js';
import { StaleVersion } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { BoardsService } from './boards.service.js';
import { meetingModel, meetingPageModel } from './meeting.page.js';
import { CancelForm, HeldForm, MeetingBody, MeetingChangeForm } from './meeting.form.js';
import { MeetingReadingService } from './meeting-reading.service.js';
import { meetingsPaths } from './meetings.paths.js';
import { MeetingsService } from './meetings.service.js';

const PAST = { filters: {}, sorts: ['meetsOn'], sort: '-meetsOn' } as const;

@Controller('meetings')
@Requires('board.read')
export class MeetingsController {
  constructor(
    private readonly meetings: MeetingsService,
    private readonly reading: MeetingReadingService,
    private readonly boards: BoardsService,
  ) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Query('before') before?: string): Promise<Page> {
    const query = readListQuery(before === undefined ? {} : { cursor: before }, PAST);
    const { planned, past, papers } = await this.reading.forwardPlan(person, query);
    return page('meetings/views/meetings.njk', {
      planned: planned.map((row) => meetingModel(row, papers.get(row.id))),
      past: past.items.map((row) => meetingModel(row, papers.get(row.id))),
      pages: {
        previous: query.cursor === null ? null : meetingsPaths.meetings(),
        next: past.nextCursor === null ? null : meetingsPaths.meetingsBefore(past.nextCursor),
      },
      manages: may('meetings.manage', person),
      links: meetingsPaths,
    });
  }

  @Get('add')
  @Requires('meetings.manage')
  async askToAdd(@CurrentPerson() person: Person): Promise<Page> {
    const open = (await this.boards.list(person)).filter((board) => board.endedOn === null);
    return this.addPage(person, formOf({ boardId: open[0]?.id }));
  }

  @Post('add')
  @Requires('meetings.manage')
  add(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      MeetingBody,
      body,
      async (value) => {
        const id = await this.meetings.add(person, value);
        const { paperDeadline } = await this.reading.one(person, id);
        const flash = `The meeting is planned. Its papers are due on ${formatLongDate(paperDeadline)}`;
        return redirectTo(meetingsPaths.meeting(id), { flash });
      },
      (form) => this.addPage(person, form),
    );
  }

  @Get(':id')
  show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.meetingPage(person, id, formOf());
  }

  @Get(':id/change')
  @Requires('meetings.manage')
  async askToChange(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { meetsOn, place, ...meeting } = await this.reading.one(person, id);
    const paperDeadline = meeting.deadlineByHand ? meeting.paperDeadline : null;
    return this.changePage(person, id, formOf({ meetsOn, place, paperDeadline }));
  }

  @Post(':id/change')
  @Requires('meetings.manage')
  change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      MeetingChangeForm,
      body,
      async ({ version, ...typed }) => {
        try {
          await this.meetings.change(person, id, version, typed);
        } catch (error) {
          if (!(error instanceof StaleVersion)) throw error;
          const saved = await this.reading.one(person, id);
          throw error.showing(
            [
              {
                label: 'Day',
                saved: formatLongDate(saved.meetsOn),
                typed: formatLongDate(typed.meetsOn),
              },
              {
                label: 'Papers due',
                saved: formatLongDate(saved.paperDeadline),
                typed: typed.paperDeadline === null ? '' : formatLongDate(typed.paperDeadline),
              },
              { label: 'Place', saved: saved.place, typed: typed.place ?? '' },
            ],
            meetingsPaths.meeting(id),
          );
        }
        return redirectTo(meetingsPaths.meeting(id), { flash: 'The meeting was saved' });
      },
      (form) => this.changePage(person, id, form),
    );
  }

  @Get(':id/cancel')
  @Requires('meetings.manage')
  askToCancel(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.cancelPage(person, id, formOf());
  }

  @Post(':id/cancel')
  @Requires('meetings.manage')
  cancel(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      CancelForm,
      body,
      async ({ version, because }) => {
        await this.meetings.cancel(person, id, version, because);
        return redirectTo(meetingsPaths.meeting(id), { flash: 'The meeting was cancelled' });
      },
      (form) => this.cancelPage(person, id, form),
    );
  }

  @Post(':id/held')
  @Requires('decisions.record')
  held(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      HeldForm,
      body,
      async ({ version }) => {
        await this.meetings.held(person, id, version);
        return redirectTo(meetingsPaths.meeting(id), { flash: 'The meeting was held' });
      },
      (form) => this.meetingPage(person, id, form),
    );
  }

  private async meetingPage(person: Person, id: string, form: FormState): Promise<Page> {
    return page('meetings/views/meeting.njk', {
      form,
      ...meetingPageModel(await this.reading.page(person, id)),
      links: meetingsPaths,
    });
  }

  private async addPage(person: Person, form: FormState): Promise<Page> {
    const open = (await this.boards.list(person)).filter((board) => board.endedOn === null);
    return page('meetings/views/meeting-form.njk', {
      form,
      meeting: null,
      boards: open.map(({ id, name }) => ({ value: id, text: name })),
      links: meetingsPaths,
    });
  }

  private async changePage(person: Person, id: string, form: FormState): Promise<Page> {
    const { meeting, usualDeadline } = await this.reading.page(person, id);
    return page('meetings/views/meeting-form.njk', { form, meeting, usualDeadline, links: meetingsPaths });
  }

  private async cancelPage(person: Person, id: string, form: FormState): Promise<Page> {
    const meeting = await this.reading.one(person, id);
    return page('meetings/views/cancel.njk', { form, meeting, links: meetingsPaths });
  }
}
