import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DocumentsService } from '../../src/features/documents/documents.service.js';
import { FindingsService } from '../../src/features/findings/findings.service.js';
import { HistoryService } from '../../src/features/history/history.service.js';
import { ItemChanges } from '../../src/features/imports/item-changes.service.js';
import { AcceptancePreviewService } from '../../src/features/imports/acceptance-preview.service.js';
import { WithdrawalService } from '../../src/features/imports/withdrawal.service.js';
import { AcceptanceService } from '../../src/features/imports/acceptance.service.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
import type { Person } from '../../src/web/person.js';
import { all, ImportsScene } from '../support/imports-scene.js';

let scene: ImportsScene;

beforeAll(async () => {
  scene = await ImportsScene.start();
});
afterAll(() => scene.stop());

describe('Accepting a document', () => {
  it('puts what was kept into the plan, as corrected, and what was left out not', async () => {
    const documentId = await scene.uploadAndRead();
    const [first, second] = await scene.recommendationsIn(documentId);
    await scene.save(first!, { priority: 'priority_action', number: '1a' });
    await scene.app.get(ItemChanges).leaveOut(scene.manager, documentId, second!.id, second!.version, true);

    const { counts } = await scene.app.get(AcceptancePreviewService).of(scene.manager, documentId);
    const accepted = await scene.app
      .get(AcceptanceService)
      .accept(scene.manager, documentId, counts.fingerprint);
    expect(accepted).toMatchObject({ recommendations: 3, judgements: 4 });

    const { rows } = await scene.app
      .get(RecommendationsService)
      .list(scene.viewer, { documentId: [documentId] }, all);
    expect(rows.map((row) => [row.number, row.priority, row.status, row.response])).toEqual([
      ['1a', 'priority_action', 'open', 'accepted'],
      ['3', 'recommendation', 'open', 'accepted'],
      ['4', 'recommendation', 'open', 'accepted'],
    ]);
    expect(rows[0]).toMatchObject({ text: first!.text, fromLine: first!.fromLine, actionIds: [] });
    const findings = await scene.app
      .get(FindingsService)
      .list(scene.viewer, { documentId: [documentId] }, all);
    expect(findings.total).toBe(counts.findings);
  });

  it('proposes no deadline any more when every recommendation was left out', async () => {
    const documentId = await scene.uploadAndRead();
    for (const item of await scene.recommendationsIn(documentId)) {
      await scene.app.get(ItemChanges).leaveOut(scene.manager, documentId, item.id, item.version, true);
    }
    await scene.app.get(AcceptanceService).accept(scene.manager, documentId, null);
    expect((await scene.app.get(DocumentsService).one(scene.manager, documentId)).planDueOn).toBeNull();
  });

  it('happens once, however often it is asked for', async () => {
    const documentId = await scene.uploadAndRead();
    const accept = () => scene.app.get(AcceptanceService).accept(scene.manager, documentId, null);
    const answers = await Promise.all([accept(), accept(), accept()]);
    answers.push(await accept());
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const { total } = await scene.app
      .get(RecommendationsService)
      .list(scene.manager, { documentId: [documentId] }, all);
    expect(total).toBe(4);
  });

  it('asks to look again when somebody changed an item meanwhile', async () => {
    const documentId = await scene.uploadAndRead();
    const { counts } = await scene.app.get(AcceptancePreviewService).of(scene.manager, documentId);
    const [first] = await scene.recommendationsIn(documentId);
    await scene.save(first!, { theme: 'Changed' });
    await expect(
      scene.app.get(AcceptanceService).accept(scene.manager, documentId, counts.fingerprint),
    ).rejects.toMatchObject({ status: 409, code: 'changed_meanwhile' });
  });

  it('closes the review: nothing in it can be changed any more, and the document cannot be removed', async () => {
    const documentId = await scene.uploadAndRead();
    const [first] = await scene.recommendationsIn(documentId);
    await scene.app.get(AcceptanceService).accept(scene.manager, documentId, null);
    await expect(scene.save(first!, { theme: 'Late' })).rejects.toMatchObject({
      status: 409,
      code: 'not_in_review',
    });
    await expect(
      scene.app.get(WithdrawalService).withdraw(scene.manager, documentId, 'Wrong file'),
    ).rejects.toMatchObject({
      status: 409,
    });
  });

  it('is written into the history under the name of who accepted', async () => {
    const documentId = await scene.uploadAndRead();
    await scene.app.get(AcceptanceService).accept(scene.manager, documentId, null);
    const { rows } = await scene.app.owner.query(
      `select actor_kind, actor_id, data->>'state' state from versions
        where entity = 'documents' and row_id = $1 order by valid_from`,
      [documentId],
    );
    expect(rows).toEqual([
      { actor_kind: 'person', actor_id: scene.manager.personId, state: 'reading' },
      { actor_kind: 'import', actor_id: null, state: 'to_review' },
      { actor_kind: 'person', actor_id: scene.manager.personId, state: 'accepted' },
    ]);
  });
});

describe('The history of a document', () => {
  const historyFor = (person: Person, id: string) =>
    scene.app.get(HistoryService).read(person, 'documents', id, { limit: 50, cursor: null });

  it('tells what reviewers changed and by whom, and not what was only read', async () => {
    const documentId = await scene.uploadAndRead();
    const [first] = await scene.recommendationsIn(documentId);
    await scene.save(first!, { theme: 'Referrals' });
    const { items } = await historyFor(scene.viewer, documentId);
    expect(items[0]).toMatchObject({
      who: 'Plan Manager',
      changes: [{ label: 'Theme', from: '', to: 'Referrals' }],
    });
    expect(items.filter((entry) => entry.entity === 'document_items')).toHaveLength(2);
  });

  it('is hidden with the document', async () => {
    const documentId = await scene.uploadAndRead(scene.freshText(), { publication: 'draft_under_embargo' });
    await expect(historyFor(scene.viewer, documentId)).rejects.toMatchObject({ status: 404 });
    await expect(historyFor(scene.stranger, documentId)).rejects.toMatchObject({ status: 404 });
  });
});

describe('A document under embargo or not for publication', () => {
  it.each(['draft_under_embargo', 'not_for_publication'] as const)(
    '(%s) does not exist for a viewer, nor does anything that came from it',
    async (publication) => {
      const documentId = await scene.uploadAndRead(scene.freshText(), { publication });
      await scene.app.get(AcceptanceService).accept(scene.manager, documentId, null);
      await expect(scene.app.get(DocumentsService).one(scene.viewer, documentId)).rejects.toMatchObject({
        status: 404,
      });
      await expect(scene.app.get(DocumentsService).original(scene.viewer, documentId)).rejects.toMatchObject({
        status: 404,
      });
      const filter = { documentId: [documentId] };
      const recommendations = scene.app.get(RecommendationsService);
      expect((await recommendations.list(scene.viewer, filter, all)).total).toBe(0);
      expect((await scene.app.get(FindingsService).list(scene.viewer, filter, all)).total).toBe(0);
      const seen = await recommendations.list(scene.manager, filter, all);
      expect(seen.total).toBe(4);
      await expect(recommendations.view(scene.viewer, seen.rows[0]!.id)).rejects.toMatchObject({
        status: 404,
      });
    },
  );
});
