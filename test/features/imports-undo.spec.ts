import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DocumentsService } from '../../src/features/documents/documents.service.js';
import { FindingsService } from '../../src/features/findings/findings.service.js';
import { HistoryService } from '../../src/features/history/history.service.js';
import { AcceptancePreviewService } from '../../src/features/imports/acceptance-preview.service.js';
import { AcceptanceService } from '../../src/features/imports/acceptance.service.js';
import { ItemChanges } from '../../src/features/imports/item-changes.service.js';
import { UndoAcceptanceService } from '../../src/features/imports/undo-acceptance.service.js';
import { WithdrawalService } from '../../src/features/imports/withdrawal.service.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
import { all, ImportsScene } from '../support/imports-scene.js';

let scene: ImportsScene;

beforeAll(async () => {
  scene = await ImportsScene.start();
  await scene.app.person({ email: 'director@westmarch.example', roles: ['director'], name: 'Dana Director' });
});
afterAll(() => scene.stop());

const accept = (documentId: string) =>
  scene.app.get(AcceptanceService).accept(scene.manager, documentId, null);
const undo = (documentId: string) => scene.app.get(UndoAcceptanceService).undo(scene.manager, documentId);
const standing = async (documentId: string) =>
  (await scene.app.get(RecommendationsService).list(scene.manager, { documentId: [documentId] }, all)).rows;

async function accepted(): Promise<string> {
  const documentId = await scene.uploadAndRead();
  await accept(documentId);
  return documentId;
}

/** As somebody of Westmarch would in the database: for what other features do. */
async function change(sql: string, values: unknown[] = []) {
  await scene.app.owner.query('begin');
  await scene.app.owner.query(`select set_config('app.actor', 'migration', true)`);
  const done = await scene.app.owner.query(sql, values);
  await scene.app.owner.query('commit');
  return done.rows;
}

async function draftFor(recommendationId: string, title = 'Read every referral'): Promise<string> {
  const authorityId = scene.manager.authority.id;
  await change(
    `insert into plans (authority_id, title, opened_on)
     select $1, 'The plan', '2026-11-01' where not exists (select 1 from plans where authority_id = $1)`,
    [authorityId],
  );
  const [action] = await change(
    `insert into actions (authority_id, plan_id, number, reference, title)
     select $1, id, n, 'A' || n, $2 from plans,
       (select coalesce(max(number), 0) + 1 n from actions where authority_id = $1) next
      where authority_id = $1 returning id`,
    [authorityId, title],
  );
  await change(
    `insert into action_recommendations (authority_id, action_id, recommendation_id) values ($1, $2, $3)`,
    [authorityId, action.id, recommendationId],
  );
  return action.id;
}

