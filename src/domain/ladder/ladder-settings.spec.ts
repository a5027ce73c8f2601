import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { PRESET_NAMES } from '../rating/rating-preset.js';
import { chainOf } from './chain.js';
import { LADDER_PRESETS, type LadderNumbers } from './ladder-preset.js';
import { ladderFrom, settingsAfter, whyNotLadder, type LadderSettings } from './ladder-settings.js';
import type { ActionNoticeFacts, NoticeFacts } from './notice-facts.js';
import { RecordedSweeps } from './recorded-sweeps.js';

const calendar = new WorkingCalendar();
const day = localDate;
const CHAIN = chainOf({
  agencyKind: 'council',
  ownerId: 'owner',
  accountableLeadId: 'lead',
  agencyLeadId: null,
  agencySecondId: null,
  directorIds: ['director'],
  chiefExecutiveIds: [],
});
const ACTION: ActionNoticeFacts = {
  kind: 'action',
  id: 'a1',
  status: 'in_progress',
  chain: CHAIN,
  dueOn: day('2026-11-02'),
  noticesFrom: day('2026-09-01'),
  givenOn: null,
  onShortClock: false,
  heldUntil: null,
  redSince: day('2026-11-03'),
  redFromMidnight: true,
};
const STANDARD: LadderSettings = { preset: 'standard', numbers: {}, off: [], addedOn: {} };

describe('the numbers of a ladder', () => {
  it.each(PRESET_NAMES)('the %s preset can be used', (name) => {
    expect(whyNotLadder(LADDER_PRESETS[name])).toEqual([]);
  });

  it.each<[string, Partial<LadderNumbers>, string]>([
    ['no days at all', { overdueEvery: 0 }, 'overdueEvery'],
    ['half a day', { toDecideEvery: 1.5 }, 'toDecideEvery'],
    ['more days than a quarter has', { escalation2: 61 }, 'escalation2'],
    ['due soon without a number', { dueSoon: [] }, 'dueSoon'],
    ['the same number twice', { statutory: [5, 5] }, 'statutory'],
    ['escalation 2 before escalation 1', { escalation1: 8 }, 'escalation2'],
    ['exceptions before escalation 2', { exceptionList: 5 }, 'exceptionList'],
    ['a shorter clock that is longer', { escalation2OnShortClock: 7 }, 'escalation2OnShortClock'],
    ['the plan manager before the checker', { toCheckQuality: 12 }, 'toCheckPlanManager'],
  ])('%s is refused', (_sentence, numbers, field) => {
    expect(whyNotLadder({ ...LADDER_PRESETS.standard, ...numbers }).map((one) => one.field)).toContain(field);
  });

  it('keeps of the numbers only those that differ from the preset', () => {
    const wanted = {
      preset: 'gentle',
      numbers: { ...LADDER_PRESETS.gentle, escalation1: 2 },
      off: [],
    } as const;
    const { name: _, ...numbers } = wanted.numbers;
    const after = settingsAfter(STANDARD, { ...wanted, numbers }, day('2026-11-23'));
    expect(after.numbers).toEqual({ escalation1: 2 });
    expect(ladderFrom(after)).toMatchObject({
      name: 'gentle',
      escalation1: 2,
      escalation2: 11,
      dueSoon: [5],
    });
  });
});

describe('a step that the plan does not use', () => {
  const without = ladderFrom({ ...STANDARD, off: ['turned_red', 'escalation_1'] });

  it('is told to nobody, and what waits of it is cancelled', () => {
    const recorded = new RecordedSweeps(calendar, LADDER_PRESETS.standard, false);
    recorded.sweep(ACTION, day('2026-11-03'));
    recorded.sweep(ACTION, day('2026-11-04'), without);
    expect(recorded.lines()).toEqual([
      '2026-11-03 turned_red 1 → owner (cancelled)',
      '2026-11-03 turned_red 1 → lead (cancelled)',
      '2026-11-03 overdue 1 → owner (waiting)',
      '2026-11-03 escalation_1 1 → lead (cancelled)',
    ]);
  });

  it('added later starts at its first on the next working morning, and tells nothing that happened before', () => {
    const recorded = new RecordedSweeps(calendar, without);
    recorded.sweepEveryDay(ACTION, day('2026-11-03'), day('2026-11-20'));
    const before = recorded.all.length;
    const off = { preset: 'standard', numbers: {}, off: [] } as const;
    const added = settingsAfter({ ...STANDARD, off: ['turned_red', 'escalation_1'] }, off, day('2026-11-20'));
    for (const morning of ['2026-11-20', '2026-11-23', '2026-11-24', '2026-12-01'])
      recorded.sweep(ACTION, day(morning), ladderFrom(added));
    const lines = recorded.lines().slice(before);
    expect(lines.filter((line) => !line.includes(' overdue '))).toEqual(['2026-11-23 escalation_1 1 → lead']);
  });

  it.each<[string, NoticeFacts, 'due_soon' | 'window_open' | 'to_check', string[]]>([
    [
      'due soon: the latest that was reached',
      { ...ACTION, dueOn: day('2026-12-01'), redSince: null },
      'due_soon',
      ['2026-11-23 due_soon -10 → owner', '2026-11-26 due_soon -3 → owner'],
    ],
    [
      'to check: five working days from then',
      {
        kind: 'evidence',
        id: 'e1',
        waitingSince: day('2026-09-01'),
        qualityIds: ['quality'],
        planManagerIds: ['plan manager'],
        chain: CHAIN,
      },
      'to_check',
      ['2026-11-27 to_check 5 → quality', '2026-12-04 to_check 10 → plan manager'],
    ],
  ])('added later, %s', (_sentence, facts, step, lines) => {
    const ladder = ladderFrom({ ...STANDARD, addedOn: { [step]: day('2026-11-20') } });
    const recorded = new RecordedSweeps(calendar, ladder);
    recorded.sweepEveryDay(facts, day('2026-11-20'), day('2026-12-08'));
    expect(recorded.lines().filter((line) => line.includes(step))).toEqual(lines);
  });
});
