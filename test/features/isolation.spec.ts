import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DemonstrationService } from '../../src/features/administration/demonstration/demonstration.service.js';
import { SampleDataModule } from '../../src/features/administration/demonstration/sample-data.module.js';
import { ROLES } from '../../src/domain/access/role.js';
import { tableRights } from '../../src/platform/database/grants.js';
import { routesOf, type Route } from '../support/routes.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

/** Addresses tried at one moment. */
const SIDE_BY_SIDE = 8;

const tenantTables = Object.keys(tableRights).filter((table) => table !== 'authorities');

/** Somebody of Northmoor with every role there, against everything of Westmarch. */
describe('Neither authority sees the other', () => {
  let app: TestApp;
  let westmarch: string;
  let northmoor: string;
  let stranger: Visitor;
  let bearer: Record<string, string>;
  let routes: Route[];
  let formToken: string;
  /** Every id of Westmarch, and what nobody else may read: names, texts, ids. */
  let theirIds: Map<string, string[]>;
  let secrets: string[];

  beforeAll(async () => {
    app = await TestApp.start({ whole: true, modules: [SampleDataModule] });
    await app.get(DemonstrationService).load(app.clock, 'a password for the demonstration');
    westmarch = await app.authority('westmarch');
    northmoor = await app.authority('northmoor');
    const email = 'stranger@northmoor.example';
    stranger = await app.visitorAs({ email, roles: [...ROLES], authority: 'northmoor' });
    bearer = { authorization: `Bearer ${await app.token(email, 'northmoor')}` };
    routes = routesOf(app);
    const page = await stranger.get('/board');
    formToken = page.forms[0]?.fields.find(([name]) => name === '_csrf')?.[1] ?? '';
    expect(formToken).not.toBe('');
    theirIds = new Map();
    for (const table of tenantTables) theirIds.set(table, await idsOf(table));
    secrets = await secretsOf();
  }, 60_000);

  afterAll(() => app.stop());

  describe('in the database, as the role of the application', () => {
    let asApp: pg.Client;
    beforeAll(async () => {
      asApp = new pg.Client({ connectionString: app.testDatabase.appUrl });
      await asApp.connect();
    });
    afterAll(() => asApp.end());

    async function asNorthmoor<T>(work: () => Promise<T>): Promise<T> {
      await asApp.query('begin');
      try {
        await asApp.query(
          `select set_config('app.authority', $1, true), set_config('app.actor', 'import', true)`,
          [northmoor],
        );
        return await work();
      } finally {
        await asApp.query('rollback');
      }
    }

    it.each(tenantTables)('%s shows only rows of the authority asked for', async (table) => {
      const { rows } = await asNorthmoor(() =>
        asApp.query(`select count(*)::int as n from ${table} where authority_id <> $1`, [northmoor]),
      );
      expect(rows[0].n).toBe(0);
    });

    it.each(tenantTables.filter((table) => tableRights[table]?.insert))(
      '%s takes no row for the other authority',
      async (table) => {
        const row = await someRowOf(table);
        await expect(
          asNorthmoor(() =>
            asApp.query(
              `insert into ${table} select r.* from jsonb_populate_record(null::${table}, $1::jsonb) r`,
              [JSON.stringify(row)],
            ),
          ),
        ).rejects.toThrow(/row-level security/);
      },
    );

    it.each(tenantTables.filter((table) => tableRights[table]?.update === true))(
      '%s lets no row of the other authority be changed or taken over',
      async (table) => {
        const changed = await asNorthmoor(() =>
          asApp.query(`update ${table} set authority_id = authority_id where authority_id = $1`, [westmarch]),
        );
        expect(changed.rowCount).toBe(0);
      },
    );

    it('a query without an authority fails loudly instead of finding nothing', async () => {
      await expect(asApp.query('select count(*) from actions')).rejects.toThrow(/app\.authority|uuid/);
    });

    it('a change without a name fails loudly', async () => {
      await asApp.query('begin');
      await asApp.query(`select set_config('app.authority', $1, true)`, [northmoor]);
      await expect(
        asApp.query(`update plans set title = title || '.' where authority_id = $1`, [northmoor]),
      ).rejects.toThrow(/nobody is named|unrecognized configuration parameter/);
      await asApp.query('rollback');
    });
  });

  describe('over HTTP', () => {
    it('knows every route it tries', () => {
      expect(routes.length).toBeGreaterThan(50);
      expect(routes.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['/actions/:id', '/api/v1/actions/:id']),
      );
    });

    it('no page or list names anything of the other authority', async () => {
      const told: string[] = [];
      for (const { method, path } of routes.filter(({ path }) => !path.includes(':'))) {
        if (method !== 'GET') continue;
        const seen = await ask(method, path);
        told.push(
          ...secrets.filter((secret) => seen.html.includes(secret)).map((secret) => `${path}: ${secret}`),
        );
      }
      expect(told).toEqual([]);
    });

    it('no address of the other authority answers, and nothing there changes', async () => {
      const before = await fingerprint();
      const wrong: string[] = [];
      const left = routes
        .filter((route) => route.path.includes(':'))
        .flatMap(({ method, path }) => addressesOf(path).map((address) => ({ method, path, address })));
      const tryNext = async (): Promise<void> => {
        for (let next = left.pop(); next !== undefined; next = left.pop()) {
          const { method, path, address } = next;
          const seen = await ask(method, address);
          const refused = seen.status >= 400 && seen.status < 500;
          const told = secrets.find((secret) => seen.html.includes(secret) && !address.includes(secret));
          if (!refused || told !== undefined) wrong.push(`${method} ${path} ${seen.status} ${told ?? ''}`);
        }
      };
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, tryNext));
      expect([...new Set(wrong)]).toEqual([]);
      expect(await fingerprint()).toEqual(before);
    }, 120_000);
  });

  async function ask(method: Route['method'], path: string) {
    if (path.startsWith('/api/')) {
      const body = method === 'GET' ? undefined : { title: 'Taken over', publish: true };
      return stranger.call(method, path, body, { ...bearer, 'if-match': '"1"' });
    }
    if (method === 'GET') return stranger.get(path);
    const headers = { origin: stranger.base, 'sec-fetch-site': 'same-origin' };
    return stranger.post(
      path,
      { _csrf: formToken, version: '1', title: 'Taken over', reason: 'None' },
      headers,
    );
  }

  /**
   * The route with ids of Westmarch in every place: of each table that the word before the place names, and where it
   * names none of every table.
   */
  function addressesOf(path: string): string[] {
    const words = path.split('/');
    const choices = words.map((word, at) =>
      word.startsWith(':') ? samplesFor(words[at - 1] ?? '') : [word],
    );
    const most = Math.max(...choices.map((choice) => choice.length));
    return Array.from({ length: most }, (_, n) =>
      choices.map((choice) => choice[n % choice.length]).join('/'),
    );
  }

  function samplesFor(word: string): string[] {
    const stem = word.replaceAll('-', '_').replace(/(ies|s)$/, '');
    const sampleOf = (tables: [string, string[]][]) => tables.flatMap(([, ids]) => ids.slice(0, 1));
    const all = [...theirIds].filter(([, ids]) => ids.length > 0);
    const named = all.filter(([table]) => stem.length > 2 && table.includes(stem));
    return sampleOf(named.length > 0 ? named : all);
  }

  async function idsOf(table: string): Promise<string[]> {
    const has = await app.owner.query(
      `select 1 from information_schema.columns where table_name = $1 and column_name = 'id'`,
      [table],
    );
    if (has.rowCount === 0) return [];
    const { rows } = await app.owner.query(
      `select id from ${table} where authority_id = $1 order by id limit 50`,
      [westmarch],
    );
    return rows.map((row: { id: string }) => row.id);
  }

  async function secretsOf(): Promise<string[]> {
    const { rows } = await app.owner.query(
      `select title as text from actions where authority_id = $1 union all
       select text from recommendations where authority_id = $1 union all
       select name from people where authority_id = $1 union all
       select what_changed from progress_updates where authority_id = $1`,
      [westmarch],
    );
    return [...rows.map((row: { text: string }) => row.text), ...[...theirIds.values()].flat()];
  }

  async function someRowOf(table: string): Promise<object> {
    const { rows } = await app.owner.query(
      `select to_jsonb(t) as row from ${table} t where authority_id = $1 limit 1`,
      [westmarch],
    );
    return rows[0]?.row ?? { authority_id: westmarch };
  }

  async function fingerprint(): Promise<Record<string, string>> {
    const prints: Record<string, string> = {};
    for (const table of tenantTables) {
      const { rows } = await app.owner.query(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as print from ${table} t where authority_id = $1`,
        [westmarch],
      );
      prints[table] = rows[0].print;
    }
    return prints;
  }
});
