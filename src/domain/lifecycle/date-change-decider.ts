import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';

export type Decider = 'lead' | 'second' | 'board';
/** In the order in which a request climbs. */
export const DECIDERS: readonly Decider[] = ['lead', 'second', 'board'];

/** The accountable lead decides up to this many working days of slip, the second of the chain up to the other. */
export const LEAD_DECIDES_TO = 20;
export const SECOND_DECIDES_TO = 60;
export const DECIDERS_TIME = 5;
export const BOARDS_TIME_AT_MOST = 30;

/** Who decides by the size of the slip: to 20 the accountable lead, to 60 the second of the chain, beyond, the board. */
export function deciderForSlip(slip: number): Decider {
  if (slip <= LEAD_DECIDES_TO) return 'lead';
  return slip <= SECOND_DECIDES_TO ? 'second' : 'board';
}

/** The people who can decide, by the action's chain; only people who may act now. */
export interface DecidersOfChain {
  readonly leadIds: readonly string[];
  /** Council: the directors. Partner: its board member. Safeguarding partnership: its executive. */
  readonly secondIds: readonly string[];
  /** The chair, who decides between meetings. */
  readonly boardIds: readonly string[];
}

export interface DeciderOfRequest {
  readonly decider: Decider;
  /** Whoever of these decides first; empty only where the board has nobody else: its meeting decides. */
  readonly personIds: readonly string[];
}

/**
 * Who decides a request. Nobody decides what they asked for or own: it goes to the next decider, as it does where
 * the place is empty. A date earlier than the present one needs the lead, whatever the slip.
 */
export function whoDecides(
  request: {
    readonly slip: number;
    readonly isEarlier: boolean;
    readonly askedBy: string;
    readonly ownerId: string | null;
  },
  chain: DecidersOfChain,
): DeciderOfRequest {
  const first = request.isEarlier ? 'lead' : deciderForSlip(request.slip);
  const places = { lead: chain.leadIds, second: chain.secondIds, board: chain.boardIds };
  for (const decider of DECIDERS.slice(DECIDERS.indexOf(first))) {
    const personIds = places[decider].filter((id) => id !== request.askedBy && id !== request.ownerId);
    // Where several hold the place and one of them asked or owns, the others still decide.
    if (personIds.length > 0) return { decider, personIds };
  }
  return { decider: 'board', personIds: [] };
}

/** The last day of the decider's time: 5 working days; the board until its next meeting, 30 working days at most. */
export function decideBy(
  decider: Decider,
  askedOn: LocalDate,
  nextMeetingOn: LocalDate | null,
  calendar: WorkingCalendar,
): LocalDate {
  if (decider !== 'board') return calendar.workingDaysAfter(askedOn, DECIDERS_TIME);
  const atMost = calendar.workingDaysAfter(askedOn, BOARDS_TIME_AT_MOST);
  return nextMeetingOn !== null && nextMeetingOn >= askedOn && nextMeetingOn < atMost
    ? nextMeetingOn
    : atMost;
}
