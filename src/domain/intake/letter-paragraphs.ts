import type { OutlinedBlock } from './outline.js';
import { headingMeaning, type SectionRole } from './heading-roles.js';
import { endsSentence, startsLowerCase } from './wording.js';

/** What opens the paragraphs that say what was visited, by whom and how: no findings. */
const SCOPE = new RegExp(
  `^(?:${[
    'dear\\b',
    '(?:following (?:the|our)[^,]{0,120}, )?(?:i|we) (?:am|are) writing',
    'this (?:letter|report|feedback)(?: to [^.]{0,80}?)? (?:summarises|outlines|sets out|provides|presents|details|contains|reports|is a summary)',
    'thank you\\b',
    '(?:i|we) would (?:like to|want to) (?:thank|express)',
    'inspectors(?: also)? (?:looked (?:closely )?at|considered|reviewed|evaluated|spoke|talked|met(?: with)?|observed|visited|scrutinised|examined|sampled|gathered|held|used|took account|focused on|carried out|undertook|were (?:on ?site|able to|assisted|accompanied|also)|have also undertaken|had access|read)\\b(?! (?:\\w+ )?(?:found|saw|that))',
    "inspectors[’']? (?:for this visit|were [A-Z])",
    "(?:his|her) majesty[’']?s inspectors? (?:for|were)",
    '(?:the|this) (?:monitoring |focus+ed |joint )?(?:visit|inspection|review)(?: team)?(?:,? [^.]{0,60}?)? (?:considered|was (?:carried out|the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[a-z]+th)\\b|conducted|undertaken|led|part|announced|unannounced)|took place|were carried out|focus+ed (?:on|primarily|particularly)|included (?:an evaluation|a )|looked at|covered|evaluated|examined|reviewed)',
    'this joint (?:targeted )?(?:area )?inspection',
    'between \\d{1,2}\\b[^.]{0,200}(?:undertook|conducted|carried out)',
    'from \\d{1,2}\\b[^.]{0,160}(?:undertook|conducted|carried out|visited)',
    'on \\d{1,2}\\b[^.]{0,160}(?:undertook|conducted|carried out|visited)',
    'a (?:wide |broad )?range of (?:evidence|documents|information) (?:was|were)',
    'during (?:the course of )?(?:this|the|our) (?:visit|inspection|review),? (?:inspectors|we|the team|hmi) (?:also )?(?:reviewed|looked|considered|evaluated|spoke|met|visited|examined|held)',
    'in addition,? (?:we|inspectors) (?:spoke|also spoke|met|talked|considered|reviewed)',
    'within the scope of this visit',
    'areas covered',
    '(?:specific |key |particular )?areas of focus',
    'alongside this inspection',
    'we (?:looked at|considered|spoke|met|reviewed|talked|read|visited|held)\\b',
    '(?:the )?(?:inspectors|inspection team|peer team|review team) (?:were|was|comprised|consisted|included)\\b',
    '(?:the )?lead inspector',
    '(?:ofsted|the care quality commission)[^.]{0,80} (?:undertook|conducted|carried out)',
    'in accordance with',
    'under (?:section|the) ',
  ].join('|')})`,
  'i',
);

/** What closes a letter: thanks, copies, publication, what comes next. */
const CLOSING = new RegExp(
  `^(?:${[
    '(?:i|we) (?:am|are|will be) (?:also )?(?:copying|sending)',
    '(?:a copy of )?this letter (?:will be|is being|has been|may be) (?:published|copied|sent|made)',
    'a copy of this letter',
    'copies of this letter',
    'yours (?:sincerely|faithfully|truly)',
    '(?:ofsted|we|inspectors|hmi) will (?:take|consider|use|continue to|monitor|return|visit|write|undertake|carry out|publish)',
    '(?:these|the) findings (?:from this (?:visit|inspection) )?will (?:be|inform)',
    '(?:the|your|our) next (?:\\w+ ){0,4}(?:visit|inspection|monitoring|step)',
    'the (?:date|focus|timing) (?:of|for) the next',
    'thank you\\b',
    '(?:i|we) (?:would|should) (?:also )?like to thank',
    '(?:i|we) (?:hope|look forward|wish|am grateful|are grateful)',
    'please (?:pass on|accept|convey|do not hesitate|note|contact|send|extend|share)',
    'if you (?:have any|are not|would like|wish)',
    "(?:the|your) (?:local authority|council|director of children[’']?s services|local (?:area )?partnership|partnership) (?:is|are|must|should|will(?: need to)?) (?:required to |now |need to )?(?:prepare|submit|send|produce|provide (?:an|the|a) (?:action|written))\\b[^.]{0,140}\\b(?:plan|statement)",
    'hmci (?:requires|asks|will)',
    "(?:his|her) majesty[’']?s chief inspector",
    '(?:the )?(?:written )?statement of (?:proposed )?action',
    '(?:i|we) have (?:determined|decided|copied)',
    'we have determined',
    'this (?:statement|action plan|report) (?:should|must|will|may)',
  ].join('|')})`,
  'i',
);

