import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { PublicDoor } from '../../platform/database/public.door.js';
import { NotFound } from '../../web/errors/refusals.js';
import { Answer, page } from '../../web/pages/answers.js';
import { PageRenderer } from '../../web/pages/page.renderer.js';
import { Public } from '../../web/sign-in/access.decorators.js';
import type { PublicPlan } from './public-plan.js';
import { publicCsv, publicModel } from './public-plan.page.js';
import { publicPlanPaths } from './public-plan.paths.js';

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** How many published texts are kept ready: a page that many ask for costs one small question of the database. */
const MOST_KEPT = 100;
/** Withdrawn, a page may still be seen this long where somebody keeps copies. */
const KEPT_ELSEWHERE = 'public, max-age=60';

interface Ready {
  readonly id: string;
  readonly body: string;
  readonly tag: string;
}

/**
 * The plan as everybody may read it: the version that was published, the same for all, with no cookie and nobody's
 * name on it. An authority that shows none and one that does not exist are the same 404.
 */
@ApiExcludeController()
@Public()
@Controller()
export class PublicPlanController {
  private readonly ready = new Map<string, Ready>();

  constructor(
    private readonly door: PublicDoor,
    private readonly renderer: PageRenderer,
  ) {}

  @Get('public/:slug')
  show(@Param('slug') slug: string, @Headers('if-none-match') known?: string): Promise<Answer> {
    return this.answer(slug, 'page', known);
  }

  @Get('public/:slug/plan.csv')
  csv(@Param('slug') slug: string, @Headers('if-none-match') known?: string): Promise<Answer> {
    return this.answer(slug, 'csv', known);
  }

  /** Everything else asks who one is; nothing of it is for search engines. */
  @Get('robots.txt')
  robots(): Answer {
    const rules = ['User-agent: *', 'Allow: /public/', 'Allow: /assets/', 'Disallow: /', ''].join('\n');
    return new Answer(
      200,
      { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
      rules,
    );
  }

  private async answer(slug: string, kind: 'page' | 'csv', known: string | undefined): Promise<Answer> {
    const { body, tag } = await this.text(slug, kind);
    const headers = { 'cache-control': KEPT_ELSEWHERE, etag: tag };
    if (known === tag) return new Answer(304, headers, null);
    if (kind === 'page')
      return new Answer(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }, body);
    return new Answer(
      200,
      {
        ...headers,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="improvement-plan-${slug}.csv"`,
      },
      body,
    );
  }

  /** Which version is shown is asked each time, so that a withdrawn one is gone at once. */
  private async text(slug: string, kind: 'page' | 'csv'): Promise<Ready> {
    const shown = SLUG.test(slug) ? await this.door.shown(slug) : null;
    if (shown === null) throw new NotFound();
    const key = `${slug} ${kind}`;
    const kept = this.ready.get(key);
    if (kept?.id === shown.id) return kept;
    const found = await this.door.content(slug);
    if (found === null) throw new NotFound();
    const content = found.content as PublicPlan;
    const body =
      kind === 'csv' ? publicCsv(content, shown.publishedOn) : this.html(slug, content, shown.publishedOn);
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    if (this.ready.size >= MOST_KEPT) this.ready.clear();
    const made = { id: found.id, body, tag };
    this.ready.set(key, made);
    return made;
  }

  private html(slug: string, content: PublicPlan, publishedOn: string): string {
    return this.renderer.forEverybody(
      page('public-plan/views/public.njk', {
        plan: publicModel(content),
        publishedOn,
        csv: publicPlanPaths.csv(slug),
      }),
    );
  }
}
