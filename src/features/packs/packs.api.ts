import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { packName, PACK_STATES } from '../../domain/lifecycle/pack.js';
import { ApiSignIn, readIfMatch } from '../../web/api/api.decorators.js';
import { readListQuery } from '../../web/api/list-query.js';
import { NotFound } from '../../web/errors/refusals.js';
import { readBody } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../documents/list-slices.js';
import { CommentaryService } from './commentary.service.js';
import { ClearBody, CommentaryBody, CorrectForm } from './pack.form.js';
import { partOf } from './pack.page.js';
import { PackIssuingService } from './pack-issuing.service.js';
import { PackReadingService } from './pack-reading.service.js';
import { missingFrom, PacksService } from './packs.service.js';
import type { PackRow } from './packs.repository.js';

export const PACK_LIST = {
  filters: { state: PACK_STATES, boardId: 'id', meetingId: 'id' },
  sorts: ['meetsOn'],
  sort: '-meetsOn',
} as const;

/** The packs of boards: their life, and what they say. */
@ApiTags('packs')
@ApiSignIn()
@Controller('api/v1/packs')
@Requires('board.read')
export class PacksApi {
  constructor(
    private readonly packs: PacksService,
    private readonly reading: PackReadingService,
    private readonly commentaries: CommentaryService,
    private readonly issuing: PackIssuingService,
  ) {}

  /** `state`, `boardId`, `meetingId`; what is not issued only for those who make packs. */
  @Get()
  @ApiQuery({ name: 'state', required: false })
  @ApiQuery({ name: 'boardId', required: false })
  @ApiQuery({ name: 'meetingId', required: false })
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false })
  async list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, PACK_LIST);
    const { state, boardId, meetingId } = asked.filters;
    const filters = {
      ...(state && { states: state }),
      ...(boardId && { boardIds: boardId }),
      ...(meetingId && { meetingIds: meetingId }),
    };
    return answerOf(await this.packs.list(person, filters, sliceOf(asked)), asked, packItem);
  }

  @Get(':id')
  async one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return packItem(await this.packs.one(person, id));
  }

  /** What it says, as it was issued or as it would be issued now; `part=2` has restricted items too. */
  @Get(':id/content')
  @ApiQuery({ name: 'part', required: false })
  async content(@CurrentPerson() person: Person, @Param('id') id: string, @Query('part') part?: string) {
    const { state } = await this.packs.one(person, id);
    const read = state === 'issued' ? this.reading.issued(person, id, partOf(part)) : null;
    return (await (read ?? this.reading.preview(person, id, partOf(part)))).content;
  }

  /** What has changed in the plan since it was issued. */
  @Get(':id/since')
  @ApiQuery({ name: 'part', required: false })
  async since(@CurrentPerson() person: Person, @Param('id') id: string, @Query('part') part?: string) {
    const { pack, now } = await this.reading.since(person, id, partOf(part));
    return { pack: packItem(pack), asAt: now.asAt, headline: now.headline, movement: now.movement };
  }

  /** Whose commentary it has, and whose is still wanted. */
  @Get(':id/commentaries')
  async commentary(@CurrentPerson() person: Person, @Param('id') id: string) {
    const { commentaries } = await this.packs.making(person, id);
    const missing = new Set(missingFrom(commentaries));
    const items = commentaries.map((row) => ({ ...row, isMissing: missing.has(row) }));
    return { items, nextCursor: null, total: items.length };
  }

  @Post(':id/open')
  @HttpCode(200)
  @Requires('packs.prepare')
  async open(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.packs.openForCommentary(person, id, versionOf(ifMatch));
    return this.one(person, id);
  }

  /** Mine: `better`, `worries`, `asks`. With If-Match only when it is still that version (0: not written yet). */
  @Post(':id/commentary')
  @HttpCode(200)
  @Requires('packs.comment')
  async comment(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    const { better, worries, asks } = readBody(CommentaryBody, body);
    const words = { better: better ?? '', worries: worries ?? '', asks: asks ?? '' };
    await this.commentaries.write(person, id, words, versionOf(ifMatch) ?? null);
    return (await this.commentaries.mine(person, id)).mine;
  }

  /** `because`: why it goes without the commentary that is missing. */
  @Post(':id/clear')
  @HttpCode(200)
  @Requires('packs.clear')
  async clear(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.packs.clear(person, id, readBody(ClearBody, body).because ?? '', versionOf(ifMatch));
    return this.one(person, id);
  }

  @Post(':id/open-again')
  @HttpCode(200)
  async openAgain(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.packs.openAgain(person, id, versionOf(ifMatch));
    return this.one(person, id);
  }

  /** Freezes what both parts say, and numbers it. */
  @Post(':id/issue')
  @HttpCode(200)
  @Requires('packs.issue')
  async issue(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Headers('if-match') ifMatch?: string,
  ) {
    return packItem(await this.issuing.issue(person, id, versionOf(ifMatch)));
  }

  /** Begins the next issue; `whatChanged`. */
  @Post(':id/correct')
  @Requires('packs.prepare')
  async correct(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.one(person, await this.packs.correct(person, id, readBody(CorrectForm, body).whatChanged));
  }
}

/** The pack of a meeting. */
@ApiTags('meetings')
@ApiSignIn()
@Controller('api/v1/meetings/:id/pack')
export class MeetingPackApi {
  constructor(
    private readonly packs: PacksService,
    private readonly reading: PackReadingService,
  ) {}

  /** Its latest issue with what it says; before it is issued, for those who make it, what it would say now. */
  @Get()
  @ApiQuery({ name: 'part', required: false })
  @Requires('board.read')
  async one(@CurrentPerson() person: Person, @Param('id') id: string, @Query('part') part?: string) {
    const issues = await this.packs.ofMeeting(person, id);
    const latest = issues.find(({ state }) => state === 'issued') ?? issues[0];
    if (latest === undefined) throw new NotFound('This meeting has no pack yet');
    const read =
      latest.state === 'issued'
        ? await this.reading.issued(person, latest.id, partOf(part))
        : await this.reading.preview(person, latest.id, partOf(part));
    return { ...packItem(latest), content: read.content };
  }

  /** Begins it. */
  @Post()
  @Requires('packs.prepare')
  async begin(@CurrentPerson() person: Person, @Param('id') id: string) {
    return packItem(await this.packs.one(person, await this.packs.begin(person, id)));
  }
}

function packItem(row: PackRow) {
  return { ...row, name: packName(row) };
}

function versionOf(ifMatch: string | undefined): number | undefined {
  return ifMatch === undefined ? undefined : readIfMatch(ifMatch);
}
