import { councilsIn, isCouncil, mostNamed, saysCouncil, trustsIn } from './council-names.js';
import { coveredAreas } from './covered-areas.js';
import { inspectionDates, publishedOn, responseDue } from './document-dates.js';
import { head, titleOf } from './document-title.js';
import type { DocumentKind, ExtractedDocument } from './extraction.js';
import type { TextLine } from './document-text.js';
import { inspectingBody } from './inspecting-body.js';
import type { OutlinedBlock } from './outline.js';

/** Title, council, inspectorate and dates, as printed on the first pages. */
export function frontMatterOf(
  kind: DocumentKind,
  lines: readonly TextLine[],
  outline: readonly OutlinedBlock[],
  /** Every line, footnotes included: the inspectorate may be named there only. */
  printed: readonly TextLine[],
): Omit<ExtractedDocument, 'planDue'> {
  const firstPage = head(lines);
  const title = titleOf(lines);
  const published = publishedOn(kind, lines.slice(0, firstPage.length), lines);
  return {
    kind,
    title,
    authority: authorityOf(kind, title, firstPage, outline),
    inspectorate: inspectingBody(kind, firstPage.join(' | '), printed.map((line) => line.text).join(' ')),
    ...inspectionDates(firstPage, outline, published),
    published,
    responseDue: responseDue(outline),
    coveredAreas: coveredAreas(kind, outline),
  };
}

/** Whose services the title speaks of: a council's full name or only its place. */
function namedInTitle(title: string): string | null {
  const named =
    /(?:inspection|visit|letter|review|challenge|monitoring)(?: \w+)? (?:of|to|for|at|in) (?:the )?(.+?)(?: local authority(?:[’']s)?)? children[’']?s (?:social care )?services/i.exec(
      title,
    )?.[1] ??
    /(?:inspection|re-?visit|visit) (?:of|to|in) (?:the )?(.+?) (?:local area partnership|local area|area partnership)\b/i.exec(
      title,
    )?.[1];
  return named && !/^(?:services|safeguarding|children|the|progress|local)\b/i.test(named)
    ? named.trim()
    : null;
}

function authorityOf(
  kind: DocumentKind,
  title: string | null,
  firstPage: readonly string[],
  outline: readonly OutlinedBlock[],
): string | null {
  const text = outline.map(({ block }) =>
    block.kind === 'row' ? block.cells.map((cell) => cell.text).join(' . ') : block.text,
  );
  const subject = namedInTitle(title ?? '');
  const joint = kind === 'jtai' || kind === 'area_send_inspection';
  if (subject && saysCouncil(subject) && !joint) return subject;
  const front = firstPage.flatMap(councilsIn);
  const everywhere = text.flatMap(councilsIn);
  const place = subject ?? placeName(title);
  if (joint) {
    const principal =
      /(?:determined|decided|considers?|confirmed?)(?: that)? (?:the )?([\p{L}\s’'&-]+?) (?:is|as|should be|to be|will be) the principal/u.exec(
        text.join(' '),
      )?.[1];
    return principal ?? mostNamed(everywhere, place) ?? mostNamed(front, null) ?? place;
  }
  if (subject) {
    return mostNamed(front, subject) ?? mostNamed(everywhere, subject) ?? subject;
  }
  const own = firstPage
    .map((line) => line.trim())
    .find((line) => line.length < 70 && isCouncil(line) && !/^(of|to)\b/.test(line));
  const inTitle = councilsIn(title ?? '')[0];
  return (
    inTitle ??
    own?.replace(/[,.]$/, '') ??
    (place ? mostNamed([...front, ...everywhere], place) : null) ??
    mostNamed(front, null) ??
    mostNamed(everywhere, null) ??
    trustsIn(firstPage.join(' . '))[0] ??
    place
  );
}

function placeName(title: string | null): string | null {
  return (
    /\b(?:in|of|for|to) ((?:[A-Z][\p{L}'’-]+)(?:(?: and| upon| on| of| with|-on|-)?[ -][A-Z][\p{L}'’-]+)*)\s*(?:,? (?:between )?\d{4}.*)?$/u.exec(
      title ?? '',
    )?.[1] ?? null
  );
}
