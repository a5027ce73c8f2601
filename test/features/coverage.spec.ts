import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { RECOMMENDATION_GAPS } from '../../src/domain/lifecycle/recommendation-gaps.js';
import { CoverageModule } from '../../src/features/findings/coverage/coverage.module.js';
import { CoverageService } from '../../src/features/findings/coverage/coverage.service.js';
import {
  PackFindingsRepository,
  type AskedOfFindings,
} from '../../src/features/findings/coverage/pack-findings.repository.js';
import {
  FindingAnswersService,
  type GivenAnswer,
} from '../../src/features/findings/finding-answers.service.js';
import { FindingsModule } from '../../src/features/findings/findings.module.js';
import { marksOf } from '../../src/features/recommendations/recommendation-words.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
import { Forbidden } from '../../src/web/errors/refusals.js';
import { VisitsService } from '../../src/features/findings/visits.service.js';
import { begun, completionScene, proven, type Scene } from '../support/completion-scene.js';
import { visitLetter, type SaidInLetter } from '../support/visit-letter.js';

let scene: Scene;
let findingIds: string[];

const LETTER: SaidInLetter[] = [
  { text: 'Children are seen in the time that their plan sets.', sentiment: 'strength' },
  { text: 'Supervision is not yet recorded well.', sentiment: 'weakness' },
  { text: 'Young carers wait for an assessment.', sentiment: 'weakness' },
  { text: 'The visit was announced.', sentiment: null },
];

const given = (change: Partial<GivenAnswer>): GivenAnswer => ({
  answer: 'supports',
  recommendationIds: [],
  actionIds: [],
  note: '',
  evidenceKind: 'audit',
  outcomes: new Map(),
  concern: '',
  concernPriority: 'recommendation',
  ...change,
});

beforeAll(async () => {
  scene = await completionScene({ modules: [FindingsModule, CoverageModule] });
  const { app, people } = scene;
  ({ findingIds } = await visitLetter(
    app,
    people.manager.authority.id,
    'Monitoring visit of October',
    '2026-10-20',
    LETTER,
  ));
});
afterAll(() => scene.app.stop());

describe('What inspectors said, for the pack', () => {
  const asked: AskedOfFindings = { since: null, asAt: localDate('2026-11-23'), part: 1 };
  const read = <T>(work: (pack: PackFindingsRepository, tx: never) => Promise<T>) =>
    scene.app.database.forAuthority(scene.people.manager.authority.id, scene.people.manager.actor, (tx) =>
      work(scene.app.get(PackFindingsRepository), tx as never),
    );

  it('tells each answer once with everything it is about, and every weakness put aside with who agreed', async () => {
    const { people, recommendationIds, app } = scene;
    const answers = app.get(FindingAnswersService);
    const id = await begun(scene);
    await answers.answer(
      people.manager,
      findingIds[0]!,
      given({ recommendationIds: [recommendationIds[0]!], actionIds: [id], note: 'As we said' }),
    );
    await answers.answer(people.manager, findingIds[1]!, given({ actionIds: [id] }));
    await answers.answer(
      people.manager,
      findingIds[2]!,
      given({ answer: 'set_aside', note: 'Not our service' }),
    );
    await answers.decide(people.quality, findingIds[2]!, { agree: true, words: 'Health will answer' });
    const said = await read((pack, tx) => pack.findingsFor(tx, asked));
    expect(said).toMatchObject([
      {
        document: 'Monitoring visit of October',
        on: '2026-10-20',
        number: '1',
        text: LETTER[0]!.text,
        link: 'supports',
        note: 'As we said',
      },
    ]);
    expect(said[0]!.about).toHaveLength(2);
    expect(await read((pack, tx) => pack.setAsideFor(tx, asked))).toMatchObject([
      { number: '2', how: 'linked_as_support', by: people.manager.name, agreedBy: null },
      {
        number: '3',
        how: 'set_aside',
        reason: 'Not our service',
        agreedBy: people.quality.name,
        on: '2026-11-23',
      },
    ]);
    expect(await read((pack, tx) => pack.figuresFor(tx, asked))).toEqual({
      supports: 1,
      improving: 0,
      notBorneOut: 0,
      newConcern: 0,
      setAside: 1,
      toAnswer: 1,
      toAgree: 1,
    });
  });

  it('tells nothing that was answered before the last pack or after this one', async () => {
    const since = { ...asked, since: localDate('2026-11-24') };
    expect(await read((pack, tx) => pack.findingsFor(tx, since))).toEqual([]);
    const earlier = { ...asked, asAt: localDate('2026-11-20') };
    expect(await read((pack, tx) => pack.setAsideFor(tx, earlier))).toEqual([]);
    expect(await read((pack, tx) => pack.figuresFor(tx, earlier))).toMatchObject({
      supports: 0,
      toAnswer: 1,
    });
  });

  it('leaves out of Part 1 what is restricted', async () => {
    await restricted(true);
    expect(await read((pack, tx) => pack.findingsFor(tx, asked))).toEqual([]);
    expect(await read((pack, tx) => pack.findingsFor(tx, { ...asked, part: 2 }))).toHaveLength(1);
    await restricted(false);
  });
});

