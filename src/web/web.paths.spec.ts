import { expect, test } from '@jest/globals';
import { safePath, webPaths } from './web.paths.js';

test.each([
  ['/actions', '/actions'],
  ['/actions?status=draft&q=a%20b', '/actions?status=draft&q=a%20b'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example/', '/'],
  ['/\\elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
  ['actions', '/'],
  ['', '/'],
  [undefined, '/'],
  [['/a'], '/'],
])('after signing in, %j leads to %s', (asked, path) => expect(safePath(asked)).toBe(path));

test('the way back travels with the sign-in page', () => {
  expect(webPaths.signIn('/actions?q=a b')).toBe('/sign-in?next=%2Factions%3Fq%3Da%20b');
  expect(webPaths.signIn('/')).toBe('/sign-in');
});