describe('Undoing an acceptance', () => {
  it('takes judgements, recommendations and findings out of the plan and puts the document back into review', async () => {
    const documentId = await accepted();
    expect(await undo(documentId)).toMatchObject({ state: 'to_review', acceptedBy: null, acceptedAt: null });
    expect(await standing(documentId)).toEqual([]);
    const findings = await scene.app
      .get(FindingsService)
      .list(scene.manager, { documentId: [documentId] }, all);
    expect(findings.total).toBe(0);
    expect((await scene.overview(documentId)).recommendations).toHaveLength(4);
  });

  it('deletes nothing: every row is there, withdrawn, and the history tells who did it', async () => {
    const documentId = await accepted();
    await undo(documentId);
    for (const [table, rows] of [
      ['judgements', 4],
      ['recommendations', 4],
      ['findings', 3],
    ]) {
      const { rows: found } = await scene.app.owner.query(
        `select count(*)::int n, count(withdrawn_at)::int withdrawn from ${table} where document_id = $1`,
        [documentId],
      );
      expect(found).toEqual([{ n: rows, withdrawn: rows }]);
    }
    const { items } = await scene.app
      .get(HistoryService)
      .read(scene.manager, 'documents', documentId, { limit: 5, cursor: null });
    expect(items[0]).toMatchObject({
      who: 'Plan Manager',
      changes: [{ label: 'State', from: 'Accepted', to: 'To review' }],
    });
  });

  it('accepted again, the same recommendations stand again with their answer, under the words they have now', async () => {
    const documentId = await accepted();
    const before = await standing(documentId);
    await scene.app.get(RecommendationsService).answer(scene.manager, before[0]!.id, before[0]!.version, {
      response: 'in_part',
      responseText: 'The second half is done',
    });
    await undo(documentId);
    const [first, second] = await scene.recommendationsIn(documentId);
    await scene.save(first!, { theme: 'Referrals' });
    await scene.app.get(ItemChanges).leaveOut(scene.manager, documentId, second!.id, second!.version, true);

    expect(await accept(documentId)).toMatchObject({ recommendations: 3 });
    const again = await standing(documentId);
    expect(again.map((row) => row.id)).toEqual([before[0]!.id, before[2]!.id, before[3]!.id]);
    expect(again[0]).toMatchObject({ response: 'in_part', theme: 'Referrals' });
  });

  it('is refused while an action hangs on it, which it names; a cancelled one does not count', async () => {
    const documentId = await accepted();
    const [recommendation] = await standing(documentId);
    const actionId = await draftFor(recommendation!.id);
    await expect(undo(documentId)).rejects.toMatchObject({
      status: 409,
      code: 'in_the_way',
      message: expect.stringMatching(/something hangs on it: A\d+$/),
    });
    const { holds } = await scene.app.get(UndoAcceptanceService).preview(scene.manager, documentId);
    expect(holds).toEqual([
      {
        name: expect.any(String),
        text: expect.stringContaining('Read every referral'),
        href: `/actions/${actionId}`,
      },
    ]);
    expect(await standing(documentId)).toHaveLength(4);

    await change(`update actions set status = 'cancelled' where id = $1`, [actionId]);
    expect(await undo(documentId)).toMatchObject({ state: 'to_review' });
  });

  it('lets no action be linked to what was withdrawn', async () => {
    const documentId = await accepted();
    const [recommendation] = await standing(documentId);
    await undo(documentId);
    await expect(draftFor(recommendation!.id)).rejects.toThrow('this recommendation was withdrawn');
    await scene.app.owner.query('rollback');
  });

  it('may be asked for twice, and not for what was never accepted', async () => {
    const documentId = await accepted();
    await Promise.all([undo(documentId), undo(documentId)]);
    expect(await undo(documentId)).toMatchObject({ state: 'to_review' });
    const waiting = await scene.upload();
    await expect(undo(waiting)).rejects.toMatchObject({ status: 409, code: 'not_accepted' });
  });

  it('is for the plan manager of the authority alone', async () => {
    const documentId = await accepted();
    const undoing = scene.app.get(UndoAcceptanceService);
    await expect(undoing.undo(scene.viewer, documentId)).rejects.toMatchObject({ status: 403 });
    await expect(undoing.undo(scene.stranger, documentId)).rejects.toMatchObject({ status: 404 });
  });
});

