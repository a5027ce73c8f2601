import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { serveOpenApi } from './api/openapi.js';
import { readMultipartForms } from './forms/multipart.js';
import { NestLog } from '../platform/logging/log.js';
import { logRequests } from './operations/request-log.js';
import { AnswerAdapter } from './pages/answer-adapter.js';
import { Assets } from './pages/assets.js';
import { isApi, Identify } from './sign-in/identify.js';
import './sign-in/request.types.js';
import { isHttps, WEB_SETTINGS, type WebSettings } from './web-settings.js';

const SECOND = 1000;
const LARGEST_BODY = 2 * 1024 * 1024;

/**
 * The web application around a root module, not yet listening. What every request passes, in this order; then Nest's
 * guards (signed in? · from our own form? · allowed by the policy?), the controller, and the one error filter.
 */
export async function createHttpApp(
  module: object,
  options: { log: Logger },
): Promise<NestFastifyApplication> {
  const { log } = options;
  const adapter = new AnswerAdapter({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: LARGEST_BODY,
    trustProxy: 'loopback',
    // A client that sends a byte a minute gets no place; a large file on a slow line has five minutes.
    requestTimeout: 300 * SECOND,
    keepAliveTimeout: 65 * SECOND,
    http: { headersTimeout: 20 * SECOND, maxHeaderSize: 16 * 1024 },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // An address that is no address reaches no route, no hook and no page.
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => {
      void reply.code(400).type('text/plain; charset=utf-8').send('This address could not be understood.\n');
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module as never, adapter, {
    logger: new NestLog(log),
    abortOnError: false,
  });
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const settings = app.get<WebSettings>(WEB_SETTINGS);

  logRequests(server);
  await sendSecurityHeaders(server, settings);
  app.get(Assets).serveFrom(server);
  await server.register(cookie);
  identifyEverybody(server, app.get(Identify));
  await readMultipartForms(server);
  await server.register(csrf, { sessionPlugin: '@fastify/session', logLevel: 'debug' });
  serveOpenApi(app, server);
  return app;
}

/** Nothing but our own files, no script or style inside a page, never inside somebody else's frame. */
async function sendSecurityHeaders(server: FastifyInstance, settings: WebSettings): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    hsts: isHttps(settings) ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
}

function identifyEverybody(server: FastifyInstance, identify: Identify): void {
  server.decorateRequest('signIn', null);
  server.decorateRequest('session', null as never);
  server.addHook('onRequest', async (request, reply) => {
    request.session = {};
    if (request.routeOptions.config.bare === true) return;
    if (isApi(request)) reply.header('cache-control', 'no-store');
    await identify.identify(request);
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered alike to everybody: nobody is looked up for it. */
    bare?: boolean;
  }
}
