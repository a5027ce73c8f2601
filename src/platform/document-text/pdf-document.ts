import type { DocumentText, TextPage } from '../../domain/intake/document-text.js';
import { linesOfPage, withMeasures, type PdfFragment, type PdfLine } from './pdf-lines.js';
import { refusal, type Refusal } from './refusal.js';

// The reader's bundle expects this method of newer engines when it embeds fonts; Node 20 has not got it.
const buffers = ArrayBuffer.prototype as unknown as {
  transferToFixedLength?: (length?: number) => ArrayBuffer;
};
buffers.transferToFixedLength ??= function (this: ArrayBuffer, length?: number) {
  return this.slice(0, length ?? this.byteLength);
};

/** More pages than any report has: what lies beyond is not read. */
const MOST_PAGES = 1500;

interface PdfPage {
  getTextContent(): Promise<{ items: unknown[] }>;
  getOperatorList(): Promise<unknown>;
  getViewport(options: { scale: number }): { transform: number[]; height: number };
  commonObjs: { has(id: string): boolean; get(id: string): { name?: string } | null };
  cleanup(): void;
}

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
  const { getDocumentProxy } = await import('unpdf');
  let pdf: Awaited<ReturnType<typeof getDocumentProxy>>;
  try {
    pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      return refusal('encrypted', `${fileName} is protected with a password: save a copy without one.`);
    }
    return refusal(
      'damaged',
      `${fileName} cannot be read as a PDF: it is damaged, download or send it again.`,
    );
  }
  try {
    const pages = await readPages(
      pdf as unknown as { numPages: number; getPage(number: number): Promise<PdfPage> },
    );
    const letters = pages.reduce(
      (sum, page) =>
        sum + page.reduce((inPage, line) => inPage + line.text.replace(/[^\p{L}]/gu, '').length, 0),
      0,
    );
    if (letters < 20 || letters / Math.max(1, pages.length) < 8) {
      return refusal(
        'scanned',
        `${fileName} holds pictures of pages and no text: run text recognition on it first.`,
      );
    }
    return { format: 'pdf', pages: measured(pages), paged: true, styled: true, wrapped: true };
  } catch {
    return refusal(
      'damaged',
      `${fileName} cannot be read to its end: it is damaged, download or send it again.`,
    );
  } finally {
    await pdf.destroy();
  }
}

function measured(pages: readonly (readonly PdfLine[])[]): TextPage[] {
  return withMeasures(pages).map((lines, index) => ({ number: index + 1, lines }));
}

async function readPages(pdf: {
  numPages: number;
  getPage(number: number): Promise<PdfPage>;
}): Promise<PdfLine[][]> {
  const fonts = new Map<string, string>();
  const pages: PdfLine[][] = [];
  for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const fragments = items.filter(isFragment);
    await nameFonts(page, fragments, fonts);
    const { transform } = page.getViewport({ scale: 1 });
    pages.push(linesOfPage(fragments, transform, (id) => fonts.get(id) ?? ''));
    page.cleanup();
  }
  return pages;
}

function isFragment(item: unknown): item is PdfFragment {
  return typeof item === 'object' && item !== null && 'str' in item && 'transform' in item;
}

/** Font names are only known once a page's drawing was read, so that is done where a new font turns up. */
async function nameFonts(
  page: PdfPage,
  fragments: readonly PdfFragment[],
  fonts: Map<string, string>,
): Promise<void> {
  const unknown = [...new Set(fragments.map((fragment) => fragment.fontName))].filter((id) => !fonts.has(id));
  if (unknown.length === 0) return;
  try {
    await page.getOperatorList();
    for (const id of unknown) fonts.set(id, (page.commonObjs.has(id) && page.commonObjs.get(id)?.name) || '');
  } catch {
    // Without font names the text is whole; only boldness stays unknown.
    for (const id of unknown) fonts.set(id, '');
  }
}
