import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChildProcessReader } from '../../src/features/imports/child-process-reader.js';
import { ActionsService } from '../../src/features/actions/actions.service.js';
import { PlanApplicationService } from '../../src/features/plan-sheets/plan-application.service.js';
import { PlanImportService } from '../../src/features/plan-sheets/plan-import.service.js';
import { PlanSheetsService } from '../../src/features/plan-sheets/plan-sheets.service.js';
import { PlanTemplateService } from '../../src/features/plan-sheets/plan-template.service.js';
import { ChildProcessSheetReader } from '../../src/features/plan-sheets/sheet-reader.js';
import { SheetMendingService } from '../../src/features/plan-sheets/sheet-mending.service.js';
import { columnLetter, type SheetGrid } from '../../src/domain/plan-sheet/sheet-grid.js';
import { guessMapping } from '../../src/domain/plan-sheet/guess-mapping.js';
import { readSpreadsheet } from '../../src/platform/spreadsheets/read-spreadsheet.js';
import { messyPlan, tidyPlan } from '../support/messy-plan.js';
import { PlanSheetsScene } from '../support/plan-sheets-app.js';

let scene: PlanSheetsScene;
beforeAll(async () => {
  scene = await PlanSheetsScene.start();
});
afterAll(() => scene.app.stop());

const manager = () => scene.people.manager;
const apply = (id: string, version: number | null = null) =>
  scene.app.get(PlanApplicationService).apply(manager(), id, version);
const mending = () => scene.app.get(SheetMendingService);
const count = async (table: string) =>
  (await scene.app.owner.query(`select count(*)::int n from ${table}`)).rows[0].n as number;

