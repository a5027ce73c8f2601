import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localDate } from '../calendar/local-date.js';
import { checkSheet } from './check-sheet.js';
import type { PlanAround } from './checked-sheet.js';
import { compareWithPlan, type StandingAction } from './compare-with-plan.js';
import { guessMapping } from './guess-mapping.js';
import { NO_CHOICES, withEdits, type SheetChoices } from './sheet-choices.js';
import { columnLetter, type Sheet, type SheetCell, type SheetGrid } from './sheet-grid.js';

type Given = string | SheetCell | null;
const sheet = (name: string, rows: Given[][]): Sheet => ({
  name,
  hiddenColumns: [],
  rows: rows.map((cells, at) => ({
    row: at + 1,
    cells: cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)),
  })),
});
const grid = (...sheets: Sheet[]): SheetGrid => ({ format: 'xlsx', from1904: false, sheets });
const plan = (...rows: Given[][]) => grid(sheet('Plan', rows));

const around: PlanAround = {
  people: [
    { id: 'grace', name: 'Grace Okafor', email: 'grace@westmarch.example', canOwn: true, canLead: false },
    { id: 'tom', name: 'Tom Reed', email: 'tom@westmarch.example', canOwn: true, canLead: true },
    { id: 'vera', name: 'Vera Lunt', email: 'vera@westmarch.example', canOwn: false, canLead: false },
  ],
  recommendations: [],
};
const check = (cells: SheetGrid, choices: Partial<SheetChoices> = {}) =>
  checkSheet(cells, guessMapping(cells)!, { ...NO_CHOICES, ...choices }, around);
const problemsOf = (cells: SheetGrid, choices: Partial<SheetChoices> = {}) =>
  check(cells, choices).problems.map(({ row, column, code }) => `${row}${columnLetter(column)} ${code}`);

describe('What the columns of a sheet mean is guessed', () => {
  it.each([
    [
      ['No.', 'Action', 'Lead officer', 'Deadline', 'RAG'],
      ['reference', 'title', 'owner', 'dueOn', 'colour'],
    ],
    [
      ['Action', 'Lead', 'Timescale'],
      ['title', 'owner', 'dueOn'],
    ],
    [
      ['Action', 'Owner', 'Lead', 'Timescale'],
      ['title', 'owner', 'lead', 'dueOn'],
    ],
    [
      ['Area for improvement', 'What are we going to do', 'Who', 'By when'],
      ['recommendation', 'title', 'owner', 'dueOn'],
    ],
    [
      ['Priority', 'Key actions', 'Responsible officer(s)', 'Target completion date (revised)'],
      ['workstream', 'title', 'owner', 'dueOn'],
    ],
    [
      ['Task', 'Owner', 'Owner e-mail', 'How will we know it has worked?'],
      ['title', 'owner', 'ownerEmail', 'successMeasure'],
    ],
  ])('by their names: %j', (headers, fields) => {
    expect(
      guessMapping(
        plan(
          headers,
          headers.map(() => null),
        ),
      )!.columns,
    ).toEqual(fields);
  });

  it('and by what stands in them: a status of colours is a colour, dates without a name are due dates', () => {
    const cells = plan(
      ['Action', 'Status', '', 'Priority'],
      ['See every child', 'Green', '31/12/2026', 'High'],
      ['Write the standard', 'Amber', '31/01/2027', 'Low'],
      ['Train managers', 'Red', 'Ongoing', 'High'],
    );
    expect(guessMapping(cells)!.columns).toEqual(['title', 'colour', 'dueOn', null]);
  });

  it('below a title and notes, in every sheet with the same columns, and never in one without', () => {
    const header = ['Ref', 'Action', 'Owner'];
    const cells = grid(
      sheet('Cover', [['Improvement plan'], ['Version 3']]),
      sheet('Theme 1', [['Title above'], header, ['1', 'See every child', 'Tom Reed']]),
      sheet('Theme 2', [header, ['2', 'Train managers', 'Tom Reed']]),
    );
    expect(guessMapping(cells)!.sheets).toEqual([
      { name: 'Theme 1', headerRow: 2 },
      { name: 'Theme 2', headerRow: 1 },
    ]);
    expect(check(cells).actions.map(({ workstream }) => workstream)).toEqual(['Theme 1', 'Theme 2']);
    expect(guessMapping(grid(sheet('Cover', [['Improvement plan']])))).toBeNull();
  });
});

