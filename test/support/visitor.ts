import { formsOf, headingOf, linksOf, titleOf, words, type FormOnPage } from './html.js';

export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface FileToSend {
  readonly name: string;
  readonly content: Buffer | string;
  readonly type?: string;
}

/** What came back. */
export class Seen {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly body: Buffer,
    readonly path: string,
  ) {}

  get html(): string {
    return this.body.toString('utf8');
  }
  get text(): string {
    return words(this.html);
  }
  get title(): string {
    return titleOf(this.html);
  }
  get heading(): string {
    return headingOf(this.html);
  }
  get links(): { text: string; href: string }[] {
    return linksOf(this.html);
  }
  get forms(): FormOnPage[] {
    return formsOf(this.html);
  }
  get location(): string | null {
    return this.headers.get('location');
  }
  json<T = Record<string, unknown>>(): T {
    return JSON.parse(this.html) as T;
  }

  /** The form with this button, or with this action. */
  form(which: string): FormOnPage {
    const found = this.forms.find((form) => form.buttons.includes(which) || form.action === which);
    if (found === undefined)
      throw new Error(`No form "${which}" on "${this.title}" (${this.status}): ${this.text}`);
    return found;
  }
}

/** Somebody with a browser without script: keeps cookies, follows links, fills in and sends the forms of a page. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(readonly base: string) {}

  async get(path: string, headers: Record<string, string> = {}): Promise<Seen> {
    return this.send('GET', path, { headers });
  }

  /** Goes where a redirect leads, up to five times. */
  async follow(seen: Seen): Promise<Seen> {
    let now = seen;
    for (let step = 0; step < 5 && now.location !== null; step += 1) now = await this.get(now.location);
    return now;
  }

  /**
   * Fills in the form of a page and presses its button: what stands in it already is sent too. A field given as a list
   * is sent once for each; a field the form does not have is a mistake of the test.
   */
  async submit(
    seen: Seen,
    button: string,
    fields: Fields = {},
    files: Record<string, FileToSend> = {},
  ): Promise<Seen> {
    const form = seen.form(button);
    const unknown = [...Object.keys(fields), ...Object.keys(files)].find(
      (name) => !form.names.includes(name),
    );
    if (unknown !== undefined)
      throw new Error(`The form "${button}" has no field ${unknown}: ${form.names.join(', ')}`);
    const sent = fillIn(form, fields);
    const action = form.action === '' ? seen.path : form.action;
    if (form.method === 'get') return this.get(`${action}?${new URLSearchParams(sent)}`);
    if (!form.multipart)
      return this.send('POST', action, { body: new URLSearchParams(sent), headers: this.own() });
    const body = new FormData();
    for (const [name, value] of sent) body.append(name, value);
    for (const [name, file] of Object.entries(files)) {
      body.append(
        name,
        new Blob([new Uint8Array(Buffer.from(file.content))], { type: file.type }),
        file.name,
      );
    }
    return this.send('POST', action, { body, headers: this.own() });
  }

  /** Posts whatever it is given, token or not: for what a page would never send. */
  async post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Seen> {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) =>
        (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
      ),
    );
    return this.send('POST', path, { body, headers });
  }

  /** A call to the API as script of a page would make it, or with `authorization` as another program. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Seen> {
    return this.send(method, path, {
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  private own(): Record<string, string> {
    return { origin: this.base, 'sec-fetch-site': 'same-origin' };
  }

  private async send(
    method: string,
    path: string,
    init: { body?: BodyInit; headers: Record<string, string> },
  ): Promise<Seen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, this.base), {
      method,
      redirect: 'manual',
      ...init,
      headers: { ...(cookie && { cookie }), ...init.headers },
    });
    for (const line of answer.headers.getSetCookie()) this.keep(line);
    return new Seen(answer.status, answer.headers, Buffer.from(await answer.arrayBuffer()), path);
  }

  private keep(line: string): void {
    const [pair = '', ...rest] = line.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    const expires = /expires=([^;]+)/i.exec(rest.join(';'))?.[1];
    const gone = /max-age=0/i.test(line) || (expires !== undefined && new Date(expires).getTime() <= 0);
    if (gone || pair.slice(at + 1) === '') this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(at + 1));
  }
}

/** What a browser would send: every field where it stands on the page, with what was typed in place of what stood there. */
function fillIn(form: FormOnPage, fields: Fields): [string, string][] {
  const valuesOf = (name: string): readonly string[] => {
    const typed = fields[name];
    if (typed === undefined) return form.fields.filter(([one]) => one === name).map(([, value]) => value);
    return typeof typed === 'string' ? [typed] : typed;
  };
  return form.names.flatMap((name) => valuesOf(name).map((value): [string, string] => [name, value]));
}