describe("A council's own plan, as such plans are", () => {
  let id: string;
  beforeAll(async () => {
    id = await scene.upload(await messyPlan());
  });

  it('is found below its title, and its columns are guessed', async () => {
    const { sheet, check } = await scene.check(id);
    expect(sheet).toMatchObject({ state: 'to_check', isMappingConfirmed: false });
    expect(check.mapping?.sheets).toEqual([{ name: 'Improvement plan', headerRow: 4 }]);
    expect(check.mapping?.columns).toEqual([
      'reference',
      'recommendation',
      'title',
      'owner',
      'lead',
      'startOn',
      'dueOn',
      'colour',
      'status',
      'successMeasure',
      'note',
    ]);
  });

  it('has its problems named by row and column as printed, with what may stand there', async () => {
    const { check } = await scene.check(id);
    const told = check.checked.problems.map(
      ({ row, column, code, proposal }) => `${row}${columnLetter(column)} ${code} ${proposal ?? ''}`,
    );
    expect(told).toEqual([
      '7G vague_date 31 December 2026',
      '10D two_owners ',
      '10G no_date ',
      '11D unknown_person ',
      '11G vague_date 31 March 2027',
      '12G vague_date 31 December 2026',
      '12I unclear_status ',
    ]);
  });

  it('leaves out themes, totals and keys, and says so', async () => {
    const { check } = await scene.check(id);
    expect(check.checked.leftOut.map(({ row, why }) => [row, why])).toEqual([
      [5, 'sub_heading'],
      [9, 'sub_heading'],
      [13, 'total'],
      [14, 'remark'],
    ]);
    expect(check.checked.workstreams).toEqual(['Theme 1: Help and protection', 'Theme 2: Supervision']);
  });

  it('brings nothing in while a problem stands', async () => {
    const before = await count('actions');
    await expect(apply(id)).rejects.toMatchObject({ status: 422, code: 'problems' });
    expect(await count('actions')).toBe(before);
    expect(await count('imported_actions')).toBe(0);
  });

  it('is mended on the page; the file stays as it was', async () => {
    await scene.solveMessyPlan(id);
    const { check } = await scene.check(id);
    expect(check.checked.problems).toEqual([]);
    const { rows } = await scene.app.owner.query(
      `select row_number, column_number, original, value from plan_sheet_cells where row_number = 7`,
    );
    expect(rows).toEqual([
      { row_number: 7, column_number: 6, original: 'Dec 2026', value: '31 December 2026' },
    ]);
  });

  it('leaves a cell that somebody else mended meanwhile, and says what stands there', async () => {
    const cell = { sheet: 'Improvement plan', row: 10, column: 6, text: '30 April 2027', was: 'Ongoing' };
    expect(await mending().mend(manager(), id, [cell])).toEqual([
      { row: 10, column: 6, stands: '31 March 2027', typed: '30 April 2027' },
    ]);
    expect((await scene.check(id)).check.checked.actions[2]).toMatchObject({ dueOn: '2027-03-31' });
  });

  it('links rows to recommendations that a person confirmed', async () => {
    const { check } = await scene.check(id);
    const offers = check.checked.recommendations.map(({ text, offer }) => [text, offer?.id ?? null]);
    expect(offers).toEqual([
      ['1', scene.recommendationIds[0]],
      ['2', scene.recommendationIds[1]],
      ['3', scene.recommendationIds[2]],
    ]);
    const confirmed = { '1': scene.recommendationIds[0]!, '2': scene.recommendationIds[1]! };
    await mending().decideRecommendations(manager(), id, confirmed);
  });

  it('is given kind, lead and evidence for many rows at once', async () => {
    const lead = scene.people.lead.personId;
    await mending().setDefaults(manager(), id, null, {
      kind: 'practice',
      leadId: lead,
      startOn: null,
      requiredEvidence: ['audit'],
    });
    await mending().setDefaults(manager(), id, 'theme 1 help and protection', {
      kind: 'enabling',
      leadId: null,
      startOn: null,
      requiredEvidence: ['record'],
    });
    const { check } = await scene.check(id);
    expect(check.checked.actions.map(({ kind }) => kind)).toEqual([
      'enabling',
      'enabling',
      'practice',
      'practice',
      'practice',
    ]);
  });

  it('enters as drafts, in one go, with everything that the rows say', async () => {
    const { sheet } = await scene.check(id);
    expect(await apply(id, sheet.version)).toMatchObject({ added: 5, changed: 0 });
    const actions = await scene.actions();
    expect(
      actions.map((one) => [one['reference'], one['status'], one['sheet_reference'], one['title']]),
    ).toEqual([
      ['A1', 'draft', '1.1', 'See every child within ten days of referral'],
      ['A2', 'draft', '1.2a', 'Write the visiting standard'],
      ['A3', 'draft', '2.1', 'Supervise every social worker monthly'],
      ['A4', 'draft', '2.2', 'Train managers in reflective supervision'],
      ['A5', 'draft', '2.3', 'Ask children what they think of their plans'],
    ]);
    expect(actions[2]).toMatchObject({
      owner_id: scene.people.owner.personId,
      accountable_lead_id: scene.people.lead.personId,
      colour_note: 'Red',
      note: '=1+1 is not run',
      rating: 'grey',
      kind: 'practice',
      required_evidence: ['audit'],
    });
    expect(actions.map((one) => one['imported_complete'])).toEqual([false, true, false, false, false]);
    const { rows } = await scene.app.owner.query(
      `select person_id from action_contributors where action_id = $1 and ended_at is null`,
      [actions[2]!['id']],
    );
    expect(rows).toEqual([{ person_id: scene.second.personId }]);
    const { rows: served } = await scene.app.owner.query(
      `select action_id from action_recommendations where recommendation_id = $1`,
      [scene.recommendationIds[1]],
    );
    expect(served).toHaveLength(2);
  });

  it('cannot be brought in twice', async () => {
    await expect(apply(id)).rejects.toMatchObject({ status: 409 });
  });

  it('stands in the history as an import', async () => {
    const { rows } = await scene.app.owner.query(
      `select distinct actor_kind, actor_id from versions where entity = 'actions'`,
    );
    expect(rows).toEqual([{ actor_kind: 'import', actor_id: manager().personId }]);
  });

  it('a row marked complete is reported complete when it is published: no statement, no clock', async () => {
    const [, action] = await scene.actions();
    await scene.app.get(ActionsService).publish(manager(), action!['id'] as string);
    const [, published] = await scene.actions();
    expect(published).toMatchObject({
      status: 'complete',
      assurance: 'reported',
      impact_statement: '',
      proving_from: null,
      rating: 'green',
    });
  });
});

it('a draft owned by somebody of a partner agency is that agency’s, and a draft handed to the council is not', async () => {
  const authorityId = manager().authority.id;
  const agency = await scene.app.database.forAuthority(authorityId, { kind: 'migration' }, (tx) =>
    tx.row<{ id: string }>(
      `insert into agencies (authority_id, name, kind) values ($1, 'Westmarch Police', 'partner') returning id`,
      [authorityId],
    ),
  );
  const agencyId = agency!.id;
  await scene.app.person({ email: 'police@westmarch.example', roles: ['owner'], agencyId });
  const sheet = (owner: string) => Buffer.from(`Ref,Action,Owner\nP1,Share what is known daily,${owner}\n`);
  const agencyOfP1 = async () =>
    (await scene.actions()).find((one) => one['sheet_reference'] === 'P1')!['agency_id'];

  await apply(await scene.upload(sheet('police@westmarch.example'), 'police.csv'));
  expect(await agencyOfP1()).toBe(agencyId);
  await apply(await scene.upload(sheet('second.owner@westmarch.example'), 'council.csv'));
  expect(await agencyOfP1()).toBeNull();
});

