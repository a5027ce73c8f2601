/** What a Word file or a web page says in order: paragraphs and the rows of tables, before they become lines. */
export interface FlowParagraph {
  readonly kind: 'paragraph';
  text: string;
  /** What is shown before it and is not in its text: "3.", "b)", "•". */
  mark: string | null;
  /** The level of a heading, 0 for none. */
  heading: number;
  /** Where it starts, in points from the margin. */
  left: number;
  bold: boolean;
  italic: boolean;
  /** Letter size in points; 0 where the source does not tell. */
  size: number;
  page: number;
  /** Empty paragraphs above it. */
  space: number;
  /** A line of the paragraph before: only a line break divides them. */
  sameParagraph: boolean;
  footnote: boolean;
}

export interface FlowRow {
  readonly kind: 'row';
  readonly cells: readonly string[];
  readonly bold: boolean;
  readonly page: number;
}

export type FlowItem = FlowParagraph | FlowRow;

interface Cell {
  readonly items: FlowItem[];
  readonly columns: number;
  readonly rowsBelow: number;
  /** Word's way to say that the cell above goes on. */
  readonly goesOn: boolean;
}

interface Table {
  readonly rows: Cell[][];
  row: Cell[] | null;
  cell: Cell | null;
  readonly page: number;
}

/** More letters or parts than any report has, in the whole. */
export const MOST_LETTERS = 6_000_000;
const MOST_ITEMS = 150_000;

/** More columns than a page has are made to burst. */
const MOST_COLUMNS = 60;
const MOST_ROWS = 2_000;

/**
 * Collects a document in order. Tables of data become rows; tables that only place text on the page (one column, or
 * headings and lists in their cells) become the text they place.
 */
export class Flow {
  private readonly items: FlowItem[] = [];
  private readonly tables: Table[] = [];
  private letters = 0;
  private count = 0;

  /** A line break divides lines, but not within a heading or an item: there it is only a place to wrap. */
  paragraph(paragraph: FlowParagraph): void {
    const { text, mark, heading } = paragraph;
    this.letters += text.length;
    this.count++;
    if (mark !== null || heading > 0 || !text.includes('\n')) {
      this.target().push({ ...paragraph, text: text.replace(/\s*\n\s*/g, ' ') });
      return;
    }
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    for (const [at, line] of lines.entries()) {
      const sameParagraph = paragraph.sameParagraph || at > 0;
      this.target().push({ ...paragraph, text: line, sameParagraph });
    }
  }

  /** The paragraph that was added last, if nothing came after it. */
  last(): FlowParagraph | null {
    const item = this.target().at(-1);
    return item?.kind === 'paragraph' ? item : null;
  }

  /** More than any report holds was written: the rest need not be read. */
  isOverfull(): boolean {
    return this.letters > MOST_LETTERS || this.count > MOST_ITEMS;
  }

  /** How many items stand in the document itself so far. */
  size(): number {
    return this.items.length;
  }

  openTable(page: number): void {
    this.tables.push({ rows: [], row: null, cell: null, page });
  }

  openRow(): void {
    const table = this.tables.at(-1);
    if (!table) return;
    this.closeRow();
    table.row = [];
  }

  openCell(columns = 1, rows = 1, goesOn = false): void {
    const table = this.tables.at(-1);
    if (!table) return;
    this.closeCell();
    table.row ??= [];
    table.cell = {
      items: [],
      columns: Math.min(Math.max(1, columns || 1), MOST_COLUMNS),
      rowsBelow: Math.min(Math.max(1, rows || 1), MOST_ROWS) - 1,
      goesOn,
    };
  }

  closeCell(): void {
    const table = this.tables.at(-1);
    if (!table?.cell) return;
    if (table.row!.length < MOST_COLUMNS) table.row!.push(table.cell);
    table.cell = null;
  }

  closeRow(): void {
    const table = this.tables.at(-1);
    if (!table?.row) return;
    this.closeCell();
    if (table.row.length > 0) table.rows.push(table.row);
    table.row = null;
  }

  closeTable(): void {
    if (this.tables.length === 0) return;
    this.closeRow();
    const table = this.tables.pop()!;
    const target = this.target();
    for (const item of itemsOf(table)) target.push(item);
  }

  done(): FlowItem[] {
    while (this.tables.length > 0) this.closeTable();
    return this.items;
  }

  private target(): FlowItem[] {
    const table = this.tables.at(-1);
    if (!table) return this.items;
    // Text between the cells stands before the table.
    return table.cell?.items ?? this.targetBelow();
  }

  private targetBelow(): FlowItem[] {
    return this.tables.at(-2)?.cell?.items ?? this.items;
  }
}

function itemsOf(table: Table): FlowItem[] {
  const filled = table.rows.map((row) => row.filter((cell) => cell.items.length > 0 || cell.goesOn).length);
  if (Math.max(0, ...filled) <= 1) return table.rows.flat().flatMap((cell) => cell.items);
  const items: FlowItem[] = [];
  const above: { text: string; left: number }[] = [];
  for (const row of table.rows) {
    if (placesText(row)) {
      for (const cell of row) items.push(...cell.items);
      continue;
    }
    const cells: string[] = [];
    for (const cell of row) {
      while ((above[cells.length]?.left ?? 0) > 0) cells.push(takenFromAbove(above[cells.length]!));
      const at = cells.length;
      const text = cell.goesOn ? (above[at]?.text ?? '') : textOf(cell.items);
      above[at] = { text, left: cell.rowsBelow };
      cells.push(text, ...Array.from({ length: cell.columns - 1 }, () => ''));
    }
    while ((above[cells.length]?.left ?? 0) > 0) cells.push(takenFromAbove(above[cells.length]!));
    const paragraphs = row.flatMap((cell) => cell.items);
    const first = paragraphs[0];
    if (cells.some((text) => text !== '')) {
      items.push({
        kind: 'row',
        cells,
        bold: paragraphs.length > 0 && paragraphs.every((item) => item.bold),
        page: first?.page ?? table.page,
      });
    }
  }
  return items;
}

function takenFromAbove(above: { text: string; left: number }): string {
  above.left--;
  return above.text;
}

/** Whether a row only places text: a table or a heading inside it, or no more than a label beside a list. */
function placesText(row: readonly Cell[]): boolean {
  const filled = row.filter((cell) => cell.items.length > 0);
  const items = filled.flatMap((cell) => cell.items);
  if (filled.length === 1 && filled[0]!.items.length > 1 && row.length > 1) return true;
  if (items.some((item) => item.kind === 'row')) return true;
  const list = (cell: Cell) =>
    cell.items.filter((item) => item.kind === 'paragraph' && item.mark !== null).length > 1;
  const starts = (cell: Cell) => cell.items[0]?.kind === 'paragraph' && cell.items[0].mark !== null;
  if (filled.length === 2 && filled.some((cell) => list(cell) && starts(cell))) return true;
  return filled.some(
    (cell) =>
      cell.items.length > 2 && cell.items.some((item) => item.kind === 'paragraph' && item.heading > 0),
  );
}

function textOf(items: readonly FlowItem[]): string {
  const texts = items.map((item) => {
    if (item.kind === 'row') return item.cells.join(' ');
    const number = item.mark !== null && !/^[•–-]$/.test(item.mark) && items.length === 1;
    return number ? `${item.mark} ${item.text}`.trim() : item.text;
  });
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}
