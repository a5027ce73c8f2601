import { formatLongDate } from '../../../domain/calendar/long-date.js';
import type { MovedActions, MovementDetail } from '../../../domain/report/movement-sections.js';
import type { MovementKind, MovementSection } from '../../../domain/report/pack-content.js';
import { COLOUR_NAMES } from '../../actions/action-words.js';
import { reasonList } from '../../actions/reason-words.js';

export const MOVEMENT_TITLES: Readonly<Record<MovementKind, string>> = {
  new: 'New in the plan',
  complete: 'Reported complete',
  verified: 'Verified',
  embedded: 'Embedded',
  reopened: 'Reopened',
  turned_red: 'Turned Red',
  turned_amber: 'Turned Amber',
  eased: 'Eased from Red to Amber',
  recovered: 'Recovered',
  moved: 'Due date moved',
  owner_changed: 'Owner changed',
  not_updated: 'Not updated',
  cancelled: 'Cancelled',
};

/** How the actions and people that a movement speaks of are called. */
export interface MovementNames {
  readonly action: (id: string) => { readonly reference: string; readonly title: string } | undefined;
  readonly person: (id: string) => string | undefined;
}

/** What has changed, in words, in the order in which the board reads it. */
export function movementInWords(moved: readonly MovedActions[], names: MovementNames): MovementSection[] {
  return moved.map(({ kind, actions }) => ({
    kind,
    title: MOVEMENT_TITLES[kind],
    lines: actions.map(({ id, detail }) => {
      const { reference = '', title = '' } = names.action(id) ?? {};
      return { id, reference, title, what: wordsOf(detail, names) };
    }),
  }));
}

function wordsOf(detail: MovementDetail, names: MovementNames): string {
  switch (detail.about) {
    case 'nothing':
      return '';
    case 'colour':
      return `from ${COLOUR_NAMES[detail.from]} to ${COLOUR_NAMES[detail.to]}: ${reasonList(detail.reasons)}`;
    case 'date':
      return `from ${formatLongDate(detail.from)} to ${formatLongDate(detail.to)}`;
    case 'owner':
      return `from ${nameOf(detail.from, names)} to ${nameOf(detail.to, names)}`;
  }
}

function nameOf(id: string | null, names: MovementNames): string {
  return id === null ? 'nobody' : (names.person(id) ?? 'somebody whose name is not kept');
}
