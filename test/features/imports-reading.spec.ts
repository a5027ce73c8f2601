import { readdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalDate } from '../../src/domain/calendar/local-date.js';
import { DocumentsService } from '../../src/features/documents/documents.service.js';
import { WithdrawalService } from '../../src/features/imports/withdrawal.service.js';
import { AcceptanceService } from '../../src/features/imports/acceptance.service.js';
import { ReadingQueue } from '../../src/features/imports/reading-queue.js';
import { ReviewService } from '../../src/features/imports/review.service.js';
import { UploadsService } from '../../src/features/imports/uploads.service.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { JobQueues } from '../../src/platform/queues/job-queues.js';
import { sampleReport } from '../support/imports-app.js';
import { all, ImportsScene } from '../support/imports-scene.js';

let scene: ImportsScene;

beforeAll(async () => {
  scene = await ImportsScene.start();
});
afterAll(() => scene.stop());

describe('Uploading a document', () => {
  it('stores the file as it came and asks for it to be read', async () => {
    const before = (await scene.app.get(JobQueues).counts('reading')).waiting;
    const text = scene.freshText();
    const documentId = await scene.upload(text);

    const document = await scene.app.get(DocumentsService).one(scene.manager, documentId);
    expect(document).toMatchObject({
      state: 'reading',
      title: 'report',
      fileName: 'report.txt',
      mediaType: 'text/plain; charset=utf-8',
      byteSize: Buffer.byteLength(text),
      uploadedBy: scene.manager.personId,
    });
    const { content } = await scene.app.get(DocumentsService).original(scene.manager, documentId);
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe(text);
    expect((await scene.app.get(JobQueues).counts('reading')).waiting).toBe(before + 1);
  });

  it('leads to the document that is there when the same file comes again, and keeps no second copy', async () => {
    const text = scene.freshText();
    const first = await scene.upload(text);
    const files = (await readdir(scene.folder, { recursive: true })).length;
    const again = await scene.app.get(UploadsService).upload(scene.manager, {
      fileName: 'another name.txt',
      bytes: Buffer.from(text),
      publication: 'published',
      receivedOn: null,
    });
    expect(again).toEqual({ documentId: first, already: true });
    expect((await readdir(scene.folder, { recursive: true })).length).toBe(files);
  });

  it('makes one document of the same file sent twice at the same moment', async () => {
    const text = scene.freshText();
    const ids = await Promise.all([scene.upload(text), scene.upload(text), scene.upload(text)]);
    expect(new Set(ids).size).toBe(1);
  });

  it('takes the same file of two authorities for two documents', async () => {
    const text = scene.freshText();
    const ours = await scene.upload(text);
    const theirs = await scene.upload(text, {}, scene.stranger);
    expect(theirs).not.toBe(ours);
    await expect(scene.app.get(DocumentsService).one(scene.stranger, ours)).rejects.toMatchObject({
      status: 404,
    });
  });

  it.each([
    ['nothing at all', Buffer.alloc(0), 'The selected file is empty'],
    ['half a Word file', Buffer.from('504b030414000600', 'hex'), 'cut off or damaged'],
    ['a picture', Buffer.from('89504e470d0a1a0a00000000', 'hex'), 'The selected file is a picture'],
    ['60 MB', Buffer.alloc(60 * 1024 * 1024, 'a'), 'must be 50 MB or smaller'],
  ])('refuses %s beside the field', async (_what, bytes, message) => {
    await expect(scene.upload(bytes)).rejects.toMatchObject({
      status: 422,
      errors: [{ field: 'file', message: expect.stringContaining(message) }],
    });
  });

  it('refuses a file that is not what arrived', async () => {
    await expect(scene.upload(undefined, { sha256: 'f'.repeat(64) })).rejects.toMatchObject({
      code: 'changed',
      errors: [{ field: 'file', message: expect.stringContaining('changed while it was being sent') }],
    });
  });

  it('takes several files at once, or none of them', async () => {
    const uploads = scene.app.get(UploadsService);
    const file = (fileName: string, bytes = Buffer.from(scene.freshText())) => ({
      fileName,
      bytes,
      publication: 'published' as const,
      receivedOn: null,
    });
    const documents = scene.app.get(DocumentsService);
    const before = (await documents.list(scene.manager, {}, all)).total;
    const picture = Buffer.from('89504e470d0a1a0a00000000', 'hex');
    await expect(
      uploads.uploadAll(scene.manager, [file('a.txt'), file('b.pdf', picture)]),
    ).rejects.toMatchObject({ errors: [{ field: 'file', message: expect.stringMatching(/^b\.pdf: /) }] });
    expect((await documents.list(scene.manager, {}, all)).total).toBe(before);

    expect(await uploads.uploadAll(scene.manager, [file('a.txt'), file('b.txt')])).toHaveLength(2);
    expect((await documents.list(scene.manager, {}, all)).total).toBe(before + 2);
  });

  it('refuses a date of receipt in the future', async () => {
    await expect(scene.upload(undefined, { receivedOn: '2026-11-24' as LocalDate })).rejects.toMatchObject({
      errors: [{ field: 'receivedOn', message: 'The date it was received must be today or in the past' }],
    });
  });

  it('is for the plan manager alone', async () => {
    await expect(scene.upload(undefined, {}, scene.viewer)).rejects.toMatchObject({ status: 403 });
  });
});

