import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
import { CommentaryService } from '../../src/features/packs/commentary.service.js';
import { PackIssuingService } from '../../src/features/packs/pack-issuing.service.js';
import { AskedPapers } from '../../src/features/packs/paper/asked-papers.service.js';
import { FILE_FORMATS, isLong } from '../../src/features/packs/paper/paper-file.js';
import { PapersMadeService } from '../../src/features/packs/paper/papers-made.service.js';
import { PapersMaking } from '../../src/features/packs/paper/papers-making.service.js';
import { PapersModule } from '../../src/features/packs/paper/papers.module.js';
import { ReportService } from '../../src/features/packs/paper/report.service.js';
import { PacksService } from '../../src/features/packs/packs.service.js';
import { RestrictionsService } from '../../src/features/plans/restrictions.service.js';
import { FilesModule } from '../../src/platform/files/files.module.js';
import { JobQueues } from '../../src/platform/queues/job-queues.js';
import { planOfWestmarch, publishedAction, type PlanPeople } from '../support/plan-of-westmarch.js';
import { strictCsv } from '../support/paper-readers.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let folder: string;
let people: PlanPeople;
let packId: string;
let member: Visitor;
let manager: Visitor;

const SECRET = 'A restricted matter';
const waiting = () => app.get(PapersMaking);
const asked = () => app.get(PapersMadeService);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-papers-made-'));
  app = await TestApp.start({
    modules: [FilesModule.at(`file:${folder}`), PapersModule],
    at: '2026-11-23T09:00:00Z',
  });
  const plan = await planOfWestmarch(app);
  people = plan.people;
  await publishedAction(app, people, {
    title: '=See every child',
    recommendationIds: [plan.recommendationIds[0]!],
  });
  const secret = await publishedAction(app, people, { title: SECRET });
  await app.get(RestrictionsService).set(people.manager, 'actions', secret, true);
  const boardId = await app
    .get(BoardsService)
    .add(people.manager, { name: 'Improvement board', kind: 'improvement' });
  const meetingId = await app
    .get(MeetingsService)
    .add(people.manager, { boardId, meetsOn: localDate('2026-12-14'), paperDeadline: null, place: null });
  packId = await app.get(PacksService).begin(people.manager, meetingId);
  await app.get(PacksService).openForCommentary(people.manager, packId);
  for (const person of [people.director, people.lead]) {
    const words = { better: 'Children are seen sooner', worries: 'Few staff', asks: 'Patience' };
    await app.get(CommentaryService).write(person, packId, words, null);
  }
  [member, manager] = await Promise.all(
    [people.member, people.manager].map(({ email }) => app.signIn(email, { authority: 'westmarch' })) as [
      Promise<Visitor>,
      Promise<Visitor>,
    ],
  );
}, 60_000);
afterAll(async () => {
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('A pack as a file', () => {
  it('is for those who make it, before it is issued', async () => {
    expect((await manager.get(`/packs/${packId}/paper/csv`)).status).toBe(200);
    expect((await member.get(`/packs/${packId}/paper/csv`)).status).toBe(404);
  });

  it('comes in every format once it is issued, named after it', async () => {
    await app.get(PacksService).clear(people.director, packId, '');
    await app.get(PackIssuingService).issue(people.manager, packId);
    for (const format of FILE_FORMATS) {
      const got = await member.get(`/packs/${packId}/paper/${format}`);
      expect(got.status).toBe(200);
      expect(got.headers.get('content-disposition')).toContain(
        `westmarch-pack-1-part-1-2026-11-23.${format}`,
      );
    }
    expect((await member.get(`/packs/${packId}/paper/gif`)).status).toBe(404);
  });

  it('has restricted items only in Part 2, for who may read them', async () => {
    expect((await manager.get(`/packs/${packId}/paper/csv`)).html).not.toContain(SECRET);
    expect((await manager.get(`/packs/${packId}/paper/csv?part=2`)).html).toContain(SECRET);
    const viewer = await app.signIn(people.viewer.email, { authority: 'westmarch' });
    expect((await viewer.get(`/packs/${packId}/paper/csv`)).status).toBe(200);
    expect((await viewer.get(`/packs/${packId}/paper/csv?part=2`)).status).toBe(403);
  });

  it('says as JSON and CSV the same figures', async () => {
    const json = JSON.parse((await member.get(`/packs/${packId}/paper/json`)).html) as {
      total: number;
      complete: number;
      counts: object;
    };
    const csv = strictCsv((await member.get(`/packs/${packId}/paper/csv`)).html.replace(/^\uFEFF/, ''));
    expect(json).toMatchObject({ total: 1, complete: 0, authority: 'westmarch' });
    expect(csv.flat()).toContain('0 of 1 action complete; there was no pack before this one.');
  });

  it('is had over the API as well', async () => {
    const headers = { authorization: `Bearer ${await app.token(people.member.email)}` };
    const got = await app.visitor().call('GET', `/api/v1/packs/${packId}/papers/csv`, undefined, headers);
    expect(got.status).toBe(200);
    expect((await app.visitor().call('GET', '/api/v1/plan/papers/json', undefined, headers)).status).toBe(
      200,
    );
  });
});

describe('The plan as a file', () => {
  it('is a row for each action in the workbook, in the order of recommendations', async () => {
    const { tables } = await app.get(AskedPapers).plan(people.manager, null);
    const { writePaper } = await import('../../src/platform/papers/paper-formats.js');
    const [, plan] = await readXlsxFile(await writePaper(tables, 'xlsx'));
    const [header, ...rows] = plan!.data;
    const titles = rows.map((row) => row[header!.indexOf('Title')]);
    expect(titles).toEqual(['=See every child', 'No action yet', 'No action yet', SECRET]);
    expect(rows[0]![header!.indexOf('Due date')]).toBeInstanceOf(Date);
  });

  it('leaves out for a viewer what is restricted, and says how much', async () => {
    const { paper, data } = await app.get(AskedPapers).plan(people.viewer, null);
    expect(JSON.stringify([paper, data])).not.toContain(SECRET);
    expect(JSON.stringify(paper)).toContain(
      'Left out, because they are restricted: 0 recommendations, 1 action.',
    );
  });
});

describe('A long paper', () => {
  let id: string;

  it('is one with more than a thousand rows, in Word or PDF', async () => {
    const short = await app.get(AskedPapers).plan(people.manager, null);
    const rows = Array.from({ length: 1_001 }, () => ['x']);
    const table = {
      kind: 'table' as const,
      caption: 'Long',
      columns: [{ header: 'A', type: 'text' as const }],
      rows,
      empty: '',
    };
    const long = { ...short, paper: { ...short.paper, blocks: [table] } };
    expect([isLong(short, 'pdf'), isLong(long, 'pdf'), isLong(long, 'docx'), isLong(long, 'csv')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('is asked for on the page of the plan, waits, and says so', async () => {
    id = await asked().ask(people.member, await app.get(AskedPapers).plan(people.member, null), 'pdf');
    const page = await member.get(`/papers/${id}`);
    expect(page.heading).toBe('The PDF file is being made');
    expect((await member.get(`/papers/${id}/file`)).status).toBe(409);
    expect((await app.get(JobQueues).counts('papers')).waiting).toBe(1);
  });

  it('is made once, however often the worker is told', async () => {
    const authorityId = people.member.authority.id;
    await Promise.all([1, 2].map(() => waiting().make({ authorityId, paperId: id })));
    const page = await member.get(`/papers/${id}`);
    expect(page.heading).toBe('The PDF file is ready');
    const { bytes, paper } = await asked().file(people.member, id);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(paper.fileName).toBe('plan-westmarch-2026-11-23.pdf');
  });

  it('is nobody else’s', async () => {
    await expect(asked().one(people.manager, id)).rejects.toMatchObject({ status: 404 });
    expect((await manager.get(`/papers/${id}/file`)).status).toBe(404);
  });

  it('is asked for again where the queue forgot it, and let go after a week', async () => {
    const forgotten = await asked().ask(
      people.member,
      await app.get(AskedPapers).plan(people.member, null),
      'docx',
    );
    await app.owner.query(`update papers_made set asked_at = $2 where id = $1`, [
      forgotten,
      '2026-11-23T08:50:00Z',
    ]);
    await app.owner.query(`update papers_made set asked_at = $2 where id = $1`, [id, '2026-11-16T08:50:00Z']);
    await waiting().lookAfter();
    expect((await asked().one(people.member, id)).state).toBe('expired');
    await expect(asked().file(people.member, id)).rejects.toMatchObject({ code: 'not_made' });
    expect((await asked().one(people.member, forgotten)).state).toBe('waiting');
  });
});

describe('The report of the command line', () => {
  it('is the plan as it is now, or the pack of a number; without what is restricted', async () => {
    const { id, slug } = people.member.authority;
    const now = await app.get(ReportService).standing({ id, slug });
    expect(now.data).toMatchObject({ authority: 'westmarch', asAt: '2026-11-23', pack: null, total: 1 });
    expect(JSON.stringify(now)).not.toContain(SECRET);
    const pack = await app.get(ReportService).pack({ id, slug }, 1);
    expect(pack!.data).toMatchObject({ authority: 'westmarch', total: 1, pack: 1 });
    expect(await app.get(ReportService).pack({ id, slug }, 9)).toBeNull();
  });
});
