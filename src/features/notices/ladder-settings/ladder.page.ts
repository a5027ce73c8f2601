import type { LocalDate } from '../../../domain/calendar/local-date.js';
import {
  LADDER_PRESETS,
  type LadderNumbers,
  type LadderPreset,
} from '../../../domain/ladder/ladder-preset.js';
import { ladderFrom, STEPS_LEFT_OUT } from '../../../domain/ladder/ladder-settings.js';
import type { Foretold } from '../../../domain/ladder/ladder-trial.js';
import { STEPS } from '../../../domain/ladder/notice.js';
import { may } from '../../../domain/access/policy.js';
import { PRESET_NAMES, type PresetName } from '../../../domain/rating/rating-preset.js';
import type { Person } from '../../../web/person.js';
import { STEP_WORDS } from '../digest-words.js';
import type { LadderVersion } from '../ladder-versions.repository.js';
import type { WhoIsWho } from '../who-is-who.js';
import { noticePaths } from '../notices.paths.js';
import type { LadderSeen } from './ladder-settings.service.js';
import type { TriedLadder } from './ladder-trial.service.js';

export const PRESET_TITLES: Readonly<Record<PresetName, string>> = {
  strict: 'Strict',
  standard: 'Standard',
  gentle: 'Gentle',
};

interface NumberWords {
  readonly name: keyof LadderNumbers;
  /** The step, and when it comes: before and after the number. */
  readonly step: string;
  readonly when: string;
  readonly who: string;
}

/** The ladder in the order in which it is climbed. */
export const NUMBERS: readonly NumberWords[] = [
  { name: 'dueSoon', step: 'Due soon', when: 'working days before the due date', who: 'Owner' },
  {
    name: 'windowClosing',
    step: 'Update window closing',
    when: 'working days before it closes',
    who: 'Owner',
  },
  {
    name: 'overdueEvery',
    step: 'Overdue',
    when: 'working days from one to the next, the first on overdue working day 1',
    who: 'Owner',
  },
  { name: 'escalation1', step: 'Escalation 1', when: 'working days overdue', who: 'Accountable lead' },
  {
    name: 'escalation2',
    step: 'Escalation 2',
    when: 'working days overdue',
    who: 'Director, or the partner’s board member',
  },
  {
    name: 'escalation2OnShortClock',
    step: 'Escalation 2, priority actions',
    when: 'working days overdue',
    who: 'Director, or the partner’s board member',
  },
  { name: 'exceptionList', step: 'Exception list', when: 'working days overdue', who: 'The next pack' },
  {
    name: 'exceptionListOnShortClock',
    step: 'Exception list, priority actions',
    when: 'working days overdue',
    who: 'The next pack',
  },
  {
    name: 'explanationWanted',
    step: 'Explanation wanted',
    when: 'working days before the paper deadline',
    who: 'Owner of each exception',
  },
  {
    name: 'toCheckQuality',
    step: 'To check, first',
    when: 'working days after something waits',
    who: 'Quality assurance lead',
  },
  {
    name: 'toCheckPlanManager',
    step: 'To check, then',
    when: 'working days after something waits',
    who: 'Plan manager',
  },
  { name: 'toDecideEvery', step: 'To decide', when: 'working days from one to the next', who: 'The decider' },
  {
    name: 'challengeOverdueEvery',
    step: 'Challenge overdue',
    when: 'working days from one to the next',
    who: 'The person asked',
  },
  {
    name: 'statutory',
    step: 'Statutory deadline',
    when: 'working days before',
    who: 'Plan manager and director',
  },
];

/** Steps that a plan may do without, as a form offers them. */
export const OFF_ITEMS = STEPS_LEFT_OUT.map((value) => ({ value, text: STEP_WORDS[value].name }));

