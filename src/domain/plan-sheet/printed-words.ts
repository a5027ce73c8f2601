import type { ActionKind, EvidenceKind } from '../lifecycle/publishing.js';
import { wordKey } from './sheet-grid.js';

const COLOURS = [
  'red',
  'amber',
  'yellow',
  'orange',
  'green',
  'blue',
  'grey',
  'gray',
  'purple',
  'black',
  'white',
];
const LETTERS = ['r', 'a', 'g', 'b', 'ra', 'ag', 'r a', 'a g', 'amber red', 'amber green'];

/** Whether the words are a colour of a rating: "Amber", "RAG: Green", "A". It is kept as a note and never rates anything. */
export function isColour(text: string): boolean {
  const words = wordKey(text).replace(/^(rag|brag) /, '');
  return (
    LETTERS.includes(words) || (words !== '' && words.split(' ').every((word) => COLOURS.includes(word)))
  );
}

/** What a status says about being done; null when the words leave it open. */
export function saysComplete(text: string, header = ''): boolean | null {
  const words = wordKey(text);
  const asksIfDone = /^(completed?|done)\b/.test(wordKey(header));
  if (asksIfDone && /^(y|yes|true|x|✓)$/.test(words || text.trim())) return true;
  if (asksIfDone && /^(n|no|false)$/.test(words)) return false;
  if (
    /^(completed?|100 ?%?( complete)?|done|closed|finished|achieved|delivered|action completed?|completed? and closed|fully completed?|signed off)$/.test(
      words,
    )
  ) {
    return true;
  }
  if (
    /^(not (yet )?(started|complete[d]?|done|due)|in progress|on ?going|on track|off track|open|started|underway|under way|delayed|overdue|late|at risk|outstanding|behind|planned|new|to do|pending|on hold|paused|\d{1,2} ?%( complete)?|some progress|good progress|no progress|progressing|active|started)$/.test(
      words,
    )
  ) {
    return false;
  }
  return isColour(text) ? false : null;
}

/** The kind that the words name: enabling or practice; null for any others. */
export function kindOf(text: string): ActionKind | null {
  const words = wordKey(text);
  if (/^(practice|p|practice change|practice action)$/.test(words)) return 'practice';
  if (/^(enabling|enabler|e|system|process|enabling action)$/.test(words)) return 'enabling';
  return null;
}

const EVIDENCE: readonly (readonly [EvidenceKind, RegExp])[] = [
  ['audit', /^(audits?|case audits?|audit reports?|dip samples?|dip sampling|file audits?)$/],
  ['data', /^(data|performance data|kpis?|performance reports?|dashboards?|measures?)$/],
  [
    'voice',
    /^(voice|views of children( and families)?|children s views|childrens views|feedback|family feedback|voice of the child)$/,
  ],
  ['staff', /^(staff|staff views|staff surveys?|staff feedback)$/],
  ['record', /^(record|records|policy|policies|policy or record|procedure|minutes|document|documents)$/],
];

/** The kinds of evidence that the words name, parted by commas, semicolons or lines; null when one is not known. */
export function evidenceIn(text: string): readonly EvidenceKind[] | null {
  const parts = text
    .split(/[,;\n/|]/)
    .map(wordKey)
    .filter(Boolean);
  const kinds = parts.map((part) => EVIDENCE.find(([, words]) => words.test(part))?.[0] ?? null);
  return kinds.includes(null) ? null : [...new Set(kinds as EvidenceKind[])];
}
