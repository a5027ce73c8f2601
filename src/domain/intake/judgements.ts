import type { Block } from './blocks.js';
import type { TextCell, TextLine } from './document-text.js';
import type { DocumentKind, ExtractedJudgement, SourcePlace } from './extraction.js';
import { headingMeaning } from './heading-roles.js';
import type { OutlinedBlock } from './outline.js';
import { plainly, withoutFootnoteMarks } from './wording.js';

const GRADE = String.raw`(outstanding|good|requires improvement(?: to be good)?|inadequate|adequate|satisfactory|poor)`;
const WHOLE_GRADE = new RegExp(`^${GRADE}(?:\\s+\\(?grade \\d\\)?)?$`, 'i');
const TRAILING_GRADE = new RegExp(`^(.{12,120}?)[\\s:–-]+${GRADE}(?:\\s+\\(?grade \\d\\)?)?$`, 'i');
const AREA =
  /experiences? and progress|impact of|help and protection|looked after|children in care|care leavers|adoption|leaders|leadership|governance|overall effectiveness|capacity (to|for) improve|outcomes for|quality of (provision|practice)|safeguarding|achieving permanence|partnership|being healthy|staying safe|ambition and prioritisation|services? for/i;

function place(line: TextLine, to: TextLine = line): SourcePlace {
  return { page: line.page, fromLine: line.line, toPage: to.page, toLine: to.line };
}

/** The area without its number, on one line; the overall one always by the same name. */
function areaName(text: string): string {
  const area = withoutFootnoteMarks(text)
    .replace(/^\s*(?:[-•]\s*)?\d(?:\.\d)?\.?\s+/, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s:]+$/, '')
    .trim();
  if (/local safeguarding children['’]?s? board/i.test(area)) return 'Local Safeguarding Children Board';
  return /^overall( effectiveness)?( judgement)?$/i.test(area) ? 'Overall effectiveness' : area;
}

function gradeName(grade: string): string {
  const words = grade
    .replace(/\s+grade \d|\s*\(grade \d\)/i, '')
    .replace(/\.$/, '')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Words that begin an area, so that what stood before them was no part of it. */
const NUMBERED_AREA =
  /^\s*(?:\d(?:\.\d)?\.?\s+\S|the (?:impact|experience|effectiveness)|overall|capacity (?:to|for)|outcomes for|quality of)/i;

interface Row {
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
function tableRows(printed: readonly TextLine[]): Row[] {
  const lines = withWholeGrades(printed);
  const rows: Row[] = [];
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
function firstTable(rows: readonly Row[]): Row[] {
  const table: Row[] = [];
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

const OVERALL_SENTENCE = new RegExp(
  `^(?:the )?(?:overall judgement is that children.s services|children.s services(?: in [\\p{L} .’'-]{2,60}?)?|overall,? children.s services|the overall effectiveness of (?:services|the service) (?:is|was judged)) ?(?:is|are|was|require|requires)? ?(?:judged )?(?:to be )?(outstanding|good|requires? improvement|improvement|inadequate|adequate)`,
  'iu',
);
const BOARD_SENTENCE =
  /(?:^|\) )the (?:[\p{L} ]+ )?(?:local )?safeguarding children board(?: \(\p{L}+\))? (?:is )?(outstanding|good|requires improvement|inadequate)\.?$/iu;

/**
 * The judgements as the table prints them. Inspections that give an outcome instead of grades have one judgement,
 * `Inspection outcome`. Visits and letters have none, whatever earlier grades they mention.
 */
export function judgementsIn(
  kind: DocumentKind,
  lines: readonly TextLine[],
  outline: readonly OutlinedBlock[],
): ExtractedJudgement[] {
  if (kind === 'area_send_inspection') return inspectionOutcome(outline);
  if (kind === 'monitoring_visit' || kind === 'focused_visit' || kind === 'jtai') return [];
  const graded = kind === 'looked_after_children_inspection' || kind === 'safeguarding_progress_inspection';
  const rows = graded ? closingTable(lines) : firstTable(tableRows(lines));
  const found: ExtractedJudgement[] = rows.map((row) => ({
    area: areaName(row.area),
    grade: gradeName(row.grade),
    source: place(row.from, row.to),
  }));
  if (!found.some((judgement) => judgement.area === 'Overall effectiveness')) {
    const overall = overallSentence(lines);
    if (overall) found.unshift(overall);
  }
  const board = boardJudgement(outline);
  if (
    board &&
    found.length > 0 &&
    !found.some((one) => /safeguarding (children )?board|lscb/i.test(one.area))
  )
    found.push(board);
  const areas = new Set<string>();
  return found.filter((judgement) => {
    const key = judgement.area.toLowerCase();
    return areas.has(key) ? false : (areas.add(key), true);
  });
}

/** Reports of before 2014 collect the grades in a "Record of main findings" at the end. */
function closingTable(lines: readonly TextLine[]): Row[] {
  let from = -1;
  for (const [at, line] of lines.entries()) if (/^record of main findings/i.test(line.text.trim())) from = at;
  const rows = tableRows(from >= 0 ? lines.slice(from + 1) : lines);
  return from >= 0 ? rows : firstTable(rows);
}

function overallSentence(lines: readonly TextLine[]): ExtractedJudgement | null {
  for (const [at, line] of lines.slice(0, 120).entries()) {
    const found = OVERALL_SENTENCE.exec(withoutFootnoteMarks(`${line.text} ${lines[at + 1]?.text ?? ''}`));
    if (!found) continue;
    const words = plainly(found[1]!);
    const grade = words.includes('improvement') ? 'Requires improvement' : gradeName(words);
    return { area: 'Overall effectiveness', grade, source: place(line) };
  }
  return null;
}

function boardJudgement(outline: readonly OutlinedBlock[]): ExtractedJudgement | null {
  for (const { block, inContents } of outline) {
    if (inContents || block.text.length > 110) continue;
    const found = BOARD_SENTENCE.exec(plainly(block.text));
    if (found)
      return { area: 'Local Safeguarding Children Board', grade: gradeName(found[1]!), source: block.place };
  }
  return null;
}

function inspectionOutcome(outline: readonly OutlinedBlock[]): ExtractedJudgement[] {
  const at = outline.findIndex(({ block }) => /^inspection outcome$/i.test(plainly(block.text)));
  if (at < 0) return [];
  const next = outline.slice(at + 1).find(({ block }) => block.kind !== 'heading' && block.text.length > 30);
  if (!next || headingMeaning(next.block.text)) return [];
  const text = rowText(next.block);
  const sentence = /^.*?[.](?=\s+\p{Lu}|\s*$)/u.exec(text)?.[0] ?? text;
  return [{ area: 'Inspection outcome', grade: sentence, source: next.block.place }];
}

function rowText(block: Block): string {
  return block.kind === 'row' ? block.cells.map((cell) => cell.text).join(' ') : block.text;
}
