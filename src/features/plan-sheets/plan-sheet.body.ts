import { PLAN_FIELDS, type PlanField } from '../../domain/plan-sheet/plan-field.js';
import { columnIndex } from '../../domain/plan-sheet/sheet-grid.js';
import { SUBHEADING_MEANINGS, type SheetMapping } from '../../domain/plan-sheet/sheet-mapping.js';
import { isUuid } from '../../web/api/ids.js';
import { Refused, type FieldError } from '../../web/errors/refusals.js';
import type { CellMended } from './sheet-mending.service.js';

const MOST_CELLS = 2000;

/** The body that says what columns mean; what is not named stays as it is. */
export function readMapping(body: unknown, standing: SheetMapping | null): SheetMapping {
  const given = objectOf(body);
  const errors: FieldError[] = [];
  const sheets = given['sheets'] === undefined ? (standing?.sheets ?? []) : sheetsOf(given['sheets'], errors);
  const columns =
    given['columns'] === undefined ? (standing?.columns ?? []) : columnsOf(given['columns'], errors);
  const meaning = given['subheadings'] ?? standing?.subheadings ?? 'workstream';
  const subheadings = SUBHEADING_MEANINGS.find((one) => one === meaning);
  if (subheadings === undefined) {
    errors.push({
      field: 'subheadings',
      message: `subheadings must be one of ${SUBHEADING_MEANINGS.join(', ')}`,
    });
  }
  refuse(errors);
  return { sheets, columns, subheadings: subheadings ?? 'workstream' };
}

/** The body that mends cells. Without a sheet the first one that is read is meant. */
export function readCells(
  body: unknown,
  mapping: SheetMapping | null,
): { cells: CellMended[]; confirmed: string[] } {
  const given = objectOf(body);
  const errors: FieldError[] = [];
  const cells = listOf(given['cells'])
    .slice(0, MOST_CELLS)
    .flatMap((one, at): CellMended[] => {
      const cell = objectOf(one);
      const column = typeof cell['column'] === 'string' ? columnIndex(cell['column']) : null;
      const sheet = cell['sheet'] ?? mapping?.sheets[0]?.name;
      if (
        !Number.isSafeInteger(cell['row']) ||
        column === null ||
        typeof cell['value'] !== 'string' ||
        typeof sheet !== 'string'
      ) {
        errors.push({
          field: `cells[${at}]`,
          message:
            'A cell needs row, column and value, as {"row":14,"column":"F","value":"31 December 2026"}',
        });
        return [];
      }
      return [{ sheet, row: cell['row'] as number, column, text: cell['value'] }];
    });
  const confirmed = listOf(given['confirmed'])
    .filter((one): one is string => typeof one === 'string')
    .slice(0, MOST_CELLS);
  if (cells.length === 0 && confirmed.length === 0 && errors.length === 0) {
    errors.push({ field: 'cells', message: 'Name the cells to mend or the problems to confirm' });
  }
  refuse(errors);
  return { cells, confirmed };
}

/** Decisions by key: an id, or null for nobody and nothing. */
export function readDecisions(body: unknown, name: string): Record<string, string | null> {
  const given = objectOf(objectOf(body)[name]);
  const wrong = Object.entries(given).filter(
    ([, value]) => value !== null && !(typeof value === 'string' && isUuid(value)),
  );
  refuse(wrong.map(([key]) => ({ field: `${name}.${key}`, message: 'This must be an id, or null' })));
  if (Object.keys(given).length === 0)
    refuse([{ field: name, message: `Send decisions as {"${name}":{"KEY":"ID"}}` }]);
  return given as Record<string, string | null>;
}

function sheetsOf(value: unknown, errors: FieldError[]): { name: string; headerRow: number }[] {
  return listOf(value).flatMap((one, at) => {
    const { name, headerRow } = objectOf(one);
    if (typeof name === 'string' && Number.isSafeInteger(headerRow) && (headerRow as number) > 0) {
      return [{ name, headerRow: headerRow as number }];
    }
    errors.push({
      field: `sheets[${at}]`,
      message: 'A sheet needs its name and the row of its column names, as {"name":"Plan","headerRow":4}',
    });
    return [];
  });
}

function columnsOf(value: unknown, errors: FieldError[]): (PlanField | null)[] {
  const columns: (PlanField | null)[] = [];
  for (const [letter, field] of Object.entries(objectOf(value))) {
    const index = columnIndex(letter);
    const known = PLAN_FIELDS.find((one) => one === field);
    if (index === null || index > 255)
      errors.push({ field: `columns.${letter}`, message: 'A column is named by its letters, as "F"' });
    else if (known === undefined && field !== null) {
      errors.push({
        field: `columns.${letter}`,
        message: `A column means one of ${PLAN_FIELDS.join(', ')}, or null`,
      });
    } else columns[index] = known ?? null;
  }
  return Array.from(columns, (field) => field ?? null);
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new Refused('invalid', 'Some fields need another look', [...errors]);
}
