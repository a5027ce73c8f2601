import { CellReader } from './cell-reader.js';
import type { CheckedSheet, PlanAround, PlannedAction } from './checked-sheet.js';
import type { PrintedPerson } from './people-in-cell.js';
import { namedPeople } from './named-people.js';
import { isColour, saysComplete } from './printed-words.js';
import { MeantRecommendations, recommendationsInCell } from './recommendation-in-cell.js';
import { NO_DEFAULTS, type RowDefaults, type SheetChoices } from './sheet-choices.js';
import { oneLine, wordKey, type SheetGrid } from './sheet-grid.js';
import { headersOf, sheetNamed, type SheetMapping } from './sheet-mapping.js';
import { problemKey, type SheetProblem } from './sheet-problem.js';
import { planRows, type PlanRow } from './sheet-rows.js';
import { shortTitle, LONGEST_TITLE } from './short-title.js';

const LONGEST_TEXT = 5000;
const LONGEST_MEASURE = 2000;
const LONGEST_NOTE = 10_000;

/**
 * What a council's sheet would become: a draft for every row of it, and every problem, by row and column, that must be
 * mended or confirmed first. Nothing is guessed: a vague date, an unknown person and a second owner are problems, each
 * with a proposal where there is one. Colours are notes.
 */
export function checkSheet(
  grid: SheetGrid,
  mapping: SheetMapping,
  choices: SheetChoices,
  around: PlanAround,
): CheckedSheet {
  const { rows, leftOut } = planRows(grid, mapping);
  const problems: SheetProblem[] = [];
  const unknown = new Map<string, { printed: PrintedPerson; rows: number; candidates: readonly string[] }>();
  const printed = new Map<string, { text: string; rows: number }>();
  const headers = headersOfFirst(grid, mapping);
  const reader = new CellReader(grid, mapping, headers, problems);
  const meant = new MeantRecommendations(around.recommendations);
  const severalSheets = mapping.sheets.length > 1;
  const drafts = rows.map((row) => {
    const workstream = workstreamOf(row, mapping, reader, severalSheets);
    const defaults = choices.byWorkstream[wordKey(workstream ?? '')] ?? NO_DEFAULTS;
    const people = namedPeople(row, reader, choices, around.people, unknown);
    const recommendationIds = recommendationsOf(row, mapping, reader, choices, meant, printed);
    return actionOf(row, reader, {
      workstream,
      people,
      recommendationIds,
      given: orElse(defaults, choices.defaults),
    });
  });
  findDuplicates(rows, drafts, reader);
  const confirmed = new Set(choices.confirmed);
  const open = problems.filter(
    (problem) => !(problem.toConfirm && (confirmed.has(problem.code) || confirmed.has(problemKey(problem)))),
  );
  return {
    actions: drafts,
    problems: open.sort(byPlace(mapping)),
    leftOut,
    unknownPeople: [...unknown].map(([key, one]) => ({ key, ...one })),
    recommendations: [...printed].map(([key, one]) => ({
      key,
      ...one,
      offer: meant.by(one.text),
      decided: choices.recommendations[key],
    })),
    workstreams: [...new Set(drafts.flatMap((draft) => draft.workstream ?? []))],
    formulas: rows.reduce((sum, row) => sum + row.cells.filter((cell) => cell?.formula).length, 0),
  };
}

function orElse(own: RowDefaults, whole: RowDefaults): RowDefaults {
  return {
    kind: own.kind ?? whole.kind,
    leadId: own.leadId ?? whole.leadId,
    startOn: own.startOn ?? whole.startOn,
    requiredEvidence: own.requiredEvidence.length > 0 ? own.requiredEvidence : whole.requiredEvidence,
  };
}

