import { describe, expect, it } from '@jest/globals';
import { addDays } from '../calendar/day-number.js';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { chainOf } from './chain.js';
import { LADDER_PRESETS, type LadderPreset } from './ladder-preset.js';
import { differenceOf, LadderTrial } from './ladder-trial.js';
import type { ActionNoticeFacts } from './notice-facts.js';

const calendar = new WorkingCalendar();
const day = localDate;
const chain = chainOf({
  agencyKind: 'council',
  ownerId: 'owner',
  accountableLeadId: 'lead',
  agencyLeadId: null,
  agencySecondId: null,
  directorIds: ['director'],
  chiefExecutiveIds: [],
});
/** Overdue since Tuesday 3 November 2026; overdue working day 3 is the 5th, day 6 the 10th, day 11 the 17th. */
const OVERDUE: ActionNoticeFacts = {
  kind: 'action',
  id: 'a1',
  status: 'in_progress',
  chain,
  dueOn: day('2026-11-02'),
  noticesFrom: day('2026-09-01'),
  givenOn: null,
  onShortClock: false,
  heldUntil: null,
  redSince: null,
  redFromMidnight: false,
};

function foretold(ladder: LadderPreset, first: string, last: string) {
  const trial = new LadderTrial(calendar, ladder, []);
  for (let on = day(first); on <= last; on = addDays(on, 1)) trial.sweep([OVERDUE], on);
  return trial.foretold;
}

describe('what another ladder would send', () => {
  it.each([
    ['to 10 November, strict only moves escalation 2 forward', 'strict', '2026-11-10', 0, 0, 1],
    ['to 5 November, strict sends one more', 'strict', '2026-11-05', 1, 0, 0],
    ['to 10 November, gentle sends one fewer', 'gentle', '2026-11-10', 0, 1, 0],
    ['the same ladder sends the same', 'standard', '2026-11-17', 0, 0, 0],
  ] as const)('%s', (_sentence, preset, last, more, fewer, moved) => {
    const now = foretold(LADDER_PRESETS.standard, '2026-11-03', last);
    const then = foretold(LADDER_PRESETS[preset], '2026-11-03', last);
    const difference = differenceOf(now, then);
    expect([difference.more.length, difference.fewer.length, difference.moved]).toEqual([more, fewer, moved]);
  });

  it('remembers on one day what it told on the day before', () => {
    expect(
      foretold(LADDER_PRESETS.standard, '2026-11-03', '2026-11-12').map(({ on, step }) => `${on} ${step}`),
    ).toEqual([
      '2026-11-03 overdue',
      '2026-11-03 escalation_1',
      '2026-11-10 overdue',
      '2026-11-10 escalation_2',
    ]);
  });
});
