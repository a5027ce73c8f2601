import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../calendar/day-number.js';
import { localDate, type LocalDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { chainOf } from './chain.js';
import { LADDER_PRESETS } from './ladder-preset.js';
import type { ActionNoticeFacts } from './notice-facts.js';
import { nextNoticeOn, noticesDue } from './notices-due.js';
import { RecordedSweeps, type Recorded } from './recorded-sweeps.js';

const calendar = new WorkingCalendar({ closedDays: [localDate('2026-12-29'), localDate('2026-12-30')] });
const ladder = LADDER_PRESETS.standard;
const FIRST = localDate('2026-09-01');
const DAYS = 365;
const day = (offset: number) => addDays(FIRST, offset);

/** What people do to an action in a year, each on some day of it. */
type Event =
  | { readonly kind: 'move'; readonly by: number }
  | { readonly kind: 'hand_over'; readonly to: string | null }
  | { readonly kind: 'lead'; readonly to: string | null }
  | { readonly kind: 'complete' }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'call_red' }
  | { readonly kind: 'withdraw' };

const person = fc.constantFrom('ann', 'bo', 'cy', null);
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), by: fc.integer({ min: -20, max: 90 }) }),
  fc.record({ kind: fc.constant('hand_over' as const), to: person }),
  fc.record({ kind: fc.constant('lead' as const), to: person }),
  fc.constantFrom<Event>(
    { kind: 'complete' },
    { kind: 'refuse' },
    { kind: 'call_red' },
    { kind: 'withdraw' },
  ),
);
const anyYear = fc.record({
  dueOffset: fc.integer({ min: -60, max: 300 }),
  events: fc.array(fc.record({ on: fc.nat({ max: DAYS }), event: anyEvent }), { maxLength: 8 }),
  /** Mornings on which the worker was down. */
  down: fc.uniqueArray(fc.nat({ max: DAYS }), { maxLength: 120 }),
  mailDown: fc.uniqueArray(fc.nat({ max: DAYS }), { maxLength: 60 }),
});

function chain(ownerId: string | null, accountableLeadId: string | null) {
  const directorIds = ['director'];
  const chiefExecutiveIds = ['chief'];
  const agency = { agencyKind: 'council', agencyLeadId: null, agencySecondId: null } as const;
  return chainOf({ ...agency, ownerId, accountableLeadId, directorIds, chiefExecutiveIds });
}

/** The facts at the start of a day, after the night's ratings. */
class YearOfAnAction {
  facts: ActionNoticeFacts;
  private leadId: string | null = 'lead';
  private calledRed = false;

  constructor(dueOn: LocalDate) {
    this.facts = {
      kind: 'action',
      id: 'a1',
      status: 'in_progress',
      chain: chain('ann', 'lead'),
      dueOn,
      noticesFrom: FIRST,
      givenOn: FIRST,
      onShortClock: false,
      heldUntil: null,
      redSince: null,
      redFromMidnight: false,
    };
    this.rate(FIRST, false);
  }

  happen(event: Event, on: LocalDate): void {
    const { ownerId } = this.facts.chain;
    if (event.kind === 'move') {
      this.facts = { ...this.facts, dueOn: addDays(this.facts.dueOn as LocalDate, event.by) };
    } else if (event.kind === 'hand_over') {
      this.facts = {
        ...this.facts,
        chain: chain(event.to, this.leadId),
        givenOn: event.to === null ? null : on,
      };
    } else if (event.kind === 'lead') {
      this.leadId = event.to;
      this.facts = { ...this.facts, chain: chain(ownerId, event.to) };
    } else if (event.kind === 'complete') {
      this.facts = { ...this.facts, status: 'complete' };
    } else if (event.kind === 'refuse' && this.facts.status === 'complete') {
      this.facts = { ...this.facts, status: 'in_progress', refusedOn: on };
    } else if (event.kind === 'call_red') this.calledRed = true;
    else if (event.kind === 'withdraw') this.calledRed = false;
    this.rate(on, false);
  }

  rate(today: LocalDate, atMidnight: boolean): void {
    const { status, dueOn, redSince } = this.facts;
    const isRed = status === 'in_progress' && ((dueOn as LocalDate) < today || this.calledRed);
    if (!isRed) this.facts = { ...this.facts, redSince: null, redFromMidnight: false };
    else if (redSince === null) this.facts = { ...this.facts, redSince: today, redFromMidnight: atMidnight };
  }
}

/** Working days up to each day, counted on the wall calendar once: the law read without the product's own counting. */
const WALL = new Map<LocalDate, number>();
for (let on = addDays(FIRST, -200), counted = 0; on <= day(DAYS + 800); on = addDays(on, 1)) {
  if (calendar.isWorkingDay(on)) counted += 1;
  WALL.set(on, counted);
}
const upTo = (on: LocalDate) => WALL.get(on) as number;

function overdueDay(facts: ActionNoticeFacts, today: LocalDate): number {
  const due = facts.dueOn as LocalDate;
  return due < today ? upTo(today) - upTo(due > FIRST ? due : FIRST) : 0;
}

function workingDaysLeft(facts: ActionNoticeFacts, today: LocalDate): number {
  return upTo(addDays(facts.dueOn as LocalDate, -1)) - upTo(addDays(today, -1));
}

