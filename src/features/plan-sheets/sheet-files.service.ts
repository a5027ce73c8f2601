import { Injectable } from '@nestjs/common';
import type { SheetGrid } from '../../domain/plan-sheet/sheet-grid.js';
import { FileStore, FileStoreFull, type StoredFile } from '../../platform/files/file-store.js';
import { LARGEST_SPREADSHEET } from '../../platform/spreadsheets/spreadsheet-limits.js';
import { Refused } from '../../web/errors/refusals.js';
import { SheetReader } from './sheet-reader.js';

/** The files of uploaded plans: kept as they came, once they could be read. */
@Injectable()
export class SheetFiles {
  constructor(
    private readonly files: FileStore,
    private readonly reader: SheetReader,
  ) {}

  /** Keeps the file and reads it. What cannot be read is not kept. */
  async keep(bytes: Buffer): Promise<{ stored: StoredFile; grid: SheetGrid }> {
    if (bytes.length > LARGEST_SPREADSHEET) {
      refuse(
        'too_large',
        'A spreadsheet can be 10 MB at most. Keep the sheet with the plan alone, without pictures, and upload that',
      );
    }
    const stored = await this.store(bytes);
    try {
      const grid = await this.reader.read(this.files.placeOf(stored.key));
      if ('refused' in grid) refuse(grid.code, grid.message);
      return { stored, grid };
    } catch (error) {
      await this.takeBack(stored);
      throw error;
    }
  }

  async takeBack(stored: StoredFile): Promise<void> {
    await this.files.takeBack(stored.key);
  }

  bytes(key: string): Promise<Buffer> {
    return this.files.bytes(key);
  }

  private async store(bytes: Buffer): Promise<StoredFile> {
    try {
      return await this.files.keep(bytes);
    } catch (error) {
      if (!(error instanceof FileStoreFull)) throw error;
      refuse(
        'disk_full',
        'The file could not be kept because the disk of this service is full. Nothing was saved. Ask whoever looks after it to make room, then upload the file again',
      );
    }
  }
}

function refuse(code: string, message: string): never {
  throw new Refused(code, message, [{ field: 'file', message }]);
}
