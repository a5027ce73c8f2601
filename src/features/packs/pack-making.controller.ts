import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { packName } from '../../domain/lifecycle/pack.js';
import { StaleVersion } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { meetingsPaths } from '../meetings/meetings.paths.js';
import { CommentaryService } from './commentary.service.js';
import { ClearForm, CommentaryForm, PackVersionForm } from './pack.form.js';
import { makingModel, packModel } from './pack.page.js';
import { seesDrafts } from './pack-access.js';
import { PackIssuingService } from './pack-issuing.service.js';
import { packPaths } from './packs.paths.js';
import { PacksService } from './packs.service.js';

/** Making a pack, step by step: begun, opened for commentary, cleared, issued. */
@Controller()
export class PackMakingController {
  constructor(
    private readonly packs: PacksService,
    private readonly commentaries: CommentaryService,
    private readonly issuing: PackIssuingService,
  ) {}

  @Post('meetings/:id/pack')
  @Requires('packs.prepare')
  async begin(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    const packId = await this.packs.begin(person, id);
    return redirectTo(packPaths.pack(packId), { flash: 'The pack is begun' });
  }

  @Post('packs/:id/open')
  @Requires('packs.prepare')
  open(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return this.step(person, id, body, 'The pack is open for commentary', (version) =>
      this.packs.openForCommentary(person, id, version),
    );
  }

  @Post('packs/:id/open-again')
  @Requires('board.read')
  openAgain(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return this.step(person, id, body, 'The pack is open for commentary again', (version) =>
      this.packs.openAgain(person, id, version),
    );
  }

  @Post('packs/:id/clear')
  @Requires('packs.clear')
  clear(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ClearForm,
      body,
      async ({ version, because }) => {
        await this.packs.clear(person, id, because ?? '', version);
        return redirectTo(packPaths.pack(id), { flash: 'The pack is cleared. It can be issued now' });
      },
      (form) => this.makingPage(person, id, form),
    );
  }

  @Post('packs/:id/issue')
  @Requires('packs.issue')
  issue(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      PackVersionForm,
      body,
      async ({ version }) => {
        const pack = await this.issuing.issue(person, id, version);
        const flash = `${packName(pack)} is issued. The members of the board are told by mail`;
        return redirectTo(packPaths.pack(id), { flash });
      },
      (form) => this.makingPage(person, id, form),
    );
  }

  @Get('packs/:id/commentary')
  @Requires('packs.comment')
  async showCommentary(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { mine } = await this.commentaries.mine(person, id);
    return this.commentaryPage(person, id, formOf({ ...mine }));
  }

  @Post('packs/:id/commentary')
  @Requires('packs.comment')
  comment(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      CommentaryForm,
      body,
      async ({ version, better, worries, asks }) => {
        const words = { better: better ?? '', worries: worries ?? '', asks: asks ?? '' };
        try {
          await this.commentaries.write(person, id, words, version);
        } catch (error) {
          if (!(error instanceof StaleVersion)) throw error;
          const { mine } = await this.commentaries.mine(person, id);
          throw error.showing(
            [
              { label: 'What is better for children', saved: mine.better, typed: words.better },
              { label: 'What worries us', saved: mine.worries, typed: words.worries },
              { label: 'What we ask of the board', saved: mine.asks, typed: words.asks },
            ],
            packPaths.commentary(id),
          );
        }
        return redirectTo(packPaths.commentary(id), { flash: 'Your commentary was saved' });
      },
      (form) => this.commentaryPage(person, id, form),
    );
  }

  private step(
    person: Person,
    id: string,
    body: unknown,
    flash: string,
    verb: (version: number) => Promise<void>,
  ): Promise<Page | Redirect> {
    return submitForm(
      PackVersionForm,
      body,
      async ({ version }) => {
        await verb(version);
        return redirectTo(packPaths.pack(id), { flash });
      },
      (form) => this.makingPage(person, id, form),
    );
  }

  private async makingPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { pack, commentaries } = await this.packs.making(person, id);
    return page('packs/views/making.njk', { form, ...makingModel(pack, commentaries, person) });
  }

  private async commentaryPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { pack, mine } = await this.commentaries.mine(person, id);
    return page('packs/views/commentary.njk', {
      form,
      pack: packModel(pack),
      back: seesDrafts(person)
        ? { text: 'Back to the pack', href: packPaths.pack(id) }
        : { text: 'Back to what waits for you', href: meetingsPaths.decisions() },
      mine,
      isOpen: pack.state === 'commentary',
      paperDeadline: formatLongDate(pack.paperDeadline),
    });
  }
}
