import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { parseLocalDate, type LocalDate } from '../../domain/calendar/local-date.js';
import { Refused } from '../errors/refusals.js';

/** The day that a page or an answer is wanted as at, from `?asAt=2026-06-30`; null when it is not asked for. */
export const AsAt = createParamDecorator((_: unknown, context: ExecutionContext): LocalDate | null =>
  readAsAt(context.switchToHttp().getRequest<FastifyRequest>().query),
);

export function readAsAt(query: unknown): LocalDate | null {
  const given = typeof query === 'object' && query !== null ? (query as { asAt?: unknown }).asAt : undefined;
  if (given === undefined || given === '') return null;
  const day = typeof given === 'string' ? parseLocalDate(given) : null;
  if (day !== null) return day;
  const message = 'The day to look at must be a date such as 2026-06-30';
  throw new Refused('bad_query', message, [{ field: 'asAt', message }]);
}

/** The path with the day, so that whoever reads the past stays in it. */
export function asAtPath(path: string, asAt: LocalDate | null): string {
  return asAt === null ? path : `${path}${path.includes('?') ? '&' : '?'}asAt=${asAt}`;
}
