import type { ReasonCode } from '../../domain/rating/reason-code.js';
import type { ChangeKind, PlanChange } from '../actions/plan-figures.repository.js';

/** One action in one group of the movement, with what it was and is. */
export interface Movement {
  readonly actionId: string;
  readonly reference: string;
  readonly title: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reasons: readonly ReasonCode[];
  readonly at: Date;
}

export interface MovementGroup {
  readonly kind: ChangeKind;
  readonly movements: readonly Movement[];
}

const ORDER: readonly ChangeKind[] = [
  'new',
  'complete',
  'turned_red',
  'turned_amber',
  'recovered',
  'moved',
  'owner_changed',
  'cancelled',
];
const OF_RATING: readonly ChangeKind[] = ['turned_red', 'turned_amber', 'recovered'];

/**
 * What changed, a group a kind. An action that was moved or handed over several times is one line, from the first to
 * the last; of several changes of colour only the last counts, and none where it ended with the colour it began with.
 * `changes` come newest first.
 */
export function movementOf(changes: readonly PlanChange[]): MovementGroup[] {
  return ORDER.map((kind) => ({ kind, movements: movementsOf(kind, changes) })).filter(
    (group) => group.movements.length > 0,
  );
}

function movementsOf(kind: ChangeKind, changes: readonly PlanChange[]): Movement[] {
  const byAction = new Map<string, PlanChange[]>();
  for (const change of changes) {
    if (change.kind !== kind) continue;
    byAction.set(change.actionId, [...(byAction.get(change.actionId) ?? []), change]);
  }
  const movements: Movement[] = [];
  for (const [actionId, own] of byAction) {
    const last = own[0] as PlanChange;
    const first = own.at(-1) as PlanChange;
    if (OF_RATING.includes(kind) && !isLastOfRating(last, changes)) continue;
    const from = OF_RATING.includes(kind) ? firstColour(actionId, changes) : first.from;
    if (from !== null && from === last.to) continue;
    const { reference, title, to, reasons, at } = last;
    movements.push({ actionId, reference, title, from, to, reasons, at });
  }
  return movements;
}

function isLastOfRating(change: PlanChange, changes: readonly PlanChange[]): boolean {
  return change === changes.find((one) => one.actionId === change.actionId && OF_RATING.includes(one.kind));
}

function firstColour(actionId: string, changes: readonly PlanChange[]): string | null {
  return changes.findLast((one) => one.actionId === actionId && OF_RATING.includes(one.kind))?.from ?? null;
}