describe('The same references again', () => {
  it('say what changes, and then change titles, texts, people and drafts; other dates are asked for', async () => {
    const first = await scene.upload(await tidyPlan(4), 'first.xlsx');
    await mending().setDefaults(manager(), first, null, {
      kind: 'enabling',
      leadId: null,
      startOn: null,
      requiredEvidence: ['record'],
    });
    expect(await apply(first)).toMatchObject({ added: 4 });
    const own = (await scene.actions()).filter((one) => String(one['sheet_reference']).startsWith('W'));
    const ids = own.slice(0, 2).map((one) => one['id'] as string);
    await scene.app.get(ActionsService).publishMany(manager(), ids);

    const again = await scene.upload(
      await tidyPlan(3, (row) =>
        row === 1
          ? { title: 'Another title', owner: 'second.owner@westmarch.example', due: '30 June 2027' }
          : row === 2
            ? { status: 'Complete' }
            : {},
      ),
      'second.xlsx',
    );
    const { check } = await scene.check(again);
    const [one, two] = check.comparison.changed;
    expect(one).toMatchObject({
      changes: [
        { field: 'title', to: 'Another title' },
        { field: 'ownerId', from: scene.people.owner.personId, to: scene.second.personId },
      ],
      askDate: { from: '2027-03-31', to: '2027-06-30' },
    });
    expect(two).toMatchObject({ changes: [], proposeComplete: true });
    expect(check.comparison.unchanged).toHaveLength(1);
    expect(check.comparison.missing.map(({ sheetReference }) => sheetReference)).toContain('W4');

    expect(await apply(again)).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 1,
      datesAskedFor: 1,
      proposedComplete: 1,
    });
    const after = (await scene.actions()).filter((row) => String(row['sheet_reference']).startsWith('W'));
    expect(after[0]).toMatchObject({
      title: 'Another title',
      owner_id: scene.second.personId,
      status: 'not_started',
    });
    expect(String(after[0]!['due_on'])).toContain('Mar 31 2027');
    expect(after[1]).toMatchObject({ status: 'not_started', assurance: 'not_reported' });
    const { rows: requests } = await scene.app.owner.query(
      `select to_due_on::text, state, asked_by from date_changes where action_id = $1`,
      [after[0]!['id']],
    );
    expect(requests).toEqual([{ to_due_on: '2027-06-30', state: 'waiting', asked_by: manager().personId }]);
    expect(after).toHaveLength(4);
  });

  it('remembers what the columns mean and what was set for many', async () => {
    const id = await scene.upload(await tidyPlan(5), 'third.xlsx');
    const { sheet, check } = await scene.check(id);
    await mending().map(manager(), id, {
      ...check.mapping!,
      columns: check.mapping!.columns.map((field) => (field === 'successMeasure' ? 'note' : field)),
    });
    const next = await scene.upload(await tidyPlan(6), 'fourth.xlsx');
    const remembered = await scene.check(next);
    expect(remembered.sheet.isMappingConfirmed).toBe(true);
    expect(remembered.check.mapping?.columns).toContain('note');
    expect(sheet.id).not.toBe(next);
  });
});

describe('Who may and what is refused', () => {
  it('only the plan manager brings a plan in', async () => {
    const bytes = await tidyPlan(2);
    await expect(scene.upload(bytes, 'x.xlsx', scene.people.owner)).rejects.toMatchObject({ status: 403 });
    await expect(scene.upload(bytes, 'x.xlsx', scene.people.viewer)).rejects.toMatchObject({ status: 403 });
  });

  it('a file that cannot be read leaves nothing behind', async () => {
    const before = await count('plan_sheets');
    await expect(scene.upload(Buffer.from('%PDF-1.7'), 'plan.xlsx')).rejects.toMatchObject({
      code: 'wrong_type',
    });
    await expect(scene.upload((await messyPlan()).subarray(0, 2000))).rejects.toMatchObject({
      code: 'damaged',
    });
    expect(await count('plan_sheets')).toBe(before);
  });

  it('the same file that waits to be checked is found again', async () => {
    const bytes = await tidyPlan(7);
    const id = await scene.upload(bytes);
    expect(
      await scene.app.get(PlanSheetsService).upload(manager(), { fileName: 'again.xlsx', bytes }),
    ).toEqual({
      id,
      already: true,
    });
  });

  it('a sheet changed since it was seen is not brought in', async () => {
    const id = await scene.upload(await tidyPlan(8));
    const { sheet } = await scene.check(id);
    await mending().mend(manager(), id, [{ sheet: 'Plan', row: 2, column: 1, text: 'Another action' }]);
    await expect(apply(id, sheet.version)).rejects.toMatchObject({ status: 412 });
  });
});

