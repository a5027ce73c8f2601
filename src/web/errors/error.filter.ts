import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answer, page, type Page } from '../pages/answers.js';
import { PageRenderer } from '../pages/page.renderer.js';
import { isApi } from '../sign-in/identify.js';
import { KeptAnswers } from '../sign-in/kept-answers.js';
import { webPaths } from '../web.paths.js';
import { formOf } from '../forms/form-state.js';
import { problem, type Problem } from './problem.js';
import {
  AuthorityNeeded,
  FormExpired,
  NotFound,
  NotUnderstood,
  Refusal,
  SignInNeeded,
  StateForbids,
  StaleVersion,
  TooLarge,
} from './refusals.js';
import { stalePage } from './stale.page.js';

/** The one place where what was thrown becomes an answer: a page for people, problem details under /api. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly kept: KeptAnswers,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) {
      request.log.error({ err: error }, 'failed after the answer had begun');
      reply.raw.destroy();
      return;
    }
    const refusal = asRefusal(error);
    const reference = refusal === null ? request.id : undefined;
    if (refusal === null) request.log.error({ err: error, reference }, 'a request failed');
    const answer = isApi(request)
      ? problemAnswer(refusal, reference)
      : this.pageAnswer(refusal, reference, request, reply);
    await reply
      .code(answer.status)
      .headers(answer.headers)
      .send(answer.body ?? undefined);
  }

  private pageAnswer(
    refusal: Refusal | null,
    reference: string | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Answer {
    if (refusal instanceof SignInNeeded || refusal instanceof AuthorityNeeded) {
      return this.askFirst(refusal, request, reply);
    }
    try {
      return this.renderer.render(this.pageFor(refusal, reference, request), request, reply);
    } catch (cause) {
      // The page of an error must not fail for what made the first one fail (the templates, for example).
      request.log.error({ err: cause }, 'the page of an error could not be rendered');
      return new Answer(
        500,
        { 'content-type': 'text/plain; charset=utf-8' },
        `Sorry, there is a problem with the service. Reference: ${request.id}\n`,
      );
    }
  }

  /** To sign-in or the choice of an authority, with the way back, and with what was typed. */
  private askFirst(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): Answer {
    const signIn = refusal instanceof SignInNeeded;
    if (request.method === 'GET' || request.method === 'HEAD') {
      const there = signIn ? webPaths.signIn(request.url) : webPaths.chooseAuthority(request.url);
      return new Answer(303, { location: there, 'cache-control': 'no-store' }, null);
    }
    const kept = this.kept.seal(request);
    const view = signIn ? 'sign-in.njk' : 'choose-authority.njk';
    const memberships = request.signIn?.memberships ?? [];
    const model = { form: formOf(), kept, next: webPaths.home(), memberships, ended: true };
    return this.renderer.render(page(view, model, { status: refusal.status }), request, reply);
  }

  private pageFor(refusal: Refusal | null, reference: string | undefined, request: FastifyRequest): Page {
    if (refusal === null) return page('errors/500.njk', { reference }, { status: 500 });
    if (refusal instanceof NotFound) return page('errors/404.njk', {}, { status: 404 });
    if (refusal instanceof StaleVersion) return stalePage(refusal, request);
    if (refusal instanceof FormExpired) {
      const again = request.signIn === null ? null : this.kept.again(request);
      return again?.withStatus(403) ?? page('errors/form-expired.njk', {}, { status: 403 });
    }
    if (refusal.status === 403) return page('errors/403.njk', { message: refusal.message }, { status: 403 });
    if (refusal instanceof TooLarge)
      return page('errors/413.njk', { message: refusal.message }, { status: 413 });
    const { message, errors, status } = refusal;
    const instead = refusal instanceof StateForbids ? refusal.instead : null;
    return page('errors/refused.njk', { message, errors, conflict: status === 409, instead }, { status });
  }
}

function problemAnswer(refusal: Refusal | null, reference: string | undefined): Answer {
  const body: Problem =
    refusal === null
      ? problem(500, 'internal_error', { reference, detail: 'The fault was logged under this reference' })
      : problem(refusal.status, refusal.code, {
          detail: refusal.message,
          ...(refusal.errors.length > 0 && { errors: refusal.errors }),
          ...(refusal instanceof StaleVersion && { currentVersion: refusal.currentVersion }),
        });
  return new Answer(
    body.status,
    {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(refusal instanceof SignInNeeded && { 'www-authenticate': 'Bearer' }),
    },
    JSON.stringify(body),
  );
}

/** What Nest and Fastify refuse by themselves, in our words. Null: a surprise. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const cause = error instanceof HttpException && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Refusal) return cause;
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  if (status === null || status >= 500) return null;
  if (status === 404) return new NotFound();
  if (status === 413) return new TooLarge();
  if (status === 401) return new SignInNeeded();
  return new NotUnderstood(status, codeOf(status));
}

function codeOf(status: number): string {
  if (status === 415) return 'unsupported_media_type';
  return status === 400 ? 'bad_request' : 'refused';
}

function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 ? error.statusCode : null;
}
