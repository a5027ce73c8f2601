import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { readListQuery } from '../../web/api/list-query.js';
import { StaleVersion } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { historyPaths } from '../history/history.paths.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { contentIn, VoiceChange, VoiceForm } from './voice.form.js';
import { SOURCE_NAMES, voiceModel, WHOSE_NAMES } from './voice-words.js';
import { VOICE_LIST, voicesAsked } from './voices.api.js';
import { voicePaths } from './voices.paths.js';
import type { VoiceContent } from './voices.repository.js';
import { VoicesService } from './voices.service.js';

const itemsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }));

/** What children, families and staff told us: the list, one entry, and writing it down. */
@Controller('voices')
export class VoicesController {
  constructor(private readonly voices: VoicesService) {}

  @Get()
  @Requires('voices.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, VOICE_LIST);
    const found = await this.voices.list(person, voicesAsked(asked), sliceOf(asked));
    const { whose, source, changed, archived, recommendationId } = asked.filters;
    return page('voices/views/list.njk', {
      rows: found.rows.map(voiceModel),
      pages: pagesOf(voicePaths.list(), query, asked, found.total),
      isFiltered: asked.q !== null || Object.keys(asked.filters).length > 0,
      filter: {
        q: asked.q,
        whose: whose?.[0],
        source: source?.[0],
        changed: changed?.[0],
        archived: archived?.[0],
        recommendationId: recommendationId?.[0],
      },
      whoseChoices: itemsOf(WHOSE_NAMES),
      sourceChoices: itemsOf(SOURCE_NAMES),
      changedChoices: [
        { value: 'true', text: 'Something changed' },
        { value: 'false', text: 'Nothing yet' },
      ],
      addPath: may('voices.edit', person) ? voicePaths.add() : null,
      archivedPath: voicePaths.list({ archived: true }),
      listPath: voicePaths.list(),
    });
  }

  @Get('new')
  @Requires('voices.edit')
  new(@CurrentPerson() person: Person, @Query('recommendationId') recommendationId?: string): Promise<Page> {
    const recommendationIds = recommendationId ? [recommendationId] : [];
    return this.formPage(person, null, formOf({ recommendationIds }));
  }

  @Post('new')
  @Requires('voices.edit')
  add(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      VoiceForm,
      body,
      async (form) => {
        const id = await this.voices.add(person, contentIn(form) as VoiceContent, form.recommendationIds);
        return redirectTo(voicePaths.voice(id), { flash: 'What they told us was written down' });
      },
      (form) => this.formPage(person, null, form),
    );
  }

  @Get(':id')
  @Requires('voices.read')
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { voice, about } = await this.voices.one(person, id);
    return page('voices/views/voice.njk', {
      voice: voiceModel(voice),
      about: about.map((one) => ({ ...one, href: recommendationPaths.recommendation(one.id) })),
      mayEdit: may('voices.edit', person),
      changePath: voicePaths.change(id),
      archivePath: voicePaths.archive(id),
      historyPath: historyPaths.of('voices', id),
      listPath: voicePaths.list(),
    });
  }

  @Get(':id/change')
  @Requires('voices.edit')
  async edit(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { voice } = await this.voices.one(person, id);
    return this.formPage(person, id, formOf({ ...voice }));
  }

  @Post(':id/change')
  @Requires('voices.edit')
  save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      VoiceChange,
      body,
      async ({ version, ...form }) => {
        try {
          await this.voices.change(person, id, version, contentIn(form), form.recommendationIds);
        } catch (error) {
          if (error instanceof StaleVersion) throw await this.bothVersions(error, person, id, form);
          throw error;
        }
        return redirectTo(voicePaths.voice(id), { flash: 'The entry was saved' });
      },
      (form) => this.formPage(person, id, form),
    );
  }

  @Get(':id/archive')
  @Requires('voices.edit')
  async askArchive(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { voice } = await this.voices.one(person, id);
    return page('voices/views/archive.njk', { voice: voiceModel(voice), version: voice.version });
  }

  @Post(':id/archive')
  @Requires('voices.edit')
  async archive(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body('version') version: unknown,
  ): Promise<Redirect> {
    const { voice } = await this.voices.one(person, id);
    await this.voices.archive(person, id, Number(version), !voice.isArchived);
    const flash = voice.isArchived ? 'The entry is in use again' : 'The entry was archived';
    return redirectTo(voicePaths.voice(id), { flash });
  }

  private async bothVersions(stale: StaleVersion, person: Person, id: string, typed: VoiceForm) {
    const { voice: now } = await this.voices.one(person, id);
    return stale.showing(
      [
        { label: 'What they said', saved: now.said, typed: typed.said },
        { label: 'What changed because of it', saved: now.changed, typed: typed.changed ?? '' },
      ],
      voicePaths.voice(id),
    );
  }

  private async formPage(person: Person, id: string | null, form: FormState): Promise<Page> {
    const voice = id === null ? null : (await this.voices.one(person, id)).voice;
    return page('voices/views/form.njk', {
      form,
      voice: voice && voiceModel(voice),
      version: voice?.version,
      whoseChoices: itemsOf(WHOSE_NAMES),
      sourceChoices: itemsOf(SOURCE_NAMES),
      recommendations: (await this.voices.choices(person)).map((one) => ({
        value: one.id,
        text: `${one.number === null ? '' : `${one.number} `}${one.text}`,
      })),
      back: id === null ? voicePaths.list() : voicePaths.voice(id),
    });
  }
}
