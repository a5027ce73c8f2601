import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { packName } from '../../domain/lifecycle/pack.js';
import { readListQuery } from '../../web/api/list-query.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import { Navigation } from '../../web/pages/navigation.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { seesDrafts } from './pack-access.js';
import { CorrectForm } from './pack.form.js';
import { makingModel, packModel, partOf, partsModel } from './pack.page.js';
import { packFiles } from './paper/papers.paths.js';
import { PackReadingService } from './pack-reading.service.js';
import { shownPack, sinceModel } from './pack-shown.js';
import { PACK_LIST } from './packs.api.js';
import { packPaths } from './packs.paths.js';
import { PacksService } from './packs.service.js';

/** Packs on pages: the list, one as it was issued or as it is being made, and what has changed since. */
@Controller('packs')
export class PacksController {
  constructor(
    private readonly packs: PacksService,
    private readonly reading: PackReadingService,
    navigation: Navigation,
  ) {
    navigation.add({
      text: 'Packs',
      href: packPaths.packs(),
      within: 'Board',
      permission: 'board.read',
      order: 51,
    });
  }

  @Get()
  @Requires('board.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, PACK_LIST);
    const found = await this.packs.list(person, {}, sliceOf(asked));
    const toBegin = await this.packs.toBegin(person);
    return page('packs/views/packs.njk', {
      toBegin: toBegin && { ...toBegin, href: packPaths.begin(toBegin.id) },
      rows: found.rows.map(packModel),
      pages: pagesOf(packPaths.packs(), query, asked, found.total),
    });
  }

  @Get(':id')
  @Requires('board.read')
  async show(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query('part') asked?: string,
  ): Promise<Page | Redirect> {
    const { state } = await this.packs.one(person, id);
    if (state === 'issued') return this.issuedPage(person, id, partOf(asked));
    if (!seesDrafts(person)) return redirectTo(packPaths.commentary(id));
    const { pack, commentaries } = await this.packs.making(person, id);
    return page('packs/views/making.njk', { form: formOf(), ...makingModel(pack, commentaries, person) });
  }

  @Get(':id/preview')
  @Requires('board.read')
  async preview(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query('part') asked?: string,
  ): Promise<Page> {
    const part = partOf(asked);
    const { pack, content } = await this.reading.preview(person, id, part);
    return page('packs/views/pack.njk', {
      pack: packModel(pack),
      isPreview: true,
      part,
      parts: partsModel(person, (one) => packPaths.preview(id, one)),
      files: packFiles(id, part),
      ...shownPack(pack, content),
    });
  }

  /** For the meeting itself: what has changed since the pack was issued. */
  @Get(':id/since')
  @Requires('board.read')
  async since(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query('part') asked?: string,
  ): Promise<Page> {
    const part = partOf(asked);
    const { pack, content, now, correctedBy } = await this.reading.since(person, id, part);
    return page('packs/views/since.njk', {
      pack: packModel(pack),
      correctedBy: correctedBy && packModel(correctedBy),
      part,
      parts: partsModel(person, (one) => packPaths.since(id, one)),
      issued: { asAt: content.asAt },
      now: { asAt: now.asAt, leftOut: now.leftOut },
      ...sinceModel(content, now),
    });
  }

  @Get(':id/correct')
  @Requires('packs.prepare')
  showCorrection(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.correctPage(person, id, formOf());
  }

  @Post(':id/correct')
  @Requires('packs.prepare')
  correct(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      CorrectForm,
      body,
      async ({ whatChanged }) => {
        const next = await this.packs.correct(person, id, whatChanged);
        return redirectTo(packPaths.pack(next), {
          flash: 'The next issue is begun, with the same commentary',
        });
      },
      (form) => this.correctPage(person, id, form),
    );
  }

  private async correctPage(person: Person, id: string, form: FormState): Promise<Page> {
    const pack = await this.packs.one(person, id);
    return page('packs/views/correct.njk', { form, pack: packModel(pack) });
  }

  private async issuedPage(person: Person, id: string, part: 1 | 2): Promise<Page> {
    const { pack, content, correctedBy } = await this.reading.issued(person, id, part);
    return page('packs/views/pack.njk', {
      pack: packModel(pack),
      isPreview: false,
      part,
      parts: partsModel(person, (one) => packPaths.pack(id, one)),
      files: packFiles(id, part),
      correctedBy: correctedBy && { name: packName(correctedBy), href: packPaths.pack(correctedBy.id) },
      sincePath: packPaths.since(id, part),
      correctPath: may('packs.prepare', person) && correctedBy === null ? packPaths.correct(id) : null,
      ...shownPack(pack, content),
    });
  }
}
