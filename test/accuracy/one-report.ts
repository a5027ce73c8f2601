import { handmadeDocx, paragraph, table } from './handmade-docx.js';
import { handmadePdf } from './handmade-pdf.js';

/** One part of an invented report, whatever it will be printed as. */
export type ReportPart =
  | { readonly title: string }
  | { readonly heading: string; readonly level: 2 | 3 }
  | { readonly text: string }
  | { readonly numbered: readonly string[]; readonly from?: number }
  | { readonly bullets: readonly (string | readonly string[])[] }
  | { readonly rows: readonly (readonly string[])[] };

/** The same report in the five formats that are read. A `^2` in a text is the mark of a footnote. */
export function inFiveFormats(parts: readonly ReportPart[]): Record<string, Uint8Array> {
  const encode = (text: string) => new TextEncoder().encode(text);
  return {
    'report.pdf': asPdf(parts),
    'report.docx': asWord(parts),
    'report.html': encode(asWebPage(parts)),
    'report.md': encode(asMarkdown(parts)),
    'report.txt': encode(asText(parts)),
  };
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (text: string) => text.replace(/\^(\d)/g, (_, digit: string) => RAISED[Number(digit)]!);

/** Words of a paragraph in lines of a width; lines after the first stand in. */
function wrapped(text: string, width: number, first = '', rest = ''): string[] {
  const lines = [first];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line.length + word.length + 1 > width) lines.push(rest + word);
    else lines[lines.length - 1] = line === first || line === rest ? line + word : `${line} ${word}`;
  }
  return lines;
}

function items(part: ReportPart): { mark: string; text: string; level: number }[] {
  if ('numbered' in part) {
    return part.numbered.map((text, at) => ({ mark: `${(part.from ?? 1) + at}.`, text, level: 0 }));
  }
  if (!('bullets' in part)) return [];
  return part.bullets.flatMap((bullet) =>
    typeof bullet === 'string'
      ? [{ mark: '•', text: bullet, level: 0 }]
      : bullet.map((text) => ({ mark: '•', text, level: 1 })),
  );
}

/** The cells of a row side by side, each over as many lines as it needs. */
function printedRow(row: readonly string[]): string[] {
  const cells = row.map((cell, at) => wrapped(cell, at === row.length - 1 ? 50 : 26));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => cells.map((lines) => lines[at] ?? '').join(' || '));
}

function asPdf(parts: readonly ReportPart[]): Uint8Array {
  const lines = parts.flatMap((part): string[] => {
    if ('title' in part) return [...wrapped(part.title, 60).map((line) => `**${line}**`), ''];
    if ('heading' in part) return ['', `**${part.heading}**`, ''];
    if ('text' in part) return [...wrapped(part.text, 76), ''];
    if ('rows' in part) return part.rows.flatMap((row) => [...printedRow(row), '']);
    return items(part).flatMap(({ mark, text, level }) => [
      ...wrapped(text, 72, `${'    '.repeat(level)}${mark} `, `${'    '.repeat(level)}   `),
      '',
    ]);
  });
  const pages: string[][] = [];
  for (let at = 0; at < lines.length; at += 44) {
    pages.push([
      'Westmarch: inspection of services',
      '',
      ...lines.slice(at, at + 44),
      '',
      String(pages.length + 1),
    ]);
  }
  return handmadePdf({ pages: pages.map((page) => page.map((line) => line.replaceAll('^', '~'))) });
}

