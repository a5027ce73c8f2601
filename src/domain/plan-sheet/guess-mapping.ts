import { kindOf, evidenceIn, isColour } from './printed-words.js';
import { looksLikeADay } from './printed-day.js';
import { FIELDS_OF_SEVERAL_COLUMNS, HEADER_WORDS, PLAN_FIELDS, type PlanField } from './plan-field.js';
import { wordKey, type Sheet, type SheetCell, type SheetGrid } from './sheet-grid.js';
import {
  cellsOfColumn,
  headerKey,
  headersOf,
  rowsBelow,
  type SheetMapping,
  type SubheadingMeaning,
} from './sheet-mapping.js';

/** Titles, logos and notes stand above the column names, but not more than this many rows of them. */
const FURTHEST_HEADER = 40;
const LOOKED_AT = 200;

/**
 * How a council's workbook is most likely meant: the row of column names of the sheet that looks most like a plan, every
 * other shown sheet with the same column names, and what each column means by its name and by what stands below it.
 * Null when no sheet has anything that looks like column names.
 */
export function guessMapping(grid: SheetGrid): SheetMapping | null {
  const shown = grid.sheets.filter((sheet) => !sheet.hidden);
  const found = (shown.length > 0 ? shown : grid.sheets)
    .map((sheet) => ({ sheet, header: headerRowOf(sheet) }))
    .filter((one) => one.header !== null);
  const best = found.reduce<(typeof found)[number] | null>(
    (best, one) => (best === null || weight(one) > weight(best) ? one : best),
    null,
  );
  if (best === null || best.header === null) return null;
  const key = headerKey(headersOf(best.sheet, best.header.row));
  const alike = found.filter(({ sheet, header }) => headerKey(headersOf(sheet, header!.row)) === key);
  return {
    sheets: alike.map(({ sheet, header }) => ({ name: sheet.name, headerRow: header!.row })),
    columns: guessColumns(best.sheet, best.header.row),
    subheadings: guessSubheadings(best.sheet, best.header.row),
  };
}

function weight({ sheet, header }: { sheet: Sheet; header: { row: number; fields: number } | null }): number {
  if (header === null) return 0;
  return header.fields * 1000 + Math.min(rowsBelow(sheet, header.row).length, 999);
}

/** The row in which most cells are column names of a plan: two different ones at least. */
export function headerRowOf(sheet: Sheet): { row: number; fields: number } | null {
  let best: { row: number; fields: number } | null = null;
  for (const row of sheet.rows.filter(({ row }) => row <= FURTHEST_HEADER)) {
    const fields = new Set(
      row.cells.flatMap((cell) => {
        if (cell === null || cell.wide || cell.text.length > 80) return [];
        const match = bestField(cell.text);
        return match && match.score >= 40 ? [match.field] : [];
      }),
    );
    if (fields.size >= 2 && fields.size > (best?.fields ?? 0)) best = { row: row.row, fields: fields.size };
  }
  return best;
}

/** What each column means: first by its name, the surest match first, then by what stands in it. */
export function guessColumns(sheet: Sheet, headerRow: number): (PlanField | null)[] {
  const headers = headersOf(sheet, headerRow);
  const rows = rowsBelow(sheet, headerRow).slice(0, LOOKED_AT);
  const width = Math.max(headers.length, ...rows.map((row) => row.cells.length), 0);
  const columns: (PlanField | null)[] = Array.from({ length: width }, () => null);
  const cells = columns.map((_, index) => cellsOfColumn(rows, index));
  const offers = headers
    .flatMap((header, index) =>
      PLAN_FIELDS.map((field) => ({
        index,
        field: corrected(field, header, cells[index] ?? []),
        score: score(header, field),
      })),
    )
    .filter((offer) => offer.score > 0 && offer.field !== null)
    .sort((one, other) => other.score - one.score || one.index - other.index);
  for (const { index, field } of offers) {
    if (field === null || columns[index] !== null) continue;
    if (columns.includes(field) && !FIELDS_OF_SEVERAL_COLUMNS.includes(field)) continue;
    columns[index] = field;
  }
  leadIsOwner(columns, headers);
  byContent(columns, cells, headers);
  return columns;
}

/** Names that stand over dates, but over other things too. */
const MAY_BE_NO_DATE = /^(target|from|when|finish|end|begin|starting)$/;

