import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DocumentsService } from '../../src/features/documents/documents.service.js';
import { ChildProcessReader } from '../../src/features/imports/child-process-reader.js';
import { ImportsService } from '../../src/features/imports/imports.service.js';
import { ReviewService } from '../../src/features/imports/review.service.js';
import { UploadsService } from '../../src/features/imports/uploads.service.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
import type { Person } from '../../src/web/person.js';
import { sampleReport, seedDocuments, startImports } from '../support/imports-app.js';
import type { TestApp } from '../support/test-app.js';

let app: TestApp;
let stop: () => Promise<void>;
let folder: string;
let manager: Person;
let made = 0;

beforeAll(async () => {
  ({ app, stop } = await startImports());
  folder = await mkdtemp(join(tmpdir(), 'tracker-reports-'));
  manager = await app.person({ email: 'plan.manager@westmarch.example', roles: ['plan_manager'] });
});
afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

const fresh = (text = sampleReport()) => Buffer.from(`${text}\n${' '.repeat((made += 1))}\n`);
const importing = (source: string | Buffer, accept = false) =>
  app.get(ImportsService).importFile({
    authorityId: manager.authority.id,
    actor: { kind: 'import' },
    source,
    fileName: 'report.txt',
    accept,
  });
const inThePlan = async (documentId: string) =>
  (
    await app
      .get(RecommendationsService)
      .list(manager, { documentId: [documentId] }, { limit: 200, offset: 0 })
  ).total;

describe('Importing a file in one go', () => {
  it('stores it for review and puts nothing into the plan', async () => {
    const path = join(folder, 'report.txt');
    await writeFile(path, fresh());
    const imported = await importing(path);
    expect(imported).toMatchObject({ recommendations: 4 });
    expect((await app.get(DocumentsService).one(manager, imported.documentId)).state).toBe('to_review');
    expect(await inThePlan(imported.documentId)).toBe(0);
  });

  it('accepts it as it was read when told to', async () => {
    const { documentId } = await importing(fresh(), true);
    expect((await app.get(DocumentsService).one(manager, documentId)).state).toBe('accepted');
    expect(await inThePlan(documentId)).toBe(4);
  });

  it('answers a file that is there already with its document, and changes nothing', async () => {
    const bytes = fresh();
    const first = await importing(bytes);
    const again = await importing(bytes, true);
    expect(again).toMatchObject({ documentId: first.documentId, recommendations: 4 });
    expect(again.warnings.map((warning) => warning.code)).toContain('already_imported');
    expect(await inThePlan(first.documentId)).toBe(0);
  });

  it('reads a file that was uploaded and still waits to be read', async () => {
    const bytes = fresh();
    const { documentId } = await app.get(UploadsService).upload(manager, {
      fileName: 'report.txt',
      bytes,
      publication: 'published',
      receivedOn: null,
    });
    expect(await importing(bytes)).toMatchObject({ documentId, recommendations: 4 });
  });

  it('says that the document names another council', async () => {
    const { warnings } = await importing(fresh(sampleReport('Northmoor Borough Council')), true);
    expect(warnings.map((warning) => warning.code)).toContain('other_authority');
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'empty'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'wrong_type'],
    ['a damaged PDF', Buffer.from('%PDF-1.4 and no more'), 'damaged'],
    ['more than 50 MB', Buffer.alloc(51 * 1024 * 1024, 'a'), 'too_large'],
    ['a file that is not there', '/nowhere/report.pdf', 'not_found'],
    ['a folder', tmpdir(), 'wrong_type'],
  ])('refuses %s and stores nothing', async (_what, source, code) => {
    const count = async () => (await app.owner.query('select count(*)::int n from documents')).rows[0].n;
    const before = await count();
    await expect(importing(source)).rejects.toMatchObject({ status: 422, code });
    expect(await count()).toBe(before);
  });
});

describe('The five documents beside the repository', () => {
  const seeds = seedDocuments();
  if (seeds.length === 0) console.warn('../shared/seeds is not there: importing its documents is skipped');
  (seeds.length === 0 ? it.skip : it).each(seeds)('$name is imported and accepted', async ({ path }) => {
    const imported = await app.get(ImportsService).importFile({
      authorityId: manager.authority.id,
      actor: { kind: 'import' },
      source: path,
      accept: true,
    });
    expect(await inThePlan(imported.documentId)).toBe(imported.recommendations);
    const extraction = await app.get(ReviewService).extraction(manager, imported.documentId);
    expect(extraction.recommendations).toHaveLength(imported.recommendations);
    expect(extraction.document.title).not.toBe('');
    expect(imported.recommendations + imported.findings).toBeGreaterThan(0);
  });
});

describe('The process that reads', () => {
  const program = fileURLToPath(
    new URL('../../dist/src/features/imports/reading-process.js', import.meta.url),
  );
  const built = existsSync(program);
  if (!built) console.warn('The program is not built: the process that reads is not tried');
  const test = built ? it : it.skip;
  const reader = (limits = { seconds: 20, memoryMb: 512 }) => new ChildProcessReader(limits, program);
  const stored = async (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  test('gives back what was found', async () => {
    const outcome = await reader().read(await stored('a', sampleReport()), 'report.txt');
    expect(outcome).toMatchObject({ extraction: { file: 'report.txt' }, paged: false });
  });

  test('gives back why a file cannot be read', async () => {
    const outcome = await reader().read(await stored('b', '%PDF-1.4 no more'), 'report.pdf');
    expect(outcome).toMatchObject({ refused: true, code: 'damaged' });
  });

  test('is ended when it takes too long, and says so', async () => {
    const outcome = await reader({ seconds: 0.02, memoryMb: 512 }).read(
      await stored('c', sampleReport()),
      'report.txt',
    );
    expect(outcome).toMatchObject({ refused: true, code: 'too_slow' });
  });

  test('is ended when it needs too much memory, and says so', async () => {
    const lines = Array.from({ length: 60_000 }, (_, n) => `${n + 1}. Ensure that visit ${n} is recorded.`);
    const path = await stored('d', lines.join('\n'));
    const outcome = await reader({ seconds: 20, memoryMb: 12 }).read(path, 'long.txt');
    expect(outcome).toMatchObject({ refused: true, code: 'too_complex' });
  });

  test('a fault in it is thrown with what it said', async () => {
    await expect(reader().read(join(folder, 'not there'), 'report.txt')).rejects.toThrow('ENOENT');
  });
});
