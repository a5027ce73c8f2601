/** What the web process needs to be told. */
export interface WebSettings {
  /** Where people reach it, for example `https://plans.westmarch.example`. Decides on Secure cookies and HSTS. */
  readonly baseUrl: string;
  /** At least 32 characters; cookies, forms kept over a sign-in and CSRF secrets are derived from it. */
  readonly sessionSecret: string;
  /** Further folders of views; the tests of the kit have their own. */
  readonly viewFolders?: readonly string[];
}

export const WEB_SETTINGS = Symbol('WEB_SETTINGS');

export function isHttps(settings: WebSettings): boolean {
  return new URL(settings.baseUrl).protocol === 'https:';
}