export function ladderPage({ versions, people }: LadderSeen, person: Person) {
  const [latest] = versions as [LadderVersion, ...LadderVersion[]];
  const ladder = ladderFrom(latest);
  return {
    name: PRESET_TITLES[latest.preset],
    isOwn: Object.keys(latest.numbers).length > 0,
    rows: NUMBERS.map(({ name, step, when, who }) => ({
      step,
      when,
      who,
      value: said(ladder, name),
      usual: PRESET_NAMES.map((preset) => said(LADDER_PRESETS[preset], name)),
      isOwn: name in latest.numbers,
    })),
    presets: PRESET_NAMES.map((preset) => ({
      title: PRESET_TITLES[preset],
      href: noticePaths.changeLadder(preset),
      isInForce: preset === latest.preset,
    })),
    off: latest.off.map((step) => STEP_WORDS[step].name),
    versions: versions.map((version, place) => ({
      number: version.number,
      setOn: version.setOn,
      setBy: people.nameOf(version.setBy),
      reason: version.reason,
      changes: changesBetween(versions[place + 1] ?? null, version),
    })),
    manages: may('plan.manage', person),
    seesNotices: may('notices.read', person),
    links: noticePaths,
  };
}

/** "Escalation 2: 6 → 3", each change of a version from the one before. */
export function changesBetween(before: LadderVersion | null, after: LadderVersion): string[] {
  if (before === null) return [`${PRESET_TITLES[after.preset]} preset`];
  const [was, is] = [ladderFrom(before), ladderFrom(after)];
  const changes = before.preset === after.preset ? [] : [`Preset: ${was.name} → ${is.name}`];
  for (const { name, step } of NUMBERS) {
    if (said(was, name) !== said(is, name)) changes.push(`${step}: ${said(was, name)} → ${said(is, name)}`);
  }
  for (const step of STEPS_LEFT_OUT) {
    if (before.off.includes(step) === after.off.includes(step)) continue;
    changes.push(`${STEP_WORDS[step].name}: ${after.off.includes(step) ? 'no longer told' : 'told again'}`);
  }
  return changes;
}

function said(ladder: LadderPreset, name: keyof LadderNumbers): string {
  const value = ladder[name];
  return typeof value === 'number' ? String(value) : value.join(', ');
}

/** "This change would send 14 more notices to 6 people, and 2 fewer to 1 person; 3 would come on another day." */
export function previewSentence({ more, fewer, moved, days }: TriedLadder): string {
  const when = `in the next ${days.length} working days`;
  if (more.length + fewer.length + moved === 0) return `This change would send the same notices ${when}`;
  const parts = [
    more.length > 0 ? `${count(more.length, 'more notice')} to ${people(more)}` : '',
    fewer.length > 0 ? `${fewer.length} fewer to ${people(fewer)}` : '',
  ].filter(Boolean);
  const other = moved > 0 ? `${count(moved, 'notice')} would come on another day` : '';
  if (parts.length === 0) return `This change would send as many notices ${when}: ${other}`;
  return `This change would send ${parts.join(' and ')} ${when}${other === '' ? '' : `; ${other}`}`;
}

export function previewModel(tried: TriedLadder & { readonly people: WhoIsWho }) {
  const told = (notices: readonly Foretold[], on: LocalDate) => notices.filter((one) => one.on === on).length;
  const changed = [...tried.more, ...tried.fewer];
  const personIds = [...new Set(changed.map(({ personId }) => personId))];
  const of = (notices: readonly Foretold[], personId: string) =>
    notices.filter((one) => one.personId === personId).length;
  return {
    sentence: previewSentence(tried),
    days: tried.days.map((day) => ({ day, before: told(tried.before, day), after: told(tried.after, day) })),
    totals: { before: tried.before.length, after: tried.after.length },
    steps: STEPS.map((step) => ({
      name: STEP_WORDS[step].name,
      more: tried.more.filter((one) => one.step === step).length,
      fewer: tried.fewer.filter((one) => one.step === step).length,
    })).filter(({ more, fewer }) => more + fewer > 0),
    persons: personIds
      .map((personId) => ({
        name: tried.people.nameOf(personId) ?? 'Somebody',
        more: of(tried.more, personId),
        fewer: of(tried.fewer, personId),
      }))
      .sort(
        (one, other) => other.more + other.fewer - one.more - one.fewer || one.name.localeCompare(other.name),
      ),
  };
}

function people(notices: readonly Foretold[]): string {
  const several = new Set(notices.map(({ personId }) => personId)).size;
  return several === 1 ? '1 person' : `${several} people`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
