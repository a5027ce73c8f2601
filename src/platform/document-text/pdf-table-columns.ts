/** What is needed of a line to learn where the columns of a table begin. */
interface ColumnedLine {
  readonly cells: readonly { readonly left: number }[];
  readonly base: number;
  readonly size: number;
}

/** How many line heights above or below a line with columns the table may reach. */
const REACH = 9;

/** How exactly the lines of a column begin below one another, in points. */
const EXACTLY = 1.5;

/**
 * A cell that is nearly full leaves less room to the next column than would divide it. Where the lines around show
 * columns, this answers where these begin, so that the line is divided there too.
 */
export function columnStartsNear(line: ColumnedLine, lines: readonly ColumnedLine[]): number[] {
  const near = lines.filter(
    (other) => other.cells.length > 1 && Math.abs(other.base - line.base) < REACH * line.size,
  );
  if (near.length < 2) return [];
  return near.flatMap((other) => other.cells.slice(1).map((cell) => cell.left));
}

export function beginsColumn(left: number, starts: readonly number[]): boolean {
  return starts.some((start) => Math.abs(start - left) < EXACTLY);
}
