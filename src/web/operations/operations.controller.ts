import { Controller, Get, HttpCode, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { collectDefaultMetrics, register } from 'prom-client';
import { NotFound } from '../errors/refusals.js';
import { Answer } from '../pages/answers.js';
import { Public } from '../sign-in/access.decorators.js';
import { Health } from './health.js';

/** For those who run the installation. */
@ApiExcludeController()
@Public()
@Controller()
export class OperationsController {
  constructor(private readonly health: Health) {
    if (register.getSingleMetric('process_cpu_seconds_total') === undefined) collectDefaultMetrics();
  }

  @Get('health/live')
  @HttpCode(200)
  live(): object {
    return { status: 'ok' };
  }

  @Get('health/ready')
  async ready(): Promise<Answer> {
    const answer = await this.health.ready();
    return new Answer(
      answer.status === 'ok' ? 200 : 503,
      { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
      JSON.stringify(answer),
    );
  }

  /** On loopback only, and not through a proxy on this machine either. */
  @Get('metrics')
  async metrics(@Req() request: FastifyRequest): Promise<Answer> {
    const peer = request.socket.remoteAddress ?? '';
    const isLocal = /^(?:::ffff:)?127\.|^::1$/.test(peer);
    if (
      !isLocal ||
      request.headers['x-forwarded-for'] !== undefined ||
      request.headers.forwarded !== undefined
    ) {
      throw new NotFound();
    }
    return new Answer(200, { 'content-type': register.contentType }, await register.metrics());
  }
}
