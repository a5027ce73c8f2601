import type { DocumentKind } from './extraction.js';
import type { OutlinedBlock } from './outline.js';
import { plainly } from './wording.js';

const VISITS: readonly DocumentKind[] = [
  'monitoring_visit',
  'focused_visit',
  'jtai',
  'peer_review',
  'adviser_review',
  'audit',
];
const HEADING =
  /^(?:areas? (?:covered|considered|reviewed|inspected)(?: (?:by|in|during|at) (?:the|this) .*)?|(?:scope|focus|purpose)(?: of (?:the|this) .*)?|what (?:we|inspectors) looked at|key lines of enquiry|scope and focus)$/;
const LOOKED =
  /\b(?:inspectors|we|the (?:visit|inspection|review|team|peer team|audit)|this (?:visit|inspection|review|audit)|(?:specific |particular )?areas of focus)\s+(?:also\s+|primarily\s+|specifically\s+|mainly\s+|particularly\s+)*(?:looked (?:closely )?at|reviewed|evaluated|considered|focus+ed on|focused upon|examined|included|covered|assessed|concentrated on)\s+(?:the (?:quality|effectiveness|impact) (?:and \w+ )?of )?(?:(?:the )?(?:progress (?:made|achieved)(?: by (?:the local authority|leaders|the council))?) (?:in|on|against|with|towards|since[^,]*, in)\s+)?(?:(?:a number of|the following|these|several) [^:.]*:?)?/i;
/** What a joint inspection was about, as its opening sentence says. */
const THEME =
  /\b(?:inspection(?: \(JTAI\))? of|(?:included|undertook) an evaluation of|deep[- ]dive['’]?(?: \w+)? (?:into|on|of)|thematic focus on) (the (?:multi-agency (?:response|‘front door’|'front door'|front door)|effectiveness of services)[^.;]*?)(?= in \p{Lu}[\p{L} -]+[.,;]|[.,;]|$)/gu;
const NOT_A_SUBJECT =
  /^(?:a )?(?:(?:wide |broad )?range of|evidence|(?:\w+ )?(?:case )?(?:files|records|documents)|electronic|(?:\w+ )?children[’']?s (?:case )?(?:records|files)|information|how inspectors|whether the plan|performance (?:data|information))/i;

const SAID_BEFORE_FINDINGS = 45;

/**
 * What the visit looked at, in the letter's own words: the bullets under its heading or after its sentence, and the
 * object of "Inspectors looked at …". Empty where it does not say: that is not "everything".
 */
export function coveredAreas(kind: DocumentKind, outline: readonly OutlinedBlock[]): string[] {
  if (!VISITS.includes(kind)) return [];
  const areas: string[] = [];
  let underHeading = false;
  let listing = false;
  for (const { block, heading, inContents } of outline.slice(0, SAID_BEFORE_FINDINGS)) {
    if (inContents) continue;
    if (heading) {
      underHeading = HEADING.test(plainly(heading.text).replace(/[:.]$/, ''));
      listing = underHeading;
      if (
        !underHeading &&
        heading.meaning !== null &&
        !['scope', 'about', 'context'].includes(heading.meaning.role)
      )
        break;
      continue;
    }
    const text = block.text.replace(/\s+/g, ' ').trim();
    if (block.kind === 'bullet' || block.kind === 'numbered') {
      if (listing && text.length > 3 && text.length < 300) areas.push(tidy(text));
      continue;
    }
    const found = subjectsIn(text, kind);
    areas.push(...found.flatMap(partsOf));
    listing = /[:;]$/.test(text) && (underHeading || LOOKED.test(text));
  }
  return [...new Set(areas)];
}

function subjectsIn(text: string, kind: DocumentKind): string[] {
  const subjects: string[] = [];
  for (const sentence of text.split(/(?<=[.!?])\s+(?=\p{Lu})/u)) {
    const theme = kind === 'jtai' ? [...sentence.matchAll(THEME)].map((found) => found[1]!) : [];
    const said = LOOKED.exec(sentence);
    const subject = said ? sentence.slice(said.index + said[0].length).trim() : '';
    subjects.push(...theme);
    if (theme.length === 0 && subject.length > 3 && !NOT_A_SUBJECT.test(subject)) subjects.push(subject);
  }
  return subjects;
}

/** "the front door, including X; the quality of Y and the experiences of Z" as its parts. */
function partsOf(subject: string): string[] {
  const listed = subject.replace(
    /,? (?:with|including) (?:a )?(?:particular |specific )?focus(?:es)? (?:on|upon):?$/i,
    '',
  );
  return listed
    .split(
      /;\s*(?:and\s+)?|,\s*(?:and\s+)?(?=the (?:experiences?|progress|quality|effectiveness|impact|arrangements|support|response|timeliness|help)\b)|\s+and (?=the (?:experiences?|progress|quality|effectiveness|impact|arrangements)\b)/i,
    )
    .map(tidy)
    .filter((part) => part.length > 3);
}

function tidy(text: string): string {
  return text.replace(/^[\s:–-]+|[\s.;,:]+$/g, '').replace(/\s+and$/i, '');
}
