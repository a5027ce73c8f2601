import type { FlowItem } from './flow.js';
import { readPage } from './web-page-items.js';

/** What programs that turn print into text leave in it, besides the text. */

const PAGE_COMMENT = /^[ \t]*<!--\s*page\s*-?\s*break\b[^>]{0,60}-->[ \t]*$/gim;
const PAGE_RULE =
  /^[ \t]*(?:\{\d{1,4}\}-{10,}|-{3,}[ \t]*(?:end of )?page[ \t]*\d{1,4}[ \t]*-{3,}|={3,}[ \t]*page[ \t]*\d{1,4}[ \t]*={3,})[ \t]*$/gim;
const LEFT_OUT_PICTURE = /^[ \t]*\*{0,2}==>[^\n<]{0,200}<==\*{0,2}[ \t]*$/gm;

/** A title with a line of signs below it: "=====" or "-----", about as long as itself. */
const UNDERLINED = /^[ ]{0,3}(?=\p{Lu})([^\n|]{3,100}[^\n|.,;:])\n[ ]{0,3}(={3,100}|-{3,100})[ ]*$/gmu;

/** Lines by one kind of line end, pages by form feeds, and what stands for pictures and comments left out. */
export function withoutConverterMarks(source: string): string {
  const text = source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replace(PAGE_COMMENT, '\f')
    .replace(PAGE_RULE, '\f')
    .replace(LEFT_OUT_PICTURE, '')
    .replace(/<!--[^<>\n]{0,500}-->/g, '')
    .replace(UNDERLINED, (whole, title: string, line: string) =>
      line.startsWith('=') || line.length >= title.length * 0.6
        ? `${line.startsWith('=') ? '#' : '##'} ${title}`
        : whole,
    );
  return withTableRows(singleSpaced(unquoted(text)));
}

/** Tables that a converter left as elements of a web page, as rows of Markdown. */
function withTableRows(text: string): string {
  let shown = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf('<table', at);
    const end = start < 0 ? -1 : text.indexOf('</table>', start);
    if (end < 0) return shown + text.slice(at);
    const page = readPage(text.slice(start, end + 8), false);
    const rows = 'items' in page ? page.items.map(asMarkdown) : [];
    shown += `${text.slice(at, start)}\n\n${rows.join('\n')}\n\n`;
    at = end + 8;
  }
}

function asMarkdown(item: FlowItem): string {
  if (item.kind === 'row') return `| ${item.cells.map((cell) => cell.replaceAll('|', '/')).join(' | ')} |`;
  return `${item.mark === null ? '' : `${item.mark} `}${item.text}\n`;
}

/** A whole document quoted, as in a message: the sign before every line is left out. */
function unquoted(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const quoted = lines.filter((line) => /^\s{0,3}>/.test(line)).length;
  return quoted > lines.length * 0.6 ? text.replace(/^[ ]{0,3}(?:>[ ]?)+/gm, '') : text;
}

/** Where a blank line follows every printed line, it says nothing: one is taken away from each row of them. */
function singleSpaced(text: string): string {
  const lines = text.split('\n');
  let filled = 0;
  let close = 0;
  let broken = 0;
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    filled++;
    if ((lines[at + 1] ?? '').trim() !== '') close++;
    const below = (lines[at + 2] ?? '').trim();
    if (line.length > 50 && line.length < 140 && /^\p{Ll}/u.test(below) && /[\p{L},]\s*$/u.test(line))
      broken++;
  }
  if (filled < 20 || close > filled * 0.05 || broken < filled * 0.25) return text;
  return text.replace(/\n[ \t]*\n/g, '\n');
}
