import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalDate } from '../../src/domain/calendar/local-date.js';
import { DocumentsService } from '../../src/features/documents/documents.service.js';
import { ItemChanges } from '../../src/features/imports/item-changes.service.js';
import { AcceptanceService } from '../../src/features/imports/acceptance.service.js';
import { DocumentFactsService } from '../../src/features/imports/document-facts.service.js';
import { ItemSurgery } from '../../src/features/imports/item-surgery.service.js';
import { ReviewService } from '../../src/features/imports/review.service.js';
import { sampleReport } from '../support/imports-app.js';
import { ImportsScene, valuesOf } from '../support/imports-scene.js';

let scene: ImportsScene;

beforeAll(async () => {
  scene = await ImportsScene.start();
});
afterAll(() => scene.stop());

describe('Correcting what was read', () => {
  it('saves a correction and reads its references again', async () => {
    const documentId = await scene.uploadAndRead();
    const [first] = await scene.recommendationsIn(documentId);
    const saved = await scene.save(first!, {
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
    const documentId = await scene.uploadAndRead();
    const [first] = await scene.recommendationsIn(documentId);
    await scene.save(first!, { theme: 'Mine' });
    await expect(scene.save(first!, { theme: 'Yours' })).rejects.toMatchObject({
      status: 412,
      currentVersion: 2,
    });
    expect((await scene.recommendationsIn(documentId))[0]!.theme).toBe('Mine');
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
    const documentId = await scene.uploadAndRead();
    const [first] = await scene.recommendationsIn(documentId);
    await expect(scene.save(first!, changes)).rejects.toMatchObject({
      status: 422,
      errors: [{ field, message }],
    });
  });

  it('merges an item with the next one and takes them apart again', async () => {
    const documentId = await scene.uploadAndRead();
    const [, second, third] = await scene.recommendationsIn(documentId);
    const surgery = scene.app.get(ItemSurgery);
    await surgery.mergeWithNext(scene.manager, documentId, second!.id, second!.version, third!);

    const merged = await scene.recommendationsIn(documentId);
    expect(merged.map((it) => it.number)).toEqual(['1', '2', '4']);
    expect(merged[1]!.text).toBe(
      'Make sure that visits to children subject to a plan happen on time; and that what children say is written down and acted on.',
    );
    expect(merged[1]).toMatchObject({ fromLine: second!.fromLine, toLine: third!.toLine });

    await surgery.undoMerge(scene.manager, documentId, second!.id, merged[1]!.version);
    const apart = await scene.recommendationsIn(documentId);
    expect(apart.map((it) => [it.number, it.text, it.fromLine, it.toLine])).toEqual(
      (await scene.recommendationsIn(await scene.uploadAndRead())).map((it) => [
        it.number,
        it.text,
        it.fromLine,
        it.toLine,
      ]),
    );
  });

  it('does not merge when the next item is no longer the one that was shown', async () => {
    const documentId = await scene.uploadAndRead();
    const [first, second, third] = await scene.recommendationsIn(documentId);
    await scene.app.get(ItemChanges).leaveOut(scene.manager, documentId, second!.id, second!.version, true);
    await expect(
      scene.app.get(ItemSurgery).mergeWithNext(scene.manager, documentId, first!.id, first!.version, second!),
    ).rejects.toMatchObject({ status: 412 });
    await scene.app
      .get(ItemSurgery)
      .mergeWithNext(scene.manager, documentId, first!.id, first!.version, third!);
    expect((await scene.recommendationsIn(documentId)).map((it) => it.number)).toEqual(['1', '4']);
  });

  it('splits an item in two that follow each other', async () => {
    const documentId = await scene.uploadAndRead();
    const [first] = await scene.recommendationsIn(documentId);
    const at = first!.text.indexOf('Record the reason');
    await scene.app.get(ItemSurgery).split(scene.manager, documentId, first!.id, first!.version, at);
    const now = await scene.recommendationsIn(documentId);
    expect(now.slice(0, 3).map((it) => [it.number, it.text])).toEqual([
      ['1', 'Ensure that every referral is read by a qualified manager within one working day.'],
      [null, 'Record the reason for each decision.'],
      ['2', expect.any(String)],
    ]);
  });

  it.each([0, 10_000])('does not split before character %i, where one half would be empty', async (at) => {
    const documentId = await scene.uploadAndRead();
    const [first] = await scene.recommendationsIn(documentId);
    await expect(
      scene.app.get(ItemSurgery).split(scene.manager, documentId, first!.id, first!.version, at),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('adds what was missed at the place where its words stand', async () => {
    const documentId = await scene.uploadAndRead();
    const [first] = await scene.recommendationsIn(documentId);
    await scene.app
      .get(ItemChanges)
      .add(
        scene.manager,
        documentId,
        'recommendation',
        valuesOf(first!, { number: null, text: 'Record the reason for each decision.' }),
      );
    const now = await scene.recommendationsIn(documentId);
    expect(now[1]).toMatchObject({
      text: 'Record the reason for each decision.',
      origin: 'added',
      fromLine: first!.fromLine,
    });
    expect(now).toHaveLength(5);
  });

  it('leaves an item out and puts it back', async () => {
    const documentId = await scene.uploadAndRead();
    const [first] = await scene.recommendationsIn(documentId);
    const review = scene.app.get(ReviewService);
    const changes = scene.app.get(ItemChanges);
    await changes.leaveOut(scene.manager, documentId, first!.id, first!.version, true);
    expect((await scene.overview(documentId)).counts).toMatchObject({ recommendations: 3, leftOut: 1 });
    expect((await review.extraction(scene.manager, documentId)).recommendations).toHaveLength(3);
    await changes.leaveOut(scene.manager, documentId, first!.id, first!.version + 1, false);
    expect((await scene.overview(documentId)).counts).toMatchObject({ recommendations: 4, leftOut: 0 });
  });

  it('is closed to everybody who may not review, and does not exist for another authority', async () => {
    const documentId = await scene.uploadAndRead();
    const review = scene.app.get(ReviewService);
    await expect(review.overview(scene.viewer, documentId)).rejects.toMatchObject({ status: 403 });
    await expect(review.overview(scene.stranger, documentId)).rejects.toMatchObject({ status: 404 });
    const [first] = await scene.recommendationsIn(documentId);
    await expect(
      scene.app.get(ItemChanges).leaveOut(scene.stranger, documentId, first!.id, first!.version, true),
    ).rejects.toMatchObject({ status: 404 });
  });
});

describe('The facts of a document', () => {
  const facts = async (documentId: string) => {
    const { document } = await scene.overview(documentId);
    const { kind, title, authorityName, inspectorate, inspectedFrom, inspectedTo } = document;
    const { publishedOn, receivedOn, publication, planDueOn, version } = document;
    return {
      version,
      values: {
        kind,
        title,
        authorityName,
        inspectorate,
        inspectedFrom,
        inspectedTo,
        publishedOn,
        receivedOn,
        publication,
        planDueOn,
      },
    };
  };
  const saveFacts = (...given: Parameters<DocumentFactsService['save']>) =>
    scene.app.get(DocumentFactsService).save(...given);

  it('can be corrected; a proposed deadline follows the day of receipt', async () => {
    const documentId = await scene.uploadAndRead();
    const { version, values } = await facts(documentId);
    await saveFacts(scene.manager, documentId, version, {
      ...values,
      title: 'Inspection of 2026',
      receivedOn: '2016-08-02' as LocalDate,
    });
    expect((await scene.overview(documentId)).document).toMatchObject({
      title: 'Inspection of 2026',
      planDueOn: '2016-11-09',
      planDueBasis: 'proposed',
    });
  });

  it('keep a deadline that the plan manager enters', async () => {
    const documentId = await scene.uploadAndRead();
    const { version, values } = await facts(documentId);
    await saveFacts(scene.manager, documentId, version, { ...values, planDueOn: '2027-03-06' as LocalDate });
    expect((await scene.overview(documentId)).document).toMatchObject({
      planDueOn: '2027-03-06',
      planDueBasis: 'entered',
    });
  });

  it('bring back no proposal in place of a deadline that was taken away', async () => {
    const documentId = await scene.uploadAndRead();
    const { version, values } = await facts(documentId);
    await saveFacts(scene.manager, documentId, version, { ...values, planDueOn: null });
    await scene.app.get(AcceptanceService).accept(scene.manager, documentId, null);
    expect((await scene.app.get(DocumentsService).one(scene.manager, documentId)).planDueOn).toBeNull();
  });

  it('warn no longer of another council once the name is corrected', async () => {
    const documentId = await scene.uploadAndRead(scene.freshText(sampleReport('Northmoor Borough Council')));
    const { version, values } = await facts(documentId);
    await saveFacts(scene.manager, documentId, version, { ...values, authorityName: 'Westmarch' });
    const { warnings } = (await scene.overview(documentId)).document;
    expect(warnings.map((warning) => warning.code)).not.toContain('other_authority');
  });

  it('tell the second of two people who save them', async () => {
    const documentId = await scene.uploadAndRead();
    const { version, values } = await facts(documentId);
    await saveFacts(scene.manager, documentId, version, { ...values, title: 'First' });
    await expect(
      saveFacts(scene.manager, documentId, version, { ...values, title: 'Second' }),
    ).rejects.toMatchObject({ status: 412 });
  });

  it('refuse a last day before the first', async () => {
    const documentId = await scene.uploadAndRead();
    const { version, values } = await facts(documentId);
    await expect(
      saveFacts(scene.manager, documentId, version, { ...values, inspectedTo: '2026-03-02' as LocalDate }),
    ).rejects.toMatchObject({ errors: [{ field: 'inspectedTo' }] });
  });
});

describe('Several things wrong with an item', () => {
  it('are all told at once, in the order of the form', async () => {
    const documentId = await scene.uploadAndRead(scene.freshText(`${sampleReport()}\fThe end.`));
    const [first] = await scene.recommendationsIn(documentId);
    await expect(
      scene.save(first!, { text: '', theme: 'x'.repeat(501), page: 99, priority: null }),
    ).rejects.toMatchObject({
      status: 422,
      errors: [
        { field: 'text', message: 'Enter the text as it stands in the document' },
        { field: 'priority', message: 'Choose what the document calls it' },
        { field: 'theme', message: 'This must be 500 characters or fewer' },
        { field: 'page', message: 'The page must be a number from 1 to 2' },
      ],
    });
  });
});

describe('Two people who review the same document', () => {
  it('see each other, and what the other changed, but not what they did themselves', async () => {
    const documentId = await scene.uploadAndRead();
    const colleague = await scene.app.person({
      email: 'second.manager@westmarch.example',
      roles: ['plan_manager'],
      name: 'Sam Second',
    });
    const review = scene.app.get(ReviewService);
    const [first, second] = await scene.recommendationsIn(documentId);
    await review.item(colleague, documentId, second!.id);
    await scene.app
      .get(ItemChanges)
      .save(colleague, documentId, second!.id, second!.version, { theme: 'Visits' });
    await scene.save(first!, { theme: 'Referrals' });

    const { company } = await review.overview(scene.manager, documentId);
    expect(company.others).toMatchObject([{ name: 'Sam Second', part: 'recommendation', number: '2' }]);
    expect(company.changes).toMatchObject([{ itemId: second!.id, name: 'Sam Second' }]);
    expect((await review.company(colleague, documentId, null)).changes).toMatchObject([
      { itemId: first!.id },
    ]);
  });

  it('do not make each other’s page stale by marking an item as checked', async () => {
    const documentId = await scene.uploadAndRead();
    const [first] = await scene.recommendationsIn(documentId);
    const ticked = await scene.app.get(ItemChanges).tick(scene.manager, documentId, first!.id, true);
    expect(ticked).toMatchObject({ version: first!.version, checkedBy: scene.manager.personId });
    await scene.save(first!, { theme: 'Still mine' });
    expect((await scene.overview(documentId)).counts).toMatchObject({ checked: 1 });
  });

  it('go from one item to the next among those they chose to look at', async () => {
    const documentId = await scene.uploadAndRead();
    const [first, second, third] = await scene.recommendationsIn(documentId);
    await scene.app.get(ItemChanges).tick(scene.manager, documentId, second!.id, true);
    const review = scene.app.get(ReviewService);
    const { neighbours } = await review.item(scene.manager, documentId, first!.id, 'unchecked');
    expect(neighbours).toEqual({ previous: null, next: third!.id, nth: 1, of: 4 });
    // What the reading was not sure of, whichever that is.
    const warned = [second!, third!].find((item) => item.warning !== null);
    expect(warned).toBeDefined();
    const among = await review.item(scene.manager, documentId, first!.id, 'warnings');
    expect(among.neighbours.next).toBe(warned!.id);
  });
});

describe('An item added from lines of the source', () => {
  const lines = (fromLine: number, toLine: number) => ({ fromPage: 1, fromLine, toPage: 1, toLine });

  it('stands where its lines stand, whatever its words', async () => {
    const documentId = await scene.uploadAndRead();
    const [first, second] = await scene.recommendationsIn(documentId);
    const added = await scene.app
      .get(ItemChanges)
      .add(
        scene.manager,
        documentId,
        'recommendation',
        valuesOf(first!, { number: null, text: 'In my own words' }),
        lines(second!.fromLine! + 1, second!.fromLine! + 1),
      );
    expect(added).toMatchObject({ fromLine: second!.fromLine! + 1, checkedBy: scene.manager.personId });
    expect((await scene.recommendationsIn(documentId)).map((it) => it.number)).toEqual([
      '1',
      '2',
      null,
      '3',
      '4',
    ]);
  });

  it.each([
    ['that are not in the document', { fromPage: 9, fromLine: 1, toPage: 9, toLine: 2 }],
    ['that run backwards', lines(20, 4)],
  ])('is looked for by its words when it names lines %s', async (_what, place) => {
    const documentId = await scene.uploadAndRead();
    const [first] = await scene.recommendationsIn(documentId);
    const values = valuesOf(first!, { number: null, text: 'Record the reason for each decision.' });
    const added = await scene.app
      .get(ItemChanges)
      .add(scene.manager, documentId, 'recommendation', values, place);
    expect(added.fromLine).toBe(first!.fromLine);
  });
});
