import type { LocalDate } from '../../domain/calendar/local-date.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import type { NoticeFacts } from '../../domain/ladder/notice-facts.js';
import type { Step } from '../../domain/ladder/notice.js';
import type { Morning } from './morning.js';
import { toldAs } from './told-as.js';

/** The parts of a digest, worst first. */
export const GROUPS = {
  statutory: { heading: 'Statutory deadlines', short: 'with a statutory deadline' },
  escalated: { heading: 'Escalated to you', short: 'escalated to you' },
  not_held: { heading: 'Refused, reopened or not borne out', short: 'refused, reopened or not borne out' },
  found: { heading: 'What inspectors or a check found', short: 'found by inspectors or a check' },
  red: { heading: 'Turned red', short: 'turned red' },
  overdue: { heading: 'Overdue', short: 'overdue' },
  decide: { heading: 'To decide', short: 'to decide' },
  check: { heading: 'To check', short: 'to check' },
  answer: { heading: 'Wants an answer from you', short: 'to answer' },
  due_soon: { heading: 'Due soon', short: 'due soon' },
  update: { heading: 'Wants an update', short: 'to update' },
  given: { heading: 'Given to you', short: 'given to you' },
  issued: { heading: 'Issued', short: 'issued' },
} as const;
export type Group = keyof typeof GROUPS;
export const GROUP_ORDER = Object.keys(GROUPS) as Group[];

/** A notice in the words of its reader. `meantFor` is somebody else's name when they are deputy. */
export interface AboutNotice {
  readonly step: Step;
  readonly occurrence: string;
  readonly about: LocalDate;
  readonly personId: string;
  readonly meantFor: string | null;
}

type Sentence = (notice: AboutNotice, facts: NoticeFacts, morning: Morning) => string;

interface StepWords {
  readonly group: Group;
  /** In a table, beside the name of the person. */
  readonly name: string;
  readonly sentence: Sentence;
}

const day = formatLongDate;
const whom = (notice: AboutNotice) => notice.meantFor ?? 'you';

const overdue: Sentence = (_, facts, { calendar, on }) => {
  const dueOn = facts.kind === 'action' ? facts.dueOn : null;
  if (dueOn === null) return 'Overdue';
  return `Overdue working day ${calendar.overdueWorkingDay(dueOn, on)}: it was due on ${day(dueOn)}`;
};

const escalated: Sentence = (notice, facts, morning) =>
  `Escalated to ${whom(notice)} as ${toldAs(notice, facts, morning.people)}. ${overdue(notice, facts, morning)}`;

const WHAT_TO_DECIDE: Partial<Record<NoticeFacts['kind'], string>> = {
  action: 'A request to cancel it',
  date_change: 'Another due date is asked for',
  recommendation: 'Proposed as met',
};
const WHAT_WAS_REFUSED: Partial<Record<NoticeFacts['kind'], string>> = {
  action: 'Its completion was refused',
  date_change: 'Another due date was refused',
  evidence: 'Evidence was refused',
};

/** What each step says: what, why, since when. */
export const STEP_WORDS: Readonly<Record<Step, StepWords>> = {
  given: {
    group: 'given',
    name: 'Given to them',
    sentence: (notice, facts) => {
      const due = facts.kind === 'action' && facts.dueOn !== null ? `, due on ${day(facts.dueOn)}` : '';
      return `Given to ${whom(notice)} on ${day(notice.about)}${due}`;
    },
  },
  due_soon: {
    group: 'due_soon',
    name: 'Due soon',
    sentence: (notice, _facts, { calendar, on }) =>
      `Due on ${day(notice.about)}, ${inWorkingDays(calendar.workingDaysBetween(on, notice.about))}`,
  },
  window_open: {
    group: 'update',
    name: 'Update window opened',
    sentence: (_, facts) =>
      facts.kind === 'window' ? `An update is wanted by ${day(facts.closesOn)}` : 'An update is wanted',
  },
  window_closing: {
    group: 'update',
    name: 'Update window closing',
    sentence: ({ about }) => `No update yet: the window closes on ${day(about)}`,
  },
  turned_red: {
    group: 'red',
    name: 'Turned red',
    sentence: ({ about }) => `Red since ${day(about)}`,
  },
  overdue: { group: 'overdue', name: 'Overdue', sentence: overdue },
  escalation_1: { group: 'escalated', name: 'Escalation 1', sentence: escalated },
  escalation_2: { group: 'escalated', name: 'Escalation 2', sentence: escalated },
  to_check: {
    group: 'check',
    name: 'To check',
    sentence: ({ about }, { kind }) =>
      kind === 'document'
        ? `A weakness set aside or called support: waiting for agreement since ${day(about)}`
        : `Waiting to be checked since ${day(about)}`,
  },
  to_decide: {
    group: 'decide',
    name: 'To decide',
    sentence: ({ about, occurrence }, { kind }) => {
      const what = WHAT_TO_DECIDE[kind] ?? 'A decision is wanted';
      return occurrence === 'meeting'
        ? `${what}: not yet decided after the meeting of ${day(about)}`
        : `${what}: waiting for a decision since ${day(about)}`;
    },
  },
  explanation_wanted: {
    group: 'answer',
    name: 'Explanation wanted',
    sentence: ({ about }) =>
      `On the exception list: an explanation is wanted for the papers of ${day(about)}`,
  },
  refused: {
    group: 'not_held',
    name: 'Refused',
    sentence: ({ about }, { kind }) => `${WHAT_WAS_REFUSED[kind] ?? 'Refused'} on ${day(about)}`,
  },
  reopened: { group: 'not_held', name: 'Reopened', sentence: ({ about }) => `Reopened on ${day(about)}` },
  not_borne_out: {
    group: 'not_held',
    name: 'Not borne out',
    sentence: ({ about }, { kind }) =>
      kind === 'recommendation'
        ? `Effect not confirmed: found not to be borne out on ${day(about)}`
        : `Found not to be borne out on ${day(about)}`,
  },
  improving: {
    group: 'found',
    name: 'Improving, not yet good',
    sentence: ({ about }) => `Found to be improving, not yet good on ${day(about)}`,
  },
  new_concern: {
    group: 'found',
    name: 'New concern',
    sentence: ({ about }) => `A new concern raised on ${day(about)}: it wants an action`,
  },
  challenge: {
    group: 'answer',
    name: 'Challenge',
    sentence: (notice, facts) => {
      const until = facts.kind === 'challenge' ? `, to be answered by ${day(facts.dueOn)}` : '';
      return `A question put to ${whom(notice)} on ${day(notice.about)}${until}`;
    },
  },
  challenge_overdue: {
    group: 'answer',
    name: 'Challenge overdue',
    sentence: ({ about }) => `The answer to a challenge was due on ${day(about)}`,
  },
  statutory: {
    group: 'statutory',
    name: 'Statutory deadline',
    sentence: ({ about }, _facts, { calendar, on }) =>
      `To be submitted by ${day(about)}, ${inWorkingDays(calendar.workingDaysBetween(on, about))}`,
  },
  pack_issued: {
    group: 'issued',
    name: 'Pack issued',
    sentence: ({ about }) => `The papers were issued on ${day(about)}`,
  },
};

function inWorkingDays(count: number): string {
  if (count <= 0) return 'today';
  return count === 1 ? 'in 1 working day' : `in ${count} working days`;
}
