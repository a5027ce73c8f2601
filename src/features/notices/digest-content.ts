import type { LocalDate } from '../../domain/calendar/local-date.js';
import { GROUP_ORDER, GROUPS, STEP_WORDS, type Group } from './digest-words.js';
import type { LadderSubject, Morning, SubjectWords, Told } from './morning.js';
import { keyOf } from './notice-subjects.js';
import { toldAs } from './told-as.js';

/** One subject with all its reasons. */
export interface DigestLine {
  readonly group: Group;
  readonly reference: string | null;
  /** Null for a reader who may not open it: then the reference is all that is said of it. */
  readonly title: string | null;
  readonly link: string | null;
  readonly reasons: readonly string[];
  readonly about: readonly string[];
  /** As what they get it: "owner", "owner and director". */
  readonly as: string;
  /** In whose place the reader gets it. */
  readonly insteadOf: string | null;
}

/** By which the reader answers without signing in; each time the mail is written it is another. */
export interface DigestAnswerLink {
  /** In whose place; null: for themselves. */
  readonly insteadOf: string | null;
  readonly count: number;
  readonly closesOn: LocalDate;
  readonly validUntil: LocalDate;
  readonly link: string;
}

export interface DigestContent {
  readonly authorityName: string;
  readonly readerName: string;
  readonly day: LocalDate;
  readonly groups: readonly { readonly heading: string; readonly lines: readonly DigestLine[] }[];
  readonly whileAway: readonly DigestLine[];
  readonly stillOpen: readonly DigestLine[];
  readonly answerLinks: readonly DigestAnswerLink[];
  /** For a plan manager: how many actions were late when they were published since the last digest. */
  readonly lateList: { readonly count: number; readonly link: string } | null;
  readonly homeLink: string;
}

/** What the lines are made of, already checked to be true. */
export interface LineMaterial {
  readonly morning: Morning;
  readonly readerId: string;
  readonly subjects: ReadonlyMap<string, LadderSubject>;
  readonly words: ReadonlyMap<string, SubjectWords>;
  /** Where people reach the tracker, without a slash at its end. */
  readonly baseUrl: string;
}

/** One line per subject and person it is meant for, under the worst of its reasons. */
export function linesOf(notices: readonly Told[], material: LineMaterial): DigestLine[] {
  const perLine = new Map<string, Told[]>();
  for (const one of notices) {
    const key = `${keyOf(one.subjectKind, one.subjectId)} ${one.personId}`;
    perLine.set(key, [...(perLine.get(key) ?? []), one]);
  }
  return [...perLine.values()]
    .map((ofLine) => lineOf(ofLine, material))
    .sort((one, other) =>
      (one.reference ?? '').localeCompare(other.reference ?? '', 'en', { numeric: true }),
    );
}

function lineOf(notices: readonly Told[], material: LineMaterial): DigestLine {
  const { morning, readerId, subjects, words, baseUrl } = material;
  const sorted = [...notices].sort((one, other) => rank(one) - rank(other));
  const first = sorted[0] as Told;
  const key = keyOf(first.subjectKind, first.subjectId);
  const subject = subjects.get(key);
  const said = words.get(key);
  if (!subject || !said) throw new Error(`Nothing is known of the ${key} that is to be told`);
  const insteadOf = first.personId === readerId ? null : morning.people.nameOf(first.personId);
  const maySeeTitle = said.mayBeReadBy(readerId);
  return {
    group: STEP_WORDS[first.step].group,
    reference: said.reference,
    title: maySeeTitle ? said.title : null,
    link: maySeeTitle ? `${baseUrl}${said.path}` : null,
    reasons: sorted.map((one) =>
      STEP_WORDS[one.step].sentence({ ...one, meantFor: insteadOf }, subject.facts, morning),
    ),
    about: maySeeTitle ? [...said.about, ...(said.aboutFor?.(first.personId) ?? [])] : [],
    as: [...new Set(sorted.map((one) => toldAs(one, subject.facts, morning.people)))].join(' and '),
    insteadOf,
  };
}

export function grouped(lines: readonly DigestLine[]): DigestContent['groups'] {
  return GROUP_ORDER.map((group) => ({
    heading: GROUPS[group].heading,
    lines: lines.filter((line) => line.group === group),
  })).filter(({ lines: ofGroup }) => ofGroup.length > 0);
}

/** How many, and the worst: "Westmarch Council improvement plan: 3 items, 1 turned red". */
export function subjectLine(content: DigestContent, lines: readonly DigestLine[]): string {
  const plan = `${content.authorityName} improvement plan`;
  const worst = GROUP_ORDER.find((group) => lines.some((line) => line.group === group));
  if (worst === undefined) {
    const { lateList } = content;
    if (content.whileAway.length > 0 || lateList === null) return `${plan}: what came while you were away`;
    return `${plan}: ${lateWords(lateList.count)}`;
  }
  const ofWorst = lines.filter((line) => line.group === worst).length;
  const items = lines.length === 1 ? '1 item' : `${lines.length} items`;
  return lines.length === 1
    ? `${plan}: ${items} ${GROUPS[worst].short}`
    : `${plan}: ${items}, ${ofWorst} ${GROUPS[worst].short}`;
}

/** "3 actions were late when they were published". */
export function lateWords(count: number): string {
  return count === 1
    ? '1 action was late when it was published'
    : `${count} actions were late when they were published`;
}

function rank(one: Told): number {
  return GROUP_ORDER.indexOf(STEP_WORDS[one.step].group);
}
