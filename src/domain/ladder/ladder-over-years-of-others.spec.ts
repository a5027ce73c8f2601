import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../calendar/day-number.js';
import { localDate, type LocalDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { chainOf, type Chain } from './chain.js';
import { LADDER_PRESETS } from './ladder-preset.js';
import type { ActionNoticeFacts, BoardRequest, NoticeFacts } from './notice-facts.js';
import { nextNoticeOn, noticesDue } from './notices-due.js';
import { RecordedSweeps } from './recorded-sweeps.js';

const calendar = new WorkingCalendar({ closedDays: [localDate('2026-12-29'), localDate('2026-12-30')] });
const ladder = LADDER_PRESETS.standard;
const FIRST = localDate('2026-09-01');
const DAYS = 240;
const day = (offset: number) => addDays(FIRST, offset);

/** What one person must have been told by today; the earlier times of the same are past. */
interface Truth {
  readonly step: string;
  readonly occurrence: string;
  readonly about: LocalDate;
  readonly person: string;
}
/** A subject on each day of a year, and what the law says of it that day. */
interface Life {
  readonly facts: (offset: number) => NoticeFacts;
  readonly law: (offset: number) => readonly Truth[];
}

/** Working days up to each day, counted on the wall calendar once: the law read without the product's own counting. */
const WALL = new Map<LocalDate, number>();
for (let on = addDays(FIRST, -200), counted = 0; on <= day(DAYS + 900); on = addDays(on, 1)) {
  if (calendar.isWorkingDay(on)) counted += 1;
  WALL.set(on, counted);
}
const since = (from: LocalDate, today: LocalDate) => (WALL.get(today) as number) - (WALL.get(from) as number);
const left = (today: LocalDate, until: LocalDate) => since(addDays(today, -1), addDays(until, -1));

const nobody: readonly Truth[] = [];
const told = (
  step: string,
  occurrence: number | string,
  about: LocalDate,
  people: readonly string[],
): Truth[] => [...new Set(people)].map((person) => ({ step, occurrence: String(occurrence), about, person }));

function chain(ownerId: string | null): Chain {
  const agency = { agencyKind: 'council', agencyLeadId: null, agencySecondId: null } as const;
  return chainOf({
    ...agency,
    ownerId,
    accountableLeadId: 'lead',
    directorIds: ['director'],
    chiefExecutiveIds: [],
  });
}
const OWNER_AND_LEAD = ['owner', 'lead'];

/** From a day on; told at once, on it or the next working day. */
const atOnce = (step: string, on: number | null, offset: number, people: readonly string[]) =>
  on === null || offset < on ? nobody : told(step, 0, day(on), people);
const orNull = (on: number, offset: number) => (offset >= on ? day(on) : null);
const someDay = fc.integer({ min: 1, max: DAYS });
const maybeDay = fc.option(someDay, { nil: null });

const window: fc.Arbitrary<Life> = fc
  .record({
    opens: fc.integer({ min: 5, max: 200 }),
    length: fc.integer({ min: 1, max: 20 }),
    movedOn: fc.nat({ max: 25 }),
    movedBy: fc.integer({ min: -3, max: 12 }),
    answered: fc.record({ ann: fc.nat({ max: 40 }), bo: fc.nat({ max: 40 }) }),
    handedOver: fc.nat({ max: 40 }),
  })
  .map(({ opens, length, movedOn, movedBy, answered, handedOver }) => {
    const closes = (offset: number) => {
      const isMoved = offset >= opens + movedOn && movedOn < length;
      return day(Math.max(opens + length + (isMoved ? movedBy : 0), isMoved ? opens + movedOn : 0));
    };
    const asked = (offset: number) => [
      ...(offset < opens + answered.ann ? ['ann'] : []),
      ...(offset < opens + answered.bo ? [offset < opens + handedOver ? 'bo' : 'cy'] : []),
    ];
    return {
      facts: (offset) => ({
        kind: 'window',
        id: 's',
        opensOn: day(opens),
        closesOn: closes(offset),
        unanswered: asked(offset).map(chain),
      }),
      law: (offset) => {
        const today = day(offset);
        const closesOn = closes(offset);
        if (offset < opens || today > closesOn) return nobody;
        // Three working days before it closes, and no sooner than it opened.
        return left(today, closesOn) <= 3
          ? told('window_closing', '*', closesOn, asked(offset))
          : told('window_open', 0, day(opens), asked(offset));
      },
    };
  });

const evidence: fc.Arbitrary<Life> = fc
  .record({ waits: someDay, decided: maybeDay, refused: fc.boolean() })
  .map(({ waits, decided, refused }) => {
    const ends = decided === null ? Infinity : Math.max(decided, waits);
    return {
      facts: (offset) => ({
        kind: 'evidence',
        id: 's',
        waitingSince: offset >= waits && offset < ends ? day(waits) : null,
        qualityIds: ['quality', 'second quality'],
        planManagerIds: ['manager'],
        refusedOn: refused && offset >= ends ? day(ends) : null,
        chain: chain('owner'),
      }),
      law: (offset) => {
        if (refused && offset >= ends) return told('refused', 0, day(ends), OWNER_AND_LEAD);
        if (offset < waits || offset >= ends) return nobody;
        const days = since(day(waits), day(offset));
        return [
          ...(days >= 5 ? told('to_check', 5, day(waits), ['quality', 'second quality']) : []),
          ...(days >= 10 ? told('to_check', 10, day(waits), ['manager']) : []),
        ];
      },
    };
  });

const dateChange: fc.Arbitrary<Life> = fc
  .record({ asked: someDay, takes: fc.nat({ max: 60 }), refused: fc.boolean() })
  .map(({ asked, takes, refused }) => ({
    facts: (offset) => ({
      kind: 'date_change',
      id: 's',
      waitingSince: offset >= asked && offset < asked + takes ? day(asked) : null,
      deciderIds: ['lead'],
      byBoard: false,
      refusedOn: refused ? orNull(asked + takes, offset) : null,
      chain: chain('owner'),
    }),
    law: (offset) => {
      if (offset < asked) return nobody;
      if (offset >= asked + takes)
        return refused ? told('refused', 0, day(asked + takes), OWNER_AND_LEAD) : nobody;
      return told('to_decide', 3 * Math.floor(since(day(asked), day(offset)) / 3), day(asked), ['lead']);
    },
  }));

/** Put to the board: a date, a cancellation, a recommendation proposed as met. */
const putToBoard: fc.Arbitrary<Life> = fc
  .record({
    kind: fc.constantFrom('date_change' as const, 'action' as const, 'recommendation' as const),
    asked: someDay,
    meets: fc.nat({ max: 60 }),
    takes: fc.nat({ max: 90 }),
  })
  .map(({ kind, asked, meets, takes }) => {
    const meetingOn = day(asked + meets);
    const facts = (waits: boolean): NoticeFacts => {
      const request: BoardRequest | null = waits
        ? { since: day(asked), deciderIds: ['chair'], meetingOn }
        : null;
      if (kind === 'action') return { ...QUIET, toCancel: request };
      if (kind === 'recommendation') return { kind, id: 's', leadIds: ['lead'], toSignOff: request };
      const waitingSince = waits ? day(asked) : null;
      return {
        kind,
        id: 's',
        waitingSince,
        deciderIds: ['chair'],
        byBoard: true,
        meetingOn,
        chain: chain('owner'),
      };
    };
    return {
      facts: (offset) => facts(offset >= asked && offset < asked + takes),
      law: (offset) => {
        if (offset < asked || offset >= asked + takes) return nobody;
        const isAfter = since(meetingOn, day(offset)) >= 1 && day(offset) > meetingOn;
        return [
          ...told('to_decide', 0, day(asked), ['chair']),
          ...(isAfter ? told('to_decide', 'meeting', meetingOn, ['chair']) : []),
        ];
      },
    };
  });

const challenge: fc.Arbitrary<Life> = fc
  .record({ raised: someDay, takes: fc.nat({ max: 20 }), answered: maybeDay })
  .map(({ raised, takes, answered }) => {
    const dueOn = day(raised + takes);
    const isOpen = (offset: number) => offset >= raised && (answered === null || offset < answered);
    return {
      facts: (offset) => ({
        kind: 'challenge',
        id: 's',
        isOpen: isOpen(offset),
        raisedOn: day(raised),
        dueOn,
        askedIds: ['asked'],
      }),
      law: (offset) => {
        if (!isOpen(offset)) return nobody;
        const late = day(offset) > dueOn ? since(dueOn, day(offset)) : 0;
        return [
          ...told('challenge', 0, day(raised), ['asked']),
          ...(late >= 1
            ? told('challenge_overdue', 1 + 5 * Math.floor((late - 1) / 5), dueOn, ['asked'])
            : []),
        ];
      },
    };
  });

const statutory: fc.Arbitrary<Life> = fc
  .record({ due: fc.integer({ min: -5, max: DAYS + 30 }), submitted: maybeDay })
  .map(({ due, submitted }) => {
    const isOpen = (offset: number) => submitted === null || offset < submitted;
    return {
      facts: (offset) => ({
        kind: 'document',
        id: 's',
        deadlines: isOpen(offset) ? [day(due)] : [],
        planManagerIds: ['manager'],
        directorIds: ['director'],
      }),
      law: (offset) => {
        if (!isOpen(offset) || offset > due) return nobody;
        const reached = [1, 5, 10, 20].find((days) => left(day(offset), day(due)) <= days);
        return reached === undefined
          ? nobody
          : told('statutory', -reached, day(due), ['manager', 'director']);
      },
    };
  });

const happened: fc.Arbitrary<Life> = fc
  .record({ reopened: maybeDay, notBorneOut: maybeDay, issued: someDay, isPack: fc.boolean() })
  .map(({ reopened, notBorneOut, issued, isPack }) => ({
    facts: (offset) =>
      isPack
        ? { kind: 'pack', id: 's', issuedOn: day(issued), memberIds: ['chair', 'member'] }
        : {
            kind: 'recommendation',
            id: 's',
            reopenedOn: reopened === null ? null : orNull(reopened, offset),
            notBorneOutOn: notBorneOut === null ? null : orNull(notBorneOut, offset),
            leadIds: ['lead'],
          },
    law: (offset) =>
      isPack
        ? atOnce('pack_issued', issued, offset, ['chair', 'member'])
        : [
            ...atOnce('reopened', reopened, offset, ['lead']),
            ...atOnce('not_borne_out', notBorneOut, offset, ['lead']),
          ],
  }));

const QUIET: ActionNoticeFacts = {
  kind: 'action',
  id: 's',
  status: 'in_progress',
  chain: chain('owner'),
  dueOn: localDate('2030-01-31'),
  noticesFrom: FIRST,
  givenOn: null,
  onShortClock: false,
  heldUntil: null,
  redSince: null,
  redFromMidnight: false,
};

/** Assurance and the board's papers: what the other year of an action leaves out. */
const assurance: fc.Arbitrary<Life> = fc
  .record({
    evidenced: someDay,
    reopened: maybeDay,
    notBorneOut: maybeDay,
    explained: maybeDay,
    isException: fc.boolean(),
    deadline: fc.integer({ min: 1, max: DAYS }),
  })
  .map(({ evidenced, reopened, notBorneOut, explained, isException, deadline }) => {
    const ends = reopened === null ? Infinity : Math.max(reopened, evidenced);
    const isComplete = (offset: number) => offset >= evidenced && offset < ends;
    const isExplained = (offset: number) => explained !== null && offset >= explained;
    return {
      facts: (offset) => ({
        ...QUIET,
        status: isComplete(offset) ? 'complete' : 'in_progress',
        redSince: isException && !isComplete(offset) ? FIRST : null,
        redAtLastPack: isException,
        nextPaperDeadline: day(deadline),
        explanationGiven: isExplained(offset),
        reopenedOn: ends === Infinity ? null : orNull(ends, offset),
        notBorneOutOn: notBorneOut === null ? null : orNull(notBorneOut, offset),
        awaitsCheckSince: isComplete(offset) ? day(evidenced) : null,
        qualityIds: ['quality'],
        planManagerIds: ['manager'],
      }),
      law: (offset) => {
        const truths = [...atOnce('not_borne_out', notBorneOut, offset, OWNER_AND_LEAD)];
        if (isComplete(offset)) {
          const days = since(day(evidenced), day(offset));
          if (days >= 5) truths.push(...told('to_check', 5, day(evidenced), ['quality']));
          if (days >= 10) truths.push(...told('to_check', 10, day(evidenced), ['manager']));
          return truths;
        }
        truths.push(...atOnce('reopened', ends === Infinity ? null : ends, offset, OWNER_AND_LEAD));
        if (!isException) return truths;
        if (offset >= 1) truths.push(...told('turned_red', 1, FIRST, OWNER_AND_LEAD));
        if (!isExplained(offset) && offset <= deadline && left(day(offset), day(deadline)) <= 5) {
          truths.push(...told('explanation_wanted', -5, day(deadline), ['owner']));
        }
        return truths;
      },
    };
  });

const anyLife = fc.oneof(window, evidence, dateChange, putToBoard, challenge, statutory, happened, assurance);
const down = fc.uniqueArray(fc.nat({ max: DAYS }), { maxLength: 80 });

const key = (one: Truth) => `${one.step} ${one.occurrence} ${one.about} → ${one.person}`;
/** The closing of a window says how many working days were left, which is not what makes it true. */
const asLaw = (one: { step: string; occurrence: string; about: LocalDate; personId: string }) =>
  key({ ...one, occurrence: one.step === 'window_closing' ? '*' : one.occurrence, person: one.personId });

describe('the ladder over random years of everything else', () => {
  it('tells each person each true thing once, nothing false, nothing after it stopped being true', () => {
    fc.assert(
      fc.property(anyLife, down, down, (life, sweepDown, mailDown) => {
        const recorded = new RecordedSweeps(calendar, ladder);
        for (let offset = 0; offset <= DAYS; offset += 1) {
          if (sweepDown.includes(offset)) continue;
          const today = day(offset);
          const facts = life.facts(offset);
          const isWorkingDay = calendar.isWorkingDay(today);
          const before = recorded.all.length;
          const waited = recorded.all.filter((one) => one.state === 'waiting');
          recorded.mailWorks = !mailDown.includes(offset);
          recorded.sweep(facts, today);
          const written = recorded.all.slice(before);
          if (!isWorkingDay && written.length > 0) throw new Error(`${today}: told on a free day`);
          if (!isWorkingDay) continue;
          const law = life.law(offset).map(key);
          for (const one of [...written, ...waited]) {
            const lives = one.state === 'waiting' || one.state === 'sent';
            if (lives && !law.includes(asLaw(one))) throw new Error(`${today}: false: ${asLaw(one)}`);
          }
          const live = recorded.told().filter((one) => one.state !== 'superseded');
          for (const needed of law) {
            if (!live.some((one) => asLaw(one) === needed))
              throw new Error(`${today}: nobody was told: ${needed}`);
          }
          const again = noticesDue(facts, today, calendar, ladder, recorded.told());
          if (again.length > 0) throw new Error(`${today}: a second sweep decides ${JSON.stringify(again)}`);
        }
        const keys = recorded
          .told()
          .map((one) => [one.step, one.occurrence, one.about, one.personId].join(' '));
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 250 },
    );
  });

  it('the next day with something to decide is the first on which a daily sweep decides something', () => {
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 0, max: 120 }), (life, until) => {
        const recorded = new RecordedSweeps(calendar, ladder);
        for (let offset = 0; offset < until; offset += 1) recorded.sweep(life.facts(offset), day(offset));
        const facts = life.facts(until);
        const next = nextNoticeOn(facts, day(until), calendar, ladder, recorded.told());
        let found: LocalDate | null = null;
        for (let offset = until; offset < until + 300 && found === null; offset += 1) {
          if (noticesDue(facts, day(offset), calendar, ladder, recorded.told()).length > 0)
            found = day(offset);
        }
        if (found !== null || next === null || next < day(until + 300)) expect(next).toBe(found);
      }),
      { numRuns: 80 },
    );
  });
});