function asWord(parts: readonly ReportPart[]): Uint8Array {
  let lists = 10;
  const numbering: string[] = [];
  const base = (id: number, format: string, text: string) =>
    `<w:abstractNum w:abstractNumId="${id}">${[0, 1].map((at) => `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:pPr><w:ind w:left="${360 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>`).join('')}</w:abstractNum>`;
  const body = parts.flatMap((part): string[] => {
    if ('title' in part) return [paragraph(part.title, { style: 'Title' })];
    if ('heading' in part) return [paragraph(part.heading, { style: `Heading${part.level}` })];
    if ('text' in part) return [paragraph(part.text)];
    if ('rows' in part) return [table(part.rows)];
    const list = lists++;
    const start = 'numbered' in part ? (part.from ?? 1) : 1;
    numbering.push(
      `<w:num w:numId="${list}"><w:abstractNumId w:val="${'numbered' in part ? 0 : 1}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="${start}"/></w:lvlOverride></w:num>`,
    );
    return items(part).map(({ text, level }) => paragraph(text, { list, level }));
  });
  return handmadeDocx({
    body,
    numbering: base(0, 'decimal', '%1.') + base(1, 'bullet', '\uF0B7') + numbering.join(''),
  });
}

function asWebPage(parts: readonly ReportPart[]): string {
  const escape = (text: string) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replace(/\^(\d)/g, '<sup>$1</sup>');
  const body = parts.map((part) => {
    if ('title' in part) return `<h1>${escape(part.title)}</h1>`;
    if ('heading' in part) return `<h${part.level}>${escape(part.heading)}</h${part.level}>`;
    if ('text' in part) return `<p>${escape(part.text)}</p>`;
    if ('rows' in part) {
      return `<table>${part.rows.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('\n')}</table>`;
    }
    if ('numbered' in part) {
      return `<ol start="${part.from ?? 1}">${part.numbered.map((text) => `<li>${escape(text)}</li>`).join('\n')}</ol>`;
    }
    const bullets = part.bullets.map((bullet) =>
      typeof bullet === 'string'
        ? `<li>${escape(bullet)}`
        : `<ul>${bullet.map((text) => `<li>${escape(text)}</li>`).join('')}</ul>`,
    );
    return `<ul>${bullets.join('\n')}</ul>`;
  });
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Report - Westmarch</title><style>p { margin: 0 }</style></head>
<body><div id="cookie-banner"><h2>Recommendations</h2><ol><li>Accept our cookies.</li></ol></div>
<header><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
<main>${body.join('\n')}</main>
<footer><ul><li>Publish your own page.</li></ul></footer><script>document.write('Recommendations')</script></body></html>`;
}

function asMarkdown(parts: readonly ReportPart[]): string {
  const note = (text: string) => text.replace(/\^(\d)/g, '[^$1]');
  return parts
    .map((part) => {
      if ('title' in part) return `# ${part.title}`;
      if ('heading' in part) return `${'#'.repeat(part.level)} ${part.heading}`;
      if ('text' in part) return note(part.text);
      if ('rows' in part) {
        const rows = part.rows.map((row) => `| ${row.map(note).join(' | ')} |`);
        return [rows[0], `|${part.rows[0]!.map(() => '---').join('|')}|`, ...rows.slice(1)].join('\n');
      }
      return items(part)
        .map(({ mark, text, level }) => `${'  '.repeat(level)}${mark === '•' ? '-' : mark} ${note(text)}`)
        .join('\n');
    })
    .join('\n\n');
}

function asText(parts: readonly ReportPart[]): string {
  const lines = parts.flatMap((part): string[] => {
    if ('title' in part) return [...wrapped(part.title, 60), ''];
    if ('heading' in part) return ['', part.heading, ''];
    if ('text' in part) return [...wrapped(raised(part.text), 80), ''];
    if ('rows' in part) return [...part.rows.map((row) => row.map(raised).join('\t\t')), ''];
    return items(part).flatMap(({ mark, text, level }) => [
      ...wrapped(raised(text), 80, `${'    '.repeat(level)}${mark} `, `${'    '.repeat(level)}   `),
      '',
    ]);
  });
  const pages: string[] = [];
  for (let at = 0; at < lines.length; at += 44) {
    pages.push(
      [
        'Westmarch: inspection of services',
        '',
        ...lines.slice(at, at + 44),
        '',
        String(pages.length + 1),
      ].join('\n'),
    );
  }
  return pages.join('\n\f');
}
