import { formatLongDate } from '../../domain/calendar/long-date.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { COLOURS, type Colour } from '../../domain/rating/reason-code.js';
import { COUNTED_STATUSES } from '../actions/action-filters.js';
import { COLOUR_NAMES, movedWords } from '../actions/action-words.js';
import { actionPaths } from '../actions/actions.paths.js';
import type { ChangeKind } from '../actions/plan-figures.repository.js';
import { reasonList } from '../actions/reason-words.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { boardPaths } from './board.paths.js';
import type { Board } from './board.service.js';
import type { Movement, MovementGroup } from './plan-movement.js';

const MOVEMENTS_SHOWN = 12;

export const GROUP_TITLES: Record<ChangeKind, string> = {
  new: 'New in the plan',
  complete: 'Reported complete',
  turned_red: 'Turned Red',
  turned_amber: 'Turned Amber',
  recovered: 'Recovered',
  moved: 'Due date moved',
  owner_changed: 'Owner changed',
  cancelled: 'Cancelled',
};

/** What each colour means, as it is printed under every figure. */
export const COLOUR_KEY: Record<Colour, string> = {
  red: 'past its due date, a critical milestone badly late, or called red',
  amber: 'open and at risk, or complete without proof',
  green: 'on track, or complete and being checked',
  blue: 'done, proven and seen to last',
  grey: 'not due to start',
};

/** The statuses that figures count, as the list's filter has them: a draft is no part of a figure. */
const counted = [...COUNTED_STATUSES];

/** The links of the figures lead to the list that each counts; `base` goes before them where the page is a file. */
export function boardPage(board: Board, base = '') {
  const { figures, recommendations } = board;
  return {
    asAt: board.asAt,
    preset: board.preset,
    csv: boardPaths.csv(),
    headline: {
      met: recommendations.met,
      recommendations: recommendations.total,
      complete: figures.complete,
      total: figures.total,
    },
    counts: COLOURS.map((colour) => ({
      colour,
      name: COLOUR_NAMES[colour],
      count: figures.counts[colour],
      href: base + actionPaths.list({ rating: colour, status: counted }),
      means: COLOUR_KEY[colour],
    })),
    overdue: { count: figures.overdue, href: base + actionPaths.list({ overdue: true, status: counted }) },
    noOwner: {
      count: figures.noOwner,
      href: base + actionPaths.list({ ownerId: 'none', status: ['not_started', 'in_progress'] }),
    },
    exceptions: {
      more: Math.max(0, figures.counts.red - board.exceptions.length),
      href: base + actionPaths.list({ rating: 'red', status: counted }),
      rows: board.exceptions.map((line) => ({
        ...line,
        href: base + actionPaths.action(line.id),
        reasons: reasonList(line.ratingReasons),
        moved: movedWords(line.timesMoved, line.daysSlipped),
      })),
    },
    withoutAction: {
      count: recommendations.withoutAction,
      href: base + recommendationPaths.list({ withoutAction: true, status: 'open' }),
      rows: board.withoutAction.map((row) => ({
        id: row.id,
        number: row.number,
        text: row.text,
        isPriority: row.priority === 'priority_action',
        documentTitle: row.documentTitle,
        href: base + recommendationPaths.recommendation(row.id),
      })),
    },
    since: board.since,
    movement: board.movement.map((group) => groupOf(group, base)),
  };
}

function groupOf({ kind, movements }: MovementGroup, base: string) {
  return {
    title: GROUP_TITLES[kind],
    count: movements.length,
    more: Math.max(0, movements.length - MOVEMENTS_SHOWN),
    rows: movements.slice(0, MOVEMENTS_SHOWN).map((movement) => ({
      reference: movement.reference,
      title: movement.title,
      href: base + actionPaths.action(movement.actionId),
      what: whatHappened(kind, movement),
    })),
  };
}

/** "from Green: overdue", "from 30 November 2026 to 18 December 2026"; nothing where the heading says it all. */
export function whatHappened(kind: ChangeKind, { from, to, reasons }: Movement): string {
  if (kind === 'moved') return `from ${dayOf(from)} to ${dayOf(to)}`;
  if (kind === 'turned_red' || kind === 'turned_amber')
    return `from ${colourOf(from)}: ${reasonList(reasons)}`;
  if (kind === 'recovered') return `from ${colourOf(from)} to ${colourOf(to)}`;
  return '';
}

function dayOf(text: string | null): string {
  return text === null ? 'no date' : formatLongDate(text as LocalDate);
}

function colourOf(text: string | null): string {
  return text === null ? 'no colour' : COLOUR_NAMES[text as Colour];
}
