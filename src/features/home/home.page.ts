import { addDays } from '../../domain/calendar/day-number.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { may } from '../../domain/access/policy.js';
import type { Person } from '../../web/person.js';
import { dueQuestion, lineModel } from '../actions/action.page.js';
import type { ActionLine } from '../actions/action-list.repository.js';
import { actionPaths } from '../actions/actions.paths.js';
import type { OpenWindow } from '../actions/asked-windows.js';
import { fieldPrefix, type SeveralForms } from '../actions/several-updates.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import type { Home } from './home.service.js';

/** Forms on one page: beyond these an action is a line with a link to its form, so that a phone is not overwhelmed. */
const MOST_FORMS = 20;
/** So many of those asked about stand open at once. */
const MOST_OPEN = 5;
const DUE_SOON_DAYS = 14;
const ASK_AGAIN_DAYS = 28;
const DAYS_OF_REST = 5;

type Theirs = NonNullable<Home['theirs']>;

/** The one page for all that is theirs: which window asks until when, what is answered, and a form for each. */
export function theirsModel(theirs: Theirs, today: LocalDate, forms: SeveralForms) {
  const rows = [...theirs.rows].sort((one, other) => rank(one, theirs, forms) - rank(other, theirs, forms));
  let open = 0;
  const cards = rows.slice(0, MOST_FORMS).map((line, place) => {
    const window = theirs.windows.get(line.id) ?? null;
    const wants = wanted(line, window, today);
    const isAgain = forms.isAgain(line.id);
    const isAsked = window !== null && window.answer === null;
    if (isAsked) open += 1;
    return {
      ...lineModel(line),
      form: forms.of(line.id),
      prefix: fieldPrefix(line.id),
      question: dueQuestion(line.dueOn as LocalDate),
      asksWhetherBegun: line.status === 'not_started',
      askedUntil: isAsked ? window.closesOn : null,
      isAnswered: window !== null && window.answer !== null,
      wants,
      isOpen: isAgain || (isAsked && open <= MOST_OPEN) || (wants !== '' && place === 0),
    };
  });
  return {
    total: theirs.total,
    waiting: cards.filter(({ wants }) => wants !== '').length,
    windows: windowsModel(theirs),
    cards,
    lines: rows.slice(MOST_FORMS).map((line) => lineModel(line)),
    updatesPath: homePaths.updates(),
  };
}

export const homePaths = {
  updates: () => '/updates',
  dataQuality: () => '/data-quality',
  overview: () => '/overview',
  slipping: (sign?: string) => (sign === undefined ? '/slipping' : `/slipping?sign=${sign}`),
} as const;

/** "Open until the end of 27 November 2026: asks about 3 of your actions, 1 is answered"; one line for each window. */
function windowsModel({ windows }: Theirs) {
  const perWindow = new Map<string, { closesOn: LocalDate; asked: number; answered: number }>();
  for (const { opensOn, closesOn, answer } of windows.values()) {
    const one = perWindow.get(`${opensOn} ${closesOn}`) ?? { closesOn, asked: 0, answered: 0 };
    one.asked += 1;
    if (answer !== null) one.answered += 1;
    perWindow.set(`${opensOn} ${closesOn}`, one);
  }
  return [...perWindow.values()].sort((one, other) => (one.closesOn < other.closesOn ? -1 : 1));
}

/** What must be put right stands first, then what a window asks about, then the rest, each the most urgent first. */
function rank(line: ActionLine, { windows }: Theirs, forms: SeveralForms): number {
  if (forms.isAgain(line.id)) return 0;
  const window = windows.get(line.id);
  return window !== undefined && window.answer === null ? 1 : 2;
}

/** Why an action of theirs should be updated now, in a few words; nothing when it need not. */
function wanted(line: ActionLine, window: OpenWindow | null, today: LocalDate): string {
  if (window !== null && window.answer === null)
    return line.ratingReasons.includes('overdue') ? 'Overdue' : 'Wants an update';
  // Somebody who has just answered is done for now, however red the action stays.
  if (line.lastUpdateOn !== null && line.lastUpdateOn > addDays(today, -DAYS_OF_REST)) return '';
  if (line.ratingReasons.includes('overdue')) return 'Overdue';
  if (line.ratingReasons.includes('not_updated_twice')) return 'Your update is missing';
  const isRecent = line.lastUpdateOn !== null && line.lastUpdateOn > addDays(today, -DUE_SOON_DAYS);
  if (line.dueOn !== null && line.dueOn <= addDays(today, DUE_SOON_DAYS) && !isRecent) return 'Due soon';
  if (line.rating === 'red' && !isRecent) return 'Red';
  const hasStarted = line.startOn !== null && line.startOn <= today;
  if (hasStarted && (line.lastUpdateOn === null || line.lastUpdateOn <= addDays(today, -ASK_AGAIN_DAYS))) {
    return line.lastUpdateOn === null ? 'Never updated' : 'Not updated lately';
  }
  return '';
}

export function ledModel(led: NonNullable<Home['led']>, person: Person) {
  const href = (rating?: string) =>
    actionPaths.list({ accountableLeadId: person.personId, ...(rating && { rating: [rating] }) });
  const open = actionPaths.list({
    accountableLeadId: person.personId,
    status: ['not_started', 'in_progress'],
  });
  return { ...led, redHref: href('red'), amberHref: href('amber'), openHref: open };
}

export function planModel(plan: NonNullable<Home['plan']>, person: Person) {
  const counted = ['not_started', 'in_progress', 'complete'];
  return {
    ...plan,
    hrefs: {
      red: actionPaths.list({ rating: ['red'] }),
      amber: actionPaths.list({ rating: ['amber'] }),
      green: actionPaths.list({ rating: ['green'] }),
      blue: actionPaths.list({ rating: ['blue'] }),
      grey: actionPaths.list({ rating: ['grey'], status: counted }),
      overdue: actionPaths.list({ overdue: true }),
      noOwner: actionPaths.list({ ownerId: ['none'], status: ['not_started', 'in_progress'] }),
      drafts: actionPaths.drafts(),
      withoutAction: recommendationPaths.list({ withoutAction: true, status: 'open' }),
    },
    mayDraft: may('actions.draft', person),
    draftAllPath: actionPaths.draftAll(),
  };
}
