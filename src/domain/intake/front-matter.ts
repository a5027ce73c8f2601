import type { DocumentKind, ExtractedDocument } from './extraction.js';
import type { TextLine } from './document-text.js';
import type { OutlinedBlock } from './outline.js';
import { isOnlyADate, printedDate, printedPeriod } from './printed-dates.js';
import { withoutFootnoteMarks } from './wording.js';

const NAME = String.raw`[A-Z][\p{L}'’-]+(?:(?:[ -](?:and|upon|on|of|the|in|with|le|under|&)){0,2}[ -][A-Z][\p{L}'’-]+)*`;
const COUNCIL = new RegExp(
  String.raw`\b((?:(?:Royal|London|Metropolitan) Borough|City|Council) of ${NAME}(?: Council)?|${NAME}(?:,)? (?:(?:Metropolitan|Royal) )?(?:Borough |City |County |District |Metropolitan |Combined |Unitary )*[Cc]ouncil|${NAME} Children(?:’|')s Trust|Council of the Isles of Scilly)\b`,
  'gu',
);

const TITLE_START =
  /^(re-?inspection of|inspection of|joint (targeted area |local |area )*inspection|area send (monitoring )?inspection|(focused|focussed|monitoring) (visit|inspection) (of|to)|ofsted (focused|monitoring) visit|review of|independent |serious case review|child safeguarding practice review|(local child )?safeguarding practice review|report of|learning review|corporate peer|peer review|improvement notice|statutory direction|self[- ]evaluation|public inquiry|the .{3,80} inquiry|commissioner)/i;

/** Title, council, inspectorate and dates, as printed on the first pages. */
export function frontMatterOf(
  kind: DocumentKind,
  lines: readonly TextLine[],
  outline: readonly OutlinedBlock[],
  /** Every line, footnotes included: the inspectorate may be named there only. */
  printed: readonly TextLine[],
): ExtractedDocument {
  const firstPage = head(lines);
  const title = titleOf(lines);
  const whole = lines.map((line) => withoutFootnoteMarks(line.text));
  return {
    kind,
    title,
    authority: authorityOf(kind, title, firstPage, outline),
    inspectorate: inspectorateOf(printed.map((line) => line.text).join(' ')),
    ...inspectionDates(firstPage, outline),
    published: publishedOn(firstPage, whole),
    responseDue: responseDue(outline),
  };
}

/** The first page; where there are no pages, as many lines as one holds. */
export function head(lines: readonly TextLine[]): string[] {
  const page = lines[0]?.page ?? 1;
  const paged = lines.some((line) => line.page !== page);
  const first = paged ? lines.filter((line) => line.page === page) : lines.slice(0, 70);
  return (first.length < 8 ? lines.slice(0, 70) : first).map((line) => withoutFootnoteMarks(line.text));
}

