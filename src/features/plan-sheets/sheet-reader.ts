import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { SheetGrid } from '../../domain/plan-sheet/sheet-grid.js';
import { readSpreadsheet, type SpreadsheetRefusal } from '../../platform/spreadsheets/read-spreadsheet.js';
import { ChildProcessReader } from '../imports/child-process-reader.js';

export interface ReadingRefused {
  readonly refused: true;
  readonly code: SpreadsheetRefusal['code'] | 'too_slow' | 'too_complex';
  readonly message: string;
}

/** Reads a spreadsheet that lies at this place on the machine. */
export abstract class SheetReader {
  abstract read(place: string): Promise<SheetGrid | ReadingRefused>;
}

/** Reads in this process: for tests. */
export class SheetReaderHere extends SheetReader {
  async read(place: string): Promise<SheetGrid | ReadingRefused> {
    return readSpreadsheet(await readFile(place));
  }
}

const SAVE_LESS = 'Keep the sheet with the plan alone, without pictures, and upload that';

/** Reads each file in a process of its own, with an end to its time and memory, a few at a time. */
export class ChildProcessSheetReader extends SheetReader {
  private waiting: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly reader = new ChildProcessReader(
      { seconds: 20, memoryMb: 256 },
      fileURLToPath(new URL('./reading-process.js', import.meta.url)),
    ),
  ) {
    super();
  }

  /** One after the other: many uploads at once take longer, not more memory. */
  read(place: string): Promise<SheetGrid | ReadingRefused> {
    const mine = this.waiting.then(() => this.readNow(place));
    this.waiting = mine.catch(() => undefined);
    return mine;
  }

  private async readNow(place: string): Promise<SheetGrid | ReadingRefused> {
    // Whatever a reading process prints is given back as it is.
    const outcome = (await this.reader.read(place, 'This spreadsheet')) as unknown as
      SheetGrid | ReadingRefused;
    if (!('refused' in outcome)) return outcome;
    if (outcome.code === 'too_slow')
      return { ...outcome, message: `This spreadsheet took too long to read. ${SAVE_LESS}` };
    if (outcome.code === 'too_complex') {
      return {
        ...outcome,
        message: `This spreadsheet needs more memory than reading may take. ${SAVE_LESS}`,
      };
    }
    return outcome;
  }
}