describe('The rows of a sheet', () => {
  const header = ['Ref', 'Action', 'Owner', 'Due'];
  it('under sub-headings belong to them; totals, remarks, blank rows and column names again are no actions', () => {
    const { actions, leftOut } = check(
      plan(
        header,
        [{ text: 'Theme 1: Visits', wide: true }],
        ['1', 'See every child', 'Tom Reed', '31/12/2026'],
        [null, null, null, null],
        header,
        [null, 'Theme 2'],
        ['2', 'Train managers', 'Tom Reed', '31/12/2026'],
        ['Total', '2'],
        ['Key: Red = late'],
      ),
    );
    expect(actions.map(({ title, workstream }) => [title, workstream])).toEqual([
      ['See every child', 'Theme 1: Visits'],
      ['Train managers', 'Theme 2'],
    ]);
    expect(leftOut.map(({ row, why }) => `${row} ${why}`)).toEqual([
      '2 sub_heading',
      '5 header_again',
      '6 sub_heading',
      '8 total',
      '9 remark',
    ]);
  });

  it('an action that is alone in its row is one still', () => {
    expect(check(plan(header, [null, 'Agree the new threshold document'])).actions).toHaveLength(1);
  });

  it('a merged action over several rows is one action, with all its owners and words', () => {
    const merged: SheetCell = { text: 'See every child', carried: true };
    const { actions } = check(
      plan(
        ['Action', 'Owner', 'Progress'],
        ['See every child', 'Tom Reed', 'Begun'],
        [merged, 'Grace Okafor', 'Two teams more'],
      ),
      { confirmed: ['two_owners'] },
    );
    expect(actions).toMatchObject([
      { ownerId: 'tom', contributorIds: ['grace'], note: 'Begun\nTwo teams more' },
    ]);
  });

  it('a long action has a short title, and all its words below it', () => {
    const words = `${'Make sure that every child is seen in time and that it is written down '.repeat(4)}.`;
    const [action] = check(plan(header, ['1', words, 'Tom Reed', null])).actions;
    expect(action!.title.length).toBeLessThanOrEqual(200);
    expect(action!.description).toBe(words);
  });

  it('a colour is kept as a note and says nothing about being done', () => {
    const [action] = check(
      plan(['Action', 'Status'], ['See every child', 'Blue'], ['Train', 'In progress']),
    ).actions;
    expect(action).toMatchObject({ colourNote: 'Blue', saysComplete: false });
  });
});

describe('A problem is named at its row and column', () => {
  const header = ['Ref', 'Action', 'Owner', 'Lead', 'Start', 'Due', 'Status', 'Notes'];
  const row = (change: Record<number, Given>) =>
    plan(
      header,
      ['1', 'See every child', 'Tom Reed', 'Tom Reed', '01/10/2026', '31/12/2026', 'In progress', null].map(
        (cell, at) => (at in change ? change[at]! : cell),
      ),
    );
  it.each<[string, Record<number, Given>, string[]]>([
    ['nothing wrong', {}, []],
    ['no action', { 1: null }, ['2B title_missing']],
    ['a vague date', { 5: 'Dec 2026' }, ['2F vague_date']],
    ['Ongoing', { 5: 'Ongoing' }, ['2F no_date']],
    ['no date: may be set later', { 5: null }, []],
    ['a start after the due date', { 4: '01/02/2027' }, ['2E start_after_due']],
    ['an unknown owner', { 2: 'Ann Lee' }, ['2C unknown_person']],
    ['an owner to be confirmed: nobody', { 2: 'TBC' }, []],
    ['two owners', { 2: 'Tom Reed / Grace Okafor' }, ['2C two_owners']],
    ['an owner who may own nothing', { 2: 'Vera Lunt' }, ['2C cannot_own']],
    ['a lead who is none', { 3: 'Grace Okafor' }, ['2D cannot_lead']],
    ['an unclear status', { 6: 'Nearly' }, ['2G unclear_status']],
    ['an error of the spreadsheet', { 5: { text: '#REF!', error: true } }, ['2F formula_error']],
    ['what looks like a child', { 7: 'DOB 03/04/2015, visited' }, ['2H child_details']],
  ])('%s', (_, change, expected) => {
    expect(problemsOf(row(change))).toEqual(expected);
  });

  it('a reference that stands twice', () => {
    expect(problemsOf(plan(['Ref', 'Action'], ['1.2a', 'One thing'], ['1.2A', 'Another thing']))).toEqual([
      '3A duplicate_reference',
    ]);
  });

  it('is gone once the cell is mended, the person chosen, or the two owners confirmed', () => {
    const cells = row({ 2: 'Ann Lee / Tom Reed', 5: 'Ongoing' });
    const mended = withEdits(cells, [{ sheet: 'Plan', row: 2, column: 5, text: '31 March 2027' }]);
    const { problems, actions } = check(mended, {
      people: { 'ann lee': 'grace' },
      confirmed: ['two_owners:Plan!C2'],
    });
    expect(problems).toEqual([]);
    expect(actions[0]).toMatchObject({ ownerId: 'grace', contributorIds: ['tom'], dueOn: '2027-03-31' });
  });
});

describe('Set for many at once', () => {
  it('goes to rows that say nothing, a workstream before the whole sheet', () => {
    const cells = plan(
      ['Workstream', 'Action', 'Kind', 'Owner'],
      ['Visits', 'See every child', 'Practice', 'Tom Reed'],
      ['Visits', 'Write the standard', null, 'Tom Reed'],
      ['Staff', 'Train managers', null, 'Tom Reed'],
    );
    const whole = {
      kind: 'enabling' as const,
      leadId: 'tom',
      startOn: localDate('2026-12-01'),
      requiredEvidence: [],
    };
    const { actions } = check(cells, {
      defaults: whole,
      byWorkstream: { visits: { kind: null, leadId: null, startOn: null, requiredEvidence: ['audit'] } },
    });
    expect(actions.map(({ kind, leadId, requiredEvidence }) => [kind, leadId, requiredEvidence])).toEqual([
      ['practice', 'tom', ['audit']],
      ['enabling', 'tom', ['audit']],
      ['enabling', 'tom', []],
    ]);
  });
});

