import type { TextCell, TextLine } from './document-text.js';
import { withoutFootnoteMarks } from './wording.js';

const GRADE = String.raw`(outstanding|good|requires improvement(?: to be good)?|inadequate|adequate|satisfactory|poor)`;
const WHOLE_GRADE = new RegExp(`^${GRADE}(?:\\s+\\(?grade \\d\\)?)?$`, 'i');
const TRAILING_GRADE = new RegExp(`^(.{12,120}?)[\\s:–-]+${GRADE}(?:\\s+\\(?grade \\d\\)?)?$`, 'i');
/** Where reading order put the grade between the lines of its area: "… with children Good and families". */
const MIDDLE_GRADE =
  /^(.{12,120}?)?\s*\b(Outstanding|Good|Requires improvement(?: to be good)?|Inadequate)\s+(\p{Ll}[\p{L} ]{2,40})$/u;
const AREA =
  /experiences? and progress|impact of|help and protection|looked after|children in care|care leavers|adoption|leaders|leadership|governance|overall effectiveness|capacity (to|for) improve|outcomes for|quality of (provision|practice)|safeguarding|achieving permanence|partnership|being healthy|staying safe|ambition and prioritisation|services? for/i;

/** Words that begin an area, so that what stood before them was no part of it. */
const NUMBERED_AREA =
  /^\s*(?:\d(?:\.\d)?\.?\s+\S|the (?:impact|experience|effectiveness)|overall|capacity (?:to|for)|outcomes for|quality of)/i;

/** An area and its grade, and where they stand. */
export interface JudgementRow {
  area: string;
  grade: string;
  from: TextLine;
  to: TextLine;
  /** Where it stands among the readable lines. */
  fromAt: number;
  toAt: number;
}

/**
 * The rows of a judgement table: an area, wrapped over several lines perhaps, and a grade that may stand beside
 * it, between its lines or below it. A line in lower case after a finished row still belongs to that row's area.
 */
export function tableRows(printed: readonly TextLine[]): JudgementRow[] {
  const lines = withWholeGrades(printed);
  const rows: JudgementRow[] = [];
  let area: TextLine[] = [];
  let openedAt = 0;
  let words = '';
  const open = (line: TextLine, text: string, at: number) => {
    if (area.length === 0) openedAt = at;
    area.push(line);
    words = words === '' ? text : `${words} ${text}`;
  };
  const reset = () => {
    area = [];
    words = '';
  };
  for (const [at, line] of lines.entries()) {
    const text = withoutFootnoteMarks(line.text)
      .replace(/^\s*[-•]\s+(?=\d)/, '')
      .trim();
    const cells = line.cells
      .map((cell) => withoutFootnoteMarks(cell.text).trim())
      .filter((cell) => cell !== '');
    const gradeCell = cells.find((cell) => WHOLE_GRADE.test(cell));
    const trailing = TRAILING_GRADE.exec(text);
    const middle = text.length < 140 ? MIDDLE_GRADE.exec(text) : null;
    if (gradeCell && cells.length > 1) {
      const own = cells.filter((cell) => cell !== gradeCell && !/^grade \d$/i.test(cell)).join(' ');
      rows.push({
        area: words === '' || NUMBERED_AREA.test(own) ? own : `${words} ${own}`,
        grade: gradeCell,
        from: area[0] ?? line,
        to: line,
        fromAt: area.length > 0 ? openedAt : at,
        toAt: at,
      });
      reset();
    } else if (WHOLE_GRADE.test(text)) {
      if (words !== '' && area.length <= 3)
        rows.push({ area: words, grade: text, from: area[0]!, to: line, fromAt: openedAt, toAt: at });
      reset();
    } else if (
      trailing &&
      AREA.test(trailing[1]!) &&
      text.length < 130 &&
      !/\b(is|are|was|were|be|has|have|make|makes|ensure|ensures)\b/.test(trailing[1]!)
    ) {
      rows.push({
        area: words === '' || NUMBERED_AREA.test(trailing[1]!) ? trailing[1]! : `${words} ${trailing[1]!}`,
        grade: trailing[2]!,
        from: area[0] ?? line,
        to: line,
        fromAt: area.length > 0 ? openedAt : at,
        toAt: at,
      });
      reset();
    } else if (middle && middle[3] !== 'to be good' && AREA.test(`${words} ${middle[1] ?? ''}`)) {
      const begun = middle[1] ?? '';
      const before = words === '' || NUMBERED_AREA.test(begun) ? begun : `${words} ${begun}`.trim();
      rows.push({
        area: `${before} ${middle[3]!}`,
        grade: middle[2]!,
        from: area[0] ?? line,
        to: line,
        fromAt: area.length > 0 ? openedAt : at,
        toAt: at,
      });
      reset();
    } else if (
      /^\p{Ll}/u.test(text) &&
      text.length < 60 &&
      rows.length > 0 &&
      words === '' &&
      !/[.;]$/.test(text)
    ) {
      const last = rows.at(-1)!;
      if (line.page === last.to.page && at - last.toAt <= 2) {
        last.area = `${last.area} ${text}`;
        last.to = line;
        last.toAt = at;
      }
    } else if (
      text.length < 110 &&
      !/[.;:]$/.test(text) &&
      !/\d{4}/.test(text) &&
      (AREA.test(text) || words !== '' || /^\d(\.\d)?\.?\s/.test(text))
    ) {
      if (/^\d(\.\d)?\.?\s+\S/.test(text) || (words !== '' && NUMBERED_AREA.test(text)) || area.length >= 3)
        reset();
      open(line, text, at);
    } else reset();
  }
  return rows.filter(
    (row) => AREA.test(row.area) && row.area.length < 160 && !/[.] /.test(row.area.slice(4)),
  );
}

