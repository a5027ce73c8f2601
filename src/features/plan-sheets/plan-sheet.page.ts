import type { CheckedSheet } from '../../domain/plan-sheet/checked-sheet.js';
import type { LeftOutRow } from '../../domain/plan-sheet/sheet-rows.js';
import { columnLetter, type Sheet } from '../../domain/plan-sheet/sheet-grid.js';
import { columnsOf, sheetNamed } from '../../domain/plan-sheet/sheet-mapping.js';
import { plural } from '../../platform/templates/filters.js';
import type { PlanSheet, PlanSheetState } from './plan-sheet.entity.js';
import { historyPaths } from '../history/history.paths.js';
import { outcomeInWords, outcomeOf } from './plan-sheet-outcome.js';
import { planSheetPaths } from './plan-sheets.paths.js';
import type { SheetCheck } from './sheet-check.service.js';

export const STATE_NAMES: Readonly<Record<PlanSheetState, string>> = {
  to_check: 'To be checked',
  applied: 'Brought in',
  withdrawn: 'Removed',
};

const WHY_LEFT_OUT: Readonly<Record<LeftOutRow['why'], string>> = {
  sub_heading: 'Sub-heading',
  total: 'Total',
  header_again: 'Column names again',
  remark: 'Remark or key',
};

interface Step {
  readonly text: string;
  readonly href: string;
  readonly hint: string;
  readonly state: 'done' | 'open' | 'optional';
  readonly stateText: string;
}

/** The page of one sheet: what has to be done before it is brought in, and what came of it. */
export function sheetPage(sheet: PlanSheet, check: SheetCheck) {
  const { checked } = check;
  const outcome = sheet.outcome ?? outcomeOf(check.comparison);
  return {
    ...heading(sheet),
    stateName: STATE_NAMES[sheet.state],
    isApplied: sheet.state === 'applied',
    applied: sheet.state === 'applied' ? { at: sheet.appliedAt, lines: outcomeInWords(outcome, true) } : null,
    actions: checked.actions.length,
    steps: sheet.state === 'to_check' ? stepsOf(sheet, check) : [],
    readiness: outcomeInWords(outcome, false),
    mayContinue: sheet.mapping !== null && checked.problems.length === 0 && checked.actions.length > 0,
    notes: notesOf(check),
    leftOut: checked.leftOut.map((row) => ({
      place: checkHasSeveralSheets(check) ? `${row.sheet}, row ${row.row}` : `Row ${row.row}`,
      why: WHY_LEFT_OUT[row.why],
      text: row.text,
    })),
    links: linksOf(sheet),
  };
}

export function heading(sheet: PlanSheet) {
  return { fileName: sheet.fileName, version: sheet.version, back: planSheetPaths.sheet(sheet.id) };
}

export function linksOf({ id }: PlanSheet) {
  return {
    list: planSheetPaths.list(),
    sheet: planSheetPaths.sheet(id),
    original: planSheetPaths.original(id),
    history: historyPaths.of('plan_sheets', id),
    changes: planSheetPaths.changes(id),
    apply: planSheetPaths.apply(id),
    withdraw: planSheetPaths.withdraw(id),
    upload: planSheetPaths.upload(),
    problems: planSheetPaths.problems(id),
    proposals: planSheetPaths.proposals(id),
    columns: planSheetPaths.columns(id),
  };
}

export function checkHasSeveralSheets({ mapping }: SheetCheck): boolean {
  return (mapping?.sheets.length ?? 0) > 1;
}

