import type { Paper } from './paper.js';
import { csvPaper } from './csv-paper.js';
import { pdfPaper } from './pdf-paper.js';
import { wordPaper } from './word-paper.js';
import { workbookPaper } from './workbook-paper.js';

/** The files a paper can be saved as. The web page and JSON are made elsewhere: by a view, and from what was frozen. */
export const PAPER_FORMATS = ['docx', 'pdf', 'xlsx', 'csv'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

export const PAPER_MEDIA_TYPES: Readonly<Record<PaperFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

export const PAPER_FORMAT_NAMES: Readonly<Record<PaperFormat, string>> = {
  docx: 'Word',
  pdf: 'PDF',
  xlsx: 'Excel',
  csv: 'CSV',
};

const WRITERS: Readonly<Record<PaperFormat, (paper: Paper) => Promise<Buffer>>> = {
  docx: wordPaper,
  pdf: pdfPaper,
  xlsx: workbookPaper,
  csv: async (paper) => Buffer.from(csvPaper(paper)),
};

/** The paper as a file. */
export function writePaper(paper: Paper, format: PaperFormat): Promise<Buffer> {
  return WRITERS[format](paper);
}
