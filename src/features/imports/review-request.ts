import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SignInNeeded } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { shownItems, type ShownItems } from './shown-items.js';

/** What every request of a review is about: who asks, which document, which item of it, and which items they look at. */
export interface ReviewRequest {
  readonly person: Person;
  readonly id: string;
  readonly itemId: string;
  readonly show: ShownItems;
}

/** Put together once, so that the routes of an item need not name the same four things each. */
export const InReview = createParamDecorator((_: unknown, context: ExecutionContext): ReviewRequest => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const person = request.signIn?.person;
  if (!person) throw new SignInNeeded();
  const { id = '', itemId = '' } = request.params as { id?: string; itemId?: string };
  const { show } = request.query as { show?: unknown };
  return { person, id, itemId, show: shownItems(show) };
});
