import type { TextCell } from '../../domain/intake/document-text.js';

/** Width of a letter, so that columns of text and of print are counted alike. */
export const LETTER = 6;

/** Text with tabs is a label beside its value; a long paragraph with a tab in it is a paragraph. */
const LONGEST_IN_COLUMNS = 220;

const MARK_ONLY =
  /^(?:\(?\d{1,3}(?:\.\d{1,3})*[.):]?|[•■◼▪●○–—*-]|\(?[a-z]\)|[ivx]{1,4}[.)]|R\d{1,2}[.:]?|recommendation \d{1,3}[:.]?)$/iu;

/** Parts of a line divided by tabs or wide gaps. A mark alone belongs to the text beside it. */
export function columnsOf(text: string, left: number): TextCell[] {
  const trimmed = text.trim();
  const cells: TextCell[] = [];
  let at = 0;
  for (const part of trimmed.split(/(\t+|\s{3,})/)) {
    if (part.trim() !== '') cells.push({ text: part.replace(/\s+/g, ' ').trim(), left: left + at * LETTER });
    at += part.replace(/\t/g, '    ').length;
  }
  const [first, second, ...rest] = cells;
  if (first && second && MARK_ONLY.test(first.text)) {
    return [{ text: `${first.text} ${second.text}`, left: first.left }, ...rest];
  }
  if (trimmed.length > LONGEST_IN_COLUMNS && cells.every((cell) => !/^\d{1,3}$/.test(cell.text))) {
    return [{ text: trimmed.replace(/\s+/g, ' '), left }];
  }
  return cells.length > 0 ? cells : [{ text: trimmed, left }];
}
