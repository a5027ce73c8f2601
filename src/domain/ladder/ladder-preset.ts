import type { LocalDate } from '../calendar/local-date.js';
import type { PresetName } from '../rating/rating-preset.js';
import type { Step } from './notice.js';

/** The numbers of a plan's ladder, in working days. */
export interface LadderNumbers {
  /** The owner is told this many days before the due date. */
  readonly dueSoon: readonly number[];
  /** Before an update window closes. */
  readonly windowClosing: number;
  /** The owner is told on overdue working day 1 and every so many days after. */
  readonly overdueEvery: number;
  /** Overdue working day on which the accountable lead is told. */
  readonly escalation1: number;
  /** Overdue working day on which the second of the chain is told; the other for actions on the shorter clock. */
  readonly escalation2: number;
  readonly escalation2OnShortClock: number;
  /** Overdue working day from which an action is on the exception list; the other on the shorter clock. */
  readonly exceptionList: number;
  readonly exceptionListOnShortClock: number;
  /** After something waits to be checked: the quality assurance lead, then the plan manager. */
  readonly toCheckQuality: number;
  readonly toCheckPlanManager: number;
  /** A decider is told on request, then every so many days. */
  readonly toDecideEvery: number;
  /** Before the paper deadline, to the owner of each exception. */
  readonly explanationWanted: number;
  /** A challenge past its date: on day 1 and every so many days after. */
  readonly challengeOverdueEvery: number;
  /** Before a statutory deadline. */
  readonly statutory: readonly number[];
}

/** The ladder of a plan: who is told when. */
export interface LadderPreset extends LadderNumbers {
  /** The preset it began from; single numbers may be the plan's own. */
  readonly name: PresetName;
  /** Steps that the plan does not use. Left out: it uses all. */
  readonly off?: readonly Step[];
  /** Steps that the plan took into use later, with the day: they start at their first on the next working morning. */
  readonly addedOn?: Partial<Readonly<Record<Step, LocalDate>>>;
}

const SAME_IN_ALL = {
  windowClosing: 3,
  overdueEvery: 5,
  escalation1: 1,
  escalation2OnShortClock: 3,
  exceptionListOnShortClock: 6,
  toCheckQuality: 5,
  toCheckPlanManager: 10,
  toDecideEvery: 3,
  explanationWanted: 5,
  challengeOverdueEvery: 5,
  statutory: [20, 10, 5, 1],
} as const;

export const LADDER_PRESETS: Readonly<Record<PresetName, LadderPreset>> = {
  strict: { ...SAME_IN_ALL, name: 'strict', dueSoon: [15, 10, 3], escalation2: 3, exceptionList: 6 },
  standard: { ...SAME_IN_ALL, name: 'standard', dueSoon: [10, 3], escalation2: 6, exceptionList: 11 },
  gentle: { ...SAME_IN_ALL, name: 'gentle', dueSoon: [5], escalation2: 11, exceptionList: 16 },
};
