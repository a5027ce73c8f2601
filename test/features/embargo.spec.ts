import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { Role } from '../../src/domain/access/role.js';
import { ImportsService } from '../../src/features/imports/imports.service.js';
import { PublicationService } from '../../src/features/documents/publication.service.js';
import { sampleReport } from '../support/imports-app.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

/** One made-up word in each place that could be read somewhere. */
const SECRETS = {
  documents: { title: 'Quillfeather review', authority_name: 'Quorndale', file_name: 'quillpaper.txt' },
  recommendations: {
    text: 'Recfernwood must be mended at once',
    theme: 'Themebrookside',
    addressee: 'Addresswickham',
    timescale: 'Timescaledown',
  },
  findings: { text: 'Findmossley was not done', section: 'Sectionholme' },
  judgements: { area: 'Judgeholtby', grade: 'Gradelington' },
} as const;
const WORDS = Object.values(SECRETS).flatMap((columns) => Object.values(columns));

/** Everybody who may not see what is not published. */
const OUTSIDERS: readonly Role[] = [
  'viewer',
  'member',
  'chair',
  'lead_member',
  'adviser',
  'lead',
  'owner',
  'administrator',
];

describe('What came of a document that is not published', () => {
  let app: TestApp;
  let documentId: string;
  let manager: Visitor;
  let routes: string[];
  let ids: string[];
  const outsiders = new Map<Role, Visitor>();

  beforeAll(async () => {
    app = await TestApp.start({ whole: true });
    manager = await app.visitorAs({ email: 'manager@westmarch.example', roles: ['plan_manager'] });
    for (const role of OUTSIDERS) {
      outsiders.set(role, await app.visitorAs({ email: `${role}@westmarch.example`, roles: [role] }));
    }
    ({ documentId } = await app.get(ImportsService).importFile({
      authorityId: await app.authority('westmarch'),
      actor: { kind: 'import' },
      source: Buffer.from(sampleReport()),
      fileName: 'report.txt',
      accept: true,
      publication: 'draft_under_embargo',
    }));
    await tellSecrets();
    const list = await manager.get('/actions');
    await manager.submit(list, 'Draft an action for every recommendation without one');
    routes = getRoutesOf(app);
    ids = await everyId();
  }, 60_000);
  afterAll(() => app.stop());

  it('is there for the plan manager', async () => {
    expect((await manager.get('/documents')).text).toContain(SECRETS.documents.title);
    expect((await manager.get('/recommendations')).text).toContain(SECRETS.recommendations.text);
    expect(routes.length).toBeGreaterThan(60);
  });

  it.each(OUTSIDERS)(
    'is on no page, in no list, file or answer of the API for the %s',
    async (role) => {
      expect(await heardBy(outsiders.get(role)!)).toEqual([]);
    },
    120_000,
  );

  it('is hidden at once when a published document goes back under embargo', async () => {
    const viewer = outsiders.get('viewer')!;
    await setPublication('published');
    expect((await viewer.get('/recommendations')).text).toContain(SECRETS.recommendations.text);
    expect((await viewer.get('/documents')).text).toContain(SECRETS.documents.title);
    await setPublication('not_for_publication');
    expect((await viewer.get('/recommendations')).text).not.toContain(SECRETS.recommendations.text);
    expect((await viewer.get(`/documents/${documentId}`)).status).toBe(404);

    const told = await manager.get(`/documents/${documentId}/publication`);
    expect(told.text).toMatch(/Not for publication ?, before: published/);
    expect(told.text).toMatch(/Published ?, before: draft under embargo/);
  });

  async function setPublication(publication: string) {
    const form = await manager.get(`/documents/${documentId}/publication`);
    expect((await manager.submit(form, 'Save', { publication })).status).toBe(303);
  }

  /** Every place at which somebody reads one of the words, after asking every address in every way. */
  async function heardBy(visitor: Visitor): Promise<string[]> {
    const heard = new Set<string>();
    for (const address of addresses()) {
      const seen = await visitor.get(address);
      if (seen.status >= 500) heard.add(`${address}: ${seen.status}`);
      const said = seen.body.toString('utf8').toLowerCase();
      for (const word of WORDS) {
        // What somebody searches for stands in the field again.
        const echoed = address.includes(encodeURIComponent(word));
        if (!echoed && said.includes(word.toLowerCase())) heard.add(`${address}: ${word}`);
      }
    }
    return [...heard];
  }

  function addresses(): string[] {
    const plain = routes.filter((route) => !route.includes(':'));
    const lists = ['/documents', '/recommendations', '/findings', '/actions', '/api/v1/documents'];
    lists.push('/api/v1/recommendations', '/api/v1/findings', '/api/v1/actions');
    return [
      ...plain,
      ...lists.flatMap((list) => WORDS.slice(0, 4).map((word) => `${list}?q=${encodeURIComponent(word)}`)),
      ...['/recommendations', '/findings', '/api/v1/recommendations', '/api/v1/findings'].map(
        (list) => `${list}?documentId=${documentId}`,
      ),
      `/actions?documentId=${documentId}`,
      ...routes
        .filter((route) => route.includes(':'))
        .flatMap((route) => ids.map((id) => withIds(route, id))),
    ];
  }

  function withIds(route: string, id: string): string {
    return route
      .replace(':entity', 'recommendations')
      .replace(':page', '1')
      .replace(':part', 'recommendation')
      .replace(/documents\/:id/, `documents/${documentId}`)
      .replaceAll(/:\w+/g, id);
  }

  async function everyId(): Promise<string[]> {
    const { rows } = await app.owner.query(
      `(select id from recommendations where document_id = $1 limit 1) union all
       (select id from findings where document_id = $1 limit 1) union all
       (select id from document_items where document_id = $1 limit 1) union all
       select id from documents where id = $1 union all (select id from actions limit 1)`,
      [documentId],
    );
    return rows.map((row: { id: string }) => row.id);
  }

  async function tellSecrets() {
    await app.owner.query('begin');
    await app.owner.query(`select set_config('app.actor', 'migration', true)`);
    for (const [table, columns] of Object.entries(SECRETS)) {
      const set = Object.keys(columns).map((column, at) => `${column} = $${at + 2}`);
      const key = table === 'documents' ? 'id' : 'document_id';
      await app.owner.query(`update ${table} set ${set.join(', ')} where ${key} = $1`, [
        documentId,
        ...Object.values(columns),
      ]);
    }
    await app.owner.query('commit');
  }
});

