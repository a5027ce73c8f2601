import type { LocalDate } from '../calendar/local-date.js';
import type { PresetName } from '../rating/rating-preset.js';
import { LADDER_PRESETS, type LadderNumbers, type LadderPreset } from './ladder-preset.js';
import type { Step } from './notice.js';

/** Numbers that say one day each, with the least and the most they may be. */
export const SINGLE_NUMBERS = [
  'windowClosing',
  'overdueEvery',
  'escalation1',
  'escalation2',
  'escalation2OnShortClock',
  'exceptionList',
  'exceptionListOnShortClock',
  'toCheckQuality',
  'toCheckPlanManager',
  'toDecideEvery',
  'explanationWanted',
  'challengeOverdueEvery',
] as const satisfies readonly (keyof LadderNumbers)[];
export type SingleNumber = (typeof SINGLE_NUMBERS)[number];

/** Numbers that say several days: told that many working days before a date. */
export const SEVERAL_NUMBERS = ['dueSoon', 'statutory'] as const satisfies readonly (keyof LadderNumbers)[];
export type SeveralNumbers = (typeof SEVERAL_NUMBERS)[number];

/**
 * Steps that a plan may leave out. The others are what managers and boards rely on: that the owner knows what is
 * theirs and overdue, that the second of the chain hears of it, and whatever waits for somebody's answer.
 */
export const STEPS_LEFT_OUT = [
  'due_soon',
  'window_open',
  'window_closing',
  'turned_red',
  'escalation_1',
  'to_check',
  'explanation_wanted',
] as const satisfies readonly Step[];
export type StepLeftOut = (typeof STEPS_LEFT_OUT)[number];

/** What a plan sets of its ladder: a preset, and where it differs from it. */
export interface LadderSettings {
  readonly preset: PresetName;
  readonly numbers: Partial<LadderNumbers>;
  readonly off: readonly StepLeftOut[];
  readonly addedOn: Partial<Readonly<Record<Step, LocalDate>>>;
}

/** The ladder that the settings of a plan give. */
export function ladderFrom({ preset, numbers, off, addedOn }: LadderSettings): LadderPreset {
  return { ...LADDER_PRESETS[preset], ...numbers, name: preset, off, addedOn };
}

/** The settings that follow on others: a step taken into use again starts at its first from that day on. */
export function settingsAfter(
  before: LadderSettings,
  wanted: Omit<LadderSettings, 'addedOn'>,
  today: LocalDate,
): LadderSettings {
  const addedOn: Partial<Record<Step, LocalDate>> = { ...before.addedOn };
  for (const step of before.off) if (!wanted.off.includes(step)) addedOn[step] = today;
  return { ...wanted, numbers: ownNumbers(wanted.preset, wanted.numbers), addedOn };
}

/** Only the numbers that differ from those of the preset. */
export function ownNumbers(preset: PresetName, numbers: Partial<LadderNumbers>): Partial<LadderNumbers> {
  const usual = LADDER_PRESETS[preset];
  const own = Object.entries(numbers).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name as keyof LadderNumbers]),
  );
  return Object.fromEntries(own);
}

export interface NumberRefused {
  readonly field: keyof LadderNumbers;
  readonly message: string;
}

const MOST_DAYS = 60;
const MOST_TIMES = 6;

/**
 * Why a ladder cannot be used: every number is a whole number of working days from 1 to 60; what is told several times
 * before a date is told at most six times, the earliest first; and nobody hears of a thing before somebody nearer to it.
 */
export function whyNotLadder(ladder: LadderNumbers): readonly NumberRefused[] {
  const refused: NumberRefused[] = [];
  const refuse = (field: keyof LadderNumbers, message: string) => refused.push({ field, message });
  for (const field of SINGLE_NUMBERS) {
    if (!isDays(ladder[field])) refuse(field, `Enter a whole number of working days from 1 to ${MOST_DAYS}`);
  }
  for (const field of SEVERAL_NUMBERS) {
    const days = ladder[field];
    if (days.length === 0 || days.length > MOST_TIMES || !days.every(isDays)) {
      refuse(field, `Enter one to ${MOST_TIMES} whole numbers from 1 to ${MOST_DAYS}, such as 10, 3`);
    } else if (new Set(days).size < days.length) refuse(field, 'Enter each number once');
  }
  if (refused.length > 0) return refused;
  if (ladder.escalation2 < ladder.escalation1) {
    refuse('escalation2', 'Escalation 2 must not come before escalation 1');
  }
  if (ladder.exceptionList < ladder.escalation2) {
    refuse('exceptionList', 'The exception list must not come before escalation 2');
  }
  if (ladder.escalation2OnShortClock > ladder.escalation2) {
    refuse('escalation2OnShortClock', 'On the shorter clock escalation 2 must not come later than otherwise');
  }
  if (ladder.exceptionListOnShortClock < ladder.escalation2OnShortClock) {
    refuse('exceptionListOnShortClock', 'The exception list must not come before escalation 2');
  }
  if (ladder.toCheckPlanManager < ladder.toCheckQuality) {
    refuse('toCheckPlanManager', 'The plan manager must not be told before the quality assurance lead');
  }
  return refused;
}

function isDays(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MOST_DAYS;
}
