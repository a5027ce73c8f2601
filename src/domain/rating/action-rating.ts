import { addDays } from '../calendar/day-number.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { RatingFacts } from './rating-facts.js';
import type { RatingPreset } from './rating-preset.js';
import { COLOUR_OF_REASON, REASON_CODES, type Colour, type ReasonCode } from './reason-code.js';
import { reasonSpans, type ReasonSpan } from './reason-spans.js';

export type GreenWord = 'on track' | 'complete, to be checked' | 'complete, verified';

export interface Rating {
  readonly colour: Colour;
  /** Every reason that applies, in the order of `REASON_CODES`; none for drafts and cancelled actions. */
  readonly reasons: readonly ReasonCode[];
  /** The next day on which colour or reasons would change if nobody did anything; null when they never would. */
  readonly nextOn: LocalDate | null;
  /** What Green says of this action; null for the other colours. */
  readonly word: GreenWord | null;
}

/** A reason with the day since when it applies; null where no day is known, such as for a missing owner. */
export interface DatedReason {
  readonly code: ReasonCode;
  readonly since: LocalDate | null;
}

const GREEN_WORDS: Partial<Record<ReasonCode, GreenWord>> = {
  on_track: 'on track',
  to_check: 'complete, to be checked',
  verified: 'complete, verified',
};
/** Which colour wins when reasons of several apply: the first. */
const FIRST_MATCH: readonly Colour[] = ['grey', 'blue', 'red', 'amber', 'green'];

/**
 * "Is it on time and credible, or done and proven?" The colour of an action today, every reason that applies, and
 * the next day on which either would change if nobody did anything. The first colour that has a reason wins (Grey,
 * Blue, Red, Amber, Green), but every reason is listed. Drafts and cancelled actions are Grey without a reason.
 */
export function rateAction(
  facts: RatingFacts,
  today: LocalDate,
  calendar: WorkingCalendar,
  preset: RatingPreset,
): Rating {
  const spans = reasonSpans(facts, calendar, preset);
  const reasons = reasonsOn(today, spans, facts);
  const colour = colourOf(reasons);
  return {
    colour,
    reasons,
    nextOn: firstChange(today, reasons, spans, facts),
    word: colour === 'green' ? (GREEN_WORDS[reasons[0] as ReasonCode] as GreenWord) : null,
  };
}

/** The reasons of today's rating with the day since when each applies: what a mail and a tooltip say. */
export function datedReasons(
  facts: RatingFacts,
  today: LocalDate,
  calendar: WorkingCalendar,
  preset: RatingPreset,
): readonly DatedReason[] {
  const spans = reasonSpans(facts, calendar, preset);
  return reasonsOn(today, spans, facts).map((code) => ({
    code,
    since: spans.find((span) => span.code === code && isIn(today, span))?.since ?? null,
  }));
}

/**
 * The mark "not updated", which stands beside the colour: the last window that has closed asked about the action,
 * was not answered, and no update has been made since.
 */
export function isNotUpdated(facts: RatingFacts, today: LocalDate): boolean {
  const lastClosed = facts.windows.findLast((window) => window.closesOn < today);
  if (lastClosed === undefined || lastClosed.answer !== null) return false;
  return facts.lastUpdateOn === null || facts.lastUpdateOn <= lastClosed.closesOn;
}

/**
 * The next day on which the mark "not updated" would appear if nobody did anything: the day after the next window that
 * asked and has no answer yet closes. Null when it is there already or no window known today would bring it.
 */
export function notUpdatedFrom(facts: RatingFacts, today: LocalDate): LocalDate | null {
  if (isNotUpdated(facts, today)) return null;
  const next = facts.windows.find((window) => window.closesOn >= today && window.answer === null);
  return next === undefined ? null : addDays(next.closesOn, 1);
}

export function colourOf(reasons: readonly ReasonCode[]): Colour {
  for (const colour of FIRST_MATCH) {
    if (reasons.some((reason) => COLOUR_OF_REASON[reason] === colour)) return colour;
  }
  return 'grey';
}

function reasonsOn(today: LocalDate, spans: readonly ReasonSpan[], facts: RatingFacts): ReasonCode[] {
  const applying = REASON_CODES.filter((code) =>
    spans.some((span) => span.code === code && isIn(today, span)),
  );
  if (applying.length > 0) return applying;
  if (facts.status === 'not_started' || facts.status === 'in_progress') return ['on_track'];
  if (facts.status !== 'complete') return [];
  return [facts.assurance === 'verified' || facts.assurance === 'embedded' ? 'verified' : 'to_check'];
}

function isIn(today: LocalDate, span: ReasonSpan): boolean {
  return (span.from === null || span.from <= today) && (span.until === null || today < span.until);
}

function firstChange(
  today: LocalDate,
  reasons: readonly ReasonCode[],
  spans: readonly ReasonSpan[],
  facts: RatingFacts,
): LocalDate | null {
  const turns: LocalDate[] = [];
  for (const { from, until } of spans) {
    if (from !== null && from > today) turns.push(from);
    if (until !== null && until > today) turns.push(until);
  }
  const now = reasons.join();
  for (const day of turns.sort()) if (reasonsOn(day, spans, facts).join() !== now) return day;
  return null;
}

/**
 * Whether an action that has been Red since a day was Red from the midnight that began it, because a date had passed,
 * and not from something done during that day. People are told on that morning, or else on the next.
 */
export function isRedFromMidnight(
  facts: RatingFacts,
  redSince: LocalDate,
  calendar: WorkingCalendar,
  preset: RatingPreset,
): boolean {
  return reasonSpans(facts, calendar, preset).some(
    (span) => COLOUR_OF_REASON[span.code] === 'red' && span.from === redSince,
  );
}
