import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayEver, type Permission } from '../../domain/access/policy.js';
import { AuthorityNeeded, Forbidden, FormExpired, SignInNeeded } from '../errors/refusals.js';
import { ACCESS, PERMISSION, PROVES_ITSELF, type Access } from './access.decorators.js';
import { isApi } from './identify.js';

/** Refuses everybody who is not signed in with a chosen authority, unless the route says otherwise. */
@Injectable()
export class SignInGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.signIn === null) throw new SignInNeeded();
    if (request.signIn.person === null && access !== 'signed_in') throw new AuthorityNeeded();
    return true;
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets a browser change something only with the token of one of our own pages, in the field `_csrf` (or the header
 * `x-csrf-token` for scripts of a page). A bearer token proves itself, so calls with one need none; nor do routes that
 * look at no cookie, because what they need is in the form.
 */
@Injectable()
export class CsrfGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (SAFE.has(request.method) || request.signIn?.via === 'token') return true;
    if (this.reflector.getAllAndOverride<boolean>(PROVES_ITSELF, [context.getHandler(), context.getClass()]))
      return true;
    if (!fromOurselves(request)) throw new FormExpired();
    await new Promise<void>((resolve, reject) => {
      // The plugin answers a wrong token itself; here it only tells us, so that the one error filter answers.
      const answer = { send: () => reject(new FormExpired()) } as unknown as FastifyReply;
      request.server.csrfProtection(request, answer, () => resolve());
    });
    return true;
  }
}

/** Browsers say where a form was posted from. What they do not say the token has to prove. */
export function fromOurselves(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}

/** The door of `@Requires`. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (permission === undefined) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const person = request.signIn?.person;
    if (!person || !mayEver(permission, person)) {
      throw new Forbidden('forbidden', isApi(request) ? `Your role does not allow ${permission}` : undefined);
    }
    return true;
  }
}
