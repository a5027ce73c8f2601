import { Inject, Injectable } from '@nestjs/common';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isHttps, WEB_SETTINGS, type WebSettings } from '../web-settings.js';
import { newSecret, Secrets } from './secrets.js';

type Name = 'session' | 'visit' | 'flash';

/**
 * Our three cookies, none readable by script: the session, the visit of somebody not signed in (it only carries the
 * CSRF secret), and the message shown once on the next page.
 */
@Injectable()
export class Cookies {
  private readonly options: CookieSerializeOptions;
  private readonly prefix: string;

  constructor(
    @Inject(WEB_SETTINGS) settings: WebSettings,
    private readonly secrets: Secrets,
  ) {
    const secure = isHttps(settings);
    this.prefix = secure ? '__Host-' : '';
    this.options = { path: '/', httpOnly: true, sameSite: 'lax', secure };
  }

  read(request: FastifyRequest, name: Name): string | undefined {
    return request.cookies[this.prefix + name];
  }

  set(reply: FastifyReply, name: Name, value: string, expires?: Date): void {
    reply.setCookie(this.prefix + name, value, { ...this.options, ...(expires && { expires }) });
  }

  clear(reply: FastifyReply, name: Name): void {
    reply.clearCookie(this.prefix + name, this.options);
  }

  /** Hands the browser its session after a sign-in. Forms of this same answer already belong to the new session. */
  startSession(request: FastifyRequest, reply: FastifyReply, token: string, expires: Date): void {
    this.set(reply, 'session', token, expires);
    this.clear(reply, 'visit');
    request.session = { _csrf: this.secrets.digest('csrf', `session:${token}`) };
  }

  endSession(request: FastifyRequest, reply: FastifyReply): void {
    this.clear(reply, 'session');
    request.session = {};
    request.signIn = null;
  }

  /** Binds the forms of this request to the session, or else to the visit. */
  bindForms(request: FastifyRequest, sessionToken: string | undefined): void {
    if (sessionToken !== undefined) {
      request.session = { _csrf: this.secrets.digest('csrf', `session:${sessionToken}`) };
      return;
    }
    const visit = this.read(request, 'visit');
    request.session = visit === undefined ? {} : { _csrf: this.secrets.digest('csrf', `visit:${visit}`) };
  }

  /** The token for a form of this answer; a visitor gets a visit cookie with their first form. */
  csrfToken(request: FastifyRequest, reply: FastifyReply): string {
    if (request.session._csrf === undefined) {
      const { token } = newSecret();
      this.set(reply, 'visit', token);
      request.session = { _csrf: this.secrets.digest('csrf', `visit:${token}`) };
    }
    return reply.generateCsrf();
  }
}
