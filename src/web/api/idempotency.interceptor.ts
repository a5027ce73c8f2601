import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { NotUnderstood, Refused, StateForbids } from '../errors/refusals.js';
import { UploadedFile } from '../forms/uploaded-file.js';
import { Answer } from '../pages/answers.js';
import type { Person } from '../person.js';
import { isApi } from '../sign-in/identify.js';
import { IdempotencyRepository } from './idempotency.repository.js';

/**
 * A POST to the API with an Idempotency-Key runs once: sent again within 24 hours it gets the same answer, with another
 * body 422. A refusal is not kept: nothing happened, and the state that refused may change.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly keys: IdempotencyRepository,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    const person = request.signIn?.person;
    if (request.method !== 'POST' || !isApi(request) || key === undefined || !person) return next.handle();
    const status = this.reflector.get<number | undefined>(HTTP_CODE_METADATA, context.getHandler()) ?? 201;
    return from(this.once(request, person, String(key), status, next));
  }

  private async once(
    request: FastifyRequest,
    person: Person,
    key: string,
    status: number,
    next: CallHandler,
  ): Promise<unknown> {
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
      throw new NotUnderstood(400, 'bad_idempotency_key', 'Idempotency-Key must be 1 to 200 characters');
    }
    const path = request.url.split('?')[0] ?? '/';
    const claim = await this.keys.claim(person, path, key, hashOfBody(request.body));
    if (claim.kind === 'again') return jsonAnswer(claim.answer.status, claim.answer.body);
    if (claim.kind === 'other_body') {
      throw new Refused('idempotency_key_reused', 'This Idempotency-Key was used with another body');
    }
    if (claim.kind === 'running') {
      throw new StateForbids(
        'idempotency_key_running',
        'The first call with this Idempotency-Key still runs',
      );
    }
    let body: unknown;
    try {
      body = await lastValueFrom(next.handle());
    } catch (error) {
      await this.keys.release(person, path, key).catch((cause: unknown) => {
        // What made the call fail is what the caller must hear of; the key comes free by itself in two minutes.
        request.log.error({ err: cause }, 'an Idempotency-Key could not be released');
      });
      throw error;
    }
    await this.keys.keep(person, path, key, { status, body });
    return body;
  }
}

function jsonAnswer(status: number, body: unknown): Answer {
  return new Answer(
    status,
    { 'content-type': 'application/json; charset=utf-8', 'idempotent-replayed': 'true' },
    JSON.stringify(body),
  );
}

function hashOfBody(body: unknown): Buffer {
  const text = JSON.stringify(body ?? null, (_, value: unknown) =>
    value instanceof UploadedFile ? [value.fileName, value.sha256.toString('hex')] : value,
  );
  return createHash('sha256').update(text).digest();
}