describe('The same references again', () => {
  const header = ['Ref', 'Action', 'Owner', 'Due', 'Status'];
  const standing = (change: Partial<StandingAction> = {}): StandingAction => ({
    id: 'a1',
    reference: 'A1',
    sheetReference: '1',
    isImported: true,
    status: 'in_progress',
    title: 'See every child',
    description: '',
    successMeasure: '',
    ownerId: 'tom',
    contributorIds: [],
    leadId: null,
    startOn: localDate('2026-10-01'),
    dueOn: localDate('2026-12-31'),
    importedComplete: false,
    ...change,
  });
  const compare = (row: Given[], now: StandingAction) => {
    const cells = plan(header, row);
    return compareWithPlan(check(cells).actions, [now], guessMapping(cells)!.columns);
  };
  const same: Given[] = ['1', 'See every child', 'Tom Reed', '31/12/2026', 'In progress'];

  it.each<[string, Given[], Partial<StandingAction>, object]>([
    ['nothing changed', same, {}, { unchanged: [{}] }],
    [
      'the title',
      ['1', 'See all', 'Tom Reed', '31/12/2026', ''],
      {},
      { changed: [{ changes: [{ field: 'title', from: 'See every child', to: 'See all' }] }] },
    ],
    ['a blank cell changes nothing', ['1', 'See every child', null, null, null], {}, { unchanged: [{}] }],
    [
      'another date of a published action is asked for',
      ['1', 'See every child', 'Tom Reed', '31/01/2027', ''],
      {},
      { changed: [{ changes: [], askDate: { from: '2026-12-31', to: '2027-01-31' } }] },
    ],
    [
      'another date of a draft changes',
      ['1', 'See every child', 'Tom Reed', '31/01/2027', ''],
      { status: 'draft' },
      { changed: [{ changes: [{ field: 'dueOn' }], askDate: null }] },
    ],
    [
      'complete is put to the owner',
      ['1', 'See every child', 'Tom Reed', '31/12/2026', 'Complete'],
      {},
      { changed: [{ changes: [], proposeComplete: true }] },
    ],
    [
      'what is complete here is not touched',
      ['1', 'See all', 'Tom Reed', null, ''],
      { status: 'complete' },
      { closed: [{}], changed: [] },
    ],
    [
      'our own reference names it too',
      ['A1', 'See all', 'Tom Reed', null, ''],
      { sheetReference: null, isImported: false },
      { changed: [{ changes: [{ field: 'title' }] }] },
    ],
    [
      'another reference is another action',
      ['2', 'See every child', 'Tom Reed', null, ''],
      {},
      { added: [{}], missing: [{ id: 'a1' }] },
    ],
    [
      'without a reference the same title is the same action',
      [null, 'See every child', 'Grace Okafor', null, ''],
      { sheetReference: null },
      { changed: [{ changes: [{ field: 'ownerId' }] }] },
    ],
    [
      'quite another title under the same reference is pointed out',
      ['1', 'Publish thresholds', 'Tom Reed', null, ''],
      {},
      { changed: [{ isQuiteAnother: true }] },
    ],
    [
      'and so it is where that action is complete here, so that its row is not lost unseen',
      ['1', 'Publish thresholds', 'Tom Reed', null, ''],
      { status: 'complete' },
      { closed: [{ isQuiteAnother: true }], changed: [] },
    ],
  ])('%s', (_, row, now, expected) => {
    expect(compare(row, standing(now))).toMatchObject(expected);
  });
});

it('whatever stands in the cells, every row is an action, a continuation or left out with its reason', () => {
  const words = fc.oneof(
    fc.constantFrom(
      'Total',
      'Theme 1',
      'Ongoing',
      'Dec 2026',
      '31/12/2026',
      '46387',
      'Tom Reed / Ann',
      '=1+1',
      '1.2a',
      'Red',
      '#REF!',
      ', ;',
      "''",
      '(',
      'Q9',
    ),
    fc.string({ maxLength: 12 }),
  );
  const cell = fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: words });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 6, maxLength: 8 }), { maxLength: 12 }), (rows) => {
      const cells = plan(
        ['Ref', 'Action', 'Owner', 'Start', 'Due', 'Recommendation', 'Evidence', 'Status'],
        ...rows,
      );
      const { actions, leftOut, problems } = check(cells);
      const told = new Set([...actions, ...leftOut].map(({ row }) => row));
      const filled = cells.sheets[0]!.rows.slice(1).filter((row) =>
        row.cells.some((one) => one !== null && one.text.trim() !== ''),
      );
      expect([...told].sort((a, b) => a - b)).toEqual(filled.map(({ row }) => row));
      for (const { message } of problems) expect(message).not.toMatch(/\.$/);
    }),
  );
});
