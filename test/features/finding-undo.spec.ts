import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GivenAnswer } from '../../src/features/findings/answer-checks.js';
import { FindingAnswersService } from '../../src/features/findings/finding-answers.service.js';
import { FindingsModule } from '../../src/features/findings/findings.module.js';
import { begun, completionScene, evidenced, type Scene } from '../support/completion-scene.js';
import { visitLetter, type SaidInLetter } from '../support/visit-letter.js';

let scene: Scene;
let answers: FindingAnswersService;

const given = (change: Partial<GivenAnswer>): GivenAnswer => ({
  answer: 'supports',
  recommendationIds: [],
  actionIds: [],
  note: 'As they wrote',
  evidenceKind: 'audit',
  outcomes: new Map(),
  concern: '',
  concernPriority: 'recommendation',
  ...change,
});

beforeAll(async () => {
  scene = await completionScene({ modules: [FindingsModule] });
  answers = scene.app.get(FindingAnswersService);
});
afterAll(() => scene.app.stop());

async function said(day: string, sentiment: SaidInLetter['sentiment']): Promise<string> {
  const authorityId = scene.people.manager.authority.id;
  const letter = await visitLetter(scene.app, authorityId, `Letter of ${day}`, day, [
    { text: `What they saw before ${day}.`, sentiment },
  ]);
  return letter.findingIds[0]!;
}

async function action(id: string): Promise<Record<string, unknown>> {
  const { rows } = await scene.app.owner.query(
    `select status, rating, rating_reasons, due_on::text, not_enough_since::text, not_borne_out_on::text,
            improving_not_yet_good_on::text, evidence_waiting_since::text from actions where id = $1`,
    [id],
  );
  return rows[0];
}

async function notEnough(id: string, findingId: string): Promise<string> {
  const outcomes = new Map([[id, { outcome: 'not_enough' as const, newDueOn: null }]]);
  const chosen = given({ answer: 'not_borne_out', actionIds: [id], outcomes });
  return (await answers.answer(scene.people.manager, findingId, chosen))[0]!;
}

const end = (linkId: string) => answers.end(scene.people.manager, linkId, 'Linked by mistake');

describe('A link that was a mistake is ended, and what followed from it with it', () => {
  it('"done, but not enough" ends, and nobody is told any more', async () => {
    const id = await evidenced(scene);
    const linkId = await notEnough(id, await said('2026-09-01', 'weakness'));
    expect(await action(id)).toMatchObject({ rating: 'amber', not_borne_out_on: '2026-11-23' });
    await end(linkId);
    expect(await action(id)).toMatchObject({
      status: 'complete',
      rating: 'green',
      not_enough_since: null,
      not_borne_out_on: null,
    });
  });

  it('the same said by another finding stays', async () => {
    const id = await evidenced(scene);
    const first = await notEnough(id, await said('2026-09-02', 'weakness'));
    await notEnough(id, await said('2026-09-03', 'weakness'));
    await end(first);
    expect(await action(id)).toMatchObject({
      rating_reasons: ['not_enough'],
      not_borne_out_on: '2026-11-23',
    });
  });

  it('support that ended an older doubt: the doubt counts again, and only its own evidence goes', async () => {
    const [doubted, other, improving] = [await evidenced(scene), await begun(scene), await begun(scene)];
    await notEnough(doubted, await said('2026-09-04', 'weakness'));
    const better = given({ answer: 'improving', actionIds: [improving] });
    await answers.answer(scene.people.manager, await said('2026-09-05', 'progress'), better);
    const finding = await said('2026-10-05', 'strength');
    const links = await answers.answer(
      scene.people.manager,
      finding,
      given({ actionIds: [doubted, other, improving] }),
    );
    expect(await action(doubted)).toMatchObject({ not_enough_since: null });
    expect(await action(improving)).toMatchObject({ improving_not_yet_good_on: null });
    const { rows } = await scene.app.owner.query(
      `select id, action_id from finding_links where id = any($1::uuid[]) and action_id <> $2`,
      [links, other],
    );
    for (const row of rows) await end(row.id);
    expect(await action(doubted)).toMatchObject({ rating_reasons: ['not_enough'] });
    expect(await action(improving)).toMatchObject({ improving_not_yet_good_on: '2026-11-23' });
    expect(await action(other)).toMatchObject({ evidence_waiting_since: '2026-11-23' });
  });

  it('a reopened action stays reopened', async () => {
    const id = await evidenced(scene);
    const outcomes = new Map([[id, { outcome: 'not_sustained' as const, newDueOn: '2027-02-26' as never }]]);
    const [linkId] = await answers.answer(
      scene.people.manager,
      await said('2026-09-06', 'weakness'),
      given({ answer: 'not_borne_out', actionIds: [id], outcomes }),
    );
    await end(linkId!);
    expect(await action(id)).toMatchObject({ status: 'in_progress', due_on: '2027-02-26' });
  });

  it('the recommendation of a concern is withdrawn with it, unless actions work on it', async () => {
    const raise = async (day: string) => {
      const concern = given({ answer: 'new_concern', concern: `See to what was written on ${day}.` });
      const [linkId] = await answers.answer(scene.people.manager, await said(day, 'weakness'), concern);
      const { rows } = await scene.app.owner.query(
        `select recommendation_id id from finding_links where id = $1`,
        [linkId],
      );
      return { linkId: linkId!, recommendationId: rows[0].id as string };
    };
    const [alone, served] = [await raise('2026-09-07'), await raise('2026-09-08')];
    await begun(scene, { recommendationIds: [served.recommendationId] });
    await end(alone.linkId);
    await end(served.linkId);
    const { rows } = await scene.app.owner.query(
      `select withdrawn_at is not null gone from recommendations where id = any($1::uuid[]) order by id = $2`,
      [[alone.recommendationId, served.recommendationId], served.recommendationId],
    );
    expect(rows).toEqual([{ gone: true }, { gone: false }]);
  });
});
