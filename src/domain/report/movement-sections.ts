import type { LocalDate } from '../calendar/local-date.js';
import type { Colour, ReasonCode } from '../rating/reason-code.js';
import { movementBetween, type Movement } from './movement.js';
import type { ActionSnapshot } from './action-snapshot.js';
import { MOVEMENT_KINDS, type MovementKind } from './pack-content.js';

/** What there is to say of one action under its heading; nothing where the heading says it all. */
export type MovementDetail =
  | { readonly about: 'nothing' }
  | {
      readonly about: 'colour';
      readonly from: Colour;
      readonly to: Colour;
      readonly reasons: readonly ReasonCode[];
    }
  | { readonly about: 'date'; readonly from: LocalDate; readonly to: LocalDate }
  | { readonly about: 'owner'; readonly from: string | null; readonly to: string | null };

export interface MovedAction {
  readonly id: string;
  readonly detail: MovementDetail;
}

export interface MovedActions {
  readonly kind: MovementKind;
  readonly actions: readonly MovedAction[];
}

/** An action of the later day, with the mark that the last window passed without an answer. */
export type MarkedSnapshot = ActionSnapshot & { readonly notUpdated: boolean };

/**
 * What changed between two days under the headings of a report, in the order in which it is read; headings without an
 * action are left out. One action may stand under several: completed, verified and moved. "Not updated" lists the
 * open actions that bear the mark at the later day.
 */
export function movementSections(
  earlier: readonly ActionSnapshot[],
  later: readonly MarkedSnapshot[],
): MovedActions[] {
  const found = sectionsOf(movementBetween(earlier, later));
  const unheard = later.filter(({ status, notUpdated }) => notUpdated && isOpen(status));
  const all = { ...found, not_updated: plain(unheard.map(({ id }) => id)) };
  return MOVEMENT_KINDS.map((kind) => ({ kind, actions: all[kind] })).filter(
    ({ actions }) => actions.length > 0,
  );
}

function sectionsOf(movement: Movement): Record<Exclude<MovementKind, 'not_updated'>, MovedAction[]> {
  const turned = (changes: Movement['turnedRed']): MovedAction[] =>
    changes.map(({ id, from, to, reasons }) => ({ id, detail: { about: 'colour', from, to, reasons } }));
  return {
    new: plain(movement.added),
    complete: plain(movement.complete),
    verified: plain(movement.verified),
    embedded: plain(movement.embedded),
    reopened: plain(movement.reopened),
    turned_red: turned(movement.turnedRed),
    turned_amber: turned(movement.turnedAmber),
    eased: turned(movement.eased),
    recovered: turned(movement.recovered),
    moved: movement.moved.map(({ id, from, to }) => ({ id, detail: { about: 'date', from, to } })),
    owner_changed: movement.ownerChanged.map(({ id, from, to }) => ({
      id,
      detail: { about: 'owner', from, to },
    })),
    cancelled: plain(movement.cancelled),
  };
}

function plain(ids: readonly string[]): MovedAction[] {
  return ids.map((id) => ({ id, detail: { about: 'nothing' } }));
}

function isOpen(status: ActionSnapshot['status']): boolean {
  return status === 'not_started' || status === 'in_progress';
}