describe('On the command line', () => {
  const importing = (bytes: Buffer, more: { dryRun?: boolean; takeProposals?: boolean } = {}) =>
    scene.app.get(PlanImportService).importFile({
      authorityId: manager().authority.id,
      actor: { kind: 'import' },
      fileName: 'plan.csv',
      bytes,
      dryRun: more.dryRun ?? false,
      takeProposals: more.takeProposals ?? false,
    });
  const csv = (due: string) =>
    Buffer.from(
      `Ref;Recommendation;Action;Owner;Due date\nC1;1;Publish the thresholds;owner@westmarch.example;${due}\n`,
    );

  it('every problem is told and nothing written', async () => {
    const before = await count('actions');
    const { problems, planSheetId } = await importing(csv('Dec 2026'));
    expect(problems).toMatchObject([{ row: 2, column: 4, code: 'vague_date', proposal: '31 December 2026' }]);
    expect(planSheetId).toBeNull();
    expect(await count('actions')).toBe(before);
  });

  it('a dry run says the same as the import would, and writes nothing', async () => {
    const before = await count('plan_sheets');
    expect(await importing(csv('31/12/2026'), { dryRun: true })).toMatchObject({
      problems: [],
      outcome: { added: 1 },
    });
    expect(await count('plan_sheets')).toBe(before);
  });

  it('proposals are taken where that is asked for', async () => {
    const { outcome, planSheetId } = await importing(csv('Dec 2026'), { takeProposals: true });
    expect(outcome).toMatchObject({ added: 1 });
    expect(planSheetId).not.toBeNull();
    const last = (await scene.actions()).at(-1)!;
    expect(String(last['due_on'])).toContain('Dec 31 2026');
    const { rows } = await scene.app.owner.query(
      `select 1 from action_recommendations where action_id = $1`,
      [last['id']],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('The process that reads spreadsheets', () => {
  const program = fileURLToPath(
    new URL('../../dist/src/features/plan-sheets/reading-process.js', import.meta.url),
  );
  const built = existsSync(program);
  if (!built) console.warn('The program is not built: the process that reads spreadsheets is not tried');
  const test = built ? it : it.skip;
  const readWith = async (bytes: Buffer, seconds: number) => {
    const folder = await mkdtemp(join(tmpdir(), 'tracker-sheet-'));
    const place = join(folder, 'plan');
    await writeFile(place, bytes);
    const reader = new ChildProcessSheetReader(new ChildProcessReader({ seconds, memoryMb: 128 }, program));
    return reader.read(place).finally(() => rm(folder, { recursive: true }));
  };

  test('gives back the cells', async () => {
    expect(await readWith(await messyPlan(), 20)).toMatchObject({
      format: 'xlsx',
      sheets: [{ name: 'Improvement plan' }, {}],
    });
  });

  test('gives back why there are none', async () => {
    expect(await readWith(Buffer.from('a,b\n'.repeat(100_000)), 20)).toMatchObject({ code: 'too_many_rows' });
  });

  test('is ended when it takes too long, and says what to do', async () => {
    const outcome = await readWith(await messyPlan(), 0.02);
    expect(outcome).toMatchObject({
      code: 'too_slow',
      message: expect.stringContaining('Keep the sheet with the plan alone'),
    });
  });
});

it('the empty plan can be downloaded, and is read back as it is meant', async () => {
  const bytes = await scene.app.get(PlanTemplateService).workbook(manager());
  const grid = (await readSpreadsheet(bytes)) as SheetGrid;
  const mapping = guessMapping(grid);
  expect(mapping?.sheets).toEqual([{ name: 'Plan', headerRow: 1 }]);
  expect(mapping?.columns).toEqual([
    'reference',
    'workstream',
    'recommendation',
    'title',
    'description',
    'kind',
    'owner',
    'ownerEmail',
    'contributors',
    'lead',
    'startOn',
    'dueOn',
    'status',
    'successMeasure',
    'requiredEvidence',
    'note',
  ]);
  expect(JSON.stringify(grid.sheets[1])).toContain('owner@westmarch.example');
});

it('300 rows are read, checked and brought in within seconds', async () => {
  const bytes = await tidyPlan(300, (row) => ({ title: `Step ${row} of the second plan` }));
  const start = performance.now();
  const id = await scene.upload(bytes, 'three hundred.xlsx');
  const uploaded = performance.now();
  const { check } = await scene.check(id);
  expect(check.checked.problems).toEqual([]);
  const checked = performance.now();
  await apply(id);
  const all = performance.now();
  const told = [uploaded - start, checked - uploaded, all - checked].map(Math.round);
  process.stdout.write(`300 rows: upload ${told[0]} ms, check ${told[1]} ms, bring in ${told[2]} ms\n`);
  // Under 2 seconds on a quiet machine; the tests share theirs.
  expect(all - start).toBeLessThan(5000);
});
