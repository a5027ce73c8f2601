import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Templates } from '../../platform/templates/templates.js';
import { Cookies } from '../sign-in/cookies.js';
import { Secrets } from '../sign-in/secrets.js';
import { webPaths } from '../web.paths.js';
import { Answer, FileAnswer, Page, Redirect, type Flash } from './answers.js';
import { Assets } from './assets.js';
import { FootLinks } from './foot-links.js';
import { Navigation, type NavigationCounts } from './navigation.js';

/** Renders a page with what every page shows: who is signed in, where they are, the message of the last command. */
@Injectable()
export class PageRenderer {
  constructor(
    private readonly templates: Templates,
    private readonly assets: Assets,
    private readonly navigation: Navigation,
    private readonly footLinks: FootLinks,
    private readonly cookies: Cookies,
    private readonly secrets: Secrets,
  ) {}

  async answer(value: unknown, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (value instanceof Page) {
      const person = request.signIn?.person ?? null;
      const counts = person === null ? undefined : await this.navigation.counts(person);
      return this.render(value, request, reply, counts);
    }
    if (value instanceof Redirect) return this.redirect(value, reply);
    if (value instanceof FileAnswer) return fileAnswer(value);
    return value;
  }

  render(page: Page, request: FastifyRequest, reply: FastifyReply, counts?: NavigationCounts): Answer {
    const path = request.url.split('?')[0] ?? '/';
    const person = request.signIn?.person ?? null;
    const everywhere = {
      assets: this.assets.urls,
      currentPath: path,
      person,
      signIn: request.signIn,
      navigation: person === null ? null : this.navigation.for(person, path, counts),
      footLinks: person === null ? [] : this.footLinks.for(person, path),
      flash: this.takeFlash(request, reply),
      csrfToken: () => this.cookies.csrfToken(request, reply),
    };
    const taken = Object.keys(everywhere).find((name) => Object.hasOwn(page.model, name));
    if (taken !== undefined) throw new Error(`The model of ${page.view} cannot call something "${taken}"`);
    // A page's own addresses stand beside those that every page has.
    const own = 'paths' in page.model && typeof page.model.paths === 'object' ? page.model.paths : {};
    const paths = { ...webPaths, ...own };
    const html = this.templates.render(page.view, { ...page.model, ...everywhere, paths });
    return new Answer(
      page.status,
      { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' },
      html,
    );
  }

  /** A page that is the same for everybody: nobody is named on it, no message is taken, no cookie is set for it. */
  forEverybody({ view, model }: Page): string {
    const nobody = { person: null, signIn: null, navigation: null, flash: null };
    return this.templates.render(view, { ...model, ...nobody, assets: this.assets.urls, paths: webPaths });
  }

  private redirect(redirect: Redirect, reply: FastifyReply): Answer {
    if (redirect.flash !== null) {
      this.cookies.set(reply, 'flash', this.secrets.seal('flash', redirect.flash));
    }
    return new Answer(303, { location: redirect.path, 'cache-control': 'no-store' }, null);
  }

  private takeFlash(request: FastifyRequest, reply: FastifyReply): Flash | null {
    const sealed = this.cookies.read(request, 'flash');
    if (sealed === undefined) return null;
    this.cookies.clear(reply, 'flash');
    return this.secrets.open<Flash>('flash', sealed);
  }
}

function fileAnswer(file: FileAnswer): Answer {
  const ascii = file.fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return new Answer(
    200,
    {
      'content-type': file.mediaType,
      'content-disposition': `${file.inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      'cache-control': 'private, no-store',
    },
    file.content,
  );
}