/** Who may set it, and against which version. */
describe('Saying that a document is published', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ whole: true });
  });
  afterAll(() => app.stop());

  it('is for the plan manager, and never over somebody else’s later word', async () => {
    const { documentId } = await app.get(ImportsService).importFile({
      authorityId: await app.authority('westmarch'),
      actor: { kind: 'import' },
      source: Buffer.from(sampleReport()),
      fileName: 'report.txt',
      accept: false,
    });
    const publication = app.get(PublicationService);
    const manager = await app.person({ email: 'manager@westmarch.example', roles: ['plan_manager'] });
    const director = await app.person({ email: 'director@westmarch.example', roles: ['director'] });
    const { document } = await publication.view(manager, documentId);
    await expect(
      publication.set(director, documentId, document.version, 'not_for_publication'),
    ).rejects.toMatchObject({ status: 403 });
    await publication.set(manager, documentId, document.version, 'not_for_publication');
    await expect(publication.set(manager, documentId, document.version, 'published')).rejects.toMatchObject({
      status: 412,
      currentVersion: document.version + 1,
    });
  });
});

/** Every address that a controller answers a GET at. */
function getRoutesOf(app: TestApp): string[] {
  const routes: string[] = [];
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prefixes = [Reflect.getMetadata(PATH_METADATA, metatype) ?? ''].flat() as string[];
      for (const name of Object.getOwnPropertyNames(metatype.prototype)) {
        const handler: unknown = metatype.prototype[name];
        if (typeof handler !== 'function') continue;
        if (Reflect.getMetadata(METHOD_METADATA, handler) !== RequestMethod.GET) continue;
        const paths = [Reflect.getMetadata(PATH_METADATA, handler) ?? ''].flat() as string[];
        for (const prefix of prefixes) {
          for (const path of paths) {
            routes.push(`/${prefix}/${path}`.replaceAll(/\/{2,}/g, '/').replace(/(.)\/$/, '$1'));
          }
        }
      }
    }
  }
  return routes.filter((route) => !route.includes('*'));
}
