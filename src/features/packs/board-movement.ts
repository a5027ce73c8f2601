import { formatLongDate } from '../../domain/calendar/long-date.js';
import { type ColourChange, type Movement, movementBetween } from '../../domain/report/movement.js';
import { COLOUR_NAMES } from '../actions/action-words.js';
import type { ChangedAction } from '../actions/plan-figures.repository.js';
import { reasonList } from '../actions/reason-words.js';

/** One line of what changed: the action and, where the heading does not say it all, from what to what. */
export interface MovementLine {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly what: string;
}

export interface MovementGroup {
  readonly title: string;
  readonly lines: readonly MovementLine[];
}

/** What the rulebook says has changed, in words, in the order the board reads it; groups without a line are left out. */
export function movementGroups(changed: readonly ChangedAction[]): MovementGroup[] {
  const movement = movementBetween(
    changed.flatMap(({ earlier }) => (earlier === null ? [] : [earlier])),
    changed.map(({ later }) => later),
  );
  const byId = new Map(changed.map((action) => [action.id, action]));
  return groupsOf(movement)
    .filter(([, found]) => found.length > 0)
    .map(([title, found]) => ({
      title,
      lines: found.map(([id, what]) => {
        const { reference, title: name } = byId.get(id) as ChangedAction;
        return { id, reference, title: name, what };
      }),
    }));
}

type Found = [id: string, what: string][];

function groupsOf(movement: Movement): [title: string, found: Found][] {
  const plain = (ids: readonly string[]): Found => ids.map((id) => [id, '']);
  return [
    ['New in the plan', plain(movement.added)],
    ['Reported complete', plain(movement.complete)],
    ['Verified', plain(movement.verified)],
    ['Embedded', plain(movement.embedded)],
    ['Reopened', plain(movement.reopened)],
    ['Turned Red', turned(movement.turnedRed)],
    ['Turned Amber', turned(movement.turnedAmber)],
    ['Eased from Red to Amber', turned(movement.eased)],
    ['Recovered', turned(movement.recovered)],
    [
      'Due date moved',
      movement.moved.map(({ id, from, to }) => [id, `from ${formatLongDate(from)} to ${formatLongDate(to)}`]),
    ],
    ['Owner changed', plain(movement.ownerChanged.map(({ id }) => id))],
    ['Cancelled', plain(movement.cancelled)],
  ];
}

function turned(changes: readonly ColourChange[]): Found {
  return changes.map(({ id, from, to, reasons }) => [
    id,
    `from ${COLOUR_NAMES[from]} to ${COLOUR_NAMES[to]}: ${reasonList(reasons)}`,
  ]);
}
