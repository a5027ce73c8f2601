import type { Readable } from 'node:stream';

/** A message shown once on the next page. */
export interface Flash {
  readonly kind: 'success' | 'notice';
  readonly text: string;
  readonly link?: { readonly text: string; readonly href: string };
}

/** What a page controller promises: a view and everything it shows. */
export class Page<Model extends object = object> {
  constructor(
    readonly view: string,
    readonly model: Model,
    readonly status: number,
  ) {}

  withStatus(status: number): Page<Model> {
    return new Page(this.view, this.model, status);
  }
}

/** A view by its path (`actions/views/list.njk`) with its model; status 422 for a form shown again. */
export function page<Model extends object>(
  view: string,
  model: Model,
  options: { status?: number } = {},
): Page<Model> {
  return new Page(view, model, options.status ?? 200);
}

/** 303: go there and GET it. */
export class Redirect {
  constructor(
    readonly path: string,
    readonly flash: Flash | null,
  ) {}
}

/** After every command that worked. A flash given as text is a success. */
export function redirectTo(path: string, options: { flash?: Flash | string } = {}): Redirect {
  const { flash } = options;
  return new Redirect(path, typeof flash === 'string' ? { kind: 'success', text: flash } : (flash ?? null));
}

/** A file to save or, inline, to look at. */
export class FileAnswer {
  constructor(
    readonly content: Buffer | string | Readable,
    readonly fileName: string,
    readonly mediaType: string,
    readonly inline: boolean,
  ) {}
}

export function file(
  content: Buffer | string | Readable,
  options: { fileName: string; mediaType: string; inline?: boolean },
): FileAnswer {
  return new FileAnswer(content, options.fileName, options.mediaType, options.inline ?? false);
}

/** Everything decided: what the HTTP adapter sends as it stands. */
export class Answer {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>>,
    readonly body: Buffer | string | Readable | null,
  ) {}
}
