import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiChanges, ApiSignIn, IfMatch } from '../../web/api/api.decorators.js';
import { readBody, readChange } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { BoardsService } from './boards.service.js';
import { BoardBody, BoardNameBody, EndMemberBody, MemberBody } from './meeting.form.js';

@ApiTags('boards')
@ApiSignIn()
@Controller('api/v1/boards')
@Requires('board.read')
export class BoardsApi {
  constructor(private readonly boards: BoardsService) {}

  /** All of them: an authority has one or two. */
  @Get()
  async list(@CurrentPerson() person: Person) {
    const items = await this.boards.list(person);
    return { items, nextCursor: null, total: items.length };
  }

  @Get(':id')
  one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return this.boards.card(person, id);
  }

  /** `name`, `kind` (improvement, safeguarding). */
  @Post()
  @Requires('meetings.manage')
  async add(@CurrentPerson() person: Person, @Body() body: unknown) {
    return this.boards.card(person, await this.boards.add(person, readBody(BoardBody, body)));
  }

  @Patch(':id')
  @ApiChanges()
  @Requires('meetings.manage')
  async change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    await this.boards.change(person, id, version, readChange(BoardNameBody, body));
    return this.boards.card(person, id);
  }

  /** Refused while a meeting of it is planned. */
  @Post(':id/end')
  @HttpCode(200)
  @ApiChanges()
  @Requires('meetings.manage')
  async end(@CurrentPerson() person: Person, @Param('id') id: string, @IfMatch() version: number) {
    await this.boards.end(person, id, version);
    return this.boards.card(person, id);
  }

  /** `personId`, `role` (chair, vice_chair, member), `fromOn` (today), `untilOn`. */
  @Post(':id/members')
  @Requires('meetings.manage')
  async addMember(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    await this.boards.addMember(person, id, readBody(MemberBody, body));
    return this.boards.card(person, id);
  }

  /** The last day of a seat, `untilOn`; today unless said otherwise. */
  @Post(':id/members/:memberId/end')
  @HttpCode(200)
  @Requires('meetings.manage')
  async endMember(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('memberId') memberId: string,
    @Body() body: unknown,
  ) {
    await this.boards.endMember(person, id, memberId, readBody(EndMemberBody, body).untilOn);
    return this.boards.card(person, id);
  }
}
