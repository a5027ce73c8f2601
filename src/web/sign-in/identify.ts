import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../../platform/clock/clock.js';
import { SignInDoor } from '../../platform/database/sign-in.door.js';
import { SignInNeeded } from '../errors/refusals.js';
import { signInOf, type SignIn } from '../person.js';
import { Cookies } from './cookies.js';
import { hashOf } from './secrets.js';

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i;

/** Finds out who asks: a bearer token on the API, else the session cookie. */
@Injectable()
export class Identify {
  constructor(
    private readonly door: SignInDoor,
    private readonly cookies: Cookies,
    private readonly clock: Clock,
  ) {}

  async identify(request: FastifyRequest): Promise<void> {
    if (isApi(request) && request.headers.authorization !== undefined) {
      request.session = {};
      request.signIn = await this.byToken(request.headers.authorization);
      return;
    }
    const cookie = this.cookies.read(request, 'session');
    request.signIn = cookie === undefined ? null : await this.bySession(cookie);
    this.cookies.bindForms(request, request.signIn === null ? undefined : cookie);
  }

  /** A token that is wrong is refused, never treated as nobody: a script must learn of it. */
  private async byToken(authorization: string): Promise<SignIn> {
    const token = BEARER.exec(authorization)?.[1];
    const hash = token === undefined ? null : hashOf(token);
    const found = hash === null ? null : await this.door.tokenByHash(hash);
    if (hash === null || found === null) throw new SignInNeeded('The API token is not valid');
    return signInOf(found, hash, 'token');
  }

  private async bySession(cookie: string): Promise<SignIn | null> {
    const hash = hashOf(cookie);
    const found = await this.door.sessionByHash(hash);
    if (found === null || found.expiresAt <= this.clock.now()) return null;
    return signInOf(found, hash, 'session');
  }
}

export function isApi(request: { url: string }): boolean {
  return request.url.startsWith('/api/');
}
