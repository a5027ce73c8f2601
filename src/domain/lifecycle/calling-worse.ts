import type { LocalDate } from '../calendar/local-date.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import { refusalUnlessOpen, type NotOpen } from './progress-update.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

/** Nobody can call an action better: there is no call of Green. */
export const CALLED_COLOURS = ['amber', 'red'] as const;
export type CalledColour = (typeof CALLED_COLOURS)[number];

/** A call that was made. `endedOn` null: it stands. */
export interface CallOfWorse {
  readonly colour: CalledColour;
  readonly calledBy: string;
  readonly calledOn: LocalDate;
  /** Made by the person who owned the action then: it ends with the owner's next update. */
  readonly asOwner: boolean;
  readonly endedOn: LocalDate | null;
}

export type CallRefusal = NotOpen | 'reason_missing' | 'already_called';

/**
 * Whether a person may call an open action amber or red: with a reason, and not twice the same colour while their
 * own call of it stands. Who may call at all is in the table of who may do what.
 */
export function callWorse(
  action: { readonly status: ActionStatus; readonly ownerId: string | null },
  call: {
    readonly colour: CalledColour;
    readonly reason: string;
    readonly by: string;
    readonly on: LocalDate;
  },
  standing: readonly CallOfWorse[],
): CallOfWorse | Refusal<CallRefusal> {
  const closed = refusalUnlessOpen(action.status);
  if (closed !== null) return refuse(closed);
  if (isBlank(call.reason)) return refuse('reason_missing');
  const same = standing.some(
    (made) => made.endedOn === null && made.calledBy === call.by && made.colour === call.colour,
  );
  if (same) return refuse('already_called');
  return {
    colour: call.colour,
    calledBy: call.by,
    calledOn: call.on,
    asOwner: call.by === action.ownerId,
    endedOn: null,
  };
}

/** The calls that the owner's next update ends: those made as the owner, also by an owner before. */
export function callsEndedByUpdate<Call extends CallOfWorse>(standing: readonly Call[]): readonly Call[] {
  return standing.filter((call) => call.asOwner && call.endedOn === null);
}

export type WithdrawalRefusal = 'already_ended' | 'stands_until_update' | 'not_yours' | 'reason_missing';

/**
 * Who may withdraw a call: whoever made it, or the director with a reason. An owner's call is not withdrawn, it
 * stands until their next update.
 */
export function withdrawCall(
  call: CallOfWorse,
  withdrawal: {
    readonly by: string;
    readonly byDirector: boolean;
    readonly reason: string;
    readonly on: LocalDate;
  },
): CallOfWorse | Refusal<WithdrawalRefusal> {
  if (call.endedOn !== null) return refuse('already_ended');
  if (call.asOwner) return refuse('stands_until_update');
  if (call.calledBy !== withdrawal.by) {
    if (!withdrawal.byDirector) return refuse('not_yours');
    if (isBlank(withdrawal.reason)) return refuse('reason_missing');
  }
  return { ...call, endedOn: withdrawal.on };
}

/** What stands now, as the rating asks for it: the day of the latest call of each colour. */
export function standingCalls(calls: readonly CallOfWorse[]): {
  readonly calledRedOn: LocalDate | null;
  readonly calledAmberOn: LocalDate | null;
} {
  return { calledRedOn: latest(calls, 'red'), calledAmberOn: latest(calls, 'amber') };
}

function latest(calls: readonly CallOfWorse[], colour: CalledColour): LocalDate | null {
  let on: LocalDate | null = null;
  for (const call of calls) {
    if (call.colour === colour && call.endedOn === null && (on === null || call.calledOn > on))
      on = call.calledOn;
  }
  return on;
}
