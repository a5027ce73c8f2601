import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AskedPapers } from '../../src/features/packs/paper/asked-papers.service.js';
import { PapersMadeService } from '../../src/features/packs/paper/papers-made.service.js';
import { PapersMaking } from '../../src/features/packs/paper/papers-making.service.js';
import { PapersModule } from '../../src/features/packs/paper/papers.module.js';
import { FilesModule } from '../../src/platform/files/files.module.js';
import { planOfWestmarch, type PlanPeople } from '../support/plan-of-westmarch.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

/** Two dots wide and one high. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGP4z8DAwPAfAAcAAf9+CLHQAAAAAElFTkSuQmCC',
  'base64',
);

let app: TestApp;
let folder: string;
let people: PlanPeople;
let manager: Visitor;
let member: Visitor;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-logo-'));
  app = await TestApp.start({
    modules: [FilesModule.at(`file:${folder}`), PapersModule],
    at: '2026-11-23T09:00:00Z',
  });
  people = (await planOfWestmarch(app)).people;
  manager = await app.signIn(people.manager.email, { authority: 'westmarch' });
  member = await app.signIn(people.member.email, { authority: 'westmarch' });
});
afterAll(async () => {
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

const set = async (content: Buffer, alternative = 'Westmarch County Council') =>
  manager.submit(
    await manager.get('/settings/logo'),
    'Save the logo',
    { alternative },
    { picture: { name: 'logo.png', content } },
  );

describe('the logo of a council', () => {
  it('is refused where it is no picture, has no words or is too large, and what was typed is kept', async () => {
    const broken = await set(Buffer.concat([PICTURE.subarray(0, 40), Buffer.from('no more')]));
    expect(broken.status).toBe(422);
    expect(broken.text).toContain('cannot be put on paper');
    expect(broken.html).toContain('value="Westmarch County Council"');
    expect((await set(Buffer.from('<svg/>'))).text).toContain('must be a PNG or JPEG picture');
    expect((await set(PICTURE, '')).text).toContain('Say in words what the picture says');
    const large = Buffer.concat([PICTURE, Buffer.alloc(500 * 1024)]);
    expect((await set(large)).text).toContain('must be 500 KB or smaller');
  });

  it('stands on Word, PDF and the web page of the plan, with its words, and not in sheets', async () => {
    const saved = await manager.follow(await set(PICTURE));
    expect(saved.text).toContain('The logo stands on papers from now on');
    expect(saved.html).toContain('alt="Westmarch County Council"');
    expect((await member.get('/settings/logo/picture')).status).toBe(200);

    const page = await member.get('/plan/paper/html');
    expect(page.html).toContain(`src="data:image/png;base64,${PICTURE.toString('base64')}"`);
    expect(page.html).toContain('alt="Westmarch County Council"');
    for (const format of ['docx', 'pdf'])
      expect((await member.get(`/plan/paper/${format}`)).status).toBe(200);
    const { paper, tables } = await app.get(AskedPapers).plan(people.member, null);
    expect(paper.logo?.bytes).toEqual(PICTURE);
    expect(tables.logo).toBeUndefined();
  });

  it('stands on a long paper that the worker makes', async () => {
    const asked = await app.get(AskedPapers).plan(people.member, null);
    const id = await app.get(PapersMadeService).ask(people.member, asked, 'html');
    await app.get(PapersMaking).make({ authorityId: people.member.authority.id, paperId: id });
    const { rows } = await app.owner.query('select state from papers_made where id = $1', [id]);
    expect(rows).toEqual([{ state: 'made' }]);
  });

  it('is set by the plan manager alone, and taken away again', async () => {
    expect((await member.get('/settings/logo')).status).toBe(403);
    await manager.submit(await manager.get('/settings/logo'), 'Remove the logo', {});
    expect((await member.get('/plan/paper/html')).html).not.toContain('data:image');
    const { rows } = await app.owner.query('select ended_at is null as "inUse" from logos');
    expect(rows).toEqual([{ inUse: false }]);
  });
});