function stepsOf(sheet: PlanSheet, check: SheetCheck): Step[] {
  const { checked, mapping, choices } = check;
  const read = mapping?.columns.filter((field) => field !== null).length ?? 0;
  const open = checked.recommendations.filter(({ decided }) => decided === undefined).length;
  const cells = checked.problems.filter(({ code }) => !OF_PEOPLE.includes(code));
  const hasDefaults =
    choices.defaults.kind !== null ||
    choices.defaults.requiredEvidence.length > 0 ||
    Object.keys(choices.byWorkstream).length > 0;
  return [
    {
      text: 'What the columns mean',
      href: planSheetPaths.columns(sheet.id),
      hint:
        mapping === null
          ? 'No row looks like the column names of a plan'
          : `${plural(read, 'column')} of ${mapping.sheets.map(({ name }) => name).join(', ')} ${read === 1 ? 'is' : 'are'} read`,
      state: sheet.isMappingConfirmed ? 'done' : 'open',
      stateText: sheet.isMappingConfirmed ? 'Checked' : mapping === null ? 'To do' : 'Guessed',
    },
    {
      text: 'People',
      href: planSheetPaths.people(sheet.id),
      hint:
        checked.unknownPeople.length === 0
          ? 'Everybody named is known'
          : 'Named in the sheet, but nobody of this authority',
      ...stateOf(checked.unknownPeople.length),
    },
    {
      text: 'Problems',
      href: planSheetPaths.problems(sheet.id),
      hint: 'Mend them here, or in the file',
      ...stateOf(cells.length),
    },
    {
      text: 'Recommendations',
      href: planSheetPaths.recommendations(sheet.id),
      hint:
        checked.recommendations.length === 0
          ? 'The sheet names none'
          : 'Rows that you do not confirm enter without one',
      state: open === 0 ? 'done' : 'optional',
      stateText: open === 0 ? 'Done' : `${open} to confirm`,
    },
    {
      text: 'Set for many at once',
      href: planSheetPaths.defaults(sheet.id),
      hint: 'Kind, accountable lead, start date and required evidence, where rows do not say',
      state: hasDefaults ? 'done' : 'optional',
      stateText: hasDefaults ? 'Set' : 'If you like',
    },
  ];
}

/** Problems that are solved by saying who is meant. */
export const OF_PEOPLE: readonly CheckedSheet['problems'][number]['code'][] = [
  'unknown_person',
  'several_people_of_that_name',
];

function stateOf(count: number): Pick<Step, 'state' | 'stateText'> {
  return count === 0
    ? { state: 'done', stateText: 'Done' }
    : { state: 'open', stateText: `${count} to solve` };
}

/** What was seen on the way and taken as it is. */
function notesOf(check: SheetCheck): string[] {
  const { grid, mapping, checked, cells } = check;
  if (mapping === null) return [];
  const sheets = mapping.sheets.flatMap(({ name }) => sheetNamed(grid, name) ?? []);
  const others = grid.sheets.filter((sheet) => !sheets.includes(sheet));
  const hiddenRows = sheets.flatMap((sheet) => sheet.rows.filter((row) => row.hidden)).length;
  const colours = checked.actions.filter(({ colourNote }) => colourNote !== '').length;
  const complete = checked.actions.filter(({ saysComplete }) => saysComplete).length;
  return [
    cells.length > 0 &&
      `${plural(cells.length, 'cell')} ${cells.length === 1 ? 'was' : 'were'} mended here. The file itself stays as it was.`,
    checked.formulas > 0 &&
      `${plural(checked.formulas, 'cell')} ${checked.formulas === 1 ? 'holds' : 'hold'} a formula: the value was taken, the formula was not.`,
    hiddenRows > 0 &&
      `${plural(hiddenRows, 'row')} hidden in the sheet ${hiddenRows === 1 ? 'is' : 'are'} read too.`,
    ...sheets.map((sheet) => hiddenColumnsOf(sheet, mapping.columns)),
    others.length > 0 &&
      `Not read: ${others.map((sheet) => `${sheet.name}${sheet.hidden ? ' (hidden)' : ''}`).join(', ')}.`,
    colours > 0 &&
      `${plural(colours, 'row')} ${colours === 1 ? 'has' : 'have'} a colour. It is kept as a note: ratings are computed here.`,
    complete > 0 &&
      `${plural(complete, 'row')} ${complete === 1 ? 'is' : 'are'} marked complete. Each becomes reported complete when it is published, without an impact statement.`,
  ].filter((note): note is string => typeof note === 'string');
}

function hiddenColumnsOf(sheet: Sheet, columns: readonly (string | null)[]): string | false {
  const hidden = sheet.hiddenColumns.filter((index) => (columns[index] ?? null) !== null);
  if (hidden.length === 0) return false;
  return `Hidden in the sheet but read: column ${hidden.map(columnLetter).join(', ')}.`;
}

/** The columns of a sheet with their letters, for the page and the API. */
export function columnModels(sheet: Sheet, headerRow: number) {
  return columnsOf(sheet, headerRow).map((column) => ({ ...column, letter: columnLetter(column.index) }));
}
