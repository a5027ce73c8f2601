/**
 * A document as positioned lines: what every reader (PDF, Word, web page, text) hands to the rulebook.
 * Superscript digits (¹ ² ³) stand for raised footnote marks; nothing else of the typography is kept in the text.
 */
export interface TextCell {
  readonly text: string;
  /** Where the cell starts, in the same units as the line's `left`. */
  readonly left: number;
}

export interface TextLine {
  /** 1-based page; always 1 where the source has no pages. */
  readonly page: number;
  /** 1-based line on the page. */
  readonly line: number;
  readonly text: string;
  /** More than one where wide gaps or tabs divide the line into columns. */
  readonly cells: readonly TextCell[];
  readonly left: number;
  readonly right: number;
  /** Space above in line heights: 1 is the next line of the same paragraph; 0 means unknown (first of a page). */
  readonly gap: number;
  /** Letter size, 1 being that of the running text. */
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  /** Heading level that the source marks itself (1 to 6), 0 where it marks none. */
  readonly heading: number;
  /** Set where the source itself says that the line is a row of a table. */
  readonly row?: true;
}

export interface TextPage {
  readonly number: number;
  readonly lines: readonly TextLine[];
}

export interface DocumentText {
  readonly format: 'pdf' | 'docx' | 'html' | 'text' | 'markdown';
  readonly pages: readonly TextPage[];
  /** Whether page numbers mean something: false for text without page breaks. */
  readonly paged: boolean;
  /** Whether size and boldness were seen: false for plain text. */
  readonly styled: boolean;
  /** Whether paragraphs are broken into several lines; false where every line is a whole paragraph. */
  readonly wrapped: boolean;
}

export function allLines(text: DocumentText): TextLine[] {
  return text.pages.flatMap((page) => page.lines);
}

/** A page as a reviewer sees it beside the result: its lines by the numbers that the results name. */
export interface PlainPage {
  readonly number: number;
  readonly lines: readonly { readonly line: number; readonly text: string }[];
}

export function plainPages(text: DocumentText): PlainPage[] {
  return text.pages.map((page) => ({
    number: page.number,
    lines: page.lines.map(({ line, text: words }) => ({ line, text: words })),
  }));
}
