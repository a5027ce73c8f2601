import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

/** Serves the description of the API, made when it is first asked for. It says nothing about any authority. */
export function serveOpenApi(app: INestApplication, server: FastifyInstance): void {
  let text: string | undefined;
  server.get('/api/openapi.json', { config: { bare: true } }, async (_request, reply) => {
    text ??= JSON.stringify(describe(app));
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(text);
  });
}

function describe(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Improvement plan tracker')
    .setDescription(
      'Lists answer {items, nextCursor, total}. Errors are RFC 9457 problem details with a stable code. ' +
        'Changes need If-Match; POST takes Idempotency-Key.',
    )
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/'));
  return { ...document, paths: Object.fromEntries(paths) };
}
