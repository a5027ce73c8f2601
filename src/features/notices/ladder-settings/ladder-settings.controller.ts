import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { LADDER_PRESETS } from '../../../domain/ladder/ladder-preset.js';
import { ladderFrom, SEVERAL_NUMBERS } from '../../../domain/ladder/ladder-settings.js';
import { PRESET_NAMES } from '../../../domain/rating/rating-preset.js';
import { StaleVersion } from '../../../web/errors/refusals.js';
import { formOf, type FormState } from '../../../web/forms/form-state.js';
import { submitForm } from '../../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { noticePaths } from '../notices.paths.js';
import { LadderForm, presetNamed, typedOf, wantedOf } from './ladder.form.js';
import { ladderPage, NUMBERS, OFF_ITEMS, PRESET_TITLES, previewModel } from './ladder.page.js';
import { LadderSettingsService } from './ladder-settings.service.js';

/** Who is told when: the numbers, what another choice would send, and what stood before. */
@Controller('settings/ladder')
@Requires('plan.read')
export class LadderSettingsController {
  constructor(private readonly ladder: LadderSettingsService) {}

  @Get()
  async show(@CurrentPerson() person: Person): Promise<Page> {
    const seen = await this.ladder.read(person);
    return page('notices/views/ladder.njk', ladderPage(seen, person));
  }

  /** `?preset=strict` begins from the numbers of that preset. */
  @Get('change')
  @Requires('plan.manage')
  async edit(@CurrentPerson() person: Person, @Query('preset') asked: unknown): Promise<Page> {
    const latest = (await this.ladder.read(person)).versions[0]!;
    const preset = presetNamed(asked);
    const numbers = preset === null ? ladderFrom(latest) : LADDER_PRESETS[preset];
    return this.editPage(
      formOf({
        ...typedOf(numbers),
        preset: preset ?? latest.preset,
        off: latest.off,
        version: latest.number,
      }),
    );
  }

  @Post('preview')
  @Requires('plan.manage')
  preview(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      LadderForm,
      body,
      async (value, form) =>
        page('notices/views/ladder-preview.njk', {
          ...previewModel(await this.ladder.preview(person, wantedOf(value))),
          fields: hiddenFields(form),
          links: noticePaths,
        }),
      (form) => this.editPage(form),
    );
  }

  @Post('change')
  @Requires('plan.manage')
  save(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      LadderForm,
      body,
      async (value) => {
        await this.ladder.change(person, value.version, wantedOf(value)).catch((error: unknown) => {
          if (error instanceof StaleVersion) throw error.showing([], noticePaths.ladder());
          throw error;
        });
        return redirectTo(noticePaths.ladder(), {
          flash: 'The ladder was changed. It decides from the next morning on',
        });
      },
      (form) => this.editPage(form),
    );
  }

  private editPage(form: FormState): Page {
    return page('notices/views/ladder-form.njk', {
      form,
      numbers: NUMBERS.map((one) => ({
        ...one,
        isSeveral: SEVERAL_NUMBERS.some((name) => name === one.name),
      })),
      presets: PRESET_NAMES.map((value) => ({ value, text: PRESET_TITLES[value] })),
      offItems: OFF_ITEMS,
      version: form.values['version'],
      links: noticePaths,
    });
  }
}

/** What was typed, to be posted once more. */
function hiddenFields(form: FormState): { name: string; value: string }[] {
  return Object.entries(form.values).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== null && one !== undefined && one !== '')
      .map((one) => ({ name, value: String(one) })),
  );
}
