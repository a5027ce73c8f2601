import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import type { CellEdit, SheetChoices } from '../../domain/plan-sheet/sheet-choices.js';
import type { PlanField } from '../../domain/plan-sheet/plan-field.js';
import type { SheetGrid } from '../../domain/plan-sheet/sheet-grid.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import { PlanSheet } from './plan-sheet.entity.js';

/** What was decided about the same column names before. */
export interface SheetMemory {
  readonly columns: (PlanField | null)[];
  readonly choices: Partial<SheetChoices>;
}

/** A cell that was mended, with what the file says. */
export interface MendedCell extends CellEdit {
  readonly original: string;
}

export interface PlanSheetRow extends Pick<
  PlanSheet,
  'id' | 'state' | 'fileName' | 'createdAt' | 'appliedAt' | 'outcome'
> {
  readonly uploadedByName: string | null;
}

/** Every query on uploaded plans: the file as it was read, its mended cells, and what is remembered for the next. */
@Injectable()
export class PlanSheetsRepository {
  async insert(tx: Tx, sheet: Partial<PlanSheet>, grid: SheetGrid): Promise<string> {
    const made = await tx.manager.insert(PlanSheet, { authorityId: tx.authorityId, ...sheet } as object);
    const id = made.identifiers[0]!['id'] as string;
    await tx.rows(
      `insert into plan_sheet_grids (authority_id, plan_sheet_id, grid) values ($1, $2, $3::jsonb)`,
      [tx.authorityId, id, JSON.stringify(grid)],
    );
    return id;
  }

  byId(tx: Tx, id: string): Promise<PlanSheet | null> {
    return tx.manager.findOneBy(PlanSheet, { authorityId: tx.authorityId, id, state: Not('withdrawn') });
  }

  heldById(tx: Tx, id: string): Promise<PlanSheet | null> {
    return tx.manager.findOne(PlanSheet, {
      where: { authorityId: tx.authorityId, id, state: Not('withdrawn') },
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** The same file, uploaded before and not yet brought in. */
  waiting(tx: Tx, sha256: string): Promise<PlanSheet | null> {
    return tx.manager.findOne(PlanSheet, {
      where: { authorityId: tx.authorityId, sha256, state: 'to_check' },
      order: { createdAt: 'desc' },
    });
  }

  async change(tx: Tx, id: string, change: Partial<PlanSheet>): Promise<void> {
    await tx.manager.update(PlanSheet, { authorityId: tx.authorityId, id }, change as object);
  }

  async list(tx: Tx, slice: Slice): Promise<{ rows: PlanSheetRow[]; total: number }> {
    const rows = await tx.rows<PlanSheetRow & { total: number }>(
      `select s.id, s.state, s.file_name as "fileName", s.created_at as "createdAt", s.applied_at as "appliedAt",
              s.outcome, p.name as "uploadedByName", count(*) over ()::int as total
         from plan_sheets s
         left join people p on p.authority_id = s.authority_id and p.id = s.uploaded_by
        where s.authority_id = $1 and s.state <> 'withdrawn'
        order by s.created_at desc, s.id limit $2 offset $3`,
      [tx.authorityId, slice.limit, slice.offset],
    );
    return { rows, total: rows[0]?.total ?? 0 };
  }

  async grid(tx: Tx, id: string): Promise<SheetGrid> {
    const row = await tx.row<{ grid: SheetGrid }>(
      `select grid from plan_sheet_grids where authority_id = $1 and plan_sheet_id = $2`,
      [tx.authorityId, id],
    );
    if (row === null) throw new Error(`The cells of plan sheet ${id} are missing`);
    return row.grid;
  }

  cells(tx: Tx, id: string): Promise<MendedCell[]> {
    return tx.rows(
      `select sheet_name as sheet, row_number as row, column_number as column, value as text, original
         from plan_sheet_cells where authority_id = $1 and plan_sheet_id = $2`,
      [tx.authorityId, id],
    );
  }

  async mendedIds(tx: Tx, id: string): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from plan_sheet_cells where authority_id = $1 and plan_sheet_id = $2`,
      [tx.authorityId, id],
    );
    return rows.map((row) => row.id);
  }

  /** Mends cells, a cell mended before anew. */
  async mend(tx: Tx, id: string, cells: readonly MendedCell[]): Promise<void> {
    await tx.rows(
      `insert into plan_sheet_cells (authority_id, plan_sheet_id, sheet_name, row_number, column_number, original, value)
       select $1, $2, c.sheet, c."row", c."column", c.original, c.text
         from jsonb_to_recordset($3::jsonb) c(sheet text, "row" int, "column" int, original text, text text)
       on conflict (authority_id, plan_sheet_id, sheet_name, row_number, column_number)
         do update set value = excluded.value where plan_sheet_cells.value <> excluded.value`,
      [tx.authorityId, id, JSON.stringify(cells)],
    );
  }

  memory(tx: Tx, headerKey: string): Promise<SheetMemory | null> {
    return tx.row<SheetMemory>(
      `select columns, choices from plan_sheet_memories where authority_id = $1 and header_key = $2`,
      [tx.authorityId, headerKey],
    );
  }

  async remember(tx: Tx, headerKey: string, memory: SheetMemory): Promise<void> {
    await tx.rows(
      `insert into plan_sheet_memories (authority_id, header_key, columns, choices)
       values ($1, $2, $3::jsonb, $4::jsonb)
       on conflict (authority_id, header_key) do update set columns = excluded.columns, choices = excluded.choices`,
      [tx.authorityId, headerKey, JSON.stringify(memory.columns), JSON.stringify(memory.choices)],
    );
  }
}
