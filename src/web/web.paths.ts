/** The URLs that every page needs; a feature's own stand in its own paths file. */
export const webPaths = {
  home: () => '/',
  signIn: (next?: string) => withNext('/sign-in', next),
  signOut: () => '/sign-out',
  chooseAuthority: (next?: string) => withNext('/choose-authority', next),
  forgottenPassword: () => '/forgotten-password',
  accessibility: () => '/accessibility-statement',
  privacy: () => '/privacy',
} as const;

function withNext(path: string, next: string | undefined): string {
  return next === undefined || next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`;
}

/** A path inside this site, or the home page: never somebody else's address, whatever was asked for. */
export function safePath(path: unknown): string {
  if (typeof path !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path)) return webPaths.home();
  const url = new URL(path, 'http://inside.invalid');
  return url.host === 'inside.invalid' ? path : webPaths.home();
}
