import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { from, mergeMap, type Observable } from 'rxjs';
import { Page } from '../pages/answers.js';
import { overridesOf } from './child-details.js';
import { PrivacyOverrides } from './privacy-overrides.js';

/** Records the reasons given for going on, once what they were given for has been saved. */
@Injectable()
export class PrivacyInterceptor implements NestInterceptor {
  constructor(private readonly overrides: PrivacyOverrides) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(mergeMap((answer: unknown) => from(this.record(request, answer))));
  }

  private async record(request: FastifyRequest, answer: unknown): Promise<unknown> {
    const given = overridesOf(request.body);
    const person = request.signIn?.person;
    const isShownAgain = answer instanceof Page && answer.status >= 400;
    if (given.length === 0 || !person || isShownAgain) return answer;
    const who = { authorityId: person.authority.id, actor: person.actor, personId: person.personId };
    await this.overrides.record(who, request.url.split('?')[0] ?? '/', given);
    return answer;
  }
}
