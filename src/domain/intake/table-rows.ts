import type { Block } from './blocks.js';
import { endsSentence, startsLowerCase } from './wording.js';

interface Cell {
  readonly left: number;
  text: string;
}

/** How far apart two cells of one column may start. */
export const NEAR = 14;

const COUNTS = /^(no\.?|number|ref\.?|reference|#)(?:\s+(\S.*))?$/i;
const NUMBER = /^(R?\d{1,3}(?:\.\d{1,2})?[.)]?)\s+(\S.*)$/;

/**
 * In print a cell goes over several lines, and each of them came as a row of its own. They are put together again:
 * a row begins after a gap, with the next number, or where more than one column begins and the text above has ended.
 */
export function wholeRows(lines: readonly Block[]): Block[] {
  const ruled = lines[0]!.cells.every((cell) => cell.left % 200 === 0);
  const apart = lines.every((line) => line.gap >= 1.4);
  if (apart && ruled && lines.every((line) => line.kind !== 'paragraph')) return [...lines];
  const grid = new Grid(lines);
  const rows: Block[] = [];
  for (const line of lines) {
    const cells = grid.cellsOf(line);
    const above = rows.at(-1);
    if (above && !begins(rows, line, cells, apart)) {
      above.cells = above.cells.map((cell, at) => ({
        ...cell,
        text: `${cell.text} ${cells[at]!.text}`.trim(),
      }));
      above.place = { ...above.place, toPage: line.place.toPage, toLine: line.place.toLine };
    } else rows.push({ ...line, kind: 'row', cells });
  }
  return rows;
}

function begins(rows: readonly Block[], line: Block, cells: readonly Cell[], apart: boolean): boolean {
  const above = rows.at(-1)!;
  const first = cells[0]!.text;
  if (rows.length === 1) {
    // The header may need a second line of its own; no row begins without its first cell.
    const short = cells.every((cell) => cell.text.length < 30);
    return !(first === '' && short && line.gap > 0 && line.gap < 1.4);
  }
  const longest = longestCell(above);
  const filled = cells.filter((cell) => cell.text !== '').length;
  if (line.kind === 'numbered') return true;
  if (apart) {
    const goesOn = startsLowerCase(cells[longest]!.text) || startsLowerCase(first);
    return line.gap >= 2 || endsSentence(above.cells[longest]!.text) || !goesOn;
  }
  if (line.gap > 1.3) return true;
  const numbered = /^R?\d/.test(above.cells[0]!.text);
  return filled > 1 && endsSentence(above.cells[longest]!.text) && (!numbered || first !== '');
}

function longestCell(row: Block): number {
  const lengths = row.cells.map((cell) => cell.text.length);
  return lengths.indexOf(Math.max(...lengths));
}

/** The columns of a table, from all its lines: a narrow column may share a cell with its neighbour in some of them. */
class Grid {
  private readonly columns: number[];
  /** The first column holds numbers, though its cells came together with those of the next. */
  private readonly counts: boolean;

  constructor(lines: readonly Block[]) {
    const header = lines[0]!.cells;
    const counting = COUNTS.exec(header[0]?.text ?? '');
    this.counts = counting !== null;
    this.columns = header.map((cell) => cell.left);
    const seen = lines.slice(1).flatMap((line) => printedCells(line).map((cell) => cell.left));
    for (const left of seen) {
      const known = this.columns.some((column) => Math.abs(column - left) < NEAR);
      if (!known && seen.filter((other) => Math.abs(other - left) < NEAR).length > 1) this.columns.push(left);
    }
    this.columns.sort((one, other) => one - other);
    // "No. Theme" above "1 Risk": the words of the second column begin where no other cell does.
    const second = this.columns[1];
    const shared = counting?.[2] !== undefined && header.some((cell) => cell.left === second);
    if (shared) this.columns.splice(1, 0, this.columns[0]! + 1);
  }

  cellsOf(line: Block): Cell[] {
    const cells = this.columns.map((left) => ({ left, text: '' }));
    for (const cell of printedCells(line)) {
      const at = this.nearest(cell.left);
      const parts = this.counts && at === 0 ? (COUNTS.exec(cell.text) ?? NUMBER.exec(cell.text)) : null;
      if (parts?.[2]) {
        add(cells[0]!, parts[1]!);
        add(cells[1] ?? cells[0]!, parts[2]);
      } else add(cells[at]!, cell.text);
    }
    return cells;
  }

  private nearest(left: number): number {
    const distances = this.columns.map((column) => Math.abs(column - left));
    return distances.indexOf(Math.min(...distances));
  }
}

function add(cell: Cell, text: string): void {
  cell.text = `${cell.text} ${text}`.trim();
}

/** A numbered line of a table took the lines below it as its own: what they add stands in the column they began in. */
function printedCells(line: Block): Cell[] {
  if (line.kind === 'paragraph') return [{ left: line.left, text: line.text }];
  const cells = line.cells.map(({ left, text }) => ({ left, text }));
  if (line.kind !== 'numbered') return cells;
  const first = cells.map((cell) => cell.text).join(' ');
  const from = first.indexOf(line.text.slice(0, 12));
  const more = from < 0 ? '' : line.text.slice(first.length - from).trim();
  return more === '' ? cells : [...cells, { left: line.lastLine.left, text: more }];
}
