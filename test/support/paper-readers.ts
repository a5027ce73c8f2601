import { execFileSync, spawnSync } from 'node:child_process';
import { ZipArchive } from '../../src/platform/spreadsheets/zip-archive.js';
import { decode } from './html.js';

/** One part of a Word file or a workbook, as text. */
export async function partOf(bytes: Buffer, name: string): Promise<string> {
  const archive = ZipArchive.of(bytes);
  const entry = archive.entries.get(name);
  if (entry === undefined) throw new Error(`The file has no ${name}`);
  const pieces: Buffer[] = [];
  for await (const piece of archive.pieces(entry, 200_000_000)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** The cells of the tables of a Word file, table by table and row by row, as they read. */
export function wordTables(documentXml: string): string[][][] {
  return [...documentXml.matchAll(/<w:tbl>([\s\S]*?)<\/w:tbl>/g)].map(([, table]) =>
    [...table!.matchAll(/<w:tr>([\s\S]*?)<\/w:tr>|<w:tr [\s\S]*?<\/w:tr>/g)].map(([row]) =>
      [...row.matchAll(/<w:tc>([\s\S]*?)<\/w:tc>/g)].map(([, cell]) => wordText(cell!)),
    ),
  );
}

export function wordText(xml: string): string {
  return decode(
    [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(' '),
  ).replaceAll('&apos;', "'");
}

/** Every text of a PDF in the order in which it is read, page by page, by a reader that is not ours. */
export function pdfPages(bytes: Buffer): string[] {
  const code = `
    import { getDocumentProxy } from 'unpdf';
    const chunks = []; for await (const chunk of process.stdin) chunks.push(chunk);
    const pdf = await getDocumentProxy(new Uint8Array(Buffer.concat(chunks)));
    const pages = [];
    for (let page = 1; page <= pdf.numPages; page += 1) {
      const { items } = await (await pdf.getPage(page)).getTextContent();
      pages.push(items.map((item) => item.str + (item.hasEOL ? ' ' : '')).join(''));
    }
    process.stdout.write(JSON.stringify(pages));`;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
    input: bytes,
    maxBuffer: 200_000_000,
  });
  return JSON.parse(out.toString()) as string[];
}

/** The tags of a PDF with their texts, as poppler reads them; null where poppler is not installed. */
export function pdfTags(file: string): string | null {
  const found = spawnSync('pdfinfo', ['-struct-text', file], { maxBuffer: 200_000_000 });
  return found.error === undefined ? found.stdout.toString() : null;
}

/** CSV as RFC 4180 has it and nothing else: throws for a stray quote, a line end that is not CR LF, or what follows a quote. */
export function strictCsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (at >= text.length) throw new Error('A quote is never closed');
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else break;
      }
      at += 1;
    } else {
      const end = text.slice(at).search(/[,\r\n"]/);
      if (end < 0 || text[at + end] === '"') throw new Error(`A cell ends oddly at ${at}`);
      cell = text.slice(at, at + end);
      at += end;
    }
    line.push(cell);
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      lines.push(line);
      line = [];
      at += 2;
      continue;
    } else throw new Error(`Neither a comma nor CR LF at ${at}`);
    if (text.startsWith('\r\n', at)) {
      lines.push([...line, '']);
      line = [];
      at += 2;
    }
  }
  return lines;
}
