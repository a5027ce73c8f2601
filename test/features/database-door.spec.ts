import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../support/test-app.js';

describe('The door of an authority', () => {
  let app: TestApp;
  let westmarch: string;
  const actor = { kind: 'import' as const };
  const agencies = async () =>
    (await app.owner.query('select name from agencies where authority_id = $1 order by name', [westmarch]))
      .rows;

  beforeAll(async () => {
    app = await TestApp.start();
    westmarch = await app.authority('westmarch');
  });
  afterAll(() => app.stop());

  const add = `insert into agencies (authority_id, name, kind) values ($1, $2, 'partner')`;

  it('saves what the work did, and nothing when it throws', async () => {
    await app.database.forAuthority(westmarch, actor, (tx) => tx.rows(add, [westmarch, 'Police']));
    const broken = app.database.forAuthority(westmarch, actor, async (tx) => {
      await tx.rows(add, [westmarch, 'Health']);
      throw new Error('changed my mind');
    });
    await expect(broken).rejects.toThrow('changed my mind');
    expect(await agencies()).toEqual([{ name: 'Police' }]);
  });

  it('does not call saved what the database threw away because a failed statement was caught', async () => {
    const quiet = app.database.forAuthority(westmarch, actor, async (tx) => {
      await tx.rows(add, [westmarch, 'Schools']);
      await tx.rows('select 1 / 0').catch(() => undefined);
    });
    await expect(quiet).rejects.toThrow('nothing was saved');
    expect(await agencies()).toEqual([{ name: 'Police' }]);
  });

  it('refuses what is no authority before it asks the database', async () => {
    await expect(app.database.forAuthority(`' or true`, actor, async () => 1)).rejects.toThrow(
      'id of an authority',
    );
  });

  it('takes a name with a quote for what it is', async () => {
    const odd = { kind: 'import' as const, id: `x', true), set_config('app.authority', ''` };
    await app.database.forAuthority(westmarch, odd, (tx) => tx.rows(add, [westmarch, 'Housing']));
    const { rows } = await app.owner.query(
      `select actor_id from versions where entity = 'agencies' and data->>'name' = 'Housing'`,
    );
    expect(rows).toEqual([{ actor_id: `x', true), set_config('app.authority', ''` }]);
  });
});