/** A name may say one thing and the values another: a status of colours, a priority of "High" and "Low". */
function corrected(field: PlanField, header: string, all: readonly SheetCell[]): PlanField | null {
  const cells = all.filter((cell) => !cell.error);
  if (cells.length === 0) return field;
  const most = (test: (text: string) => boolean) =>
    cells.filter((cell) => test(cell.text)).length > cells.length * 0.6;
  if (field === 'status' && most(isColour)) return 'colour';
  if (
    field === 'workstream' &&
    most((text) => /^(high|medium|low|urgent|critical|h|m|l|[1-5])$/i.test(text.trim()))
  )
    return null;
  if (field === 'kind' && !most((text) => kindOf(text) !== null)) return null;
  if (field === 'requiredEvidence' && !most((text) => evidenceIn(text) !== null)) return 'note';
  if (
    MAY_BE_NO_DATE.test(wordKey(header)) &&
    (field === 'dueOn' || field === 'startOn') &&
    !cells.some(looksLikeADay)
  )
    return null;
  return field;
}

/** Where nobody else owns anything, the one named lead is who does it. */
function leadIsOwner(columns: (PlanField | null)[], headers: readonly string[]): void {
  if (columns.includes('owner')) return;
  const lead = columns.indexOf('lead');
  if (lead >= 0 && !/accountab|senior|sro|executive|sponsor/.test(wordKey(headers[lead] ?? '')))
    columns[lead] = 'owner';
}

function byContent(
  columns: (PlanField | null)[],
  cells: readonly (readonly SheetCell[])[],
  headers: readonly string[],
): void {
  const take = (field: PlanField, test: (cell: SheetCell) => boolean) => {
    if (columns.includes(field)) return;
    const index = columns.findIndex(
      (column, at) =>
        column === null &&
        (cells[at]?.length ?? 0) > 1 &&
        cells[at]!.filter(test).length > cells[at]!.length * 0.6,
    );
    if (index >= 0) columns[index] = field;
  };
  take('dueOn', looksLikeADay);
  take('colour', (cell) => isColour(cell.text) && cell.text.trim().length > 2);
  if (!columns.includes('owner')) take('owner', (cell) => /\S+@\S+\.\S+/.test(cell.text));
  else take('ownerEmail', (cell) => /\S+@\S+\.\S+/.test(cell.text));
  if (!columns.includes('title')) {
    const described = columns.indexOf('description');
    const longest = headers.length === 0 && cells.length === 0 ? -1 : longestColumn(columns, cells);
    const index = described >= 0 ? described : longest;
    if (index >= 0) columns[index] = 'title';
  }
}

function longestColumn(
  columns: readonly (PlanField | null)[],
  cells: readonly (readonly SheetCell[])[],
): number {
  const average = (at: number) => {
    const texts = cells[at] ?? [];
    return texts.length === 0 ? 0 : texts.reduce((sum, cell) => sum + cell.text.length, 0) / texts.length;
  };
  const free = columns.flatMap((column, at) => (column === null && average(at) > 12 ? [at] : []));
  return free.sort((one, other) => average(other) - average(one))[0] ?? -1;
}

function guessSubheadings(sheet: Sheet, headerRow: number): SubheadingMeaning {
  const alone = rowsBelow(sheet, headerRow).flatMap((row) => {
    const filled = row.cells.filter((cell) => cell !== null);
    return filled.length === 1 ? [wordKey(filled[0]!.text)] : [];
  });
  const recommendations = alone.filter((text) =>
    /^(rec|recommendation|area for improvement|afi)\b/.test(text),
  );
  return recommendations.length > alone.length / 2 ? 'recommendation' : 'workstream';
}

function bestField(header: string): { field: PlanField; score: number } | null {
  return PLAN_FIELDS.map((field) => ({ field, score: score(header, field) })).reduce<{
    field: PlanField;
    score: number;
  } | null>((best, one) => (one.score > (best?.score ?? 0) ? one : best), null);
}

/** 100 and more: the name is exactly one of the field's; less: the longest of them stands in it as whole words. */
function score(header: string, field: PlanField): number {
  const key = wordKey(header.replace(/\(.*?\)/g, ' ')) || wordKey(header);
  if (key === '' || key.length > 80) return 0;
  const exact = HEADER_WORDS[field].includes(key);
  if (exact) return 100 + key.length;
  const padded = ` ${key} `;
  const longest = HEADER_WORDS[field].reduce(
    (most, phrase) =>
      phrase.length >= 3 && padded.includes(` ${phrase} `) ? Math.max(most, phrase.length) : most,
    0,
  );
  return longest === 0
    ? 0
    : 30 +
        longest +
        (padded.startsWith(' ') &&
        key.startsWith(HEADER_WORDS[field].find((phrase) => phrase.length === longest) ?? '\n')
          ? 2
          : 0);
}
