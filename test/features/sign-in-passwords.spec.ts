import { describe, expect, it, test } from '@jest/globals';
import { AttemptLimit, networkOf } from '../../src/features/people/sign-in/attempt-limit.js';
import { hashPassword, isPassword } from '../../src/features/people/sign-in/password-hash.js';
import { passwordProblem } from '../../src/features/people/sign-in/password-rules.js';

const AMY = 'amy.barton@westmarch.example';

describe('a new password', () => {
  test.each([
    ['kettle harbour nineteen'],
    ['correct horse battery staple'],
    ['Tuesday-morning-board-9'],
    ['ä sehr langes Wort'],
    ['zq8!vLm2#pRt'],
    ['amy likes her tea black'],
    ['one two three four five'],
    ['westmarch tram depot cat'],
  ])('"%s" is taken', (password) => expect(passwordProblem(password, AMY)).toBeNull());

  test.each([
    ['elevenchars', '12 characters or more'],
    ['👍👍👍👍👍👍👍👍👍👍👍', '12 characters or more'],
    ['x'.repeat(3) + 'y'.repeat(198), '200 characters or fewer'],
    [AMY, 'must not be your email address'],
    ['Amy.Barton@Westmarch.example', 'must not be your email address'],
    [`${AMY}2026!`, 'must not be your email address'],
    ['AmyBarton2026!', 'must not be your email address'],
    ['westmarch.example', 'must not be your email address'],
    ['password1234', 'somebody would guess'],
    ['Passw0rd2026!', 'somebody would guess'],
    ['P@$$w0rd!!!!', 'somebody would guess'],
    ['passwordpassword', 'somebody would guess'],
    ['Welcome12345', 'somebody would guess'],
    ['letmein letmein', 'somebody would guess'],
    ['123456789012', 'somebody would guess'],
    ['987654321098', 'somebody would guess'],
    ['qwertyuiop123', 'somebody would guess'],
    ['abcdefghijkl', 'somebody would guess'],
    ['aaaaaaaaaaaa', 'somebody would guess'],
    ['abcabcabcabc', 'somebody would guess'],
    ['111111111111', 'somebody would guess'],
    ['Safeguarding1!', 'somebody would guess'],
  ])('"%s" is refused: %s', (password, why) => expect(passwordProblem(password, AMY)).toContain(why));
});

describe('what is stored of a password', () => {
  it('is argon2id with 19 MiB and two passes, different each time', async () => {
    const [one, two] = await Promise.all([hashPassword('kettle harbour'), hashPassword('kettle harbour')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it('fits that password alone, however its accents were typed', async () => {
    const stored = await hashPassword('caf\u00e9 in the harbour');
    expect(await isPassword(stored, 'cafe\u0301 in the harbour')).toBe(true);
    expect(await isPassword(stored, 'cafe in the harbour')).toBe(false);
  });

  it('that is not there fits nothing and takes as long', async () => {
    const stored = await hashPassword('kettle harbour nineteen');
    const median = async (hash: string | null) => {
      const times = [];
      for (let time = 0; time < 9; time += 1) {
        const start = performance.now();
        expect(await isPassword(hash, 'something else entirely')).toBe(false);
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b)[4]!;
    };
    await median(null);
    const [known, unknown] = [await median(stored), await median(null)];
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });
});

describe('one computer that tries many addresses', () => {
  const at = (seconds: number) => new Date(seconds * 1000);

  it('is stopped after so many tries, and let in again when the time is over', () => {
    const limit = new AttemptLimit(3, 60_000);
    expect([1, 2, 3, 4].map((second) => limit.take('192.0.2.1', at(second)))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(limit.take('192.0.2.2', at(5))).toBe(true);
    expect(limit.take('192.0.2.1', at(61))).toBe(true);
  });

  it('does not use up its tries with right passwords', () => {
    const limit = new AttemptLimit(1, 60_000);
    for (let time = 0; time < 10; time += 1) {
      expect(limit.take('192.0.2.1', at(time))).toBe(true);
      limit.giveBack('192.0.2.1');
    }
  });

  it('is forgotten when ten thousand others came after it: memory is bounded', () => {
    const limit = new AttemptLimit(1, 60_000);
    limit.take('192.0.2.1', at(0));
    expect(limit.take('192.0.2.1', at(0))).toBe(false);
    for (let other = 0; other < 10_000; other += 1) limit.take(`10.0.${other >> 8}.${other & 255}`, at(0));
    expect(limit.take('192.0.2.1', at(0))).toBe(true);
  });

  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s belongs to %s', (address, network) => expect(networkOf(address)).toBe(network));
});