describe('Reading a document', () => {
  it('lays out what was found for review, beside the text it was found in', async () => {
    const documentId = await scene.uploadAndRead();
    const { document, judgements, recommendations, counts } = await scene.overview(documentId);

    expect(document).toMatchObject({
      state: 'to_review',
      kind: 'sif_inspection',
      authorityName: 'Westmarch County Council',
      inspectedFrom: '2026-03-03',
      inspectedTo: '2026-03-26',
      publishedOn: '2026-05-12',
      // 70 working days after 20 November 2026.
      planDueOn: '2027-03-03',
      planDueBasis: 'proposed',
    });
    expect(judgements.map((it) => [it.area, it.grade])).toContainEqual([
      'Children looked after and achieving permanence',
      'Requires improvement',
    ]);
    expect(recommendations.map((it) => it.number)).toEqual(['1', '2', '3', '4']);
    expect(recommendations[3]).toMatchObject({ addressee: 'Local authority', paragraphRefs: ['21'] });
    expect(counts).toMatchObject({ recommendations: 4, priorityActions: 0, leftOut: 0 });

    const first = recommendations[0]!;
    const { pages } = await scene.app.get(ReviewService).item(scene.manager, documentId, first.id);
    expect(pages[0]!.lines[first.fromLine! - 1]).toContain('Ensure that every referral');
  });

  it('puts nothing into the plan', async () => {
    const documentId = await scene.uploadAndRead();
    const { total } = await scene.app
      .get(RecommendationsService)
      .list(scene.manager, { documentId: [documentId] }, all);
    expect(total).toBe(0);
  });

  it('may run twice and changes nothing the second time', async () => {
    const documentId = await scene.uploadAndRead();
    const before = await scene.overview(documentId);
    await Promise.all([scene.read(documentId), scene.read(documentId)]);
    expect(await scene.overview(documentId)).toEqual(before);
  });

  it('refuses a stored file that is no longer the one received', async () => {
    const documentId = await scene.upload();
    const { storedAs } = await scene.app.get(DocumentsService).one(scene.manager, documentId);
    const place = scene.app.get(FileStore).placeOf(storedAs);
    await writeFile(place, 'Something else');
    await scene.read(documentId);
    expect(await scene.app.get(DocumentsService).one(scene.manager, documentId)).toMatchObject({
      state: 'unreadable',
      refusalCode: 'changed',
    });
  });

  it('is asked for again when a crash left the document waiting', async () => {
    const documentId = await scene.upload();
    await scene.app.owner.query(
      `begin; select set_config('app.actor', 'migration', true);
       update documents set created_at = now() - interval '10 minutes' where id = '${documentId}'; commit`,
    );
    expect(await scene.app.get(ReadingQueue).requeueLeftReading()).toBeGreaterThan(0);
    await scene.read(documentId);
    expect((await scene.overview(documentId)).recommendations).toHaveLength(4);
  });

  it.each([
    ['a file that only says it is a PDF', '%PDF-1.7\nnothing that follows is one'],
    ['text that is only blank lines', '\n\n   \n'],
  ])('says why %s cannot be read and what to do', async (_what, text) => {
    const documentId = await scene.uploadAndRead(scene.freshText(text));
    const document = await scene.app.get(DocumentsService).one(scene.manager, documentId);
    expect(document.state).toBe('unreadable');
    expect(document.refusalMessage).toMatch(/^report\.txt .+: .+\.$/);
    await expect(scene.overview(documentId)).rejects.toMatchObject({ status: 409 });
  });

  it('lets an unreadable document be tried again or taken away, and its file be sent anew', async () => {
    const text = scene.freshText('%PDF-1.7\nbroken');
    const documentId = await scene.uploadAndRead(text);
    await scene.app.get(UploadsService).readAgain(scene.manager, documentId);
    expect((await scene.app.get(DocumentsService).one(scene.manager, documentId)).state).toBe('reading');
    await scene.read(documentId);
    await scene.app.get(WithdrawalService).withdraw(scene.manager, documentId, 'Wrong file');
    expect(await scene.upload(text)).not.toBe(documentId);
  });

  it('takes a report without recommendations for an answer', async () => {
    const documentId = await scene.uploadAndRead(
      scene.freshText('A short letter.\n\nWe visited and asked for nothing.\n'),
    );
    const { document, counts } = await scene.overview(documentId);
    expect(document.state).toBe('to_review');
    expect(counts.recommendations).toBe(0);
    expect(document.planDueOn).toBeNull();
  });

  it('warns when the document names another council, and accepts it all the same', async () => {
    const documentId = await scene.uploadAndRead(scene.freshText(sampleReport('Northmoor Borough Council')));
    const { document } = await scene.overview(documentId);
    expect(document.warnings).toContainEqual({
      code: 'other_authority',
      message: 'This document names Northmoor Borough Council, but this plan is that of Westmarch Council.',
    });
    await scene.app.get(AcceptanceService).accept(scene.manager, documentId, null);
    expect((await scene.app.get(DocumentsService).one(scene.manager, documentId)).state).toBe('accepted');
  });
});
