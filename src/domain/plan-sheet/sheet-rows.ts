import type { PlanField } from './plan-field.js';
import { oneLine, wordKey, type Sheet, type SheetCell, type SheetGrid, type SheetRow } from './sheet-grid.js';
import { headerKey, headersOf, rowsBelow, sheetNamed, type SheetMapping } from './sheet-mapping.js';

/** A row that holds an action, with what stands above it. */
export interface PlanRow {
  readonly sheet: string;
  readonly row: number;
  readonly cells: readonly (SheetCell | null)[];
  /** The sub-heading that it stands under. */
  readonly under: string | null;
  /** Rows below that belong to the same merged action: another owner, another line of text. */
  readonly continued: readonly SheetRow[];
}

/** A row that is not read as an action, and why, so that nothing is passed over in silence. */
export interface LeftOutRow {
  readonly sheet: string;
  readonly row: number;
  readonly why: 'sub_heading' | 'total' | 'header_again' | 'remark';
  readonly text: string;
}

const TOTAL = /^((grand|sub) ?)?totals?\b|^(sum|count|average|number of actions)\b/i;
const REMARK =
  /^(key|legend|notes?|source|last (updated|reviewed)|version|updated( on)?|page \d+|rag (key|definitions?))\b|^(red|amber|green|blue|grey)\s*[:=–-]/i;

/** The rows of the chosen sheets: those with actions, and those left out. A blank row is nothing. */
export function planRows(
  grid: SheetGrid,
  mapping: SheetMapping,
): { readonly rows: readonly PlanRow[]; readonly leftOut: readonly LeftOutRow[] } {
  const rows: PlanRow[] = [];
  const leftOut: LeftOutRow[] = [];
  for (const { name, headerRow } of mapping.sheets) {
    const sheet = sheetNamed(grid, name);
    if (sheet) readSheet(sheet, headerRow, mapping, rows, leftOut);
  }
  return { rows, leftOut };
}

function readSheet(
  sheet: Sheet,
  headerRow: number,
  mapping: SheetMapping,
  rows: PlanRow[],
  leftOut: LeftOutRow[],
): void {
  const header = headerKey(headersOf(sheet, headerRow));
  const titleColumn = mapping.columns.indexOf('title');
  let under: string | null = null;
  for (const row of rowsBelow(sheet, headerRow)) {
    const filled = row.cells.filter(
      (cell): cell is SheetCell => cell !== null && !cell.carried && cell.text.trim() !== '',
    );
    const [first] = filled;
    if (first === undefined) continue;
    const leave = (why: LeftOutRow['why']) =>
      leftOut.push({ sheet: sheet.name, row: row.row, why, text: oneLine(first.text).slice(0, 300) });
    const last = rows.at(-1);
    if (headerKey(row.cells.map((cell) => cell?.text ?? '')) === header) leave('header_again');
    else if (TOTAL.test(oneLine(first.text)) && !hasAction(row, mapping.columns)) leave('total');
    else if (filled.length === 1 && !isCarried(row.cells[titleColumn])) {
      if (REMARK.test(oneLine(first.text))) leave('remark');
      else if (isSubheading(row, first, titleColumn, mapping.columns)) {
        under = oneLine(first.text);
        leave('sub_heading');
      } else rows.push({ sheet: sheet.name, row: row.row, cells: row.cells, under, continued: [] });
    } else if (isCarried(row.cells[titleColumn]) && last?.sheet === sheet.name) {
      rows[rows.length - 1] = { ...last, continued: [...last.continued, row] };
    } else rows.push({ sheet: sheet.name, row: row.row, cells: row.cells, under, continued: [] });
  }
}

function isCarried(cell: SheetCell | null | undefined): boolean {
  return cell?.carried === true;
}

/** A total has no owner, no words of an action and no date: only a word and figures. */
function hasAction(row: SheetRow, columns: readonly (PlanField | null)[]): boolean {
  return row.cells.some((cell, index) => {
    const field = columns[index] ?? null;
    if (cell === null || field === null) return false;
    return field === 'title' && wordKey(cell.text).split(' ').length > 4;
  });
}

/** Words alone in their row, merged over the columns, or in another column than the actions, or called a theme. */
function isSubheading(
  row: SheetRow,
  cell: SheetCell,
  titleColumn: number,
  columns: readonly (PlanField | null)[],
): boolean {
  if (cell.wide) return true;
  const at = row.cells.indexOf(cell);
  if (at !== titleColumn)
    return columns[at] !== 'dueOn' && columns[at] !== 'colour' && columns[at] !== 'status';
  return /^(work ?stream|priority|theme|objective|recommendation|rec|area for improvement|pillar|section|strand|chapter)\b/i.test(
    oneLine(cell.text),
  );
}
