import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalDate } from '../../src/domain/calendar/local-date.js';
import { AcceptanceService } from '../../src/features/imports/acceptance.service.js';
import { DocumentFactsService } from '../../src/features/imports/document-facts.service.js';
import type { DocumentItem } from '../../src/features/imports/document-item.entity.js';
import { ItemSurgery } from '../../src/features/imports/item-surgery.service.js';
import type { ItemValues } from '../../src/features/imports/item-values.js';
import { ReadingQueue } from '../../src/features/imports/reading-queue.js';
import { ReadingService } from '../../src/features/imports/reading.service.js';
import { ReviewService } from '../../src/features/imports/review.service.js';
import { UploadsService } from '../../src/features/imports/uploads.service.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
import { DocumentsService } from '../../src/features/documents/documents.service.js';
import { FindingsService } from '../../src/features/findings/findings.service.js';
import { HistoryService } from '../../src/features/history/history.service.js';
import { JobQueues } from '../../src/platform/queues/job-queues.js';
import type { Person } from '../../src/web/person.js';
import { readHere, sampleReport, startImports } from '../support/imports-app.js';
import type { TestApp } from '../support/test-app.js';

let app: TestApp;
let folder: string;
let stop: () => Promise<void>;
let manager: Person;
let viewer: Person;
let stranger: Person;
const all = { limit: 200, offset: 0 };
let made = 0;

beforeAll(async () => {
  ({ app, folder, stop } = await startImports());
  manager = await app.person({ email: 'plan.manager@westmarch.example', roles: ['plan_manager'] });
  viewer = await app.person({ email: 'viewer@westmarch.example', roles: ['viewer'] });
  stranger = await app.person({
    email: 'plan.manager@northmoor.example',
    roles: ['plan_manager'],
    authority: 'northmoor',
  });
});
afterAll(() => stop());

/** Another file each time, saying the same. */
const freshText = (text = sampleReport()) => `${text}\n${' '.repeat((made += 1))}\n`;

async function upload(
  text: string | Buffer = freshText(),
  changes: Partial<Parameters<UploadsService['upload']>[1]> = {},
  person = manager,
): Promise<string> {
  const { documentId } = await app.get(UploadsService).upload(person, {
    fileName: 'report.txt',
    bytes: Buffer.from(text),
    publication: 'published',
    receivedOn: '2026-11-20' as LocalDate,
    ...changes,
  });
  return documentId;
}

async function read(documentId: string, person = manager): Promise<void> {
  await app.get(ReadingService).read(person.authority.id, documentId, readHere);
}

async function uploadAndRead(...given: Parameters<typeof upload>): Promise<string> {
  const documentId = await upload(...given);
  await read(documentId, given[2]);
  return documentId;
}

const overview = (documentId: string) => app.get(ReviewService).overview(manager, documentId);
const recommendationsIn = async (documentId: string) =>
  (await overview(documentId)).recommendations.filter((item) => !item.leftOut);

const valuesOf = (item: DocumentItem, changes: Partial<ItemValues> = {}): ItemValues => ({
  number: item.number,
  priority: item.priority,
  addressee: item.addressee,
  theme: item.theme,
  timescale: item.timescale,
  section: item.section,
  sentiment: item.sentiment,
  text: item.text,
  area: item.area,
  grade: item.grade,
  page: item.page,
  ...changes,
});

const save = (item: DocumentItem, changes: Partial<ItemValues>, version = item.version) =>
  app.get(ReviewService).save(manager, item.documentId, item.id, version, valuesOf(item, changes));

