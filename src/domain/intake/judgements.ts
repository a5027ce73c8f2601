import type { Block } from './blocks.js';
import type { TextLine } from './document-text.js';
import type { DocumentKind, ExtractedJudgement, SourcePlace } from './extraction.js';
import { headingMeaning } from './heading-roles.js';
import { firstTable, tableRows, type JudgementRow } from './judgement-table.js';
import type { OutlinedBlock } from './outline.js';
import { plainly, withoutFootnoteMarks } from './wording.js';

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
function closingTable(lines: readonly TextLine[]): JudgementRow[] {
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
