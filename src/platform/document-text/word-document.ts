import type { DocumentText } from '../../domain/intake/document-text.js';
import { linesOfFlow } from './flow-lines.js';
import { overfull, refusal, type Refusal } from './refusal.js';
import { readWordBody } from './word-body.js';
import { WordNumbering } from './word-numbering.js';
import { WordStyles } from './word-styles.js';
import { attribute, readXml } from './xml-reader.js';
import type { ZipArchive, ZipFault } from './zip-archive.js';

/** A Word file as lines, with the numbers that Word shows and does not store. */
export function wordDocument(archive: ZipArchive, fileName: string): DocumentText | Refusal {
  const main = mainPart(archive);
  const body = archive.part(main);
  if (!Buffer.isBuffer(body)) return refusalOf(body ?? 'damaged', fileName);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const styles = new WordStyles();
  const numbering = new WordNumbering();
  for (const [name, reader] of [
    ['styles.xml', styles],
    ['numbering.xml', numbering],
  ] as const) {
    const part = archive.part(folder + name);
    if (part === null) continue;
    if (!Buffer.isBuffer(part)) return refusalOf(part, fileName);
    if (!reader.read(part)) return refusalOf('damaged', fileName);
  }
  const read = readWordBody(body, styles, numbering);
  if (!read) return refusalOf('damaged', fileName);
  if (read.overfull) return overfull(fileName);
  const text = linesOfFlow(read.items, 'docx', { paged: read.paged, wrapped: false });
  if (text.pages.some((page) => page.lines.length > 0)) return text;
  return archive.names().some((name) => name.startsWith(`${folder}media/`))
    ? refusal('scanned', `${fileName} holds pictures of pages and no text: run text recognition on it first.`)
    : refusal('empty', `${fileName} holds no text: send the file again.`);
}

/** Word says in a part of its own where the text stands. */
function mainPart(archive: ZipArchive): string {
  const relations = archive.part('_rels/.rels');
  let target = 'word/document.xml';
  if (Buffer.isBuffer(relations)) {
    readXml(relations, {
      open(_, attributes) {
        const named = attribute(attributes, 'Target');
        if (named && attribute(attributes, 'Type')?.endsWith('/officeDocument')) target = named;
      },
      close() {},
    });
  }
  return target.replace(/^\/+/, '');
}

export function refusalOf(fault: ZipFault, fileName: string): Refusal {
  if (fault === 'bomb') {
    return refusal(
      'too_large',
      `${fileName} unpacks to far more than a report holds, so it was not opened: save it again from Word.`,
    );
  }
  if (fault === 'encrypted') {
    return refusal('encrypted', `${fileName} is protected with a password: save a copy without one.`);
  }
  return refusal(
    'damaged',
    `${fileName} cannot be read as a Word file: it is damaged, open it in Word and save it again.`,
  );
}
