import type { ActionStatus } from '../rating/rating-facts.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

export type CancellingRefusal =
  'not_published' | 'already_complete' | 'cancelled' | 'already_asked' | 'reason_missing';

/** The plan manager asks the board to cancel an open action, with a reason; one request at a time. */
export function askToCancel(
  action: { readonly status: ActionStatus },
  request: { readonly reason: string; readonly alreadyAsked: boolean },
): { readonly state: 'waiting' } | Refusal<CancellingRefusal> {
  const closed = refusalToCancel(action.status);
  if (closed !== null) return refuse(closed);
  if (request.alreadyAsked) return refuse('already_asked');
  return isBlank(request.reason) ? refuse('reason_missing') : { state: 'waiting' };
}

/**
 * Cancelling an open action is a decision of the board: recorded with its meeting, or by the chair between meetings. Its
 * refusal needs a reason. A request whose action was reported complete meanwhile can only be refused.
 */
export function decideCancellation(
  action: { readonly status: ActionStatus },
  decision: { readonly approve: boolean; readonly words: string },
): { readonly state: 'approved' | 'refused' } | Refusal<CancellingRefusal> {
  if (!decision.approve) return isBlank(decision.words) ? refuse('reason_missing') : { state: 'refused' };
  const closed = refusalToCancel(action.status);
  return closed === null ? { state: 'approved' } : refuse(closed);
}

function refusalToCancel(status: ActionStatus): 'not_published' | 'already_complete' | 'cancelled' | null {
  if (status === 'draft') return 'not_published';
  if (status === 'complete') return 'already_complete';
  return status === 'cancelled' ? 'cancelled' : null;
}
