import type { LocalDate } from '../calendar/local-date.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

/** What an action waits for: another action of the same authority, or something outside in words. */
export interface WaitingFor {
  readonly actionId: string | null;
  readonly words: string;
  /** Who can be asked about something outside. */
  readonly contact: string;
  readonly expectedOn: LocalDate | null;
}

export type WaitRefusal =
  | 'closed'
  | 'one_thing'
  | 'itself'
  | 'closed_already'
  | 'contact_missing'
  | 'expected_missing'
  | 'in_a_circle';

/**
 * An action that is not closed may wait for another one that is not closed, but never for one that already waits for it,
 * by however many steps; or for something outside, in words, with somebody to ask and a day on which it is expected.
 */
export function waitFor(
  action: { readonly id: string; readonly status: ActionStatus },
  wait: WaitingFor,
  other: { readonly status: ActionStatus; readonly waitsForThis: boolean } | null,
): Refusal<WaitRefusal> | null {
  if (isClosed(action.status)) return refuse('closed');
  if ((wait.actionId === null) === isBlank(wait.words)) return refuse('one_thing');
  if (wait.actionId === null) {
    if (isBlank(wait.contact)) return refuse('contact_missing');
    return wait.expectedOn === null ? refuse('expected_missing') : null;
  }
  if (wait.actionId === action.id) return refuse('itself');
  if (other === null || isClosed(other.status)) return refuse('closed_already');
  return other.waitsForThis ? refuse('in_a_circle') : null;
}

function isClosed(status: ActionStatus): boolean {
  return status === 'complete' || status === 'cancelled';
}
