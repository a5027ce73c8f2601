import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../src/domain/calendar/day-number.js';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { MeasuresModule } from '../../src/features/measures/measures.module.js';
import { MeasuresService } from '../../src/features/measures/measures.service.js';
import { completionScene, type Scene } from '../support/completion-scene.js';
import type { Visitor } from '../support/visitor.js';

let scene: Scene;
let measures: MeasuresService;
let manager: Visitor;
const ids: string[] = [];
const all = { limit: 50, offset: 0 };

const measure = (name: string) => ({
  name,
  definition: 'Of all due in the month, how many took place in time',
  unit: '%',
  direction: 'up' as const,
  baseline: 60,
  baselineOn: localDate('2026-03-31'),
  target: 95,
  targetOn: null,
  source: 'Monthly report',
});

beforeAll(async () => {
  scene = await completionScene({ modules: [MeasuresModule] });
  measures = scene.app.get(MeasuresService);
  for (const name of ['Visits in time', 'Plans in time']) {
    ids.push(await measures.add(scene.people.manager, measure(name), [scene.recommendationIds[0]!]));
  }
  manager = await scene.app.signIn('manager@westmarch.example', { authority: 'westmarch' });
});
afterAll(() => scene.app.stop());

const valuesOf = async (index: number) =>
  (await measures.values(scene.people.viewer, ids[index]!, all)).rows.map(({ on, value, source }) => [
    on,
    value,
    source,
  ]);
const file = (content: string | Buffer, name = 'values.csv') => ({
  file: { name, content: Buffer.from(content) },
});

describe('Values from a file, on the page', () => {
  it('are shown before they are saved, and where the measures then stand', async () => {
    const form = await manager.get('/measures/upload');
    const preview = await manager.submit(
      form,
      'Check the values',
      {},
      file(
        'Measure,Date,Value,Source\r\nvisits in time,30/09/2026,71.5,\r\nPlans in time,30/09/2026,50,"Audit, of files"\r\n',
      ),
    );
    expect(preview.status).toBe(200);
    expect(preview.heading).toBe('2 values to add');
    expect(await valuesOf(0)).toEqual([]);

    const saved = await manager.follow(await manager.submit(preview, 'Add 2 values'));
    expect(saved.text).toContain('2 values were added');
    expect(await valuesOf(0)).toEqual([['2026-09-30', 71.5, 'Monthly report']]);
    expect(await valuesOf(1)).toEqual([['2026-09-30', 50, 'Audit, of files']]);
    const standings = (await measures.list(scene.people.viewer, {}, all)).rows.map((row) => [
      row.name,
      row.standing,
      row.latestOn,
    ]);
    expect(standings).toEqual([
      ['Plans in time', 'worse', '2026-09-30'],
      ['Visits in time', 'moved', '2026-09-30'],
    ]);
  });

  it('are all left out where one is wrong; the page names each problem and keeps what was sent', async () => {
    const form = await manager.get('/measures/upload');
    const seen = await manager.submit(
      form,
      'Check the values',
      {},
      file('Measure,Date,Value\n\nVisits in time,31/10/2026,80\nVisit,soon,many\n'),
    );
    expect(seen.status).toBe(422);
    expect(seen.text).toContain('3 problems. Nothing was saved');
    expect(seen.text).toContain('There is no measure “Visit”');
    expect(await valuesOf(0)).toHaveLength(1);
    // Rows keep their numbers when they are mended on the page.
    const again = await manager.submit(seen, 'Check the values');
    expect(again.status).toBe(422);
    expect(again.text).toContain('4 A There is no measure “Visit”');
  });

  it('of one measure need no name of it', async () => {
    const form = await manager.get(`/measures/${ids[0]}/upload`);
    const preview = await manager.submit(form, 'Check the values', {
      text: 'date;value;source\n31/10/2026;80;By hand\n30/09/2026;71.5;',
    });
    expect(preview.heading).toBe('1 value to add');
    expect(preview.text).toContain('1 row says what is known already');
    await manager.submit(preview, 'Add 1 value');
    expect(await valuesOf(0)).toEqual([
      ['2026-10-31', 80, 'By hand'],
      ['2026-09-30', 71.5, 'Monthly report'],
    ]);
  });

  it.each([
    ['nothing', {}, 'Select a CSV file, or paste the values'],
    ['a workbook', file(Buffer.from('PK\u0003\u0004'), 'v.xlsx'), 'Save the sheet with the values as CSV'],
    ['a PDF', file('%PDF-1.7'), 'This is a PDF'],
  ])('are refused beside the field for %s', async (_, files, words) => {
    const seen = await manager.submit(await manager.get('/measures/upload'), 'Check the values', {}, files);
    expect(seen.status).toBe(422);
    expect(seen.text).toContain(words);
  });

  it('have a file to fill in', async () => {
    const seen = await manager.get('/measures/upload/template.csv');
    expect(seen.text).toContain('Visits in time');
  });

  it('are for those who may change measures', async () => {
    const owner = await scene.app.visitorAs({ email: 'only.owner@westmarch.example', roles: ['owner'] });
    expect((await owner.get('/measures/upload')).status).toBe(403);
    expect((await owner.get(`/measures/${ids[0]}/upload`)).status).toBe(403);
  });
});

