import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { VOICE_SOURCES, WHOSE, type VoiceSource, type Whose } from '../../domain/report/voice.js';
import { ApiChanges, ApiSignIn, IfMatch } from '../../web/api/api.decorators.js';
import { readListQuery, type ListQuery } from '../../web/api/list-query.js';
import { readBody, readChange } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../documents/list-slices.js';
import { contentIn, VoiceForm } from './voice.form.js';
import type { VoiceContent } from './voices.repository.js';
import { VoicesService, type AskedVoices } from './voices.service.js';

export const VOICE_LIST = {
  filters: {
    whose: WHOSE,
    source: VOICE_SOURCES,
    recommendationId: 'id',
    changed: 'yes_no',
    archived: 'yes_no',
  },
  sorts: ['toldOn'],
  sort: '-toldOn',
} as const;

export function voicesAsked(asked: ListQuery<keyof typeof VOICE_LIST.filters>): AskedVoices {
  const { whose, source, recommendationId, changed, archived } = asked.filters;
  return {
    whose: whose as readonly Whose[] | undefined,
    source: source as readonly VoiceSource[] | undefined,
    recommendationId,
    changed: changed && changed.at(-1) === 'true',
    archived: archived && archived.at(-1) === 'true',
    q: asked.q,
  };
}

/** What children, families and staff told us, and what changed because of it. */
@ApiTags('voices')
@ApiSignIn()
@Controller('api/v1/voices')
export class VoicesApi {
  constructor(private readonly voices: VoicesService) {}

  @Get()
  @Requires('voices.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, VOICE_LIST);
    return answerOf(await this.voices.list(person, voicesAsked(asked), sliceOf(asked)), asked, (row) => row);
  }

  @Get(':id')
  @Requires('voices.read')
  async one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return (await this.voices.one(person, id)).voice;
  }

  @Post()
  @Requires('voices.edit')
  async add(@CurrentPerson() person: Person, @Body() body: unknown) {
    const form = readBody(VoiceForm, body);
    const id = await this.voices.add(person, contentIn(form) as VoiceContent, form.recommendationIds);
    return this.one(person, id);
  }

  @Patch(':id')
  @ApiChanges()
  @Requires('voices.edit')
  async change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    const form = readChange(VoiceForm, body);
    await this.voices.change(person, id, version, contentIn(form), form.recommendationIds);
    return this.one(person, id);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @ApiChanges()
  @Requires('voices.edit')
  async archive(@CurrentPerson() person: Person, @Param('id') id: string, @IfMatch() version: number) {
    await this.voices.archive(person, id, version, true);
    return this.one(person, id);
  }
}
