import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { StaleVersion } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { BOARD_ROLES } from './board-member.entity.js';
import { BOARD_KINDS } from './board.entity.js';
import { BoardsService } from './boards.service.js';
import { BOARD_KIND_NAMES, BOARD_ROLE_NAMES } from './meeting-words.js';
import { BoardBody, BoardNameForm, EndMemberBody, HeldForm, MemberBody } from './meeting.form.js';
import { meetingsPaths } from './meetings.paths.js';

@Controller('boards')
@Requires('board.read')
export class BoardsController {
  constructor(private readonly boards: BoardsService) {}

  @Get()
  async list(@CurrentPerson() person: Person): Promise<Page> {
    const rows = await this.boards.list(person);
    return page('meetings/views/boards.njk', {
      rows: rows.map((row) => ({
        ...row,
        kindName: BOARD_KIND_NAMES[row.kind],
        href: meetingsPaths.board(row.id),
      })),
      manages: may('meetings.manage', person),
      links: meetingsPaths,
    });
  }

  @Get('add')
  @Requires('meetings.manage')
  askToAdd(): Page {
    return boardForm(formOf(), null);
  }

  @Post('add')
  @Requires('meetings.manage')
  add(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      BoardBody,
      body,
      async (value) => {
        const id = await this.boards.add(person, value);
        return redirectTo(meetingsPaths.board(id), { flash: 'The board was added' });
      },
      (form) => boardForm(form, null),
    );
  }

  @Get(':id')
  show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.boardPage(person, id, formOf());
  }

  @Get(':id/change')
  @Requires('meetings.manage')
  async askToChange(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const board = await this.boards.card(person, id);
    return boardForm(formOf({ name: board.name }), board);
  }

  @Post(':id/change')
  @Requires('meetings.manage')
  change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      BoardNameForm,
      body,
      async ({ version, name }) => {
        try {
          await this.boards.change(person, id, version, { name });
        } catch (error) {
          if (!(error instanceof StaleVersion)) throw error;
          const saved = await this.boards.card(person, id);
          throw error.showing([{ label: 'Name', saved: saved.name, typed: name }], meetingsPaths.board(id));
        }
        return redirectTo(meetingsPaths.board(id), { flash: 'The board was saved' });
      },
      async (form) => boardForm(form, await this.boards.card(person, id)),
    );
  }

  @Post(':id/end')
  @Requires('meetings.manage')
  end(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      HeldForm,
      body,
      async ({ version }) => {
        await this.boards.end(person, id, version);
        return redirectTo(meetingsPaths.boards(), { flash: 'The board was ended' });
      },
      (form) => this.boardPage(person, id, form),
    );
  }

  @Get(':id/members/add')
  @Requires('meetings.manage')
  askWho(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.memberForm(person, id, formOf({ role: 'member' }));
  }

  @Post(':id/members/add')
  @Requires('meetings.manage')
  addMember(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      MemberBody,
      body,
      async (value) => {
        await this.boards.addMember(person, id, value);
        return redirectTo(meetingsPaths.board(id), { flash: 'The member was added' });
      },
      (form) => this.memberForm(person, id, form),
    );
  }

  @Post(':id/members/:memberId/end')
  @Requires('meetings.manage')
  endMember(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('memberId') memberId: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      EndMemberBody,
      body,
      async ({ untilOn }) => {
        await this.boards.endMember(person, id, memberId, untilOn);
        return redirectTo(meetingsPaths.board(id), { flash: 'The last day was saved' });
      },
      (form) => this.boardPage(person, id, form),
    );
  }

  private async boardPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { history, today, ...board } = await this.boards.page(person, id);
    const manages = may('meetings.manage', person) && board.endedOn === null;
    return page('meetings/views/board.njk', {
      form,
      board: { ...board, kindName: BOARD_KIND_NAMES[board.kind] },
      members: board.members.map((member) => ({
        ...member,
        roleName: BOARD_ROLE_NAMES[member.role],
        hasLeft: member.untilOn !== null && member.untilOn < today,
        endHref: meetingsPaths.endMember(id, member.id),
      })),
      manages,
      history,
      links: meetingsPaths,
    });
  }

  private async memberForm(person: Person, id: string, form: FormState): Promise<Page> {
    const board = await this.boards.card(person, id);
    const people = await this.boards.choices(person);
    return page('meetings/views/member-form.njk', {
      form,
      board,
      people: people.map(({ id: value, name: text }) => ({ value, text })),
      roles: BOARD_ROLES.map((value) => ({ value, text: BOARD_ROLE_NAMES[value] })),
      links: meetingsPaths,
    });
  }
}

function boardForm(form: FormState, board: { id: string; name: string; version: number } | null): Page {
  return page('meetings/views/board-form.njk', {
    form,
    board,
    kinds: BOARD_KINDS.map((value) => ({ value, text: BOARD_KIND_NAMES[value] })),
    links: meetingsPaths,
  });
}