describe('Values from a file, by the API', () => {
  it('are looked at, refused by row and column, and saved', async () => {
    const authorization = `Bearer ${await scene.app.token('manager@westmarch.example')}`;
    const post = (path: string, body: object) => manager.call('POST', path, body, { authorization });
    const csv = 'measure,date,value\nPlans in time,2026-10-31,97';
    const preview = await post('/api/v1/measures/values', { csv, preview: true });
    expect(preview.json()).toMatchObject({ saved: false, added: 1 });
    expect(await valuesOf(1)).toHaveLength(1);

    const wrong = await post('/api/v1/measures/values', { csv: `${csv}\nPlans in time,2026-10-31,98` });
    expect(wrong.status).toBe(422);
    expect(wrong.json()).toMatchObject({
      code: 'values_refused',
      errors: [
        {
          field: 'row 3, column B',
          message: 'Row 2 has a value of Plans in time for 31 October 2026 already',
        },
      ],
    });

    const saved = await post('/api/v1/measures/values', { csv });
    expect(saved.json()).toMatchObject({ saved: true, added: 1, known: 0 });
    const again = await post(`/api/v1/measures/${ids[1]}/values/csv`, { csv });
    expect(again.json()).toMatchObject({ added: 0, known: 1 });
    expect((await measures.one(scene.people.viewer, ids[1]!)).measure).toMatchObject({
      standing: 'at_target',
      latestValue: 97,
    });
    expect(
      (await post('/api/v1/measures/00000000-0000-0000-0000-000000000000/values/csv', { csv })).status,
    ).toBe(404);
  });
});

describe('The trend', () => {
  it('stands in the list with the date of the data, and on the page with its sentence and table', async () => {
    const list = await manager.get('/measures');
    expect(list.text).toContain('Data as at 31 October 2026');
    expect(list.body.toString()).toContain('<svg');
    const shown = await manager.get(`/measures/${ids[0]}`);
    expect(shown.text).toContain(
      'rose from 71.5% to 80% between 30 September 2026 and 31 October 2026, which is better',
    );
    const chart = await manager.get(`/measures/${ids[0]}/chart`);
    expect(chart.text).toContain('Data as at 31 October 2026');
  });

  it('finds measures without a value for three months', async () => {
    const id = await measures.add(scene.people.manager, measure('Forgotten'), []);
    const stale = await manager.get('/measures?stale=true');
    expect(stale.text).toContain('Forgotten');
    expect(stale.text).not.toContain('Plans in time');
    await measures.addValue(scene.people.manager, id, {
      on: localDate('2026-08-22'),
      value: 61,
      source: null,
    });
    expect((await manager.get('/measures?stale=true')).text).toContain('No value for three months');
    expect((await manager.get(`/measures/${id}`)).text).toContain('No value for three months');
    await measures.archive(scene.people.manager, id, 1, true);
  });

  it('says whether it counts children, which is changed like the rest and kept in the history', async () => {
    const edit = await manager.get(`/measures/${ids[0]}/change`);
    await manager.submit(edit, 'Save', { aboutChildren: 'yes' });
    const shown = await manager.get(`/measures/${ids[0]}`);
    expect(shown.text).toContain('a count under five is not shown in Part 1 or to the public');
    expect((await manager.get(`/history/measures/${ids[0]}`)).text).toContain('Counts children');
  });
});

it('takes a thousand values at once, in the time of a page', async () => {
  const days = Array.from({ length: 1000 }, (_, index) => addDays(localDate('2022-01-01'), index));
  const text = `date,value\n${days.map((on, index) => `${on},${index % 97}`).join('\n')}`;
  const form = await manager.get(`/measures/${ids[1]}/upload`);
  const preview = await manager.submit(form, 'Check the values', { text });
  const before = performance.now();
  const saved = await manager.submit(preview, 'Add 1,000 values');
  expect(saved.status).toBe(303);
  expect(performance.now() - before).toBeLessThan(3000);
  expect((await measures.values(scene.people.viewer, ids[1]!, all)).total).toBe(1002);
});
