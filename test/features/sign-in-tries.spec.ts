import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OperatorDoor } from '../../src/platform/database/operator.door.js';
import { SignInDoor } from '../../src/platform/database/sign-in.door.js';
import { cloneDatabase, type TestDatabase } from '../support/test-database.js';

const ALLOWED = 5;
const MINUTES = 15;
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 9, minutes));

describe('tries to sign in are counted for every address that is typed', () => {
  let database: TestDatabase;
  let app: DataSource;
  let door: SignInDoor;

  beforeAll(async () => {
    database = await cloneDatabase();
    app = await new DataSource({ type: 'postgres', url: database.appUrl }).initialize();
    door = new SignInDoor(app);
    await new OperatorDoor(app).loginFor('known@westmarch.example');
    const owner = await new DataSource({ type: 'postgres', url: database.ownerUrl }).initialize();
    await owner.query(`update logins set password_hash = 'a hash'`);
    await owner.destroy();
  });
  afterAll(async () => {
    await app.destroy();
    await database.drop();
  });

  const tries = async (email: string, minutes: number[]) => {
    const answers = [];
    for (const minute of minutes) answers.push(await door.tryToSignIn(email, at(minute), ALLOWED, MINUTES));
    return answers;
  };

  it.each([['known@westmarch.example'], ['nobody@westmarch.example']])(
    '%s: five tries, then nothing for a quarter of an hour from the fifth, then five again',
    async (email) => {
      const five = await tries(email, [0, 1, 2, 3, 4]);
      expect(five.map((one) => one.lockedUntil)).toEqual([null, null, null, null, null]);
      expect(five.map((one) => one.tries)).toEqual([1, 2, 3, 4, 5]);
      const [sixth, late] = await tries(email, [5, 18]);
      expect(sixth?.lockedUntil).toEqual(at(19));
      expect(late?.lockedUntil).toEqual(at(19));
      const again = await tries(email, [19]);
      expect(again[0]).toMatchObject({ lockedUntil: null, tries: 1 });
      await door.triesForgotten(email);
    },
  );

  it('gives nothing to compare with while an address is locked', async () => {
    const answers = await tries('known@westmarch.example', [20, 20, 20, 20, 20, 20]);
    expect(answers[4]?.passwordHash).toBe('a hash');
    expect(answers[5]).toMatchObject({ loginId: null, passwordHash: null });
  });

  it('the right password starts the count again', async () => {
    await tries('Known@Westmarch.example', [40, 40, 40]);
    await door.triesForgotten('KNOWN@westmarch.example');
    const [next] = await tries('known@westmarch.example', [41]);
    expect(next).toMatchObject({ tries: 1, lockedUntil: null });
  });

  it('twenty tries at one moment get five answers between them', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => door.tryToSignIn('many@westmarch.example', at(50), ALLOWED, MINUTES)),
    );
    expect(answers.filter((one) => one.lockedUntil === null)).toHaveLength(ALLOWED);
  });

  it('what is a day old is forgotten, so the table stays small', async () => {
    await tries('old@westmarch.example', [51]);
    await door.tryToSignIn(
      'other@westmarch.example',
      new Date(at(51).getTime() + 86_400_001),
      ALLOWED,
      MINUTES,
    );
    const owner = await new DataSource({ type: 'postgres', url: database.ownerUrl }).initialize();
    const rows = (await owner.query('select 1 from sign_in_tries')) as unknown[];
    await owner.destroy();
    expect(rows).toHaveLength(1);
  });
});