describe('Coverage', () => {
  const list = (filter: Parameters<CoverageService['list']>[1] = {}, person = scene.people.manager) =>
    scene.app.get(CoverageService).list(person, filter);
  const gapsOf = async (id: string) => (await list()).rows.find((row) => row.id === id)!.gaps;

  it('names what is missing, and counts as many as it lists', async () => {
    const { rows, total, counts } = await list();
    expect(total).toBe(rows.length);
    for (const gap of RECOMMENDATION_GAPS) {
      expect(counts[gap]).toBe(rows.filter(({ gaps }) => gaps.includes(gap)).length);
      expect((await list({ gap: [gap] })).total).toBe(counts[gap]);
    }
    const { rows: paged, total: all } = await scene.app
      .get(CoverageService)
      .list(scene.people.manager, {}, { limit: 1, offset: 1 });
    expect([paged.map(({ id }) => id), all]).toEqual([[rows[1]!.id], rows.length]);
  });

  it('tells a linked finding, and since which visit nobody looked', async () => {
    const { recommendationIds } = scene;
    const { rows } = await list();
    const [first, second] = recommendationIds.map((id) => rows.find((row) => row.id === id)!);
    expect(first!.said).toMatchObject([{ link: 'supports', documentTitle: 'Monitoring visit of October' }]);
    expect(first!.lookedAt).toMatchObject({ by: 'finding', on: '2026-10-20' });
    expect(second!.lookedAt).toBeNull();
    expect(second!.gaps).toContain('not_looked_at');
  });

  it('takes the areas that a later visit covered for a look, never for agreement', async () => {
    const { app, people, recommendationIds } = scene;
    const id = recommendationIds[1]!;
    const { rows } = await list();
    const text = rows.find((row) => row.id === id)!.text;
    const { documentId } = await visitLetter(
      app,
      people.manager.authority.id,
      'Focused visit',
      '2026-11-10',
      [],
    );
    await asMigration(`update documents set covered_areas = array[$2] where authority_id = $1 and id = $3`, [
      'the experiences of care leavers',
      documentId,
    ]);
    expect((await list()).rows.find((row) => row.id === id)!.lookedAt).toBeNull();
    await asMigration(
      `update recommendations set theme = 'Care leavers' where authority_id = $1 and id = $2`,
      [id],
    );
    const looked = (await list()).rows.find((row) => row.id === id)!;
    expect(looked).toMatchObject({
      text,
      lookedAt: { by: 'area', on: '2026-11-10', area: 'the experiences of care leavers' },
      said: [],
    });
    expect(looked.gaps).not.toContain('not_looked_at');
  });

  it('does not know what a document under embargo said to those who may not', async () => {
    const { people, recommendationIds } = scene;
    await asMigration(
      `update documents set publication = 'draft_under_embargo' where authority_id = $1 and title = $2`,
      ['Monitoring visit of October'],
    );
    const seen = (await list({}, people.viewer)).rows.find(({ id }) => id === recommendationIds[0])!;
    expect([seen.lookedAt, seen.said]).toEqual([null, []]);
    expect((await list()).rows.find(({ id }) => id === recommendationIds[0])!.said).toHaveLength(1);
    await asMigration(`update documents set publication = 'published' where authority_id = $1`, []);
  });

  it('leaves restricted ones out for whoever may not see them, and counts them', async () => {
    await restricted(true);
    expect(await list({}, scene.people.viewer)).toMatchObject({ rows: [], total: 0 });
    expect((await list({}, scene.people.viewer)).leftOut).toBeGreaterThan(0);
    await restricted(false);
  });

  it('loses the gap when evidence is accepted; nothing was there on the day before the plan came', async () => {
    const { app, people, recommendationIds } = scene;
    const id = recommendationIds[0]!;
    expect(await gapsOf(id)).toContain('no_action');
    const actionId = await begun(scene, { recommendationIds: [id] });
    expect(await gapsOf(id)).toEqual(['no_evidence']);
    await proven(scene, actionId, ['audit']);
    expect(await gapsOf(id)).toEqual([]);
    app.clock.moveTo(new Date('2026-11-24T09:00:00Z'));
    const before = await app
      .get(CoverageService)
      .list(people.manager, {}, undefined, localDate('2026-11-22'));
    expect([before.total, before.counts.no_evidence]).toEqual([0, 0]);
  });

  it('lists as “effect not confirmed” exactly the recommendations that carry the mark', async () => {
    const { app, people, recommendationIds } = scene;
    await asMigration(
      `update recommendations set not_borne_out_on = '2026-10-20' where authority_id = $1 and id = $2`,
      [recommendationIds[1]],
    );
    const recommendations = app.get(RecommendationsService);
    const part = { limit: 200, offset: 0 };
    const { rows } = await recommendations.list(people.manager, {}, part);
    const marked = rows.filter((row) => marksOf(row).includes('effect_not_confirmed')).map(({ id }) => id);
    expect(marked).toContain(recommendationIds[1]);
    const found = await recommendations.list(people.manager, { effectNotConfirmed: true }, part);
    expect(found.rows.map(({ id }) => id)).toEqual(marked);
    expect(await gapsOf(recommendationIds[1]!)).toContain('effect_not_confirmed');
  });

  it('is refused to those who do not read the whole plan', async () => {
    const administrator = await scene.app.person({
      email: 'administrator@westmarch.example',
      roles: ['administrator'],
    });
    expect(() => list({}, administrator)).toThrow(Forbidden);
  });
});

