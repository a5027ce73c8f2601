import { Controller, Get } from '@nestjs/common';
import { addDays } from '../../domain/calendar/day-number.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { may } from '../../domain/access/policy.js';
import { formOf } from '../../web/forms/form-state.js';
import { page, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson } from '../../web/sign-in/access.decorators.js';
import { dueQuestion, lineModel } from '../actions/action.page.js';
import type { ActionLine } from '../actions/action-list.repository.js';
import { actionPaths } from '../actions/actions.paths.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { HomeService, type Home } from './home.service.js';

/** Forms on one page: beyond these an action is a line with a link to its form, so that a phone is not overwhelmed. */
const MOST_FORMS = 20;
const DUE_SOON_DAYS = 14;
const ASK_AGAIN_DAYS = 28;
const DAYS_OF_REST = 5;

/** The first page after signing in: what waits for this person. */
@Controller()
export class HomeController {
  constructor(private readonly home: HomeService) {}

  @Get()
  async show(@CurrentPerson() person: Person): Promise<Page> {
    const home = await this.home.of(person);
    return page('home/views/home.njk', {
      formOfNothing: formOf(),
      theirs: home.theirs && theirsModel(home.theirs, home.today),
      led: home.led && ledModel(home.led, person),
      plan: home.plan && planModel(home.plan, person),
      isOwner: person.roles.includes('owner'),
      isAdministrator: may('people.manage', person),
      isPlanManager: may('actions.draft', person),
      links: {
        people: '/people',
        board: '/board',
        actions: actionPaths.list(),
        recommendations: recommendationPaths.list(),
      },
    });
  }
}

function theirsModel(theirs: NonNullable<Home['theirs']>, today: LocalDate) {
  const cards = theirs.rows.slice(0, MOST_FORMS).map((line) => ({
    ...lineModel(line),
    question: dueQuestion(line.dueOn as LocalDate),
    asksWhetherBegun: line.status === 'not_started',
    wants: wanted(line, today),
  }));
  return {
    total: theirs.total,
    waiting: cards.filter(({ wants }) => wants !== '').length,
    cards,
    lines: theirs.rows.slice(MOST_FORMS).map((line) => lineModel(line)),
  };
}

/** Why an action of theirs should be updated now, in a few words; nothing when it need not. */
function wanted(line: ActionLine, today: LocalDate): string {
  // Somebody who has just answered is done for now, however red the action stays.
  if (line.lastUpdateOn !== null && line.lastUpdateOn > addDays(today, -DAYS_OF_REST)) return '';
  if (line.ratingReasons.includes('overdue')) return 'Overdue';
  if (line.ratingReasons.includes('not_updated_twice')) return 'Your update is missing';
  const isRecent = line.lastUpdateOn !== null && line.lastUpdateOn > addDays(today, -DUE_SOON_DAYS);
  if (line.dueOn !== null && line.dueOn <= addDays(today, DUE_SOON_DAYS) && !isRecent) return 'Due soon';
  if (line.rating === 'red' && !isRecent) return 'Red';
  const hasStarted = line.startOn !== null && line.startOn <= today;
  if (hasStarted && (line.lastUpdateOn === null || line.lastUpdateOn <= addDays(today, -ASK_AGAIN_DAYS))) {
    return line.lastUpdateOn === null ? 'Never updated' : 'Wants an update';
  }
  return '';
}

function ledModel(led: NonNullable<Home['led']>, person: Person) {
  const href = (rating?: string) =>
    actionPaths.list({ accountableLeadId: person.personId, ...(rating && { rating: [rating] }) });
  const open = actionPaths.list({
    accountableLeadId: person.personId,
    status: ['not_started', 'in_progress'],
  });
  return { ...led, redHref: href('red'), amberHref: href('amber'), openHref: open };
}

function planModel(plan: NonNullable<Home['plan']>, person: Person) {
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