const GRADE_ENDS: readonly (readonly [RegExp, RegExp])[] = [
  [/^requires$/i, /^improvement( to be( good)?)?$/i],
  [/^requires improvement$/i, /^to be good$/i],
  [/^requires improvement to be$/i, /^good$/i],
  [/^requires improvement to$/i, /^be good$/i],
];

/**
 * A grade broken over two lines of its column ("Requires" above "improvement to be good") is put together at the
 * lower of the two, where its area is complete.
 */
function withWholeGrades(lines: readonly TextLine[]): TextLine[] {
  const whole = lines.map((line) => ({ ...line, cells: [...line.cells] }));
  const retold = (line: { cells: TextCell[] }) => line.cells.map((cell) => cell.text).join(' ');
  for (const [at, line] of whole.entries()) {
    for (const [index, cell] of line.cells.entries()) {
      const ends = GRADE_ENDS.find(([starts]) => starts.test(cell.text))?.[1];
      if (!ends) continue;
      for (const next of whole.slice(at + 1, at + 4)) {
        const other = next.cells.findIndex((one) => Math.abs(one.left - cell.left) < 16);
        if (other < 0) continue;
        if (!ends.test(next.cells[other]!.text)) {
          if (line.cells.length > 1 || next.cells.length > 1) break;
          continue;
        }
        next.cells[other] = { left: cell.left, text: `${cell.text} ${next.cells[other]!.text}` };
        next.text = retold(next);
        line.cells.splice(index, 1);
        line.text = retold(line);
        break;
      }
      break;
    }
  }
  return whole.filter((line) => line.text !== '');
}

/** The first run of neighbouring rows is the table; grades in chapters further on do not count. */
export function firstTable(rows: readonly JudgementRow[]): JudgementRow[] {
  const table: JudgementRow[] = [];
  for (const row of rows) {
    const last = table.at(-1);
    const apart = last
      ? row.from.page !== last.to.page || row.fromAt - last.toAt > (table.length >= 3 ? 6 : 20)
      : false;
    if (apart) {
      if (table.length >= 3) break;
      table.length = 0;
    }
    table.push(row);
  }
  return table;
}