function asMigration(sql: string, values: unknown[]): Promise<unknown> {
  return scene.app.database.forAuthority(scene.people.manager.authority.id, { kind: 'migration' }, (tx) =>
    tx.rows(sql, [tx.authorityId, ...values]),
  );
}

/** Every recommendation and action, or none, is for the private part. */
function restricted(is: boolean): Promise<void> {
  const { app, people } = scene;
  return app.database.forAuthority(people.manager.authority.id, { kind: 'migration' }, async (tx) => {
    await tx.rows(`update recommendations set restricted = $1 where authority_id = $2`, [is, tx.authorityId]);
    await tx.rows(`update actions set restricted = $1 where authority_id = $2`, [is, tx.authorityId]);
  });
}

describe('The page of a visit', () => {
  it('says what we had said on the day before, and what was said since', async () => {
    const { app, people } = scene;
    const { documentId: visitId, findingIds: ids } = await visitLetter(
      app,
      people.manager.authority.id,
      'Visit of today',
      '2026-11-24',
      [{ text: 'Children are seen.', sentiment: 'strength' }],
    );
    const later = await begun(scene);
    await app.get(FindingAnswersService).answer(people.manager, ids[0]!, given({ actionIds: [later] }));
    const { weSaid } = await app.get(VisitsService).read(people.viewer, visitId);
    expect(weSaid.get(later)).toMatchObject({ before: null, since: null });
    await asMigration(
      `update documents set inspected_from = '2099-01-04' where authority_id = $1 and id = $2`,
      [visitId],
    );
    const then = await app.get(VisitsService).read(people.viewer, visitId);
    expect(then.weSaid.get(later)).toMatchObject({ status: 'not_started', assurance: 'not_reported' });
  });
});