describe('Uploading a document', () => {
  it('stores the file as it came and asks for it to be read', async () => {
    const before = (await app.get(JobQueues).counts('reading')).waiting;
    const text = freshText();
    const documentId = await upload(text);

    const document = await app.get(DocumentsService).one(manager, documentId);
    expect(document).toMatchObject({
      state: 'reading',
      title: 'report',
      fileName: 'report.txt',
      mediaType: 'text/plain; charset=utf-8',
      byteSize: Buffer.byteLength(text),
      uploadedBy: manager.personId,
    });
    const { content } = await app.get(DocumentsService).original(manager, documentId);
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe(text);
    expect((await app.get(JobQueues).counts('reading')).waiting).toBe(before + 1);
  });

  it('leads to the document that is there when the same file comes again, and keeps no second copy', async () => {
    const text = freshText();
    const first = await upload(text);
    const files = (await readdir(folder, { recursive: true })).length;
    const again = await app.get(UploadsService).upload(manager, {
      fileName: 'another name.txt',
      bytes: Buffer.from(text),
      publication: 'published',
      receivedOn: null,
    });
    expect(again).toEqual({ documentId: first, already: true });
    expect((await readdir(folder, { recursive: true })).length).toBe(files);
  });

  it('makes one document of the same file sent twice at the same moment', async () => {
    const text = freshText();
    const ids = await Promise.all([upload(text), upload(text), upload(text)]);
    expect(new Set(ids).size).toBe(1);
  });

  it('takes the same file of two authorities for two documents', async () => {
    const text = freshText();
    const ours = await upload(text);
    const theirs = await upload(text, {}, stranger);
    expect(theirs).not.toBe(ours);
    await expect(app.get(DocumentsService).one(stranger, ours)).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    ['nothing at all', Buffer.alloc(0), 'The selected file is empty'],
    ['a Word file', Buffer.from('504b030414000600', 'hex'), 'must be a PDF or a text file'],
    ['a picture', Buffer.from('89504e470d0a1a0a00000000', 'hex'), 'this one is a picture'],
    ['60 MB', Buffer.alloc(60 * 1024 * 1024, 'a'), 'must be 50 MB or smaller'],
  ])('refuses %s beside the field', async (_what, bytes, message) => {
    await expect(upload(bytes)).rejects.toMatchObject({
      status: 422,
      errors: [{ field: 'file', message: expect.stringContaining(message) }],
    });
  });

  it('refuses a date of receipt in the future', async () => {
    await expect(upload(undefined, { receivedOn: '2026-11-24' as LocalDate })).rejects.toMatchObject({
      errors: [{ field: 'receivedOn', message: 'The date it was received must be today or in the past' }],
    });
  });

  it('is for the plan manager alone', async () => {
    await expect(upload(undefined, {}, viewer)).rejects.toMatchObject({ status: 403 });
  });
});

describe('Reading a document', () => {
  it('lays out what was found for review, beside the text it was found in', async () => {
    const documentId = await uploadAndRead();
    const { document, judgements, recommendations, counts } = await overview(documentId);

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
    const { pages } = await app.get(ReviewService).item(manager, documentId, first.id);
    expect(pages[0]!.lines[first.fromLine! - 1]).toContain('Ensure that every referral');
  });

  it('puts nothing into the plan', async () => {
    const documentId = await uploadAndRead();
    const { total } = await app.get(RecommendationsService).list(manager, { documentId: [documentId] }, all);
    expect(total).toBe(0);
  });

  it('may run twice and changes nothing the second time', async () => {
    const documentId = await uploadAndRead();
    const before = await overview(documentId);
    await Promise.all([read(documentId), read(documentId)]);
    expect(await overview(documentId)).toEqual(before);
  });

  it('is asked for again when a crash left the document waiting', async () => {
    const documentId = await upload();
    await app.owner.query(
      `begin; select set_config('app.actor', 'migration', true);
       update documents set created_at = now() - interval '10 minutes' where id = '${documentId}'; commit`,
    );
    expect(await app.get(ReadingQueue).requeueLeftReading()).toBeGreaterThan(0);
    await read(documentId);
    expect((await overview(documentId)).recommendations).toHaveLength(4);
  });

  it.each([
    ['a file that only says it is a PDF', '%PDF-1.7\nnothing that follows is one'],
    ['text that is only blank lines', '\n\n   \n'],
  ])('says why %s cannot be read and what to do', async (_what, text) => {
    const documentId = await uploadAndRead(freshText(text));
    const document = await app.get(DocumentsService).one(manager, documentId);
    expect(document.state).toBe('unreadable');
    expect(document.refusalMessage).toMatch(/^report\.txt .+: .+\.$/);
    await expect(overview(documentId)).rejects.toMatchObject({ status: 409 });
  });

  it('lets an unreadable document be tried again or taken away, and its file be sent anew', async () => {
    const text = freshText('%PDF-1.7\nbroken');
    const documentId = await uploadAndRead(text);
    await app.get(UploadsService).readAgain(manager, documentId);
    expect((await app.get(DocumentsService).one(manager, documentId)).state).toBe('reading');
    await read(documentId);
    await app.get(UploadsService).withdraw(manager, documentId);
    expect(await upload(text)).not.toBe(documentId);
  });

  it('takes a report without recommendations for an answer', async () => {
    const documentId = await uploadAndRead(
      freshText('A short letter.\n\nWe visited and asked for nothing.\n'),
    );
    const { document, counts } = await overview(documentId);
    expect(document.state).toBe('to_review');
    expect(counts.recommendations).toBe(0);
    expect(document.planDueOn).toBeNull();
  });

  it('warns when the document names another council, and accepts it all the same', async () => {
    const documentId = await uploadAndRead(freshText(sampleReport('Northmoor Borough Council')));
    const { document } = await overview(documentId);
    expect(document.warnings).toContainEqual({
      code: 'other_authority',
      message: 'This document names Northmoor Borough Council, but this plan is that of Westmarch Council.',
    });
    await app.get(AcceptanceService).accept(manager, documentId, null);
    expect((await app.get(DocumentsService).one(manager, documentId)).state).toBe('accepted');
  });
});