const NO_FINDINGS: readonly (SectionRole | undefined)[] = [
  'scope',
  'about',
  'context',
  'recommendations',
  'grades',
  'contents',
];

/** Below a heading of another subject that ended the list of what is asked for. */
function afterTheList({ under, section, block }: OutlinedBlock): boolean {
  return (
    under?.role === 'recommendations' &&
    section !== null &&
    headingMeaning(section) === null &&
    block.text.length > 120
  );
}

/** Too short for a paragraph that finds something: a name, a label, a cut line. */
function isSentence({ block }: OutlinedBlock): boolean {
  if (block.kind === 'row') return false;
  if (block.kind === 'bullet' || block.number !== null)
    return block.text.length >= 30 && block.text.includes(' ');
  return block.text.length >= 60 || (block.text.length >= 40 && endsSentence(block.text));
}

/** A line that only opens the list under it. */
function leadsIn(block: OutlinedBlock['block'], next: OutlinedBlock | undefined): boolean {
  return (
    block.text.endsWith(':') &&
    block.text.length < 220 &&
    next !== undefined &&
    ['bullet', 'numbered'].includes(next.block.kind)
  );
}

/** Where a letter greets; -1 where the document is none. */
export function salutation(outline: readonly OutlinedBlock[]): number {
  return outline.slice(0, 60).findIndex(({ block }) => /^dear\b/i.test(block.text));
}

/**
 * The finding paragraphs of a letter: from the salutation to "Yours sincerely", without what was visited, what is asked
 * for and the formalities. Where a letter has no headings its paragraphs are findings once the opening is over.
 */
export function letterParagraphs(
  outline: readonly OutlinedBlock[],
  mayBeFinding: (entry: OutlinedBlock) => boolean,
): OutlinedBlock[] {
  const dear = salutation(outline);
  const end = outline.findIndex(
    ({ block }, at) => at > dear && /^yours (?:sincerely|faithfully|truly)/i.test(block.text),
  );
  const entries = outline.slice(dear + 1, end < 0 ? undefined : end).filter(mayBeFinding);
  const found: OutlinedBlock[] = [];
  for (const [at, entry] of entries.entries()) {
    const { block, under } = entry;
    const role = afterTheList(entry) ? 'findings' : under?.role;
    if (NO_FINDINGS.includes(role) || (role === undefined && dear < 0)) continue;
    if (!isSentence(entry) || leadsIn(block, entries[at + 1])) continue;
    if (SCOPE.test(block.text) || CLOSING.test(block.text)) continue;
    if (role === undefined && (!endsSentence(block.text) || startsLowerCase(block.text))) continue;
    found.push(entry);
  }
  return found;
}

const FINDING_ROLES: readonly (SectionRole | undefined)[] = [
  'findings',
  'strengths',
  'weaknesses',
  'progress',
  'subject',
];

/** Where a report numbers nothing: the paragraphs under the headings that announce findings. */
export function paragraphsUnderHeadings(entries: readonly OutlinedBlock[]): OutlinedBlock[] {
  return entries.filter(
    (entry, at) =>
      FINDING_ROLES.includes(entry.under?.role) &&
      isSentence(entry) &&
      !leadsIn(entry.block, entries[at + 1]) &&
      !SCOPE.test(entry.block.text) &&
      !CLOSING.test(entry.block.text),
  );
}