/** Words on which a printed title may end; before them the next line still belongs to it. */
const TITLE_END =
  /(services|leavers|board|partnership|arrangements|young people|review|inquiry|visit|authority|inspection|report|notice|direction|council|evaluation)[’']?\d?$/i;
const NO_TITLE =
  /^\p{Lu}[\p{L} ]{3,30}:\s|\d{4}|^(dear|this (letter|report|inspection)|children[’']s services (in|are|require)|the overall)\b/iu;

/** The title that starts on this line, which may have the council's name before it; null where none does. */
function titleStart(text: string): string | null {
  if (text.length > 200 || /[.;:]$/.test(text) || /\.{4}/.test(text)) return null;
  if (TITLE_START.test(text)) return text;
  const after = /^([^.:;]{5,70}?)\s+((?:Re-?i|I)nspection of .*)$/.exec(text);
  return after && exactCouncil(after[1]!) ? after[2]! : null;
}

/** The title as printed on the first page, its lines joined; null where none is recognised. */
export function titleOf(lines: readonly TextLine[]): string | null {
  const first = lines.slice(0, 70);
  const start = first.findIndex((line) => titleStart(withoutFootnoteMarks(line.text)) !== null);
  if (start < 0) return largest(first);
  let title = titleStart(withoutFootnoteMarks(first[start]!.text))!;
  let last = first[start]!;
  for (const line of first.slice(start + 1, start + 7)) {
    const text = withoutFootnoteMarks(line.text).trim();
    if (NO_TITLE.test(text) || text.length > 130 || /^(executive )?summary$|^contents$/i.test(text)) break;
    const open = /\b(and|of|the|in|for|to|with|&)$/i.test(title) || !TITLE_END.test(title);
    const links = /^(and|&)\b/i.test(text) || /^\p{Ll}/u.test(text);
    if (!links && (!open || (line.gap > 2.2 && !/\band$/i.test(title)))) break;
    if (!links && open && Math.abs(line.size - last.size) > 0.2) break;
    title = `${title} ${text}`;
    last = line;
  }
  return title
    .replace(/(?<=\p{L})\d{1,2}$/u, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Without the usual words: the lines in the largest letters, or the first line that could be a heading. */
function largest(lines: readonly TextLine[]): string | null {
  const size = Math.max(...lines.map((line) => line.size));
  const large = size > 1.2 ? lines.filter((line) => line.size > size - 0.05) : [];
  const title =
    large.length > 0 && large.length < 5
      ? large.map((line) => line.text).join(' ')
      : (lines.find((line) => line.text.length > 12 && !NO_TITLE.test(line.text))?.text ?? null);
  return title === null ? null : withoutFootnoteMarks(title).trim().slice(0, 200);
}

function authorityOf(
  kind: DocumentKind,
  title: string | null,
  firstPage: readonly string[],
  outline: readonly OutlinedBlock[],
): string | null {
  const own = firstPage
    .map((line) => line.trim())
    .find((line) => line.length < 70 && exactCouncil(line) && !/^(of|to)\b/.test(line));
  const inTitle =
    /(?:inspection of|focus(?:s)?ed visit (?:to|of)|monitoring visit (?:of|to)|visit to) (?:the )?(.+?)(?: local authority)? children[’']?s (?:social care )?services/i.exec(
      title ?? '',
    )?.[1];
  const partnership = /inspection of (?:the )?(.+?) (?:local area partnership|local area)$/i.exec(
    title ?? '',
  )?.[1];
  const text = outline.map(({ block }) =>
    block.kind === 'row' ? block.cells.map((cell) => cell.text).join(' . ') : block.text,
  );
  if (kind === 'jtai' || kind === 'area_send_inspection') {
    const principal = /determined that ([\p{L}\s’'-]+?) is the principal/u.exec(text.join(' '))?.[1];
    return principal ?? mostNamed(text, partnership ?? placeName(title)) ?? partnership ?? placeName(title);
  }
  if (inTitle && !/^services/i.test(inTitle)) return inTitle.trim();
  return own ?? mostNamed(firstPage, null) ?? mostNamed(text, null) ?? partnership ?? placeName(title);
}

function placeName(title: string | null): string | null {
  return (
    /\b(?:in|of) ((?:[A-Z][\p{L}'’-]+)(?:(?: and| upon| on| of|-on|-)?[ -][A-Z][\p{L}'’-]+)*)\s*$/u.exec(
      title ?? '',
    )?.[1] ?? null
  );
}

function exactCouncil(line: string): boolean {
  const found = [...line.matchAll(COUNCIL)][0];
  return found !== undefined && found[0].length >= line.replace(/[,.]$/, '').length - 1;
}

/** The council that is named most often, of those that carry the place's name where one is given. */
function mostNamed(texts: readonly string[], placeNamed: string | null): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const found of text.matchAll(COUNCIL)) {
      const name = found[1]!.replace(/^(?:The|And|Dear|At|In|Of|For|From|To|Of) /, '').trim();
      if (
        /^((local|county|city|borough|district|the|parish|town) )?council$/i.test(name) ||
        /\b(in care|care) council/i.test(name)
      )
        continue;
      if (placeNamed && !name.toLowerCase().includes(placeNamed.toLowerCase())) continue;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}

function inspectorateOf(text: string): string | null {
  if (/\bofsted\b/i.test(text)) return 'Ofsted';
  if (/\bHMICFRS\b|Inspectorate of Constabulary and Fire/i.test(text)) return 'HMICFRS';
  if (/Care Quality Commission|\bCQC\b/.test(text)) return 'Care Quality Commission';
  if (/Local Government Association|\bLGA\b/.test(text)) return 'Local Government Association';
  if (/Department for Education|\bDfE\b/.test(text)) return 'Department for Education';
  return null;
}

function inspectionDates(
  firstPage: readonly string[],
  outline: readonly OutlinedBlock[],
): Pick<ExtractedDocument, 'inspectedFrom' | 'inspectedTo'> {
  const labelled = firstPage.findIndex(
    (line) =>
      /\b(inspection|visit|review) dates?\b|\bdates? of (this )?(inspection|visit|review)/i.test(line) &&
      !/previous|last/i.test(line),
  );
  if (labelled >= 0) {
    const period = printedPeriod(`${firstPage[labelled]} ${firstPage[labelled + 1] ?? ''}`);
    if (period) return { inspectedFrom: period.from, inspectedTo: period.to };
  }
  for (const { block } of outline.slice(0, 60)) {
    if (
      !/\b(visit|inspection|review|undertook|took place|carried out)\b/i.test(block.text) ||
      block.text.length < 40
    )
      continue;
    for (const sentence of block.text.split(/(?<=[.!?])\s+(?=\p{Lu})/u)) {
      if (
        !/\b(on|from|between|in)\s+(?:\p{L}+\s+)?\d{1,2}\b/iu.test(sentence) ||
        /\b(last|previous|since)\b/i.test(sentence)
      )
        continue;
      const period = printedPeriod(sentence.replace(/.*?\b(?=(?:on|from|between)\s+(?:\p{L}+\s+)?\d)/iu, ''));
      if (period) return { inspectedFrom: period.from, inspectedTo: period.to };
    }
  }
  return { inspectedFrom: null, inspectedTo: null };
}

function publishedOn(firstPage: readonly string[], all: readonly string[]): string | null {
  for (const lines of [firstPage, all.slice(-80), all.slice(0, 200)]) {
    for (const [at, line] of lines.entries()) {
      if (
        !/\b(report |date )?published\b|\bpublication date\b|\bdate of publication\b/i.test(line) ||
        /will be published|guidance|statistics/i.test(line)
      )
        continue;
      const after = line.replace(/^.*?\b(published|publication date|publication)\b/i, '');
      const date = printedDate(after.length > 8 ? after : `${after} ${lines[at + 1] ?? ''}`);
      if (date && after.length < 60) return date;
    }
  }
  const letter = firstPage.slice(0, 40).find((line) => isOnlyADate(line));
  if (letter) return printedDate(letter);
  for (const line of all.slice(-60)) {
    const web = /will be published on the ofsted website on (.+)/i.exec(line);
    if (web) return printedDate(web[1]!);
  }
  return null;
}

/** The date by which the document asks for the plan or written statement; null when it prints none. */
function responseDue(outline: readonly OutlinedBlock[]): string | null {
  for (const { block } of outline) {
    if (block.text.length > 3000 || !/\b(send|sent|submit|provide)/.test(block.text)) continue;
    const found =
      /\b(?:send|submit|sent|submitted|provide[d]?)\b[^.]*\b(?:statement|plan)\b[^.]*?(?:\S+@\S+)?[^.]*?\bby\s+((?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? \w+ \d{2,4})/i.exec(
        block.text.replace(/\S+@\S+/g, 'address'),
      );
    const date = found ? printedDate(found[1]!) : null;
    if (date) return date;
  }
  return null;
}
