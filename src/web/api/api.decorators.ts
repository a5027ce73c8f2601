import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { NotUnderstood, PreconditionRequired } from '../errors/refusals.js';

/** The version a change is made against, from `If-Match: "3"`. Missing: 428. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  return readIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']);
});

export function readIfMatch(header: string | undefined): number {
  if (header === undefined || header.trim() === '') throw new PreconditionRequired();
  const version = /^(?:W\/)?"?([1-9]\d{0,8})"?$/.exec(header.trim())?.[1];
  if (version === undefined) {
    throw new NotUnderstood(400, 'bad_if_match', 'If-Match must be a version, for example If-Match: "3"');
  }
  return Number(version);
}

/** On the controller of an API: says in the OpenAPI document how to sign in. */
export const ApiSignIn = () => applyDecorators(ApiBearerAuth());

/** On a method that changes what people edit. */
export const ApiChanges = () =>
  ApiHeader({ name: 'If-Match', required: true, description: 'The version you are changing, such as "3"' });