/** Why a notice is false today, by reading the law again; null when it is true. */
function whyFalse(one: Recorded, facts: ActionNoticeFacts, today: LocalDate): string | null {
  const open = facts.status === 'in_progress';
  const overdue = overdueDay(facts, today);
  const lead = facts.chain.above[0]?.[0] ?? null;
  const owner = facts.chain.ownerId;
  if (!open) return 'not open';
  switch (one.step) {
    case 'given':
      return one.personId === owner && one.about === facts.givenOn ? null : 'not given to them';
    case 'refused':
      return one.about === facts.refusedOn ? null : 'not refused then';
    case 'turned_red':
      return one.about === facts.redSince ? null : 'not Red since then';
    case 'due_soon':
      if (one.about !== facts.dueOn || today > facts.dueOn) return 'not due soon';
      if (owner !== null && one.personId !== owner) return 'not the owner';
      return workingDaysLeft(facts, today) <= -Number(one.occurrence) ? null : 'too early';
    case 'overdue':
      if (owner !== null && one.personId !== owner) return 'not the owner';
      break;
    case 'escalation_1':
      if (owner === one.personId) return 'the owner is escalated to';
      if (
        lead !== null &&
        lead !== owner &&
        !['director', 'chief'].includes(owner ?? '') &&
        one.personId !== lead
      ) {
        return 'not the lead';
      }
      break;
    case 'escalation_2':
      if (one.personId !== 'director') return 'not the director';
      break;
    default:
      return 'no such step for this action';
  }
  if (one.about !== facts.dueOn) return 'about another due date';
  return overdue >= Number(one.occurrence) ? null : `too early: day ${overdue}`;
}

/** What must have been told by now to those who hold the places today, by reading the law again. */
function mustBeTold(facts: ActionNoticeFacts, today: LocalDate): string[] {
  if (facts.status !== 'in_progress') return [];
  const overdue = overdueDay(facts, today);
  const owner = facts.chain.ownerId;
  const lead = facts.chain.above[0]?.[0] ?? null;
  const told: string[] = [];
  const dueOn = facts.dueOn as LocalDate;
  const ownerStep = owner ?? lead ?? 'director';
  if (owner !== null && facts.givenOn !== null) told.push(`given 0 ${facts.givenOn} ${owner}`);
  if (overdue >= 1) {
    told.push(`overdue ${1 + 5 * Math.floor((overdue - 1) / 5)} ${dueOn} ${ownerStep}`);
    told.push(`escalation_1 1 ${dueOn} ${lead === null || lead === owner ? 'director' : lead}`);
  }
  if (overdue >= 6) told.push(`escalation_2 6 ${dueOn} director`);
  if (today <= dueOn) {
    const left = workingDaysLeft(facts, today);
    if (left <= 3) told.push(`due_soon -3 ${dueOn} ${ownerStep}`);
    else if (left <= 10) told.push(`due_soon -10 ${dueOn} ${ownerStep}`);
  }
  return told;
}

describe('the ladder over random years', () => {
  it('tells each person each true thing once, nothing false, whatever happens and whenever it runs', () => {
    fc.assert(
      fc.property(anyYear, ({ dueOffset, events, down, mailDown }) => {
        const year = new YearOfAnAction(day(dueOffset));
        const recorded = new RecordedSweeps(calendar, ladder);
        for (let offset = 0; offset <= DAYS; offset += 1) {
          const today = day(offset);
          year.rate(today, true);
          if (!down.includes(offset)) {
            const before = recorded.all.length;
            const waitedBefore = recorded.all.filter((one) => one.state === 'waiting');
            recorded.mailWorks = !mailDown.includes(offset);
            recorded.sweep(year.facts, today);
            const written = recorded.all.slice(before);

            if (!calendar.isWorkingDay(today) && written.length > 0)
              throw new Error(`${today}: told on a free day`);
            for (const one of [...written, ...waitedBefore]) {
              if (one.state !== 'waiting' && one.state !== 'sent') continue;
              const lie = whyFalse(one, year.facts, today);
              if (lie !== null)
                throw new Error(`${today}: ${one.step} ${one.occurrence} → ${one.personId}: ${lie}`);
            }
            if (calendar.isWorkingDay(today)) {
              const live = recorded.told().filter((one) => one.state !== 'superseded');
              const said = live.map((one) => `${one.step} ${one.occurrence} ${one.about} ${one.personId}`);
              for (const needed of mustBeTold(year.facts, today)) {
                if (!said.includes(needed)) throw new Error(`${today}: nobody was told: ${needed}`);
              }
            }
            const again = noticesDue(year.facts, today, calendar, ladder, recorded.told());
            if (again.length > 0)
              throw new Error(`${today}: a second sweep decides ${JSON.stringify(again)}`);
          }
          for (const { on, event } of events) if (on === offset) year.happen(event, today);
        }
        const keys = recorded
          .told()
          .map((one) => [one.step, one.occurrence, one.about, one.personId].join(' '));
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 60 },
    );
  });

  it('the next day with something to decide is the first on which a daily sweep decides something', () => {
    fc.assert(
      fc.property(anyYear, fc.integer({ min: 0, max: 120 }), ({ dueOffset, events }, until) => {
        const year = new YearOfAnAction(day(dueOffset));
        const recorded = new RecordedSweeps(calendar, ladder);
        for (let offset = 0; offset < until; offset += 1) {
          year.rate(day(offset), true);
          recorded.sweep(year.facts, day(offset));
          for (const { on, event } of events) if (on === offset) year.happen(event, day(offset));
        }
        const next = nextNoticeOn(year.facts, day(until), calendar, ladder, recorded.told());
        let found: LocalDate | null = null;
        for (let offset = until; offset < until + 500 && found === null; offset += 1) {
          const decided = noticesDue(year.facts, day(offset), calendar, ladder, recorded.told());
          if (decided.length > 0) found = day(offset);
        }
        expect(next).toBe(found);
      }),
      { numRuns: 60 },
    );
  });
});
