import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { guessMapping } from '../../domain/plan-sheet/guess-mapping.js';
import type { SheetGrid } from '../../domain/plan-sheet/sheet-grid.js';
import {
  headerKey,
  headersOf,
  sheetNamed,
  type SheetMapping,
} from '../../domain/plan-sheet/sheet-mapping.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { StoredFile } from '../../platform/files/file-store.js';
import { requireId } from '../../web/api/ids.js';
import { Forbidden, NotFound, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Slice } from '../documents/list-slices.js';
import type { PlanSheet } from './plan-sheet.entity.js';
import { PlanSheetsRepository, type SheetMemory } from './plan-sheets.repository.js';
import { SheetCheckService, type SheetCheck } from './sheet-check.service.js';
import { SheetFiles } from './sheet-files.service.js';

export interface UploadedPlan {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** How a file is read at first: as files with the same column names were read before, else as it looks. */
export interface FirstReading {
  readonly mapping: SheetMapping | null;
  readonly memory: SheetMemory | null;
}

/** Takes an existing plan in: read, kept, and ready to be checked. Nothing of it is in the plan before it is applied. */
@Injectable()
export class PlanSheetsService {
  constructor(
    private readonly database: Database,
    private readonly sheets: PlanSheetsRepository,
    private readonly checks: SheetCheckService,
    private readonly files: SheetFiles,
    private readonly days: AuthorityDays,
  ) {}

  /** Reads and keeps the file; the same file that still waits to be checked is found again. Gives its id. */
  async upload(person: Person, { fileName, bytes }: UploadedPlan): Promise<{ id: string; already: boolean }> {
    if (!may('plan_sheets.import', person)) throw new Forbidden();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const waiting = await this.within(person, (tx) => this.sheets.waiting(tx, sha256));
    if (waiting !== null) return { id: waiting.id, already: true };
    const { stored, grid } = await this.files.keep(bytes);
    try {
      const id = await this.within(person, (tx) => this.insert(tx, fileName, stored, grid, person.personId));
      return { id, already: false };
    } catch (error) {
      await this.files.takeBack(stored);
      throw error;
    }
  }

  list(person: Person, slice: Slice) {
    if (!may('plan_sheets.import', person)) throw new Forbidden();
    return this.within(person, (tx) => this.sheets.list(tx, slice));
  }

  /** A sheet with everything that can be said about it now. */
  async check(person: Person, id: string): Promise<{ sheet: PlanSheet; check: SheetCheck }> {
    if (!may('plan_sheets.import', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const sheet = await this.one(tx, id);
      return { sheet, check: await this.checks.ofStored(tx, sheet) };
    });
  }

  async original(person: Person, id: string): Promise<{ sheet: PlanSheet; content: Buffer }> {
    if (!may('plan_sheets.import', person)) throw new Forbidden();
    const sheet = await this.within(person, (tx) => this.one(tx, id));
    return { sheet, content: await this.files.bytes(sheet.storedAs) };
  }

  /** Takes a sheet away that was not brought in. */
  async withdraw(person: Person, id: string): Promise<void> {
    if (!may('plan_sheets.import', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const sheet = await this.sheets.heldById(tx, requireId(id));
      if (sheet === null) throw new NotFound('There is no such plan');
      if (sheet.state !== 'to_check')
        throw new StateForbids('applied', 'This plan was brought in, so it stays');
      await this.sheets.change(tx, sheet.id, { state: 'withdrawn' });
    });
  }

  async firstReading(tx: Tx, grid: SheetGrid): Promise<FirstReading> {
    const mapping = guessMapping(grid);
    const memory = mapping === null ? null : await this.sheets.memory(tx, headerKeyOf(grid, mapping));
    return { mapping: mapping && memory ? { ...mapping, columns: memory.columns } : mapping, memory };
  }

  async insert(
    tx: Tx,
    fileName: string,
    stored: StoredFile,
    grid: SheetGrid,
    by: string | null,
  ): Promise<string> {
    const { mapping, memory } = await this.firstReading(tx, grid);
    return this.sheets.insert(
      tx,
      {
        fileName,
        format: grid.format,
        byteSize: stored.size,
        sha256: stored.sha256,
        storedAs: stored.key,
        mapping,
        isMappingConfirmed: memory !== null,
        choices: memory?.choices ?? {},
        uploadedBy: by,
        createdAt: this.days.now(),
      },
      grid,
    );
  }

  private async one(tx: Tx, id: string): Promise<PlanSheet> {
    const sheet = await this.sheets.byId(tx, requireId(id));
    if (sheet === null) throw new NotFound('There is no such plan');
    return sheet;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

/** By which the decisions about a file are remembered for the next one with the same column names. */
export function headerKeyOf(grid: SheetGrid, mapping: SheetMapping): string {
  const [first] = mapping.sheets;
  const sheet = first ? sheetNamed(grid, first.name) : null;
  return sheet && first ? headerKey(headersOf(sheet, first.headerRow)) : '';
}
