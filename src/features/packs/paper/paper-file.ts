import { Injectable } from '@nestjs/common';
import {
  PAPER_FORMATS,
  PAPER_MEDIA_TYPES,
  PAPER_FORMAT_NAMES,
  writePaper,
} from '../../../platform/papers/paper-formats.js';
import type { Paper } from '../../../platform/papers/paper.js';
import { paperView } from '../../../platform/papers/paper-view.js';
import { Templates } from '../../../platform/templates/templates.js';

/** Everything a pack or the plan can be saved as. HTML is one file that needs nothing else. */
export const FILE_FORMATS = [...PAPER_FORMATS, 'html', 'json'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];
/** What is written from a paper; JSON is the content itself. */
export type WrittenFormat = Exclude<FileFormat, 'json'>;

export const FILE_FORMAT_NAMES: Readonly<Record<FileFormat, string>> = {
  ...PAPER_FORMAT_NAMES,
  html: 'Web page',
  json: 'JSON',
};

export const FILE_MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  ...PAPER_MEDIA_TYPES,
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** What was asked for, before it has a format. */
export interface AskedPaper {
  /** Of the file, without its ending. */
  readonly name: string;
  /** To read: Word, PDF, web page. */
  readonly paper: Paper;
  /** To work with: workbook, CSV; with the lists behind the figures. */
  readonly tables: Paper;
  /** For programs. */
  readonly data: object;
}

const LONG_ROWS = 1_000;

/** Whether it takes so long to write that nobody should wait for the answer: from a thousand rows of tables on. */
export function isLong(asked: AskedPaper, format: FileFormat): boolean {
  return (format === 'docx' || format === 'pdf') && rowsOf(asked.paper) > LONG_ROWS;
}

export function sourceOf(asked: AskedPaper, format: WrittenFormat): Paper {
  return format === 'xlsx' || format === 'csv' ? asked.tables : asked.paper;
}

function rowsOf({ blocks }: Paper): number {
  return blocks.reduce((rows, block) => rows + (block.kind === 'table' ? block.rows.length : 0), 0);
}

/** Writes what was asked for as a file. */
@Injectable()
export class PaperWriter {
  constructor(private readonly templates: Templates) {}

  async file(asked: AskedPaper, format: FileFormat): Promise<Buffer> {
    if (format === 'json') return Buffer.from(`${JSON.stringify(asked.data, null, 2)}\n`);
    return this.written(sourceOf(asked, format), format);
  }

  async written(paper: Paper, format: WrittenFormat): Promise<Buffer> {
    if (format !== 'html') return writePaper(paper, format);
    return Buffer.from(this.templates.render('papers/paper-file.njk', { paper: paperView(paper) }));
  }
}
