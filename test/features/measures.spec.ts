import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { EvidenceService } from '../../src/features/evidence/evidence.service.js';
import { MeasuresModule } from '../../src/features/measures/measures.module.js';
import { MeasuresService } from '../../src/features/measures/measures.service.js';
import { ValueEvidence } from '../../src/features/measures/value-evidence.service.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
import { marksOf } from '../../src/features/recommendations/recommendation-words.js';
import { begun, completionScene, proven, report, type Scene } from '../support/completion-scene.js';

let scene: Scene;
let measures: MeasuresService;
let measureId: string;

const visits = {
  name: 'Visits in time',
  definition: 'Visits of the month that took place within the time that the plan sets, of all due',
  unit: '%',
  direction: 'up' as const,
  baseline: 60,
  baselineOn: localDate('2026-03-31'),
  target: 95,
  targetOn: localDate('2027-03-31'),
  source: 'Monthly report of the case system',
};
const all = { limit: 50, offset: 0 };
const standing = async () => (await measures.one(scene.people.viewer, measureId)).measure.standing;

beforeAll(async () => {
  scene = await completionScene({ modules: [MeasuresModule] });
  measures = scene.app.get(MeasuresService);
});
afterAll(() => scene.app.stop());

describe('A measure', () => {
  it('is defined by the plan manager and linked to recommendations', async () => {
    measureId = await measures.add(scene.people.manager, visits, [scene.recommendationIds[0]!]);
    const { measure, serves } = await measures.one(scene.people.viewer, measureId);
    expect(measure).toMatchObject({ ...visits, standing: 'no_value', latestValue: null });
    expect(serves.map(({ number }) => number)).toEqual(['1']);
    await expect(measures.add(scene.people.owner, { ...visits, name: 'Other' }, [])).rejects.toMatchObject({
      status: 403,
    });
    await expect(
      measures.add(scene.people.manager, { ...visits, name: 'VISITS IN TIME' }, []),
    ).rejects.toMatchObject({
      code: 'name_taken',
    });
  });

  it.each([
    [{ baselineOn: null }, 'day_missing'],
    [{ baseline: null }, 'baseline_missing'],
    [{ target: 50 }, 'target_behind'],
  ])('is refused with %j', async (change, code) => {
    await expect(
      measures.add(scene.people.manager, { ...visits, name: 'Else', ...change }, []),
    ).rejects.toMatchObject({ code });
  });

  it('moves with its latest value by day, whatever the order in which values are entered', async () => {
    await measures.addValue(scene.people.manager, measureId, {
      on: localDate('2026-10-31'),
      value: 71.5,
      source: null,
    });
    expect(await standing()).toBe('moved');
    await measures.addValue(scene.people.manager, measureId, {
      on: localDate('2026-09-30'),
      value: 58,
      source: null,
    });
    expect(await standing()).toBe('moved');
    await expect(
      measures.addValue(scene.people.manager, measureId, {
        on: localDate('2026-10-31'),
        value: 70,
        source: null,
      }),
    ).rejects.toMatchObject({ code: 'has_a_value' });
    await expect(
      measures.addValue(scene.people.manager, measureId, {
        on: localDate('2026-11-24'),
        value: 70,
        source: null,
      }),
    ).rejects.toMatchObject({ code: 'day_not_come' });
  });

  it('keeps what a correction replaced in its history', async () => {
    const { rows } = await measures.values(scene.people.manager, measureId, all);
    const latest = rows[0]!;
    const correction = { value: 59, source: null, because: 'Counted twice' };
    await measures.correctValue(scene.people.manager, measureId, latest.id, latest.version, correction);
    expect(await standing()).toBe('worse');
    await expect(
      measures.correctValue(scene.people.manager, measureId, latest.id, latest.version, correction),
    ).rejects.toMatchObject({ status: 412 });
    const versions = await scene.app.owner.query(
      `select was->>'value' as was from versions where entity = 'measure_values' and row_id = $1 and change = 'changed'`,
      [latest.id],
    );
    expect(Number(versions.rows[0].was)).toBe(71.5);
  });

  it('whose latest value is stored wrongly is refused by the database', async () => {
    const wrong = scene.app.database.forAuthority(
      scene.people.manager.authority.id,
      scene.people.manager.actor,
      (tx) =>
        tx.rows(`update measures set latest_value = 99 where authority_id = $1 and id = $2`, [
          tx.authorityId,
          measureId,
        ]),
    );
    await expect(wrong).rejects.toThrow(/latest value of a measure/);
  });

  it('is stale when its latest value is older than three months', async () => {
    const stale = async () => (await measures.list(scene.people.manager, { stale: true }, all)).total;
    expect(await stale()).toBe(0);
    scene.app.clock.moveTo(new Date('2027-02-02T09:00:00Z'));
    expect(await stale()).toBe(1);
    scene.app.clock.moveTo(new Date('2026-11-23T09:00:00Z'));
  });
});

describe('A recommendation and its measure', () => {
  it('is marked when all its actions are done and the measure has not moved', async () => {
    const id = await begun(scene, { recommendationIds: [scene.recommendationIds[0]!] });
    await proven(scene, id);
    await report(scene, id);
    const marks = async () =>
      marksOf(
        await scene.app.get(RecommendationsService).view(scene.people.viewer, scene.recommendationIds[0]!),
      );
    expect(await marks()).toEqual(['all_done_measure_not_moved', 'effect_not_confirmed']);
    await measures.addValue(scene.people.manager, measureId, {
      on: localDate('2026-11-20'),
      value: 96,
      source: 'Count',
    });
    expect(await standing()).toBe('at_target');
    expect(await marks()).toEqual(['effect_not_confirmed']);
  });
});

describe('A value', () => {
  it('can be supplied as evidence by the owner of an action that it speaks for', async () => {
    const id = await begun(scene, { recommendationIds: [scene.recommendationIds[0]!] });
    const { rows } = await measures.values(scene.people.owner, measureId, all);
    const item = {
      kind: 'data' as const,
      shows: 'Visits are in time',
      periodFrom: localDate('2026-10-01'),
      periodTo: localDate('2026-11-20'),
      actionIds: [id],
    };
    const supply = scene.app.get(ValueEvidence);
    const evidenceId = await supply.supply(scene.people.owner, measureId, rows[0]!.id, item);
    await scene.app.get(EvidenceService).decide(scene.people.quality, evidenceId, {
      accept: true,
      reason: 'Recounted',
      actionId: id,
      fileNumber: null,
    });
    await expect(supply.supply(scene.people.viewer, measureId, rows[0]!.id, item)).rejects.toMatchObject({
      status: 403,
    });
  });
});
