import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { guessColumns, guessMapping, headerRowOf } from '../../domain/plan-sheet/guess-mapping.js';
import { PLAN_FIELD_NAMES, PLAN_FIELDS, type PlanField } from '../../domain/plan-sheet/plan-field.js';
import type { SheetGrid } from '../../domain/plan-sheet/sheet-grid.js';
import {
  headerKey,
  headersOf,
  sheetNamed,
  SUBHEADING_MEANINGS,
  type SheetMapping,
  type SubheadingMeaning,
} from '../../domain/plan-sheet/sheet-mapping.js';
import { FormState, formOf } from '../../web/forms/form-state.js';
import { Refusal, StateForbids } from '../../web/errors/refusals.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { columnModels, heading } from './plan-sheet.page.js';
import type { PlanSheet } from './plan-sheet.entity.js';
import { planSheetPaths } from './plan-sheets.paths.js';
import { PlanSheetsService } from './plan-sheets.service.js';
import { SheetMendingService } from './sheet-mending.service.js';

/** What the columns of a file mean: guessed, corrected by a person, remembered for the next file like it. */
@Controller('plan-sheets/:id/columns')
@Requires('plan_sheets.import')
export class SheetColumnsController {
  constructor(
    private readonly sheets: PlanSheetsService,
    private readonly mending: SheetMendingService,
  ) {}

  @Get()
  async show(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Page> {
    const { sheet, check } = await this.sheets.check(person, id);
    const asked = askedPlace(query, check.grid);
    return this.columnsPage(
      sheet,
      check.grid,
      asked === null ? sheet.mapping : mappingAt(check.grid, asked),
      formOf(),
    );
  }

  @Post()
  async save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    const { sheet, check } = await this.sheets.check(person, id);
    const mapping = postedMapping(body, check.grid);
    try {
      await this.mending.map(person, id, mapping);
    } catch (error) {
      if (!(error instanceof Refusal) || error instanceof StateForbids) throw error;
      const form = new FormState(
        {},
        error.errors.map((one) => ({ ...one, field: one.field === 'columns' ? 'column-0' : 'sheets' })),
      );
      return this.columnsPage(sheet, check.grid, mapping, form).withStatus(422);
    }
    return redirectTo(planSheetPaths.sheet(id), {
      flash: 'What the columns mean was saved, and is remembered for the next file like this one',
    });
  }

  private columnsPage(sheet: PlanSheet, grid: SheetGrid, given: SheetMapping | null, form: FormState): Page {
    const mapping =
      given ??
      guessMapping(grid) ??
      mappingAt(grid, { name: grid.sheets[0]?.name ?? '', headerRow: grid.sheets[0]?.rows[0]?.row ?? 1 });
    const first = mapping.sheets[0] ?? { name: grid.sheets[0]?.name ?? '', headerRow: 1 };
    const main = sheetNamed(grid, first.name) ?? grid.sheets[0]!;
    const key = headerKey(headersOf(main, first.headerRow));
    const alike = grid.sheets.flatMap((one) => {
      if (one.name === main.name) return [];
      const row = headerRowOf(one);
      return row !== null && headerKey(headersOf(one, row.row)) === key
        ? [{ name: one.name, headerRow: row.row }]
        : [];
    });
    return page('plan-sheets/views/columns.njk', {
      form,
      ...heading(sheet),
      main: first,
      sheetChoices: grid.sheets.map(({ name, hidden }) => ({
        value: name,
        text: hidden ? `${name} (hidden)` : name,
      })),
      alike: alike.map(({ name }) => ({ name, isRead: mapping.sheets.some((one) => one.name === name) })),
      columns: columnModels(main, first.headerRow).map((column) => ({
        ...column,
        field: mapping.columns[column.index] ?? '',
      })),
      fields: PLAN_FIELDS.map((field) => ({ value: field, text: PLAN_FIELD_NAMES[field] })),
      subheadings: mapping.subheadings,
      columnsPath: planSheetPaths.columns(sheet.id),
    });
  }
}

function askedPlace(query: unknown, grid: SheetGrid): { name: string; headerRow: number } | null {
  const { sheet, headerRow } = (query ?? {}) as Record<string, unknown>;
  if (typeof sheet !== 'string' || sheetNamed(grid, sheet) === null) return null;
  const row = /^[1-9]\d{0,6}$/.test(String(headerRow)) ? Number(headerRow) : null;
  const found = headerRowOf(sheetNamed(grid, sheet)!)?.row;
  return { name: sheet, headerRow: row ?? found ?? sheetNamed(grid, sheet)!.rows[0]?.row ?? 1 };
}

/** How a sheet would be read with its column names in that row. */
export function mappingAt(grid: SheetGrid, place: { name: string; headerRow: number }): SheetMapping {
  const sheet = sheetNamed(grid, place.name);
  return {
    sheets: [place],
    columns: sheet ? guessColumns(sheet, place.headerRow) : [],
    subheadings: 'workstream',
  };
}

function postedMapping(body: unknown, grid: SheetGrid): SheetMapping {
  const posted = (body ?? {}) as Record<string, unknown>;
  const main = askedPlace(posted, grid);
  const columns: (PlanField | null)[] = [];
  for (const [name, value] of Object.entries(posted)) {
    const index = /^column-(\d{1,3})$/.exec(name)?.[1];
    if (index === undefined || Number(index) > 255) continue;
    columns[Number(index)] = PLAN_FIELDS.find((field) => field === value) ?? null;
  }
  const others = [posted['sheets'] ?? []].flat().flatMap((name) => {
    const sheet = typeof name === 'string' && name !== main?.name ? sheetNamed(grid, name) : null;
    const row = sheet === null ? null : headerRowOf(sheet);
    return sheet !== null && row !== null ? [{ name: sheet.name, headerRow: row.row }] : [];
  });
  const meaning = SUBHEADING_MEANINGS.find((one) => one === posted['subheadings']) ?? 'workstream';
  return {
    sheets: main === null ? [] : [main, ...others],
    columns: Array.from(columns, (field) => field ?? null),
    subheadings: meaning satisfies SubheadingMeaning,
  };
}
