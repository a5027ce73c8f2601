import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { standingOf } from '../../domain/report/measure-standing.js';
import { readValues, type ValueProblem, type ValueSheet } from '../../domain/report/value-sheet.js';
import type { Sheet } from '../../domain/plan-sheet/sheet-grid.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { csvLine } from '../../platform/spreadsheets/csv-line.js';
import { readSpreadsheet } from '../../platform/spreadsheets/read-spreadsheet.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { MeasureValuesRepository, type MeasureWithValues } from './measure-values.repository.js';

/** More than that is no list of values by hand. */
export const LARGEST_VALUE_SHEET = 500_000;

/** Values of one or many measures from a CSV file: looked at first, then saved all or none. */
@Injectable()
export class ValueUpload {
  constructor(
    private readonly database: Database,
    private readonly values: MeasureValuesRepository,
    private readonly days: AuthorityDays,
  ) {}

  /** What the text would add, and every problem. Writes nothing. */
  async check(person: Person, text: string, measureId: string | null): Promise<ValueSheet> {
    if (!may('measures.manage', person)) throw new Forbidden();
    const sheet = await sheetOf(Buffer.from(text));
    return this.within(person, async (tx) => (await this.read(tx, sheet, measureId, false)).read);
  }

  /** Gives how many values were added. */
  async save(person: Person, text: string, measureId: string | null): Promise<ValueSheet> {
    if (!may('measures.manage', person)) throw new Forbidden();
    const sheet = await sheetOf(Buffer.from(text));
    return this.within(person, async (tx) => {
      const { read, measures } = await this.read(tx, sheet, measureId, true);
      if (read.problems.length > 0) throw problemsFound(read.problems);
      if (read.values.length === 0) return read;
      await this.values.add(tx, read.values, person.personId, this.days.now());
      const changed = measures.filter(({ id }) => read.values.some((value) => value.measureId === id));
      await this.values.stand(
        tx,
        changed.map((measure) => {
          const added = read.values.filter((value) => value.measureId === measure.id);
          const all = [...measure.values, ...added].sort((one, other) => (one.on < other.on ? -1 : 1));
          return { id: measure.id, standing: standingOf(measure, all), latest: all.at(-1) };
        }),
      );
      return read;
    });
  }

  private async read(
    tx: Tx,
    sheet: Sheet,
    measureId: string | null,
    held: boolean,
  ): Promise<{ read: ValueSheet; measures: MeasureWithValues[] }> {
    if (measureId !== null && !isUuid(measureId)) throw new NotFound('There is no such measure');
    const measures = await this.values.withValues(tx, measureId === null ? null : [measureId], { held });
    const known = measures.map((one) => ({
      ...one,
      values: new Map(one.values.map(({ on, value }) => [on, value])),
    }));
    // Of two with one name the one that is in use is meant.
    known.sort((one, other) => Number(other.isArchived) - Number(one.isArchived));
    const only = measureId === null ? null : (known[0] ?? null);
    if (measureId !== null && only === null) throw new NotFound('There is no such measure');
    if (only?.isArchived) throw new Refused('archived', 'This measure is archived');
    return { read: readValues(sheet, known, await this.days.today(tx), only), measures };
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

/** A file as the text that is shown, mended and saved: commas between, rows where they were. */
export async function textOfFile(bytes: Buffer): Promise<string> {
  const { rows } = await sheetOf(bytes);
  const lines: string[] = [];
  for (const { row, cells } of rows) {
    while (lines.length < row - 1) lines.push('\n');
    lines.push(csvLine(cells.map((cell) => cell?.text ?? null)).replace(/\r\n$/, '\n'));
  }
  return lines.join('');
}

async function sheetOf(bytes: Buffer): Promise<Sheet> {
  const refuse = (message: string): never => {
    throw new Refused('not_a_csv', message, [{ field: 'file', message }]);
  };
  if (bytes.length > LARGEST_VALUE_SHEET) refuse('The file has more than 500 KB. Upload it in parts');
  // A workbook is a zip file: only the CSV of it is read here.
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    refuse('This is a workbook. Save the sheet with the values as CSV, and upload that');
  }
  const grid = await readSpreadsheet(bytes);
  if ('refused' in grid) return refuse(grid.message);
  return grid.sheets[0]!;
}

export function problemsFound(problems: readonly ValueProblem[]): Refused {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return new Refused(
    'values_refused',
    `${count}. Nothing was saved`,
    problems.map(({ row, column, message }) => ({
      field: column === '' ? `row ${row}` : `row ${row}, column ${column}`,
      message,
    })),
  );
}
