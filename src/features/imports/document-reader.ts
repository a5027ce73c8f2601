import { extractFromText } from '../../domain/intake/extract-from-text.js';
import type { Extraction } from '../../domain/intake/extraction.js';
import { readDocumentText, type AsReceived } from '../../platform/document-text/read-document-text.js';
import { isRefusal } from '../../platform/document-text/refusal.js';

/** What a file says, page by page, and what was found in it. */
export interface Reading {
  readonly extraction: Extraction;
  readonly paged: boolean;
  readonly pages: { readonly page: number; readonly lines: string[] }[];
}

/** Why a file cannot be read, in a line that says what to do. */
export interface ReadingRefusal {
  readonly refused: true;
  readonly code: string;
  readonly message: string;
}

/**
 * Reads a stored file. `fileName` is what people call it, for what is said about it; what is no longer the file that
 * was received is refused.
 */
export interface DocumentReader {
  read(place: string, fileName: string, received?: AsReceived): Promise<Reading | ReadingRefusal>;
}

/** Reads bytes in this process: for a command that does nothing else, and inside the reading process. */
export async function readBytes(
  bytes: Uint8Array,
  fileName: string,
  received: AsReceived | null = null,
): Promise<Reading | ReadingRefusal> {
  const text = await readDocumentText(bytes, fileName, received);
  if (isRefusal(text)) return text;
  return {
    extraction: extractFromText(text, fileName),
    paged: text.paged,
    pages: text.pages.map((page) => {
      // A line's number is its place in the list, also where the reader left lines out.
      const lines: string[] = [];
      for (const line of page.lines) lines[line.line - 1] = line.text;
      return { page: page.number, lines: Array.from(lines, (line) => line ?? '') };
    }),
  };
}
