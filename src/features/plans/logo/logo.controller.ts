import { Body, Controller, Get, Post } from '@nestjs/common';
import { formOf, type FormState } from '../../../web/forms/form-state.js';
import { submitForm } from '../../../web/forms/read-form.js';
import {
  file,
  page,
  redirectTo,
  type FileAnswer,
  type Page,
  type Redirect,
} from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { planPaths } from '../plans.paths.js';
import { LogoForm } from './logo.form.js';
import { LogoService } from './logo.service.js';

/** Setting the mark that stands on the authority's papers. */
@Controller('settings/logo')
export class LogoController {
  constructor(private readonly logos: LogoService) {}

  @Get()
  @Requires('plan.manage')
  show(@CurrentPerson() person: Person): Promise<Page> {
    return this.settingPage(person, formOf());
  }

  @Get('picture')
  @Requires('plan.read')
  async picture(@CurrentPerson() person: Person): Promise<FileAnswer> {
    const { bytes, mediaType } = await this.logos.picture(person);
    return file(bytes, { fileName: 'logo', mediaType, inline: true });
  }

  @Post()
  @Requires('plan.manage')
  set(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      LogoForm,
      body,
      async ({ picture, alternative }) => {
        await this.logos.set(person, await picture.bytes(), alternative);
        return redirectTo(planPaths.logo(), { flash: 'The logo stands on papers from now on' });
      },
      (form) => this.settingPage(person, form),
    );
  }

  @Post('remove')
  @Requires('plan.manage')
  async remove(@CurrentPerson() person: Person): Promise<Redirect> {
    await this.logos.remove(person);
    return redirectTo(planPaths.logo(), { flash: 'Papers have no logo from now on' });
  }

  private async settingPage(person: Person, form: FormState): Promise<Page> {
    return page('plans/views/logo.njk', { form, logo: await this.logos.inUse(person), links: planPaths });
  }
}
