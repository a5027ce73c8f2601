import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { govukFrontendFolder } from '../../platform/templates/templates.js';

interface Asset {
  readonly url: string;
  readonly type: string;
  readonly plain: Buffer;
  readonly packed: Buffer;
}

const OWN = new URL('../assets/', import.meta.url);
/** Pages of councils may not use GDS Transport; this is what stands on people's own machines. */
const FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif';

/**
 * The style sheet, the script and the icon of every page, read once and named after their content, so that a browser
 * keeps each for ever and a new one is asked for by a new name.
 */
@Injectable()
export class Assets {
  private readonly files: Asset[];
  readonly urls: {
    readonly css: string;
    readonly js: string;
    readonly review: string;
    readonly findings: string;
    readonly icon: string;
  };

  constructor() {
    const govuk = join(govukFrontendFolder(), 'govuk');
    const css = asset('tracker.css', 'text/css; charset=utf-8', styleSheet(govuk));
    const library = asset(
      'govuk-frontend.js',
      'text/javascript; charset=utf-8',
      readFileSync(join(govuk, 'govuk-frontend.min.js'), 'utf8').replace(/\/\/# sourceMappingURL=.*\s*$/, ''),
    );
    const start = readFileSync(new URL('start.js', OWN), 'utf8').replace('./govuk-frontend.js', library.url);
    const js = asset('start.js', 'text/javascript; charset=utf-8', start);
    const review = asset(
      'review.js',
      'text/javascript; charset=utf-8',
      readFileSync(new URL('review.js', OWN), 'utf8'),
    );
    const findings = asset(
      'findings.js',
      'text/javascript; charset=utf-8',
      readFileSync(new URL('findings.js', OWN), 'utf8'),
    );
    const icon = asset('icon.svg', 'image/svg+xml', readFileSync(new URL('icon.svg', OWN), 'utf8'));
    this.files = [css, library, js, review, findings, icon];
    this.urls = { css: css.url, js: js.url, review: review.url, findings: findings.url, icon: icon.url };
  }

  serveFrom(server: FastifyInstance): void {
    for (const file of this.files) {
      server.get(file.url, { config: { bare: true } }, async (request, reply) => {
        const packed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
        reply.headers({
          'content-type': file.type,
          'cache-control': 'public, max-age=31536000, immutable',
          vary: 'accept-encoding',
          ...(packed && { 'content-encoding': 'gzip' }),
        });
        return reply.send(packed ? file.packed : file.plain);
      });
    }
  }
}

function asset(name: string, type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const [stem, ending] = name.split('.');
  const plain = Buffer.from(text);
  return { url: `/assets/${stem}-${hash}.${ending}`, type, plain, packed: gzipSync(plain, { level: 9 }) };
}

/** govuk-frontend's own rules without its font, then ours. */
function styleSheet(govuk: string): string {
  const theirs = readFileSync(join(govuk, 'govuk-frontend.min.css'), 'utf8')
    .replace(/@font-face\{[^}]*\}/g, '')
    .replace(/GDS Transport,arial,sans-serif/g, FONT)
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '');
  if (theirs.includes('GDS Transport')) throw new Error('The style sheet still names a font we may not use');
  return (
    theirs +
    readFileSync(new URL('tracker.css', OWN), 'utf8') +
    readFileSync(new URL('print.css', OWN), 'utf8')
  );
}
