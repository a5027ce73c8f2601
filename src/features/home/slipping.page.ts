import { formatLongDate } from '../../domain/calendar/long-date.js';
import { SLIPPING_SIGNS, type SlippingSign } from '../../domain/rating/slipping-signs.js';
import { OPEN_STATUSES } from '../actions/action-filters.js';
import { COLOUR_NAMES } from '../actions/action-words.js';
import { actionPaths } from '../actions/actions.paths.js';
import { reasonList } from '../actions/reason-words.js';
import type { Person } from '../../web/person.js';
import { homePaths } from './home.page.js';
import type { Slipping, SlippingAction } from './slipping.service.js';

/** A sign in a figure: "3 turn Red". */
const SIGN_NAMES: Readonly<Record<SlippingSign, string>> = {
  turns_red: 'Turn Red',
  turns_amber: 'Turn Amber',
  due_in_10_not_started: 'Due within 10 working days, not started',
  due_in_20_not_started: 'Due within 20 working days, not started',
  milestone_late: 'Milestone late',
  forecast_late: 'Forecast later than due',
  unsure: 'Owner unsure',
  not_updated: 'Not updated',
  waiting: 'Waiting for others',
};

/** What is about to slip, narrowed to one sign if it is asked for. */
export function slippingModel(slipping: Slipping, sign: SlippingSign | null, person: Person) {
  const { actions, isTheirs, isCut, redNow } = slipping;
  const shown = sign === null ? actions : actions.filter(({ signs }) => signs.includes(sign));
  const lead = isTheirs ? { accountableLeadId: person.personId } : {};
  return {
    today: slipping.today,
    until: slipping.until,
    isTheirs,
    total: actions.length,
    isCut,
    sign: sign === null ? null : SIGN_NAMES[sign],
    allHref: homePaths.slipping(),
    red: { count: redNow, href: actionPaths.list({ ...lead, rating: 'red', status: [...OPEN_STATUSES] }) },
    figures: SLIPPING_SIGNS.map((one) => ({
      text: SIGN_NAMES[one],
      count: actions.filter(({ signs }) => signs.includes(one)).length,
      href: homePaths.slipping(one),
    })).filter(({ count }) => count > 0),
    rows: shown.map((action) => ({
      ...action,
      href: actionPaths.action(action.id),
      sentences: action.signs.map((one) => sentenceOf(one, action)),
    })),
  };
}

function sentenceOf(sign: SlippingSign, action: SlippingAction): string {
  switch (sign) {
    case 'turns_red':
    case 'turns_amber': {
      const { on, colour, reasons } = action.ahead!;
      const worse = reasons.filter((code) => !action.ratingReasons.includes(code));
      return `Turns ${COLOUR_NAMES[colour]} on ${formatLongDate(on)}: ${reasonList(worse.length > 0 ? worse : reasons).toLowerCase()}`;
    }
    case 'due_in_10_not_started':
    case 'due_in_20_not_started':
      return `Due on ${formatLongDate(action.dueOn)} and not started`;
    case 'milestone_late': {
      const [first, ...others] = action.lateMilestones;
      const more = others.length === 0 ? '' : `, and ${others.length} more`;
      return `Milestone late since ${formatLongDate(first!.dueOn)}: ${first!.title}${more}`;
    }
    case 'forecast_late':
      return action.forecastOn === null
        ? 'The owner names a later date'
        : `The owner says ${formatLongDate(action.forecastOn)}, due on ${formatLongDate(action.dueOn)}`;
    case 'unsure':
      return 'The owner does not know whether the date will be met';
    case 'not_updated':
      return action.lastUpdateOn === null
        ? 'Never updated'
        : `Not updated: the last update is of ${formatLongDate(action.lastUpdateOn)}`;
    case 'waiting':
      return `Waits for ${action.waitsFor.join('; ')}`;
  }
}
