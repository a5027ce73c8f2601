import type { DocumentText, TextLine } from '../../src/domain/intake/document-text.js';
import { plainDocument } from '../../src/platform/document-text/plain-lines.js';

/** Invented pages for tests, written as they would be printed; the indentation of the source is taken off. */
export function printed(...pages: string[]): DocumentText {
  return plainDocument(pages.map(outdented).join('\f'));
}

export function outdented(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/\s+$/, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join('\n');
}

/** A line as a PDF would place it. */
export function pdfLine(text: string, own: Partial<TextLine> = {}): TextLine {
  const left = own.left ?? 70;
  return {
    page: 1,
    line: 1,
    text,
    cells: [{ text, left }],
    left,
    right: left + text.length * 5.5,
    gap: 1,
    size: 1,
    bold: false,
    italic: false,
    heading: 0,
    ...own,
  };
}
