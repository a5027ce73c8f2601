import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { worseAhead } from './colour-ahead.js';
import { FACTS_OF_A_NEW_DRAFT, type RatingFacts } from './rating-facts.js';
import { RATING_PRESETS } from './rating-preset.js';

const day = localDate;
const calendar = new WorkingCalendar();
const today = day('2026-11-23');
/** Ten working days from today. */
const until = day('2026-12-07');
const inProgress: RatingFacts = {
  ...FACTS_OF_A_NEW_DRAFT,
  status: 'in_progress',
  startOn: day('2026-09-01'),
  dueOn: day('2027-03-25'),
  hasOwner: true,
};

describe('a worse colour in the next ten working days', () => {
  it.each([
    ['due on Friday: Red on Saturday', { dueOn: day('2026-11-27') }, ['2026-11-28', 'red', ['overdue']]],
    [
      'not started and due in eleven working days: Amber tomorrow',
      { status: 'not_started', startOn: day('2026-11-20'), dueOn: day('2026-12-08') },
      ['2026-11-24', 'amber', ['due_soon_not_started']],
    ],
    [
      'Amber already and due on Friday: Red on Saturday',
      { dueOn: day('2026-11-27'), lastUpdateUnsure: true },
      ['2026-11-28', 'red', ['overdue', 'unsure']],
    ],
    [
      'a milestone due on Thursday: Amber on Friday',
      { openMilestones: [{ dueOn: day('2026-11-26'), critical: false }] },
      ['2026-11-27', 'amber', ['milestone_late']],
    ],
  ] as const)('%s', (_sentence, change, [on, colour, reasons]) => {
    const facts = { ...inProgress, ...change } as RatingFacts;
    expect(worseAhead(facts, today, until, calendar, RATING_PRESETS.standard)).toEqual({
      on,
      colour,
      reasons,
    });
  });

  it.each([
    ['one that is due later', {}],
    ['one due on the last of these days, which is Red the day after', { dueOn: day('2026-12-07') }],
    ['one that is Red now', { dueOn: day('2026-11-20') }],
    ['one that only starts', { status: 'not_started', startOn: day('2026-11-30') }],
    ['a draft', { status: 'draft' }],
  ] as const)('is not to come for %s', (_sentence, change) => {
    const facts = { ...inProgress, ...change } as RatingFacts;
    expect(worseAhead(facts, today, until, calendar, RATING_PRESETS.standard)).toBeNull();
  });
});