describe('Correcting what was read', () => {
  it('saves a correction and reads its references again', async () => {
    const documentId = await uploadAndRead();
    const [first] = await recommendationsIn(documentId);
    const saved = await save(first!, {
      text: 'Read every referral within a day (paragraphs 21 and 23).',
      priority: 'priority_action',
      theme: 'Help and protection',
    });
    expect(saved).toMatchObject({
      priority: 'priority_action',
      theme: 'Help and protection',
      paragraphRefs: ['21', '23'],
      version: 2,
    });
  });

  it('tells the second of two reviewers of the same item, and keeps what the first saved', async () => {
    const documentId = await uploadAndRead();
    const [first] = await recommendationsIn(documentId);
    await save(first!, { theme: 'Mine' });
    await expect(save(first!, { theme: 'Yours' })).rejects.toMatchObject({ status: 412, currentVersion: 2 });
    expect((await recommendationsIn(documentId))[0]!.theme).toBe('Mine');
  });

  it.each([
    ['no text', { text: '' }, 'text', 'Enter the text as it stands in the document'],
    [
      'a text as long as a book',
      { text: 'x'.repeat(20_001) },
      'text',
      'This must be 20,000 characters or fewer',
    ],
    ['no priority', { priority: null }, 'priority', 'Choose what the document calls it'],
    [
      'a page of a document without pages',
      { page: 3 },
      'page',
      'This document has no pages: leave this empty',
    ],
  ])('refuses %s', async (_what, changes, field, message) => {
    const documentId = await uploadAndRead();
    const [first] = await recommendationsIn(documentId);
    await expect(save(first!, changes)).rejects.toMatchObject({ status: 422, errors: [{ field, message }] });
  });

  it('merges an item with the next one and takes them apart again', async () => {
    const documentId = await uploadAndRead();
    const [, second, third] = await recommendationsIn(documentId);
    const surgery = app.get(ItemSurgery);
    await surgery.mergeWithNext(manager, documentId, second!.id, second!.version, third!);

    const merged = await recommendationsIn(documentId);
    expect(merged.map((it) => it.number)).toEqual(['1', '2', '4']);
    expect(merged[1]!.text).toBe(
      'Make sure that visits to children subject to a plan happen on time; and that what children say is written down and acted on.',
    );
    expect(merged[1]).toMatchObject({ fromLine: second!.fromLine, toLine: third!.toLine });

    await surgery.undoMerge(manager, documentId, second!.id, merged[1]!.version);
    const apart = await recommendationsIn(documentId);
    expect(apart.map((it) => [it.number, it.text, it.fromLine, it.toLine])).toEqual(
      (await recommendationsIn(await uploadAndRead())).map((it) => [
        it.number,
        it.text,
        it.fromLine,
        it.toLine,
      ]),
    );
  });

  it('does not merge when the next item is no longer the one that was shown', async () => {
    const documentId = await uploadAndRead();
    const [first, second, third] = await recommendationsIn(documentId);
    await app.get(ReviewService).leaveOut(manager, documentId, second!.id, second!.version, true);
    await expect(
      app.get(ItemSurgery).mergeWithNext(manager, documentId, first!.id, first!.version, second!),
    ).rejects.toMatchObject({ status: 412 });
    await app.get(ItemSurgery).mergeWithNext(manager, documentId, first!.id, first!.version, third!);
    expect((await recommendationsIn(documentId)).map((it) => it.number)).toEqual(['1', '4']);
  });

  it('splits an item in two that follow each other', async () => {
    const documentId = await uploadAndRead();
    const [first] = await recommendationsIn(documentId);
    const at = first!.text.indexOf('Record the reason');
    await app.get(ItemSurgery).split(manager, documentId, first!.id, first!.version, at);
    const now = await recommendationsIn(documentId);
    expect(now.slice(0, 3).map((it) => [it.number, it.text])).toEqual([
      ['1', 'Ensure that every referral is read by a qualified manager within one working day.'],
      [null, 'Record the reason for each decision.'],
      ['2', expect.any(String)],
    ]);
  });

  it.each([0, 10_000])('does not split before character %i, where one half would be empty', async (at) => {
    const documentId = await uploadAndRead();
    const [first] = await recommendationsIn(documentId);
    await expect(
      app.get(ItemSurgery).split(manager, documentId, first!.id, first!.version, at),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('adds what was missed at the place where its words stand', async () => {
    const documentId = await uploadAndRead();
    const [first] = await recommendationsIn(documentId);
    await app
      .get(ReviewService)
      .add(
        manager,
        documentId,
        'recommendation',
        valuesOf(first!, { number: null, text: 'Record the reason for each decision.' }),
      );
    const now = await recommendationsIn(documentId);
    expect(now[1]).toMatchObject({
      text: 'Record the reason for each decision.',
      origin: 'added',
      fromLine: first!.fromLine,
    });
    expect(now).toHaveLength(5);
  });

  it('leaves an item out and puts it back', async () => {
    const documentId = await uploadAndRead();
    const [first] = await recommendationsIn(documentId);
    const review = app.get(ReviewService);
    await review.leaveOut(manager, documentId, first!.id, first!.version, true);
    expect((await overview(documentId)).counts).toMatchObject({ recommendations: 3, leftOut: 1 });
    expect((await review.extraction(manager, documentId)).recommendations).toHaveLength(3);
    await review.leaveOut(manager, documentId, first!.id, first!.version + 1, false);
    expect((await overview(documentId)).counts).toMatchObject({ recommendations: 4, leftOut: 0 });
  });

  it('is closed to everybody who may not review, and does not exist for another authority', async () => {
    const documentId = await uploadAndRead();
    const review = app.get(ReviewService);
    await expect(review.overview(viewer, documentId)).rejects.toMatchObject({ status: 403 });
    await expect(review.overview(stranger, documentId)).rejects.toMatchObject({ status: 404 });
    const [first] = await recommendationsIn(documentId);
    await expect(
      review.leaveOut(stranger, documentId, first!.id, first!.version, true),
    ).rejects.toMatchObject({ status: 404 });
  });
});

describe('The facts of a document', () => {
  const facts = async (documentId: string) => {
    const { document } = await overview(documentId);
    const { kind, title, authorityName, inspectorate, inspectedFrom, inspectedTo } = document;
    const { publishedOn, receivedOn, publication, planDueOn, version } = document;
    return {
      version,
      values: {
        ...{ kind, title, authorityName, inspectorate, inspectedFrom, inspectedTo },
        ...{ publishedOn, receivedOn, publication, planDueOn },
      },
    };
  };
  const saveFacts = (...given: Parameters<DocumentFactsService['save']>) =>
    app.get(DocumentFactsService).save(...given);

  it('can be corrected; a proposed deadline follows the day of receipt', async () => {
    const documentId = await uploadAndRead();
    const { version, values } = await facts(documentId);
    await saveFacts(manager, documentId, version, {
      ...values,
      title: 'Inspection of 2026',
      receivedOn: '2016-08-02' as LocalDate,
    });
    expect((await overview(documentId)).document).toMatchObject({
      title: 'Inspection of 2026',
      planDueOn: '2016-11-09',
      planDueBasis: 'proposed',
    });
  });

  it('keep a deadline that the plan manager enters', async () => {
    const documentId = await uploadAndRead();
    const { version, values } = await facts(documentId);
    await saveFacts(manager, documentId, version, { ...values, planDueOn: '2027-03-06' as LocalDate });
    expect((await overview(documentId)).document).toMatchObject({
      planDueOn: '2027-03-06',
      planDueBasis: 'entered',
    });
  });

  it('bring back no proposal in place of a deadline that was taken away', async () => {
    const documentId = await uploadAndRead();
    const { version, values } = await facts(documentId);
    await saveFacts(manager, documentId, version, { ...values, planDueOn: null });
    await app.get(AcceptanceService).accept(manager, documentId, null);
    expect((await app.get(DocumentsService).one(manager, documentId)).planDueOn).toBeNull();
  });

  it('warn no longer of another council once the name is corrected', async () => {
    const documentId = await uploadAndRead(freshText(sampleReport('Northmoor Borough Council')));
    const { version, values } = await facts(documentId);
    await saveFacts(manager, documentId, version, { ...values, authorityName: 'Westmarch' });
    const { warnings } = (await overview(documentId)).document;
    expect(warnings.map((warning) => warning.code)).not.toContain('other_authority');
  });

  it('tell the second of two people who save them', async () => {
    const documentId = await uploadAndRead();
    const { version, values } = await facts(documentId);
    await saveFacts(manager, documentId, version, { ...values, title: 'First' });
    await expect(
      saveFacts(manager, documentId, version, { ...values, title: 'Second' }),
    ).rejects.toMatchObject({ status: 412 });
  });

  it('refuse a last day before the first', async () => {
    const documentId = await uploadAndRead();
    const { version, values } = await facts(documentId);
    await expect(
      saveFacts(manager, documentId, version, { ...values, inspectedTo: '2026-03-02' as LocalDate }),
    ).rejects.toMatchObject({ errors: [{ field: 'inspectedTo' }] });
  });
});

describe('Accepting a document', () => {
  it('puts what was kept into the plan, as corrected, and what was left out not', async () => {
    const documentId = await uploadAndRead();
    const [first, second] = await recommendationsIn(documentId);
    await save(first!, { priority: 'priority_action', number: '1a' });
    await app.get(ReviewService).leaveOut(manager, documentId, second!.id, second!.version, true);

    const { counts } = await app.get(AcceptanceService).proposal(manager, documentId);
    const accepted = await app.get(AcceptanceService).accept(manager, documentId, counts.fingerprint);
    expect(accepted).toMatchObject({ recommendations: 3, judgements: 4 });

    const { rows } = await app.get(RecommendationsService).list(viewer, { documentId: [documentId] }, all);
    expect(rows.map((row) => [row.number, row.priority, row.status, row.response])).toEqual([
      ['1a', 'priority_action', 'open', 'accepted'],
      ['3', 'recommendation', 'open', 'accepted'],
      ['4', 'recommendation', 'open', 'accepted'],
    ]);
    expect(rows[0]).toMatchObject({ text: first!.text, fromLine: first!.fromLine, actionIds: [] });
    const findings = await app.get(FindingsService).list(viewer, { documentId: [documentId] }, all);
    expect(findings.total).toBe(counts.findings);
  });

  it('proposes no deadline any more when every recommendation was left out', async () => {
    const documentId = await uploadAndRead();
    for (const item of await recommendationsIn(documentId)) {
      await app.get(ReviewService).leaveOut(manager, documentId, item.id, item.version, true);
    }
    await app.get(AcceptanceService).accept(manager, documentId, null);
    expect((await app.get(DocumentsService).one(manager, documentId)).planDueOn).toBeNull();
  });

  it('happens once, however often it is asked for', async () => {
    const documentId = await uploadAndRead();
    const accept = () => app.get(AcceptanceService).accept(manager, documentId, null);
    const answers = await Promise.all([accept(), accept(), accept()]);
    answers.push(await accept());
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const { total } = await app.get(RecommendationsService).list(manager, { documentId: [documentId] }, all);
    expect(total).toBe(4);
  });

  it('asks to look again when somebody changed an item meanwhile', async () => {
    const documentId = await uploadAndRead();
    const { counts } = await app.get(AcceptanceService).proposal(manager, documentId);
    const [first] = await recommendationsIn(documentId);
    await save(first!, { theme: 'Changed' });
    await expect(
      app.get(AcceptanceService).accept(manager, documentId, counts.fingerprint),
    ).rejects.toMatchObject({ status: 409, code: 'changed_meanwhile' });
  });

  it('closes the review: nothing in it can be changed any more, and the document cannot be removed', async () => {
    const documentId = await uploadAndRead();
    const [first] = await recommendationsIn(documentId);
    await app.get(AcceptanceService).accept(manager, documentId, null);
    await expect(save(first!, { theme: 'Late' })).rejects.toMatchObject({
      status: 409,
      code: 'not_in_review',
    });
    await expect(app.get(UploadsService).withdraw(manager, documentId)).rejects.toMatchObject({
      status: 409,
    });
  });

  it('is written into the history under the name of who accepted', async () => {
    const documentId = await uploadAndRead();
    await app.get(AcceptanceService).accept(manager, documentId, null);
    const { rows } = await app.owner.query(
      `select actor_kind, actor_id, data->>'state' state from versions
        where entity = 'documents' and row_id = $1 order by valid_from`,
      [documentId],
    );
    expect(rows).toEqual([
      { actor_kind: 'person', actor_id: manager.personId, state: 'reading' },
      { actor_kind: 'import', actor_id: null, state: 'to_review' },
      { actor_kind: 'person', actor_id: manager.personId, state: 'accepted' },
    ]);
  });
});

describe('The history of a document', () => {
  const read = (person: Person, id: string) =>
    app.get(HistoryService).read(person, 'documents', id, { limit: 50, cursor: null });

  it('tells what reviewers changed and by whom, and not what was only read', async () => {
    const documentId = await uploadAndRead();
    const [first] = await recommendationsIn(documentId);
    await save(first!, { theme: 'Referrals' });
    const { items } = await read(viewer, documentId);
    expect(items[0]).toMatchObject({
      who: 'Plan Manager',
      changes: [{ label: 'Theme', from: '', to: 'Referrals' }],
    });
    expect(items.filter((entry) => entry.entity === 'document_items')).toHaveLength(2);
  });

  it('is hidden with the document', async () => {
    const documentId = await uploadAndRead(freshText(), { publication: 'draft_under_embargo' });
    await expect(read(viewer, documentId)).rejects.toMatchObject({ status: 404 });
    await expect(read(stranger, documentId)).rejects.toMatchObject({ status: 404 });
  });
});

describe('A document under embargo or not for publication', () => {
  it.each(['draft_under_embargo', 'not_for_publication'] as const)(
    '(%s) does not exist for a viewer, nor does anything that came from it',
    async (publication) => {
      const documentId = await uploadAndRead(freshText(), { publication });
      await app.get(AcceptanceService).accept(manager, documentId, null);
      await expect(app.get(DocumentsService).one(viewer, documentId)).rejects.toMatchObject({ status: 404 });
      await expect(app.get(DocumentsService).original(viewer, documentId)).rejects.toMatchObject({
        status: 404,
      });
      const filter = { documentId: [documentId] };
      const recommendations = app.get(RecommendationsService);
      expect((await recommendations.list(viewer, filter, all)).total).toBe(0);
      expect((await app.get(FindingsService).list(viewer, filter, all)).total).toBe(0);
      const seen = await recommendations.list(manager, filter, all);
      expect(seen.total).toBe(4);
      await expect(recommendations.view(viewer, seen.rows[0]!.id)).rejects.toMatchObject({ status: 404 });
    },
  );
});