function actionOf(
  row: PlanRow,
  reader: CellReader,
  known: {
    workstream: string | null;
    people: { ownerId: string | null; contributorIds: readonly string[]; leadId: string | null };
    recommendationIds: readonly string[];
    given: RowDefaults;
  },
): PlannedAction {
  const words = reader.text(row, 'title');
  if (words === '')
    reader.complain(row, 'title', 'title_missing', 'The row says no action. Enter what will be done');
  const title = shortTitle(oneLine(words));
  const status = reader.text(row, 'status');
  const colour = [reader.text(row, 'colour'), isColour(status) ? status : ''].filter(Boolean).join(', ');
  const complete = status === '' ? false : saysComplete(status, reader.header('status'));
  if (complete === null) {
    reader.complain(
      row,
      'status',
      'unclear_status',
      `“${oneLine(status)}” does not say whether the action is complete`,
      {
        accepted: ['Complete', 'In progress', 'Not started'],
      },
    );
  }
  const startOn = reader.day(row, 'startOn') ?? known.given.startOn;
  const dueOn = reader.day(row, 'dueOn');
  if (startOn !== null && dueOn !== null && startOn > dueOn && reader.text(row, 'startOn') !== '') {
    reader.complain(row, 'startOn', 'start_after_due', 'The start date is after the due date');
  }
  const beyond = oneLine(words).length > LONGEST_TITLE ? [words] : [];
  const description = reader.longText(row, 'description', LONGEST_TEXT);
  return {
    sheet: row.sheet,
    row: row.row,
    reference: oneLine(reader.text(row, 'reference')).slice(0, 60) || null,
    title,
    description: [...beyond, description].filter(Boolean).join('\n\n'),
    workstream: known.workstream,
    recommendationIds: known.recommendationIds,
    ownerId: known.people.ownerId,
    contributorIds: known.people.contributorIds,
    leadId: known.people.leadId ?? known.given.leadId,
    startOn: startOn !== null && dueOn !== null && startOn > dueOn ? null : startOn,
    dueOn,
    kind: reader.kind(row) ?? known.given.kind,
    requiredEvidence: reader.evidence(row) ?? known.given.requiredEvidence,
    successMeasure: reader.longText(row, 'successMeasure', LONGEST_MEASURE),
    saysComplete: complete === true,
    colourNote: oneLine(colour),
    statusNote: isColour(status) ? '' : oneLine(status),
    note: reader.longText(row, 'note', LONGEST_NOTE),
  };
}

function workstreamOf(
  row: PlanRow,
  mapping: SheetMapping,
  reader: CellReader,
  severalSheets: boolean,
): string | null {
  const own = oneLine(reader.text(row, 'workstream'));
  if (own !== '') return own.slice(0, 200);
  if (mapping.subheadings === 'workstream' && row.under !== null) return row.under.slice(0, 200);
  return severalSheets && !mapping.columns.includes('workstream') ? row.sheet : null;
}

function recommendationsOf(
  row: PlanRow,
  mapping: SheetMapping,
  reader: CellReader,
  choices: SheetChoices,
  meant: MeantRecommendations,
  printed: Map<string, { text: string; rows: number }>,
): readonly string[] {
  const own = reader.text(row, 'recommendation');
  const words = own === '' && mapping.subheadings === 'recommendation' ? (row.under ?? '') : own;
  const ids = recommendationsInCell(words).flatMap((text) => {
    const key = wordKey(text);
    const before = printed.get(key);
    printed.set(key, { text: before?.text ?? text, rows: (before?.rows ?? 0) + 1 });
    const decided = choices.recommendations[key];
    if (decided !== undefined) return decided === null ? [] : [decided];
    const offer = choices.linkSure ? meant.by(text) : null;
    return offer?.sure ? [offer.id] : [];
  });
  return [...new Set(ids)];
}

/** A reference names one action; a row whose reference stands in an earlier row is a problem, not a second action. */
function findDuplicates(
  rows: readonly PlanRow[],
  drafts: readonly PlannedAction[],
  reader: CellReader,
): void {
  const first = new Map<string, PlannedAction>();
  for (const [index, draft] of drafts.entries()) {
    if (draft.reference === null) continue;
    const key = draft.reference.toLowerCase();
    const before = first.get(key);
    if (before === undefined) first.set(key, draft);
    else {
      const where =
        before.sheet === draft.sheet ? `row ${before.row}` : `row ${before.row} of ${before.sheet}`;
      reader.complain(
        rows[index]!,
        'reference',
        'duplicate_reference',
        `“${draft.reference}” is the reference of ${where} too`,
      );
    }
  }
}

function headersOfFirst(grid: SheetGrid, mapping: SheetMapping): readonly string[] {
  const [first] = mapping.sheets;
  const sheet = first ? sheetNamed(grid, first.name) : null;
  return sheet && first ? headersOf(sheet, first.headerRow) : [];
}

function byPlace(mapping: SheetMapping) {
  const order = new Map(mapping.sheets.map(({ name }, index) => [name, index]));
  return (one: SheetProblem, other: SheetProblem) =>
    (order.get(one.sheet) ?? 0) - (order.get(other.sheet) ?? 0) ||
    one.row - other.row ||
    one.column - other.column;
}
