import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { Answer } from './answers.js';

/**
 * Nest sets the status of a handler's decorator last, over whatever was decided before. An Answer has decided its
 * own, so it is sent as it stands.
 */
export class AnswerAdapter extends FastifyAdapter {
  override reply(
    response: Parameters<FastifyAdapter['reply']>[0],
    body: unknown,
    statusCode?: number,
  ): ReturnType<FastifyAdapter['reply']> {
    if (!(body instanceof Answer)) return super.reply(response, body, statusCode);
    const reply = response as FastifyReply;
    return reply
      .code(body.status)
      .headers(body.headers)
      .send(body.body ?? undefined);
  }
}
