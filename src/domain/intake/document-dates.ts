import type { LocalDate } from '../calendar/local-date.js';
import type { DocumentKind } from './extraction.js';
import type { TextLine } from './document-text.js';
import type { OutlinedBlock } from './outline.js';
import { isOnlyADate, printedDate, printedPeriod, type PrintedPeriod } from './printed-dates.js';
import { startsLowerCase, withoutFootnoteMarks } from './wording.js';

const LABEL =
  /\b(?:re-?)?(?:inspection|visit|review|fieldwork|on[- ]?site|challenge|audit)\s*(?:dates?|period|took place|was (?:carried out|held))\b|\bdates?\s+of\s+(?:the\s+|this\s+)?(?:\w+\s+)?(?:inspection|visit|review|fieldwork|challenge|audit)/i;
const EARLIER = /\b(?:previous|last|since|prior|earlier|next|published)\b/i;
const VISITED =
  /\b(?:visits?|visited|inspections?|inspected|review(?:ed)?|undertook|undertaken|took place|carried out|conducted|on[- ]?site|onsite|fieldwork|challenge)\b/i;
const JUDGED_THEN =
  /\b(?:was|were) (?:\w+ )?(?:judged|found|published|inspected by|last inspected)|\bsince\b|\b(?:last|previous|next) (?:inspection|visit|monitoring|focus)/i;

/**
 * When inspectors were there. A labelled date on the first page, else the sentence that says so. Days without a year
 * are of the year before the letter's own date.
 */
export function inspectionDates(
  firstPage: readonly string[],
  outline: readonly OutlinedBlock[],
  published: LocalDate | null,
): { inspectedFrom: LocalDate | null; inspectedTo: LocalDate | null } {
  const period = labelledPeriod(firstPage, published) ?? toldPeriod(outline, published);
  return { inspectedFrom: period?.from ?? null, inspectedTo: period?.to ?? null };
}

function labelledPeriod(firstPage: readonly string[], published: LocalDate | null): PrintedPeriod | null {
  for (const [at, line] of firstPage.entries()) {
    const label = LABEL.exec(line);
    if (!label || label.index > 60 || EARLIER.test(line.slice(0, label.index + label[0].length))) continue;
    const rest = line.slice(label.index + label[0].length);
    const goesOn = /[-–—,]$|\b(?:to|and)$/.test(rest.trim()) || !/\d/.test(rest);
    const period = printedPeriod(goesOn ? `${rest} ${firstPage[at + 1] ?? ''}` : rest, published);
    if (period) return period;
  }
  return null;
}

