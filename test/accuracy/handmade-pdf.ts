/** Tiny PDFs made by hand, so that tests need no file of anybody's. */
export interface HandmadePdf {
  /**
   * Lines of each page, from top to bottom; `**bold**` is set in a bold font, `  ` in front indents, `||` divides
   * columns of a table, `|||` columns of prose, `~2` is a small raised 2, `_small_` is set small.
   */
  readonly pages: readonly (readonly string[])[];
  /** Asks for a password that nobody has. */
  readonly encrypted?: boolean;
  /** Text that runs up the page; `turned` as well, the page says that it is to be turned. */
  readonly sideways?: boolean;
  readonly turned?: boolean;
  /** Fonts that do not say what they are called. */
  readonly unnamed?: boolean;
}

/** Signs that the file's encoding has elsewhere than Latin-1. */
const SIGNS: Readonly<Record<string, number>> = { '•': 0x95, '–': 0x96, '—': 0x97, '‘': 0x91, '’': 0x92 };

function escaped(text: string): string {
  return text
    .replace(/[\\()]/g, '\\$&')
    .replace(/[•–—‘’]/g, (sign) => String.fromCharCode(SIGNS[sign]!))
    .replace(/~(\d)/g, ') Tj 4 Ts /F1 7 Tf ($1) Tj 0 Ts /F1 12 Tf (');
}

function drawing(lines: readonly string[]): string {
  const drawn = lines.flatMap((line, at) => {
    const step = line.includes('|||') ? 250 : 180;
    return line.split(/\|\|\|?/).map((cell, column) => {
      if (cell.trim() === '') return '';
      const [, bold, small, plain] = /^(?:\*\*(.*)\*\*|_(.*)_|(.*))$/.exec(cell.trim())!;
      const left = 70 + column * step + /^ */.exec(column === 0 ? cell : '')![0].length * 6;
      const font = `/${bold ? 'F2' : 'F1'} ${small ? 8 : 12} Tf`;
      return `BT ${font} 1 0 0 1 ${left} ${780 - at * 15} Tm (${escaped(bold ?? small ?? plain!)}) Tj ET`;
    });
  });
  return drawn.join('\n');
}

export function handmadePdf(made: HandmadePdf): Uint8Array {
  const { pages, encrypted = false, sideways = false, turned = false, unnamed = false } = made;
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const kids = pages.map((_, at) => `${5 + at * 2} 0 R`).join(' ');
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add(
    `<< /Type /Font /Subtype /Type1 /BaseFont /${unnamed ? 'AAAAAA+A' : 'Helvetica'} /Encoding /WinAnsiEncoding >>`,
  );
  add(
    `<< /Type /Font /Subtype /Type1 /BaseFont /${unnamed ? 'AAAAAA+B' : 'Helvetica-Bold'} /Encoding /WinAnsiEncoding >>`,
  );
  for (const lines of pages) {
    const content = sideways ? `q 0 1 -1 0 840 0 cm\n${drawing(lines)}\nQ` : drawing(lines);
    const own = objects.length + 2;
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${sideways ? '842 595' : '595 842'}]${turned ? ' /Rotate 90' : ''} /Contents ${own} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
    );
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  const junk = 'ab'.repeat(32);
  if (encrypted) add(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${junk}> /U <${junk}> >>`);
  let file = '%PDF-1.4\n';
  const places = objects.map((body, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return place;
  });
  const start = file.length;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const lock = encrypted ? ` /Encrypt ${objects.length} 0 R /ID [<${junk}> <${junk}>]` : '';
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${lock} >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}
