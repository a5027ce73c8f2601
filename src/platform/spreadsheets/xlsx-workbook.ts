import { posix } from 'node:path';
import type { Sheet, SheetGrid } from '../../domain/plan-sheet/sheet-grid.js';
import { LARGEST_PART, SpreadsheetRefused } from './spreadsheet-limits.js';
import { SheetReader, unescaped, type ReadSoFar } from './xlsx-sheet.js';
import { numberFormat, type NumberFormat } from './xlsx-styles.js';
import { XmlScanner, type XmlHandlers } from './xml-scanner.js';
import { ZipArchive } from './zip-archive.js';

/**
 * An Excel workbook: every worksheet with what is hidden and merged in it. Formulas are never run: their last value is
 * taken, as the workbook holds it.
 */
export async function xlsxWorkbook(archive: ZipArchive): Promise<SheetGrid> {
  const place = await workbookPlace(archive);
  const { sheets, from1904 } = await readWorkbook(archive, place);
  const targets = await relations(archive, place);
  const strings = await sharedStrings(archive, targetOf(targets, 'sharedStrings') ?? 'xl/sharedStrings.xml');
  const formats = await cellFormats(archive, targetOf(targets, 'styles') ?? 'xl/styles.xml');
  const soFar: ReadSoFar = { rows: 0, cells: 0 };
  const read: Sheet[] = [];
  for (const sheet of sheets) {
    const target = targets.get(sheet.relation);
    if (target === undefined || target.type !== 'worksheet') continue;
    const reader = new SheetReader(sheet.name, sheet.isHidden, { strings, formats, from1904 }, soFar);
    await scan(archive, target.path, reader);
    read.push(reader.sheet());
  }
  return { format: 'xlsx', from1904, sheets: read };
}

interface Relation {
  readonly type: string;
  readonly path: string;
}

async function workbookPlace(archive: ZipArchive): Promise<string> {
  for (const relation of (await relations(archive, '')).values()) {
    if (relation.type === 'officeDocument') return relation.path;
  }
  return 'xl/workbook.xml';
}

/** What a part of the archive refers to, by the names it uses. */
async function relations(archive: ZipArchive, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const file = part === '' ? '_rels/.rels' : posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found = new Map<string, Relation>();
  if (!archive.entries.has(file)) return found;
  await scan(archive, file, {
    open: (name, attribute) => {
      if (name !== 'Relationship') return;
      const target = attribute('Target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : posix.join(part === '' ? '' : folder, target);
      found.set(attribute('Id') ?? '', { type: (attribute('Type') ?? '').split('/').at(-1) ?? '', path });
    },
  });
  return found;
}

function targetOf(targets: ReadonlyMap<string, Relation>, type: string): string | null {
  return [...targets.values()].find((target) => target.type === type)?.path ?? null;
}

async function readWorkbook(archive: ZipArchive, place: string) {
  const sheets: { name: string; relation: string; isHidden: boolean }[] = [];
  let from1904 = false;
  await scan(archive, place, {
    open: (name, attribute) => {
      if (name === 'workbookPr') from1904 ||= /^(1|true)$/.test(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const state = attribute('state') ?? 'visible';
      sheets.push({
        name: attribute('name') ?? '',
        relation: attribute('id') ?? '',
        isHidden: state !== 'visible',
      });
    },
  });
  return { sheets, from1904 };
}

async function sharedStrings(archive: ZipArchive, place: string): Promise<string[]> {
  const strings: string[] = [];
  if (!archive.entries.has(place)) return strings;
  let text: string | null = null;
  let within = false;
  let isPhonetic = false;
  await scan(archive, place, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') isPhonetic = true;
      else if (name === 't') within = !isPhonetic;
    },
    text: (piece) => {
      if (within && text !== null) text += piece;
    },
    close: (name) => {
      if (name === 't') within = false;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'si') strings.push(unescaped(text ?? ''));
    },
  });
  return strings;
}

/** The number formats, by the style of a cell. */
async function cellFormats(archive: ZipArchive, place: string): Promise<NumberFormat[]> {
  const defined = new Map<number, string>();
  const used: number[] = [];
  let inCells = false;
  if (!archive.entries.has(place)) return [];
  await scan(archive, place, {
    open: (name, attribute) => {
      if (name === 'numFmt') defined.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) used.push(Number(attribute('numFmtId') ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return used.map((id) => numberFormat(id, defined));
}

async function scan(archive: ZipArchive, place: string, handlers: XmlHandlers): Promise<void> {
  const entry = archive.entries.get(place);
  if (entry === undefined) {
    throw new SpreadsheetRefused(
      'damaged',
      'This file is damaged: a part of the workbook is missing. Open it, save it again, and upload that',
    );
  }
  if (entry.isEncrypted) {
    throw new SpreadsheetRefused(
      'encrypted',
      'This file is protected with a password. Save a copy without one, and upload that',
    );
  }
  const scanner = new XmlScanner(handlers);
  const decoder = new TextDecoder();
  for await (const piece of archive.pieces(entry, LARGEST_PART))
    scanner.push(decoder.decode(piece, { stream: true }));
  scanner.push(decoder.decode());
  scanner.end();
}