function toldPeriod(outline: readonly OutlinedBlock[], published: LocalDate | null): PrintedPeriod | null {
  for (const { block, inContents } of outline.slice(0, 90)) {
    if (inContents || block.text.length < 40 || !VISITED.test(block.text)) continue;
    for (const sentence of block.text.split(/(?<=[.!?])\s+(?=\p{Lu})/u)) {
      if (!VISITED.test(sentence)) continue;
      const when =
        /(?:\b(?:on|from|between|during|of|in|commencing|starting|week of)\s+(?:the\s+)?(?:\p{L}+,?\s+)?|\(|:\s*)(?=\d{1,2}(?:\b|st|nd|rd|th))/iu;
      for (let rest = sentence, found = when.exec(rest); found; found = when.exec(rest)) {
        const before = rest.slice(0, found.index);
        rest = rest.slice(found.index + found[0].length);
        if (JUDGED_THEN.test(before)) break;
        const period = printedPeriod(rest.slice(0, 120), published);
        if (period && rest.slice(0, 30).search(/\d/) === 0) return period;
      }
    }
  }
  return null;
}

const PUBLISHED =
  /\b(?:report |letter |first |date |originally )?published\b|\bpublication date\b|\b(?:date|day) of (?:publication|issue)\b|\bpublishing date\b|\bdate published\b/i;

/** The printed date of publication; for a letter its own date, for a notice the day it was issued. */
export function publishedOn(
  kind: DocumentKind,
  firstPage: readonly TextLine[],
  all: readonly TextLine[],
): LocalDate | null {
  const words = (lines: readonly TextLine[]) => lines.map((line) => withoutFootnoteMarks(line.text));
  const lines = words(all);
  const own = words(firstPage);
  const labelled = labelledDate(own) ?? labelledDate(lines.slice(0, 200)) ?? labelledDate(lines.slice(-80));
  if (labelled) return labelled;
  const dear = own.findIndex((line) => /^dear\b/i.test(line));
  const top = firstPage.slice(0, dear >= 0 ? dear + 1 : 45);
  for (const line of top) {
    const cell = [{ text: line.text }, ...line.cells].find(({ text }) => isOnlyADate(text));
    if (cell) return printedDate(cell.text);
  }
  if (dear >= 0) {
    for (const line of words(top)) {
      const date = /^(?:date|our ref|.{0,60}\bdate\s*:)/i.test(line) ? printedDate(line) : null;
      if (date) return date;
    }
  }
  if (kind === 'improvement_notice' || kind === 'statutory_direction') return issuedOn(lines);
  for (const line of lines.slice(-60)) {
    const web = /will be published on (?:the|our) (?:ofsted )?website on (.+)/i.exec(line);
    if (web) return printedDate(web[1]!);
  }
  return datedAtTheHead(own);
}

function labelledDate(lines: readonly string[]): LocalDate | null {
  for (const [at, line] of lines.entries()) {
    const label = PUBLISHED.exec(line);
    if (
      !label ||
      label.index > 40 ||
      startsLowerCase(line.trim()) ||
      (/will be published|guidance|statistics|was published|were published/i.test(line) &&
        !/^this (?:report|letter) was published/i.test(line))
    )
      continue;
    const after = line.slice(label.index + label[0].length);
    if (after.length > 70) continue;
    const date =
      printedDate(after) ?? (after.length < 12 ? printedDate((lines[at + 1] ?? '').slice(0, 40)) : null);
    if (date) return date;
  }
  return null;
}

function issuedOn(lines: readonly string[]): LocalDate | null {
  const whole = lines.join(' ');
  const issued =
    /\b(?:issued|dated|given|signed|made)\b(?:(?!\b(?:inspection|report|published|previous)\b)[^.]){0,90}?\b(?:on|this|dated|:)\s+(.{6,40})/i.exec(
      whole,
    );
  const said = issued ? printedDate(issued[1]!) : null;
  if (said) return said;
  const signature = lines.slice(-40).findLast((line) => line.length < 60 && /^(?:date|dated)\b/i.test(line));
  return (signature ? printedDate(signature) : null) ?? datedAtTheHead(lines.slice(0, 15));
}

/** A short line with a full date near the title: "Final report, 4 June 2019". */
function datedAtTheHead(lines: readonly string[]): LocalDate | null {
  for (const line of lines.slice(0, 25)) {
    if (line.length > 60 || LABEL.test(line) || EARLIER.test(line)) continue;
    const period = printedPeriod(line);
    if (
      period &&
      period.from === period.to &&
      (isOnlyADate(line) || /\b(?:report|version|final|date|update[d]?|issued?)\b/i.test(line))
    )
      return period.from;
  }
  return null;
}

/** The date by which the document asks for the plan or written statement; null when it prints none. */
export function responseDue(outline: readonly OutlinedBlock[]): LocalDate | null {
  for (const { block } of outline) {
    if (block.text.length > 3000 || !/\b(send|sent|submit|provide|produce)/.test(block.text)) continue;
    const found =
      /\b(?:send|submit|sent|submitted|provided?|produced?)\b[^.]*\b(?:statement|plan)\b[^.]*?\bby\s+(?:no later than\s+)?((?:\w+day,? )?(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?\w+ \d{2,4})/i.exec(
        block.text.replace(/\S+@\S+/g, 'address'),
      );
    const date = printedDate(`${(found ?? sentBy(block.text))?.[1] ?? ''}.`);
    if (date) return date;
  }
  return null;
}

/** "It should be sent to … by …" in a paragraph about the plan or statement. */
function sentBy(text: string): RegExpExecArray | null {
  if (!/\b(?:action plan|(?:written )?statement)\b/i.test(text)) return null;
  return /\b(?:sent|submitted|returned)\b[^.;]{0,90}?\bby\s+((?:\w+day,? )?(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?\w+ \d{2,4})/i.exec(
    text.replace(/\S+@\S+/g, 'address'),
  );
}
