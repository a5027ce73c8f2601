import type { LocalDate } from '../calendar/local-date.js';
import type { PackCharts } from './pack-content.js';

/**
 * The areas that inspections judge, under one name over the years, with what each framework called them: single
 * inspection framework (2013 to 2018), ILACS (2018 on) and those before. Compared without case and punctuation. One
 * printed area may be two of ours: children in care and care leavers are judged together in some years. Reviewed data:
 * add a line only where an officer would read the two as one. Reviewed 23 November 2026.
 */
const AREAS: readonly { readonly name: string; readonly said: readonly string[] }[] = [
  { name: 'Overall effectiveness', said: ['overall effectiveness', 'overall', 'overall judgement'] },
  {
    name: 'Leadership, management and governance',
    said: [
      'leadership management and governance',
      'leadership and management',
      'leadership and governance',
      'the impact of leaders on social work practice with children and families',
      'the impact of leaders on social work practice',
    ],
  },
  {
    name: 'Children who need help and protection',
    said: [
      'children who need help and protection',
      'the experiences and progress of children who need help and protection',
      'experiences and progress of children who need help and protection',
      'the effectiveness of the help and protection provided to children young people families and carers',
      'safeguarding services',
    ],
  },
  {
    name: 'Children in care',
    said: [
      'children looked after and achieving permanence',
      'the experiences and progress of children looked after and achieving permanence',
      'the experiences and progress of children in care',
      'experiences and progress of children in care',
      'outcomes for looked after children and young people',
      'services for looked after children',
      'the experiences and progress of children in care and care leavers',
      'experiences and progress of children in care and care leavers',
    ],
  },
  {
    name: 'Care leavers',
    said: [
      'experiences and progress of care leavers',
      'the experiences and progress of care leavers',
      'care leavers',
      'the experiences and progress of children in care and care leavers',
      'experiences and progress of children in care and care leavers',
    ],
  },
  { name: 'Adoption performance', said: ['adoption performance', 'adoption'] },
  {
    name: 'Local Safeguarding Children Board',
    said: ['local safeguarding children board', 'effectiveness of the local safeguarding children board'],
  },
];

/** An area and its grade as a document printed them. */
export interface PrintedJudgement {
  readonly documentId: string;
  readonly document: string;
  readonly on: LocalDate | null;
  readonly area: string;
  readonly grade: string;
}

export interface JudgedArea {
  readonly area: string;
  /** The oldest first. */
  readonly grades: readonly PrintedJudgement[];
}

/** The names under which a printed area is followed over the years; its own where we know no other. */
export function judgementAreas(printed: string): readonly string[] {
  const plain = plainly(printed);
  const known = AREAS.filter(({ said }) => said.includes(plain)).map(({ name }) => name);
  return known.length > 0 ? known : [printed];
}

/**
 * Judgements by area over all documents: the areas that are known first, in the order of the report, then the others
 * as they came. Within an area the oldest judgement first; what was not judged in a document is left out of its area.
 */
export function judgedAreas(judgements: readonly PrintedJudgement[]): JudgedArea[] {
  const byArea = new Map<string, PrintedJudgement[]>(AREAS.map(({ name }) => [name, []]));
  // Of other areas the first spelling names the row.
  const spelling = new Map<string, string>();
  for (const judgement of judgements) {
    for (const area of judgementAreas(judgement.area)) {
      const name = spelling.get(plainly(area)) ?? area;
      spelling.set(plainly(area), name);
      byArea.set(name, [...(byArea.get(name) ?? []), judgement]);
    }
  }
  return [...byArea]
    .filter(([, grades]) => grades.length > 0)
    .map(([area, grades]) => ({ area, grades: [...grades].sort(oldestFirst) }));
}

/** The same as a pack keeps it. */
export function judgementsOverTime(judgements: readonly PrintedJudgement[]): PackCharts['judgements'] {
  return judgedAreas(judgements).map(({ area, grades }) => ({
    area,
    grades: grades.map(({ document, on, grade }) => ({ document, on, grade })),
  }));
}

/** How good a grade is, from 1 (inadequate) to 4 (outstanding); null for an outcome in other words. */
export function rankOfGrade(grade: string): 1 | 2 | 3 | 4 | null {
  const plain = plainly(grade);
  if (plain === 'inadequate') return 1;
  if (/^requires improvement( to be good)?$/.test(plain) || plain === 'adequate') return 2;
  if (plain === 'good') return 3;
  return plain === 'outstanding' ? 4 : null;
}

/** What became of an area between its last two grades that can be compared. */
export function movedBetween(
  grades: readonly { readonly grade: string }[],
): 'better' | 'worse' | 'same' | null {
  const ranks = grades.map(({ grade }) => rankOfGrade(grade)).filter((rank) => rank !== null);
  const [before, now] = ranks.slice(-2);
  if (before === undefined || now === undefined) return null;
  if (before === now) return 'same';
  return now > before ? 'better' : 'worse';
}

function oldestFirst(a: PrintedJudgement, b: PrintedJudgement): number {
  const [one, other] = [a.on ?? '', b.on ?? ''];
  return one === other ? 0 : one < other ? -1 : 1;
}

function plainly(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
