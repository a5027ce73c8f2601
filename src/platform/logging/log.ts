import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';

/** The log of a process: one JSON object per line on standard output, without cookies, tokens and bodies. */
export function createLog(level: string, destination?: pino.DestinationStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['req.headers.cookie', 'req.headers.authorization', 'err.parameters'],
    },
    destination ?? pino.destination(1),
  );
}

/** Nest's own messages in the same log. Its start-up chatter is for those who ask for debug. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...more: unknown[]): void {
    this.logger.debug({ context: more.at(-1) }, String(message));
  }
  error(message: unknown, ...more: unknown[]): void {
    this.logger.error(message instanceof Error ? { err: message } : { more }, String(message));
  }
  warn(message: unknown, ...more: unknown[]): void {
    this.logger.warn({ context: more.at(-1) }, String(message));
  }
  fatal(message: unknown, ...more: unknown[]): void {
    this.logger.fatal(message instanceof Error ? { err: message } : { more }, String(message));
  }
  debug(message: unknown): void {
    this.logger.trace(String(message));
  }
  verbose(message: unknown): void {
    this.logger.trace(String(message));
  }
}
