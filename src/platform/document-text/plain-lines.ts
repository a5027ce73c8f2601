import type { DocumentText, TextCell, TextLine, TextPage } from '../../domain/intake/document-text.js';
import { plainCharacters, raised } from './characters.js';
import { columnsOf, LETTER } from './columns.js';
import { withoutConverterMarks } from './converter-marks.js';

/** No paragraph is longer; what is beyond is left out. */
const LONGEST_LINE = 20_000;

interface MarkedLine {
  readonly text: string;
  readonly cells: readonly TextCell[];
  readonly indent: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly heading: number;
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  pound: '£',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  hellip: '…',
};

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Math.min(Number(decimal), 0x10ffff));
    if (hex) return String.fromCodePoint(parseInt(hex as string, 16));
    return ENTITIES[(name as string).toLowerCase()] ?? whole;
  });
}

/** The marks that converters leave (`<sup>`, `<b>`, `#`, `**`, escapes, links) as what they mean. */
function unmarked(raw: string): MarkedLine {
  let text = raw
    .replace(/<sup>\s*(?:&lt;\/?sup>|<\/?sup>)*\s*([\d,]{1,4})\s*<\/sup>/gi, (_, digits: string) =>
      raised(digits),
    )
    .replace(/\[\^(\d{1,3})\]:?/g, (_, digits: string) => raised(digits))
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\]\((?:https?:|mailto:|#|\/)[^)]*\)/g, '$1')
    .replace(/<\/(?:p|div|li|td|th)>\s*/gi, ' ')
    .replace(/<br\s*\/?>/gi, ' ');
  const heading = /^\s{0,3}(#{1,6})\s+/.exec(text);
  if (heading) text = text.slice(heading[0].length).replace(/\s+#+\s*$/, '');
  const whole = text.trim();
  const bold =
    /^(<(b|strong)>.*<\/\2>|\*\*[^*]+\*\*|__[^_]+__|\*{3}[^*]+\*{3}|(<b>[^<]*<\/b>\s*)+)[\s.:]*(?:[⁰¹²³⁴-⁹]+)?$/iu.test(
      whole,
    );
  const italic = /^(<(i|em)>.*<\/\2>|\*[^*\s][^*]*[^*\s]\*|_[^_\s][^_]*_)$/i.test(whole);
  text = text
    .replace(
      /<\/?(?:b|strong|i|em|u|p|div|span|sup|sub|li|ul|ol|table|tr|td|th|thead|tbody|a|font|center|hr|small)\b[^>]*>/gi,
      '',
    )
    .replace(/(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!>|-])/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\$\\?pounds\s*\{?([\d.,]+)?\}?\$/g, '£$1');
  text = plainCharacters(withoutEntities(text)).replace(/\s+$/, '');
  const indent = /^[ \t]*/.exec(text)![0].replace(/\t/g, '    ').length;
  return {
    text: text.trim(),
    cells: cellsOf(text, indent),
    indent,
    bold,
    italic,
    heading: heading ? heading[1]!.length : 0,
  };
}

/** Columns: cells of a Markdown table, or parts divided by tabs or wide gaps. */
function cellsOf(text: string, indent: number): TextCell[] {
  const trimmed = text.trim();
  if (!isTableRow(trimmed)) return columnsOf(text, indent * LETTER);
  return trimmed
    .slice(1, -1)
    .split('|')
    .map((cell, index) => ({ text: cell.trim(), left: index * 200 }));
}

function isTableRow(text: string): boolean {
  return text.length > 2 && text.startsWith('|') && text.endsWith('|');
}

/** Plain text or Markdown as positioned lines; form feeds divide pages. */
export function plainDocument(source: string): DocumentText {
  const sheets = withoutConverterMarks(source).split('\f');
  while (sheets.length > 1 && sheets.at(-1)!.trim() === '') sheets.pop();
  const filled = sheets.flatMap((sheet) => sheet.split('\n')).filter((line) => line.trim() !== '');
  const long = filled.filter((line) => line.length > 160).length;
  const wrapped = long <= filled.length * 0.05;
  const markdown = /^#{1,6}\s+\S/m.test(source) || /\*\*\S/.test(source);
  return {
    format: markdown ? 'markdown' : 'text',
    pages: sheets.map((sheet, index) => pageOf(sheet, index + 1, wrapped)),
    paged: sheets.length > 1,
    styled: false,
    wrapped,
  };
}

function pageOf(sheet: string, number: number, wrapped: boolean): TextPage {
  const lines: TextLine[] = [];
  let blank = -1;
  let count = 0;
  for (const raw of sheet.split('\n')) {
    count++;
    const marked = unmarked(raw.slice(0, LONGEST_LINE));
    const rule = /^\|?[\s:|-]*$/.test(marked.text) && marked.text.includes('|');
    if (marked.text === '' || rule) {
      if (!rule && blank >= 0) blank++;
      continue;
    }
    const { text, cells, indent, bold, italic, heading } = marked;
    const left = indent * LETTER;
    const row = isTableRow(text);
    lines.push({
      page: number,
      line: count,
      text:
        cells.length > 1
          ? cells
              .map((cell) => cell.text)
              .join(' ')
              .trim()
          : (cells[0]?.text ?? text),
      cells,
      left,
      right: left + text.length * LETTER,
      gap: blank < 0 ? 0 : row ? 2 : blank === 0 ? (wrapped ? 1 : 1.5) : blank + 1,
      size: 1,
      bold,
      italic,
      heading,
      ...(row ? { row } : {}),
    });
    blank = 0;
  }
  return { number, lines };
}
