import type { DocumentText } from '../../domain/intake/document-text.js';
import { readPdfFragments } from './pdf-fragments.js';
import { linesOfPage } from './pdf-lines.js';
import { withMeasures } from './pdf-measures.js';
import { refusal, type Refusal } from './refusal.js';

/** Below this many letters in all, or on each page, the pages are pictures. */
const FEWEST_LETTERS = 20;
const FEWEST_LETTERS_A_PAGE = 8;

/** A PDF as positioned lines with letter size, boldness and columns. */
export async function pdfDocument(bytes: Uint8Array, fileName: string): Promise<DocumentText | Refusal> {
  const tail = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + Math.max(0, bytes.length - 65536),
    Math.min(bytes.length, 65536),
  );
  if (!tail.includes('%%EOF') && !tail.includes('startxref')) {
    return refusal('damaged', `${fileName} is cut off before its end: download or send it again.`);
  }
  const reading = await readPdfFragments(bytes);
  if ('failed' in reading) {
    return reading.failed === 'encrypted'
      ? refusal('encrypted', `${fileName} is protected with a password: save a copy without one.`)
      : refusal('damaged', `${fileName} cannot be read as a PDF: it is damaged, download or send it again.`);
  }
  const fonts = new Map(reading.pages.flatMap((page) => page.fonts));
  const pages = reading.pages.map((page) =>
    linesOfPage(page.fragments, page.viewport, (id) => fonts.get(id) ?? ''),
  );
  const letters = pages.flat().reduce((sum, line) => sum + line.text.replace(/[^\p{L}]/gu, '').length, 0);
  if (letters < FEWEST_LETTERS || letters / Math.max(1, pages.length) < FEWEST_LETTERS_A_PAGE) {
    return refusal(
      'scanned',
      `${fileName} holds pictures of pages and no text: run text recognition on it first.`,
    );
  }
  return {
    format: 'pdf',
    pages: withMeasures(pages).map((lines, index) => ({ number: index + 1, lines })),
    paged: true,
    styled: true,
    wrapped: true,
  };
}
