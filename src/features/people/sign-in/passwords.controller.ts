import { Body, Controller, Get, Header, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { formOf, type FormState } from '../../../web/forms/form-state.js';
import { submitForm } from '../../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import { Public } from '../../../web/sign-in/access.decorators.js';
import { webPaths } from '../../../web/web.paths.js';
import { peoplePaths } from '../people.paths.js';
import { SHORTEST_PASSWORD } from './password-rules.js';
import { PasswordsService } from './passwords.service.js';
import { ForgottenForm, NewPasswordForm } from './sign-in.form.js';

/** The link is in the address: no page or log after this one may learn it. The origin alone still proves our forms. */
const NoReferrer = () => Header('referrer-policy', 'strict-origin');

@Public()
@Controller()
export class PasswordsController {
  constructor(private readonly passwords: PasswordsService) {}

  @Get('forgotten-password')
  ask(): Page {
    return page('people/views/forgotten-password.njk', { form: formOf() });
  }

  @Post('forgotten-password')
  forgotten(@Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | Redirect> {
    return submitForm(
      ForgottenForm,
      body,
      async ({ email }) => {
        await this.passwords.forgotten(email, request.ip);
        return redirectTo(`${webPaths.forgottenPassword()}/sent`);
      },
      (form) => page('people/views/forgotten-password.njk', { form }),
    );
  }

  @Get('forgotten-password/sent')
  sent(): Page {
    return page('people/views/forgotten-sent.njk', {});
  }

  /** Only looks: a mail scanner that opens the link must not use it up. */
  @NoReferrer()
  @Get('set-password')
  async askNew(@Query('link') link: unknown): Promise<Page> {
    const token = typeof link === 'string' ? link : '';
    const found = await this.passwords.linkFor(token);
    return found === null ? spent() : newPasswordPage(formOf({ link: token }), found.email);
  }

  @NoReferrer()
  @Post('set-password')
  setNew(@Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      NewPasswordForm,
      body,
      async ({ link, password }) => {
        if (!(await this.passwords.setByLink(link, password))) return spent();
        return redirectTo(webPaths.signIn(), { flash: 'Your password is set. Sign in with it now' });
      },
      async (form) => {
        const token = form.values['link'];
        const found = await this.passwords.linkFor(typeof token === 'string' ? token : '');
        return found === null ? spent() : newPasswordPage(form, found.email);
      },
    );
  }
}

function newPasswordPage(form: FormState, email: string): Page {
  return page('people/views/set-password.njk', {
    form,
    email,
    shortest: SHORTEST_PASSWORD,
    action: peoplePaths.setPassword(),
  });
}

function spent(): Page {
  return page('people/views/link-spent.njk', {}, { status: 410 });
}
