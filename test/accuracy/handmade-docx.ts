import { handmadeZip, type ZipPart } from './handmade-zip.js';

/** Tiny Word files made by hand, as Word writes them: numbers of lists are not in the text. */
export interface HandmadeDocx {
  /** What stands in the body, made with the functions below. */
  readonly body: readonly string[];
  /** The inside of numbering.xml; without it, list 1 is "1." and list 2 bullets. */
  readonly numbering?: string;
  readonly styles?: string;
  readonly more?: readonly ZipPart[];
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export interface ParagraphLook {
  readonly style?: string;
  readonly list?: number;
  readonly level?: number;
  readonly bold?: boolean;
}

/** A paragraph; `^2` in its text is a raised 2, a tab is a tab. */
export function paragraph(text: string, look: ParagraphLook = {}): string {
  const style = look.style ? `<w:pStyle w:val="${look.style}"/>` : '';
  const list =
    look.list === undefined
      ? ''
      : `<w:numPr><w:ilvl w:val="${look.level ?? 0}"/><w:numId w:val="${look.list}"/></w:numPr>`;
  const bold = look.bold ? '<w:b/>' : '';
  const run = (words: string, more = '') =>
    words === ''
      ? ''
      : `<w:r><w:rPr>${bold}${more}</w:rPr><w:t xml:space="preserve">${escape(words).replaceAll('\t', '</w:t><w:tab/><w:t xml:space="preserve">')}</w:t></w:r>`;
  const runs = text
    .split(/(\^\d+)/)
    .map((part) =>
      part.startsWith('^') ? run(part.slice(1), '<w:vertAlign w:val="superscript"/>') : run(part),
    );
  return `<w:p><w:pPr>${style}${list}</w:pPr>${runs.join('')}</w:p>`;
}

export function table(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<w:tc><w:tcPr/>${text.startsWith('<w:') ? text : paragraph(text)}</w:tc>`;
  return `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
}

/** One level of a list, as numbering.xml has it. */
export function level(at: number, format: string, text: string, more = ''): string {
  return `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/><w:pPr><w:ind w:left="${360 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>`;
}

const LISTS = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%2)')}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '\uF0B7')}${level(1, 'bullet', 'o')}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`;

const STYLES = `<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="40"/></w:rPr></w:style>
${[1, 2, 3].map((at) => `<w:style w:type="paragraph" w:styleId="Heading${at}"><w:name w:val="heading ${at}"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="${at - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${34 - at * 2}"/></w:rPr></w:style>`).join('')}`;

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export function handmadeDocx({
  body,
  numbering = LISTS,
  styles = STYLES,
  more = [],
}: HandmadeDocx): Uint8Array {
  return handmadeZip([
    {
      name: '[Content_Types].xml',
      content: `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `${XML}<w:document ${NAMESPACE}><w:body>${body.join('')}</w:body></w:document>`,
    },
    { name: 'word/styles.xml', content: `${XML}<w:styles ${NAMESPACE}>${styles}</w:styles>` },
    { name: 'word/numbering.xml', content: `${XML}<w:numbering ${NAMESPACE}>${numbering}</w:numbering>` },
    ...more,
  ]);
}
