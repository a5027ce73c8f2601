import type { SheetGrid } from '../../domain/plan-sheet/sheet-grid.js';
import { fileTypeOf } from '../document-text/file-type.js';
import { csvSheet } from './csv-sheet.js';
import {
  LARGEST_SPREADSHEET,
  SpreadsheetRefused,
  type SpreadsheetRefusalCode,
} from './spreadsheet-limits.js';
import { xlsxWorkbook } from './xlsx-workbook.js';
import { XmlDamaged, XmlTooLarge } from './xml-scanner.js';
import { ZipArchive, ZipDamaged, ZipTooLarge } from './zip-archive.js';

export interface SpreadsheetRefusal {
  readonly refused: true;
  readonly code: SpreadsheetRefusalCode;
  readonly message: string;
}

/**
 * An Excel workbook (.xlsx) or a CSV file as a grid of cells. What kind of file it is, is told from its bytes and not
 * from its name. Refuses what is empty, too large, protected by a password, with macros, damaged, or of another kind.
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<SheetGrid | SpreadsheetRefusal> {
  try {
    const grid = await gridOf(bytes);
    if (grid.sheets.some((sheet) => sheet.rows.length > 0)) return grid;
    throw new SpreadsheetRefused('empty', 'There is nothing in the sheets of this file');
  } catch (error) {
    if (error instanceof SpreadsheetRefused)
      return { refused: true, code: error.code, message: error.message };
    if (error instanceof ZipTooLarge || error instanceof XmlTooLarge) {
      return {
        refused: true,
        code: 'too_large',
        message:
          'This workbook unfolds to more than a plan can hold. Keep the sheet with the plan alone, without pictures, and upload that',
      };
    }
    if (error instanceof ZipDamaged || error instanceof XmlDamaged) {
      return {
        refused: true,
        code: 'damaged',
        message: 'This file is damaged or did not arrive whole. Open it, save it again, and upload that',
      };
    }
    throw error;
  }
}

async function gridOf(bytes: Uint8Array): Promise<SheetGrid> {
  if (bytes.length === 0) throw new SpreadsheetRefused('empty', 'The file is empty');
  if (bytes.length > LARGEST_SPREADSHEET) {
    throw new SpreadsheetRefused(
      'too_large',
      'A spreadsheet can be 10 MB at most. Keep the sheet with the plan alone, without pictures, and upload that',
    );
  }
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8)).toString('hex');
  if (start.startsWith('504b03') || start.startsWith('504b05')) return workbookIn(ZipArchive.of(bytes));
  if (start === 'd0cf11e0a1b11ae1') throw compoundFile(bytes);
  const type = fileTypeOf(bytes);
  const text = type.kind === 'text' ? type.text : type.kind === 'other' ? unmarkedUtf16(bytes) : null;
  if (text === null)
    throw wrongType('name' in type ? type.name : type.kind === 'html' ? 'a web page' : 'a PDF');
  return { format: 'csv', from1904: false, sheets: [csvSheet(text, 'CSV')] };
}

function workbookIn(archive: ZipArchive): Promise<SheetGrid> {
  const names = [...archive.entries.keys()];
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if ([...archive.entries.values()].some((entry) => entry.isEncrypted)) throw passwordNeeded();
  if (has(/(^|\/)vbaProject\.bin$/i) || has(/^xl\/macrosheets\//i)) {
    throw new SpreadsheetRefused(
      'macros',
      'This workbook holds macros. Save it as an Excel workbook without macros (.xlsx), and upload that',
    );
  }
  if (has(/^xl\/workbook\.bin$/i)) throw wrongType('a binary Excel workbook (.xlsb)');
  if (has(/^word\//)) throw wrongType('a Word document');
  if (has(/^ppt\//)) throw wrongType('a presentation');
  if (has(/^content\.xml$/)) throw wrongType('an OpenDocument file');
  if (!has(/^xl\//) && !has(/workbook\.xml$/)) throw wrongType('a zip file');
  return xlsxWorkbook(archive);
}

/** Excel before 2007, and every workbook with a password, are of the same older container. */
function compoundFile(bytes: Uint8Array): SpreadsheetRefused {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return passwordNeeded();
  return wrongType('an Excel workbook from before 2007 (.xls) or another old Office file');
}

function passwordNeeded(): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'encrypted',
    'This file is protected with a password. Save a copy without one, and upload that',
  );
}

function wrongType(name: string): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'wrong_type',
    `This is ${name}. Save the plan as an Excel workbook (.xlsx) or as CSV, and upload that`,
  );
}

/** "Unicode text" without its mark: every other byte of plain words is nought. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  const sample = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]! += 1;
  const half = sample.length / 2;
  if (zeros[1]! > half * 0.8 && zeros[0] === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (zeros[0]! > half * 0.8 && zeros[1] === 0) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}
