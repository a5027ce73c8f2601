import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../../platform/clock/clock.js';
import { UploadedFile } from '../forms/uploaded-file.js';
import { page, redirectTo, type Page, type Redirect } from '../pages/answers.js';
import { safePath } from '../web.paths.js';
import { fromOurselves } from './guards.js';
import { Secrets } from './secrets.js';

/** What somebody had typed when their session turned out to have ended. Files are not kept. */
interface Kept {
  readonly path: string;
  readonly fields: [name: string, value: string][];
  readonly hadFiles: boolean;
  readonly at: number;
}

const PURPOSE = 'kept answers';
const KEEP_FOR = 2 * 60 * 60 * 1000;
const MOST_CHARACTERS = 400_000;
/** Never travels in a page, sealed or not. */
const NEVER_KEPT = /^_csrf$|^kept$|password|secret|token/i;

/**
 * A form posted after the session ended is not lost: its fields travel sealed in a hidden field through the sign-in
 * page, and come back on a page with one button that sends them.
 */
@Injectable()
export class KeptAnswers {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** The posted fields sealed, or null when there is nothing worth keeping or they did not come from our own page. */
  seal(request: FastifyRequest): string | null {
    if (request.method !== 'POST' || !fromOurselves(request)) return null;
    if (typeof request.body !== 'object' || request.body === null) return null;
    const fields: Kept['fields'] = [];
    let hadFiles = false;
    for (const [name, value] of Object.entries(request.body)) {
      if (value instanceof UploadedFile) hadFiles ||= value.size > 0;
      if (NEVER_KEPT.test(name)) continue;
      for (const one of Array.isArray(value) ? value : [value]) {
        if (typeof one === 'string') fields.push([name, one]);
      }
    }
    const characters = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    if (fields.length === 0 || characters > MOST_CHARACTERS) return null;
    return this.secrets.seal(PURPOSE, {
      path: safePath(request.url),
      fields,
      hadFiles,
      at: this.clock.now().getTime(),
    } satisfies Kept);
  }

  /**
   * Where somebody goes who has just signed in or chosen an authority: to the page with their kept answers, or to the
   * page they had asked for.
   */
  next(kept: string | undefined, next: string | undefined): Page | Redirect {
    const opened = kept ? this.secrets.open<Kept>(PURPOSE, kept) : null;
    if (opened === null || this.clock.now().getTime() - opened.at > KEEP_FOR)
      return redirectTo(safePath(next));
    return answersKept(opened);
  }

  /** For a form whose page is too old though its person is still signed in. */
  again(request: FastifyRequest): Page | null {
    const sealed = this.seal(request);
    const opened = sealed === null ? null : this.secrets.open<Kept>(PURPOSE, sealed);
    return opened === null ? null : answersKept(opened);
  }
}

function answersKept(kept: Kept): Page {
  return page('answers-kept.njk', {
    sendTo: kept.path,
    fields: kept.fields.map(([name, value]) => ({ name, value })),
    shown: wordsOf(kept.fields),
    hadFiles: kept.hadFiles,
  });
}

/** What the person will know again: their words and dates, not the ids and versions that travel beside them. */
function wordsOf(fields: Kept['fields']): string[] {
  const shown = new Map<string, string>();
  for (const [at, [name, value]] of fields.entries()) {
    if (value.trim() === '' || name === 'version' || isUUID(value)) continue;
    const date = /^(.+)-(?:day|month|year)$/.exec(name)?.[1];
    const key = date ?? `${name} ${at}`;
    const before = shown.get(key);
    shown.set(key, before === undefined ? value : `${before} ${value}`);
  }
  return [...shown.values()];
}
