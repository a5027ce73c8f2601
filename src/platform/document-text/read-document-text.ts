import { createHash } from 'node:crypto';
import type { DocumentText } from '../../domain/intake/document-text.js';
import { MOST_LETTERS } from './flow.js';
import { plainDocument } from './plain-lines.js';
import { fileTypeOf } from './file-type.js';
import { overfull, refusal, type Refusal } from './refusal.js';

/** The largest file that is read, in bytes. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** A file as it was when it was received. */
export interface AsReceived {
  readonly byteSize: number;
  readonly sha256: string;
}

/**
 * The text of a file as positioned lines. What kind of file it is, is told from its bytes and not from its name.
 * Refuses what is empty, larger than 50 MB, encrypted, scanned, damaged or of a type that is not read; and what is no
 * longer the file that was received, where that is given.
 */
export async function readDocumentText(
  bytes: Uint8Array,
  fileName: string,
  received: AsReceived | null = null,
): Promise<DocumentText | Refusal> {
  if (received && !isSameFile(bytes, received)) return changed(fileName);
  if (bytes.length === 0) return refusal('empty', `${fileName} is empty: send the file again.`);
  if (bytes.length > LARGEST_FILE) {
    return refusal(
      'too_large',
      `${fileName} is larger than 50 MB: save a smaller copy, without pictures if it can be.`,
    );
  }
  const type = fileTypeOf(bytes);
  if (type.kind === 'other') {
    return refusal(type.code, `${fileName} is ${type.name}: ${type.advice}.`);
  }
  if (type.kind === 'docx') {
    const { wordDocument } = await import('./word-document.js');
    return wordDocument(type.archive, fileName);
  }
  if (type.kind === 'html') {
    const { webPage } = await import('./web-page.js');
    return webPage(type.text, fileName);
  }
  if (type.kind === 'pdf') {
    const { pdfDocument } = await import('./pdf-document.js');
    return pdfDocument(bytes, fileName);
  }
  if (type.text.length > MOST_LETTERS) return overfull(fileName);
  const text = plainDocument(type.text);
  if (!text.pages.some((page) => page.lines.length > 0)) {
    return refusal('empty', `${fileName} holds no text: send the file again.`);
  }
  return text;
}

function isSameFile(bytes: Uint8Array, received: AsReceived): boolean {
  return (
    bytes.length === received.byteSize && createHash('sha256').update(bytes).digest('hex') === received.sha256
  );
}

export function changed(fileName: string): Refusal {
  return refusal(
    'changed',
    `${fileName} changed while it was being read: send it again when it is finished.`,
  );
}
