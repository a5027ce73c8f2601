import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../calendar/day-number.js';
import { localDate, type LocalDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { rateAction } from './action-rating.js';
import { ACTION_STATUSES, ASSURANCES, type RatingFacts } from './rating-facts.js';
import { RATING_PRESETS } from './rating-preset.js';
import { COLOUR_OF_REASON } from './reason-code.js';

const calendar = new WorkingCalendar({ closedDays: [localDate('2026-12-29'), localDate('2026-12-30')] });
const today = localDate('2026-11-22');
const near = fc.integer({ min: -90, max: 120 }).map((offset) => addDays(today, offset));
const past = fc.integer({ min: -90, max: 0 }).map((offset) => addDays(today, offset));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const anyFacts: fc.Arbitrary<RatingFacts> = fc.record({
  status: fc.constantFrom(...ACTION_STATUSES),
  assurance: fc.constantFrom(...ASSURANCES),
  startOn: near,
  dueOn: near,
  hasOwner: fc.boolean(),
  calledRedOn: fc.option(past, { nil: null, freq: 1 }),
  calledAmberOn: maybe(past),
  lastUpdateOn: maybe(past),
  lastForecastOn: maybe(near),
  lastUpdateUnsure: fc.boolean(),
  lastUpdateNoChange: fc.boolean(),
  openMilestones: fc.array(fc.record({ dueOn: near, critical: fc.boolean() }), { maxLength: 3 }),
  pendingDateChange: maybe(fc.record({ askedOn: past, newDueOn: near, decideBy: near })),
  timesMoved: fc.nat({ max: 3 }),
  lastMovedOn: maybe(past),
  lastMoveReported: fc.boolean(),
  windows: fc
    .uniqueArray(
      fc.record({ closesOn: near, answer: fc.constantFrom('change' as const, 'no_change' as const, null) }),
      { maxLength: 4, selector: (window) => window.closesOn },
    )
    .map((windows) => windows.sort((one, other) => (one.closesOn < other.closesOn ? -1 : 1))),
  provingFrom: maybe(past),
  evidenceAccepted: fc.boolean(),
  evidenceWaiting: fc.boolean(),
  improvingOpen: fc.boolean(),
  notEnoughOpen: fc.boolean(),
});
const anyPreset = fc.constantFrom(...Object.values(RATING_PRESETS));

describe('the next day on which a rating changes', () => {
  it('is exactly the first day with another colour or other reasons; never means never in two years', () => {
    fc.assert(
      fc.property(anyFacts, anyPreset, (facts, preset) => {
        const rated = (on: LocalDate) => {
          const { colour, reasons } = rateAction(facts, on, calendar, preset);
          return `${colour}: ${reasons.join(' ')}`;
        };
        const { nextOn } = rateAction(facts, today, calendar, preset);
        const now = rated(today);
        let on = addDays(today, 1);
        for (let days = 1; days <= 730 && (nextOn === null || on < nextOn); days += 1) {
          if (rated(on) !== now) throw new Error(`Changed on ${on}, not on ${nextOn}: ${now} → ${rated(on)}`);
          on = addDays(on, 1);
        }
        if (nextOn !== null) expect(rated(nextOn)).not.toBe(now);
      }),
      { numRuns: 300 },
    );
  });

  it('goes with a colour that one of the reasons speaks for, or with none for drafts and cancelled', () => {
    fc.assert(
      fc.property(anyFacts, anyPreset, near, (facts, preset, on) => {
        const { colour, reasons, word } = rateAction(facts, on, calendar, preset);
        if (facts.status === 'draft' || facts.status === 'cancelled') {
          expect({ colour, reasons }).toEqual({ colour: 'grey', reasons: [] });
        } else {
          expect(reasons.map((reason) => COLOUR_OF_REASON[reason])).toContain(colour);
          expect(word !== null).toBe(colour === 'green');
        }
      }),
    );
  });
});
