import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Permission } from '../../domain/access/policy.js';
import { SignInNeeded } from '../errors/refusals.js';
import type { Person, SignIn } from '../person.js';
import './request.types.js';

export const ACCESS = 'web:access';
export const PERMISSION = 'web:permission';
export const PROVES_ITSELF = 'web:proves-itself';

export type Access = 'public' | 'signed_in';

/** Anybody may open this, signed in or not. Without it a route needs a person with a chosen authority. */
export const Public = () => SetMetadata<string, Access>(ACCESS, 'public');

/** Somebody signed in who need not have chosen an authority: choosing one, signing out. */
export const AnyAuthority = () => SetMetadata<string, Access>(ACCESS, 'signed_in');

/**
 * What is posted here carries its own secret and no cookie is looked at, so no other site can send it in somebody's
 * name: it needs no token of our pages, which a page without a referrer could not prove anyway.
 */
export const ProvesItself = () => SetMetadata<string, boolean>(PROVES_ITSELF, true);

/**
 * The door of a page or command: nobody passes who may never do this to anything. The service still asks `may` with
 * the thing itself.
 */
export const Requires = (permission: Permission) => SetMetadata<string, Permission>(PERMISSION, permission);

/** The person who asks, in the authority they chose. */
export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const person = context.switchToHttp().getRequest<FastifyRequest>().signIn?.person;
  if (!person) throw new SignInNeeded();
  return person;
});

/** Who signed in, whether they chose an authority or not; null on public pages for nobody. */
export const CurrentSignIn = createParamDecorator((_: unknown, context: ExecutionContext): SignIn | null => {
  return context.switchToHttp().getRequest<FastifyRequest>().signIn;
});
