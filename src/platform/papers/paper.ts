import type { Drawing } from '../charts/drawing.js';

/**
 * A paper in reading order: headings, sentences, tables and charts. What is put on paper is decided once, and every
 * format (web page, Word, PDF, Excel, CSV) is written from this. It knows nothing of councils.
 */
export interface Paper {
  readonly title: string;
  /** Whose paper it is; stands above the title and in the properties of the file. */
  readonly organisation: string;
  /** What stands under the title: "As at 22 November 2026. Rated by the standard preset." */
  readonly subtitle: string;
  /** A few words for the foot of every page: "Pack 3, issue 1". */
  readonly footer: string;
  /** The organisation's mark, PNG or JPEG, with words for who cannot see it. */
  readonly logo?: { readonly bytes: Buffer; readonly alternative: string } | null;
  readonly blocks: readonly PaperBlock[];
}

export type PaperBlock =
  PaperHeading | PaperParagraph | PaperList | PaperFigures | PaperTable | PaperChart | PageBreak;

export interface PaperHeading {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3;
  readonly text: string;
  /** Where a link on the web page leads. */
  readonly id?: string;
}

export interface PaperParagraph {
  readonly kind: 'paragraph';
  readonly text: string;
  /** What the words answer, before them and set off from them. */
  readonly label?: string;
  /** The sentence that matters most, or one for who wants to know more. */
  readonly weight?: 'lede' | 'quiet';
}

export interface PaperList {
  readonly kind: 'list';
  readonly items: readonly string[];
}

/** Numbers that stand out, each with what it counts. */
export interface PaperFigures {
  readonly kind: 'figures';
  readonly caption: string;
  readonly items: readonly { readonly value: string; readonly label: string; readonly tone?: Tone }[];
}

/** A colour that means something and is always accompanied by its word or letter. */
export type Tone = 'red' | 'amber' | 'green' | 'blue' | 'grey';

export interface PaperTable {
  readonly kind: 'table';
  /** Said above the table, and the name of its sheet in a workbook. */
  readonly caption: string;
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly PaperCell[])[];
  /** What is said where there are no rows. */
  readonly empty: string;
}

export interface PaperColumn {
  readonly header: string;
  readonly type: 'text' | 'number' | 'date';
  /** Share of the width, in relation to the others; 1 when left out. */
  readonly width?: number;
  /** The colour that stands behind a cell with this text: a rating's letter. Never instead of the text. */
  readonly tones?: Readonly<Record<string, Tone>>;
}

/** Text, a number, a day as 'YYYY-MM-DD' in a column of dates, or nothing. */
export type PaperCell = string | number | null;

/**
 * A drawing, what it shows in one sentence, and the table with its numbers; null where they stand in a table that comes
 * next.
 */
export interface PaperChart {
  readonly kind: 'chart';
  readonly drawing: Drawing;
  readonly sentence: string;
  readonly table: PaperTable | null;
}

export interface PageBreak {
  readonly kind: 'page_break';
}
