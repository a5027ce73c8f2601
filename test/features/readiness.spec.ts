import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadinessModule } from '../../src/features/findings/readiness/readiness.module.js';
import {
  LARGEST_DOWNLOAD,
  ReadinessService,
} from '../../src/features/findings/readiness/readiness.service.js';
import { EvidenceService } from '../../src/features/evidence/evidence.service.js';
import { MeasuresModule } from '../../src/features/measures/measures.module.js';
import { ZipArchive } from '../../src/platform/spreadsheets/zip-archive.js';
import { begun, completionScene, item, proven, type Scene } from '../support/completion-scene.js';

let scene: Scene;
let actionId: string;
const THEME = { theme: 'Supervision' };
const REPORT = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');

beforeAll(async () => {
  scene = await completionScene({ modules: [MeasuresModule, ReadinessModule] });
  const { app, people, recommendationIds } = scene;
  await asMigration(
    `update recommendations set theme = 'Supervision' where authority_id = $1 and id = any($2)`,
    [recommendationIds.slice(0, 2)],
  );
  actionId = await begun(scene, { recommendationIds: [recommendationIds[1]!] });
  await proven(scene, actionId, ['audit']);
  const evidence = app.get(EvidenceService);
  const kept = await evidence.supply(
    people.owner,
    [actionId],
    { ...item('data'), form: 'file', link: null },
    { fileName: 'Visits: October.pdf', bytes: REPORT },
  );
  await evidence.decide(people.quality, kept, { accept: true, reason: 'Seen', actionId, fileNumber: 1 });
  await evidence.supply(people.owner, [actionId], {
    ...item('staff'),
    shows: 'Not looked at yet',
  });
});
afterAll(() => scene.app.stop());

function asMigration(sql: string, values: unknown[]): Promise<unknown> {
  return scene.app.database.forAuthority(scene.people.manager.authority.id, { kind: 'migration' }, (tx) =>
    tx.rows(sql, [tx.authorityId, ...values]),
  );
}

const read = (area: Parameters<ReadinessService['read']>[1] = THEME, person = scene.people.viewer) =>
  scene.app.get(ReadinessService).read(person, area);

describe('Ready for a visit', () => {
  it('holds the recommendations of the area, their actions, and what was accepted', async () => {
    const ready = await read();
    expect(ready.rows.map(({ id }) => id)).toEqual(scene.recommendationIds.slice(0, 2));
    expect([...ready.actions.keys()]).toEqual([actionId]);
    expect([...ready.evidence.values()].map(({ shows }) => shows)).not.toContain('Not looked at yet');
    expect([...ready.fileNames.values()]).toEqual(['evidence/001 Visits_ October.pdf']);
    expect(ready.fileBytes).toBe(REPORT.length);
  });

  it('finds an area in a visit’s own words', async () => {
    expect((await read({ area: 'the supervision of social workers' })).rows).toHaveLength(2);
    expect((await read({ area: 'adoption' })).rows).toEqual([]);
  });

  it('packs the page and the accepted files', async () => {
    const ready = await read();
    const pieces: Buffer[] = [];
    for await (const piece of scene.app.get(ReadinessService).archive(ready, '<p>index</p>'))
      pieces.push(piece as Buffer);
    const zip = ZipArchive.of(Buffer.concat(pieces));
    expect([...zip.entries.keys()]).toEqual(['index.html', 'evidence/001 Visits_ October.pdf']);
    const packed: Buffer[] = [];
    for await (const piece of zip.pieces([...zip.entries.values()][1]!, 10_000)) packed.push(piece);
    expect(Buffer.concat(packed)).toEqual(REPORT);
  });

  it('refuses more than 250 MB before the first byte, and says how much it is', async () => {
    const ready = { ...(await read()), fileBytes: LARGEST_DOWNLOAD + 1 };
    expect(() => scene.app.get(ReadinessService).archive(ready, '')).toThrow(
      'The files of this area are 251 MB together, more than 250 MB. Choose a narrower area',
    );
  });

  it('leaves restricted items out and counts them, also for somebody who may see them', async () => {
    await asMigration(`update actions set restricted = true where authority_id = $1 and id = $2`, [actionId]);
    for (const person of [scene.people.viewer, scene.people.manager]) {
      const ready = await read(THEME, person);
      expect([ready.actions.size, ready.evidence.size, ready.fileBytes, ready.leftOut]).toEqual([0, 0, 0, 1]);
    }
    await asMigration(`update actions set restricted = false where authority_id = $1 and id = $2`, [
      actionId,
    ]);
  });

  it('leaves out what is under embargo, also for somebody who may see it', async () => {
    await asMigration(`update documents set publication = 'draft_under_embargo' where authority_id = $1`, []);
    expect((await read(THEME, scene.people.manager)).rows).toEqual([]);
    await asMigration(`update documents set publication = 'published' where authority_id = $1`, []);
  });

  it('is refused to those who do not read the whole plan', async () => {
    const administrator = await scene.app.person({
      email: 'admin@westmarch.example',
      roles: ['administrator'],
    });
    await expect(read(THEME, administrator)).rejects.toMatchObject({ status: 403 });
  });
});