describe('Before a document is accepted', () => {
  it('it is said what will be created, which clock starts, and who is told on which days', async () => {
    const documentId = await scene.uploadAndRead();
    const preview = await scene.app.get(AcceptancePreviewService).of(scene.manager, documentId);
    expect(preview.counts).toMatchObject({ judgements: 4, recommendations: 4, findings: 3, checked: 0 });
    expect(preview.due).toMatchObject({
      dueOn: '2027-03-03',
      rule: expect.stringContaining('70 working days from receipt on 20 November 2026: 3 March 2027'),
    });
    expect(preview.told).toEqual({
      names: ['Dana Director', 'Plan Manager'],
      on: ['2027-02-03', '2027-02-17', '2027-02-24', '2027-03-02'],
    });
  });

  it('the days are those of the ladder that the plan uses', async () => {
    const plan = `(select p.id from plans p join authorities a on a.id = p.authority_id
      where a.id = '${scene.manager.authority.id}' and p.closed_on is null)`;
    await scene.app.owner.query(
      `insert into ladder_versions (authority_id, plan_id, number, preset, numbers, set_by, set_on, set_at)
       values ($1, ${plan}, 2, 'standard', '{"statutory": [15, 2]}', $2, '2026-11-20', now())`,
      [scene.manager.authority.id, scene.manager.personId],
    );
    const preview = await scene.app
      .get(AcceptancePreviewService)
      .of(scene.manager, await scene.uploadAndRead());
    expect(preview.told.on).toEqual(['2027-02-10', '2027-03-01']);
    await scene.app.owner.query(`delete from ladder_versions where number = 2`);
  });

  it('a document whose recommendations are all left out starts no clock and tells nobody', async () => {
    const documentId = await scene.uploadAndRead();
    for (const item of await scene.recommendationsIn(documentId)) {
      await scene.app.get(ItemChanges).leaveOut(scene.manager, documentId, item.id, item.version, true);
    }
    const preview = await scene.app.get(AcceptancePreviewService).of(scene.manager, documentId);
    expect(preview).toMatchObject({ due: null, told: { names: [], on: [] } });
  });
});

describe('Withdrawing a document', () => {
  const withdraw = (documentId: string, because: string | null = 'The report of another council') =>
    scene.app.get(WithdrawalService).withdraw(scene.manager, documentId, because);
  const bringBack = (documentId: string) =>
    scene.app.get(WithdrawalService).bringBack(scene.manager, documentId);

  it('needs a reason, which is told with who and when', async () => {
    const documentId = await scene.uploadAndRead();
    await expect(withdraw(documentId, ' ')).rejects.toMatchObject({ errors: [{ field: 'because' }] });
    await withdraw(documentId);
    const { rows } = await scene.app.get(DocumentsService).withdrawn(scene.manager, all);
    expect(rows[0]).toMatchObject({
      id: documentId,
      withdrawnBecause: 'The report of another council',
      withdrawnByName: 'Plan Manager',
    });
  });

  it('hides it from everybody but those who bring documents', async () => {
    const documentId = await scene.uploadAndRead();
    await withdraw(documentId);
    const documents = scene.app.get(DocumentsService);
    expect((await documents.one(scene.manager, documentId)).state).toBe('withdrawn');
    for (const ask of [
      documents.one(scene.viewer, documentId),
      documents.original(scene.viewer, documentId),
      documents.page(scene.viewer, documentId, 1),
    ]) {
      await expect(ask).rejects.toMatchObject({ status: 404 });
    }
    const asked = { state: ['withdrawn' as const] };
    expect((await documents.list(scene.viewer, asked, all)).total).toBe(0);
    expect((await documents.list(scene.manager, asked, all)).total).toBeGreaterThan(0);
    await expect(documents.withdrawn(scene.viewer, all)).rejects.toMatchObject({ status: 403 });
  });

  it('can be taken back: what was corrected in the review is still there', async () => {
    const documentId = await scene.uploadAndRead();
    const [first] = await scene.recommendationsIn(documentId);
    await scene.save(first!, { theme: 'Kept' });
    await withdraw(documentId);
    expect(await bringBack(documentId)).toMatchObject({ state: 'to_review', withdrawnBecause: null });
    expect((await scene.recommendationsIn(documentId))[0]!.theme).toBe('Kept');
  });

  it('lets the same file come again, and then stays withdrawn', async () => {
    const text = scene.freshText();
    const documentId = await scene.upload(text);
    await withdraw(documentId);
    expect(await scene.upload(text)).not.toBe(documentId);
    await expect(bringBack(documentId)).rejects.toMatchObject({ status: 409, code: 'uploaded_again' });
  });

  it('asks for the acceptance to be undone first', async () => {
    const documentId = await accepted();
    await expect(withdraw(documentId)).rejects.toMatchObject({ status: 409, code: 'in_the_plan' });
    await undo(documentId);
    expect(await withdraw(documentId)).toMatchObject({ state: 'withdrawn' });
  });
});
