import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignInDoor } from '../../../platform/database/sign-in.door.js';
import { Forbidden } from '../../../web/errors/refusals.js';
import { formOf, type FormState } from '../../../web/forms/form-state.js';
import { submitForm } from '../../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../../web/pages/answers.js';
import type { SignIn } from '../../../web/person.js';
import { AnyAuthority, CurrentSignIn, Public } from '../../../web/sign-in/access.decorators.js';
import { Cookies } from '../../../web/sign-in/cookies.js';
import { KeptAnswers } from '../../../web/sign-in/kept-answers.js';
import { safePath, webPaths } from '../../../web/web.paths.js';
import { ChoiceForm, SignInForm } from './sign-in.form.js';
import { SignInService } from './sign-in.service.js';

/** In, out, and from one authority to another. */
@Controller()
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly door: SignInDoor,
    private readonly cookies: Cookies,
    private readonly kept: KeptAnswers,
  ) {}

  @Public()
  @Get('sign-in')
  ask(@CurrentSignIn() signIn: SignIn | null, @Query('next') next: unknown): Page | Redirect {
    if (signIn?.person) return redirectTo(safePath(next));
    return signInPage(formOf(), safePath(next), null);
  }

  @Public()
  @Post('sign-in')
  signIn(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    return submitForm(
      SignInForm,
      body,
      async (value) => {
        const session = await this.signIns.signIn(value.email, value.password, request.ip);
        // Whoever sat here before is out.
        if (request.signIn) await this.door.endSession(request.signIn.hash);
        this.cookies.startSession(request, reply, session.token, session.expiresAt);
        if (session.memberships.length === 1) {
          return this.kept.next(value.kept ?? undefined, value.next ?? undefined);
        }
        if (!value.kept) return redirectTo(webPaths.chooseAuthority(safePath(value.next)));
        return choicePage(session.memberships, safePath(value.next), value.kept);
      },
      (form) => signInPage(form, safePath(form.values['next']), form.values['kept']),
    );
  }

  @AnyAuthority()
  @Post('sign-out')
  async signOut(
    @CurrentSignIn() signIn: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirect> {
    await this.door.endSession(signIn.hash);
    this.cookies.endSession(request, reply);
    return redirectTo(webPaths.signIn(), { flash: 'You have signed out' });
  }

  @AnyAuthority()
  @Get('choose-authority')
  choices(@CurrentSignIn() signIn: SignIn, @Query('next') next: unknown): Page {
    return choicePage(signIn.memberships, safePath(next), null);
  }

  @AnyAuthority()
  @Post('choose-authority')
  choose(
    @CurrentSignIn() signIn: SignIn,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    if (signIn.via !== 'session') throw new Forbidden();
    return submitForm(
      ChoiceForm,
      body,
      async (value) => {
        const session = await this.signIns.switchTo(signIn, value.authorityId);
        this.cookies.startSession(request, reply, session.token, session.expiresAt);
        return this.kept.next(value.kept ?? undefined, value.next ?? undefined);
      },
      (form) => choicePage(signIn.memberships, safePath(form.values['next']), form.values['kept'], form),
    );
  }
}

function signInPage(form: FormState, next: string, kept: unknown): Page {
  return page('sign-in.njk', { form, next, kept: kept || null, ended: false });
}

function choicePage(
  memberships: SignIn['memberships'],
  next: string,
  kept: unknown,
  form: FormState = formOf(),
): Page {
  return page('choose-authority.njk', { form, next, kept: kept || null, memberships });
}
