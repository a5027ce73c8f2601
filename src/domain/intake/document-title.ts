import type { TextLine } from './document-text.js';
import { councilsIn, isCouncil } from './council-names.js';
import { isOnlyADate } from './printed-dates.js';
import { withoutFootnoteMarks } from './wording.js';

/** How the titles of inspections, visits and reviews begin. */
const TITLE_START = new RegExp(
  `^(?:${[
    "ofsted’?'?s? ?(?:re-?)?inspection of",
    '(?:re-?)?inspection of',
    '(?:unannounced|short|standard|full) inspection of',
    'joint (?:targeted area |targeted |local |area |thematic )*(?:send )?(?:inspection|re-?visit)',
    '(?:local )?area send (?:\\w+ )?(?:inspection|re-?visit|visit)',
    '(?:ofsted )?(?:\\w+ )?(?:focus+ed|monitoring|assurance)(?: assurance)? (?:visit|inspection|letter)\\b(?! (?:was|is|will|and|on))',
    'review of',
    'independent ',
    '(?:local )?(?:serious case|(?:child )?safeguarding (?:children )?practice|child practice|learning|thematic|rapid|domestic homicide|partnership|multi-agency|significant incident|safeguarding adults?) review',
    'overview report',
    'report (?:of|on|by|to|into|from) ',
    '(?:the )?report of',
    '(?:\\w+ )?peer (?:review|challenge|diagnostic|assessment)',
    'corporate peer',
    '(?:revised |new |amended )?improvement notice(?! (?:was|is|will))',
    '(?:revised |new |statutory )?direction(?:s)?(?: (?:issued|given|to|under)\\b|$)',
    'statutory direction',
    'self[- ](?:evaluation|assessment)',
    '(?:internal|external|thematic|case file|multi-agency) audit',
    'public inquiry',
    'the .{3,80} inquiry',
    "(?:children[’']?s? (?:services )?)?commissioner(?:[’']s)? .{0,20}(?:report|review)",
    "(?:dfe |improvement )?advis[eo]r(?:[’']s)? ",
    'six[- ]month(?:ly)? (?:progress )?review',
    'diagnostic (?:review|report)',
  ].join('|')})`,
  'i',
);

/** What a review or an inspection is called, broken before its last word. */
const TWO_LINES =
  /^(?:local )?(?:serious case|(?:child )?safeguarding (?:children )?practice|child practice|learning|thematic|rapid|domestic homicide|multi-agency learning|safeguarding adults?)\nreview\b|^(?:joint targeted area|area send|joint (?:local )?area send)\n(?:inspection|re-?visit)\b/i;

