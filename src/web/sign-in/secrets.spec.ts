import { describe, expect, it } from '@jest/globals';
import { newSecret, hashOf, Secrets } from './secrets.js';

const secrets = new Secrets({ baseUrl: 'http://localhost', sessionSecret: 'a'.repeat(32) });

describe('what is sealed', () => {
  const sealed = secrets.seal('kept answers', { title: 'Audit' });

  it('opens as it was, for the same purpose only', () => {
    expect(secrets.open('kept answers', sealed)).toEqual({ title: 'Audit' });
    expect(secrets.open('flash', sealed)).toBeNull();
  });

  it('cannot be read', () =>
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('Audit'));

  it('does not open under another secret', () => {
    const others = new Secrets({ baseUrl: 'http://localhost', sessionSecret: 'b'.repeat(32) });
    expect(others.open('kept answers', sealed)).toBeNull();
  });

  it.each([
    ['changed anywhere', `${sealed.slice(0, 40)}${sealed[40] === 'A' ? 'B' : 'A'}${sealed.slice(41)}`],
    ['cut short', sealed.slice(0, 30)],
    ['of something else', 'not sealed at all, only some words that are long enough to be looked at'],
    ['empty', ''],
  ])('does not open when %s', (_, text) => expect(secrets.open('kept answers', text)).toBeNull());

  it('is never the same twice', () => {
    expect(secrets.seal('flash', 1)).not.toBe(secrets.seal('flash', 1));
  });
});

it('a new secret has 32 bytes, and the database only learns its hash', () => {
  const { token, hash } = newSecret();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(hash).toEqual(hashOf(token));
  expect(hash.toString('base64url')).not.toBe(token);
});