/** Words on which a printed title may end; before them the next line still belongs to it. */
const TITLE_END =
  /(services|leavers|board|partnership|arrangements|young people|review|inquiry|visit|authority|inspection|report|notice|direction|council|evaluation|assessment|challenge|audit|\d{4})[’']?\d?$/i;
const NO_TITLE =
  /^\p{Lu}[\p{L} ]{3,30}:\s|\d{4}|^(dear|this (letter|report|inspection)|children[’']s services (in|are|require)|the overall)\b/iu;

/** Letterheads, addresses, marks of secrecy and page numbers: what stands above a title and is none. */
const LETTERHEAD =
  /@|\bwww\.|https?:|\d{3,}[ -]\d{3}|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|^(?:our|your) ref|^(?:date|ref(?:erence)?|to|from|by email|direct line|t|tel(?:ephone)?|fax|e-?mail|website|textphone|cc|copy|author|version|status|classification)\s*[:.]|^(?:official(?:[- ]sensitive)?|protect|restricted|confidential|draft|final|not for publication|embargoed.*|private and confidential|strictly confidential)$|^page \d+|^\d+$|^(?:ofsted|department for education|care quality commission|hmicfrs|cqc|local government association|contents|executive summary|summary|introduction|foreword)$|©|crown copyright|\b(?:street|road|house|floor|avenue|gate|square|kingsway|lane)$|^(?:mr|mrs|ms|miss|dr|sir|dame|cllr|councillor|professor|director|interim|chief executive|corporate director|executive director|strategic director|head of|leader|lead member) /i;

/** The first page; where there are no pages, as many lines as one holds. */
export function head(lines: readonly TextLine[]): string[] {
  const page = lines[0]?.page ?? 1;
  const paged = lines.some((line) => line.page !== page);
  const first = paged ? lines.filter((line) => line.page === page) : lines.slice(0, 70);
  return (first.length < 8 ? lines.slice(0, 70) : first).map((line) => withoutFootnoteMarks(line.text));
}

/** The title that starts on this line, which may have the council's name before it; null where none does. */
function titleStart(text: string): string | null {
  if (text.length > 200 || /[.;:]$/.test(text) || /\.{4}/.test(text)) return null;
  if (TITLE_START.test(text)) return text;
  const after =
    /^([^.:;]{5,70}?)\s+((?:(?:Re-?i|I)nspection of|Focus+ed visit to|Monitoring visit (?:of|to)) .*)$/i.exec(
      text,
    );
  return after && isCouncil(after[1]!) ? after[2]! : null;
}

/** The heading is a document's title and not one of its sections. */
export function beginsTitle(heading: string): boolean {
  return /^(?:(?:ofsted )?(?:focus+ed|monitoring) visit|joint (?:targeted|local)|area send|(?:re-)?inspection of)\b/i.test(
    heading.trim(),
  );
}

/** The title as printed on the first page, its lines joined; null where none is recognised. */
export function titleOf(lines: readonly TextLine[]): string | null {
  const first = lines.slice(0, 90).map((line) => ({ ...line, text: withoutFootnoteMarks(line.text).trim() }));
  const start = first
    .slice(0, 70)
    .findIndex((line, at) => titleStart(line.text) !== null || startsOverTwoLines(line, first[at + 1]));
  if (start < 0) return afterSalutation(first) ?? largest(first.slice(0, 70));
  const whole = titleStart(first[start]!.text);
  let title = whole ?? `${first[start]!.text} ${first[start + 1]!.text}`;
  const begun = whole === null ? 2 : 1;
  let last = first[start + begun - 1]!;
  for (const line of first.slice(start + begun, start + 7)) {
    if (whole === null && !isOpen(title) && !isLink(line.text)) break;
    if (!belongsToTitle(title, last, line)) break;
    title = `${title} ${line.text}`;
    last = line;
  }
  return tidy(title);
}

/** Half of the usual words on each line: "Local Child Safeguarding Practice", "Review: Child K". */
function startsOverTwoLines(line: TextLine, next: TextLine | undefined): boolean {
  if (next === undefined || next.gap > 2.2 || Math.abs(next.size - line.size) > 0.2) return false;
  const isHalf = ({ text }: TextLine) =>
    /^["“]?\p{Lu}/u.test(text) && text.length <= 60 && !LETTERHEAD.test(text) && !/\d{4}|[.;,]$/.test(text);
  return isHalf(line) && isHalf(next) && TWO_LINES.test(`${line.text}\n${next.text}`);
}

function belongsToTitle(title: string, last: TextLine, line: TextLine): boolean {
  const { text } = line;
  if (NO_TITLE.test(text) || isOnlyADate(text) || LETTERHEAD.test(text) || text.length > 130) return false;
  if (/^(executive )?summary$|^contents$/i.test(text)) return false;
  const open = isOpen(title) || !TITLE_END.test(title);
  const links = isLink(text);
  if (!links && (!open || (line.gap > 2.2 && !/\band$/i.test(title)))) return false;
  return links || !open || Math.abs(line.size - last.size) <= 0.2;
}

/** Its last word wants another after it. */
function isOpen(title: string): boolean {
  return /\b(and|of|the|in|for|to|with|&|on|into|at|by)$|[,–-]$/i.test(title);
}

/** It goes on with what stands before it. */
function isLink(text: string): boolean {
  return /^(and|&)\b/i.test(text) || /^\p{Ll}/u.test(text);
}

function tidy(title: string): string {
  return title
    .replace(/(?<=\p{L})\d{1,2}$/u, '')
    .replace(/^(?:re|subject)\s*:\s*/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** In a letter the title stands alone under "Dear …". */
function afterSalutation(lines: readonly TextLine[]): string | null {
  const dear = lines.findIndex((line) => /^dear\b.{0,80}$/i.test(line.text));
  if (dear < 0) return null;
  const subject: string[] = [];
  for (const line of lines.slice(dear + 1, dear + 5)) {
    if (line.text.length < 8 || line.text.length > 150 || /[.;]$/.test(line.text)) break;
    if (subject.length > 0 && (line.gap > 1.6 || line.gap === 0)) break;
    if (/^(i|we|thank|this|following|further|on|in|as|at) /i.test(line.text)) break;
    subject.push(line.text);
  }
  return subject.length > 0 && subject.length < 4 ? tidy(subject.join(' ')) : null;
}

/** Without the usual words: the source's own first heading, the largest letters, or the first line that could be one. */
function largest(lines: readonly TextLine[]): string | null {
  const own = lines.filter(({ text }) => text.length > 5 && !LETTERHEAD.test(text) && !isOnlyADate(text));
  const marked = own.find((line) => line.heading === 1);
  const size = Math.max(0, ...own.map((line) => line.size));
  const large = size > 1.2 ? own.filter((line) => line.size > size - 0.05) : [];
  const title =
    marked?.text ??
    (large.length > 0 && large.length < 5
      ? large.map((line) => line.text).join(' ')
      : (own.find((line, at) => couldBeTitle(line, own[at + 1]))?.text ?? null));
  return title === null ? null : tidy(title).slice(0, 200);
}

/** A short line of its own, not the first line of a sentence. */
function couldBeTitle({ text }: TextLine, next: TextLine | undefined): boolean {
  if (text.length < 6 || text.length > 130 || NO_TITLE.test(text) || !/^["'“‘]?[\p{Lu}\d]/u.test(text))
    return false;
  if (/[.,;:]$/.test(text) || councilsIn(text)[0] === text) return false;
  return !(next && /^\p{Ll}/u.test(next.text) && text.length > 60);
}
