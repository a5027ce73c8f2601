import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { firstDayToEmbed, nextLookOn } from '../../domain/lifecycle/assurance.js';
import { refusalUnlessIndependent } from '../../domain/lifecycle/independence.js';
import type { Tx } from '../../platform/database/database.js';
import type { PageSection, PageVerb } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import { BoardDecisions } from '../meetings/board-decisions.service.js';
import type { Accessed } from './action-access.js';
import { actionPaths } from './actions.paths.js';
import { AssurancePageRepository } from './assurance-page.repository.js';
import { AssuranceRepository } from './assurance.repository.js';
import { CancellationsRepository, type CancellationRow } from './cancellations.repository.js';

type Subject = Accessed & { readonly today: LocalDate };

const STEP_WORDS = {
  verified: 'Verified',
  embedded: 'Embedded',
  looked_again: 'Looked at again',
} as const;

/** On the page of an action: how its completion was reported and judged, and what this person may do about it. */
@Injectable()
export class AssuranceSection implements PageSection<Subject> {
  readonly order = 40;
  readonly template = 'actions/views/_assurance.njk';

  constructor(
    private readonly assurance: AssuranceRepository,
    private readonly page: AssurancePageRepository,
    private readonly cancellations: CancellationsRepository,
    private readonly decisions: BoardDecisions,
  ) {}

  async read(tx: Tx, person: Person, subject: Subject) {
    const { action } = subject;
    if (action.publishedOn === null) return null;
    const reports = await this.page.reports(tx, action.id);
    const checks = await this.page.checks(tx, action.id);
    const marks = await this.page.marks(tx, action.id);
    const cancellations = await this.cancellations.ofAction(tx, action.id);
    const waiting = cancellations.find(({ state }) => state === 'waiting') ?? null;
    const verbs = [
      ...(await this.verbsOfAssurance(tx, person, subject)),
      ...(await this.verbsOfCancelling(tx, person, subject, waiting)),
    ];
    if (reports.length + marks.length + cancellations.length === 0) return { model: null, verbs };
    const model = {
      reports,
      checks: checks.map((check) => ({ ...check, stepName: STEP_WORDS[check.step] })),
      marks,
      cancellations,
      next: nextStep(subject),
      dropPath: waiting && may('actions.ask_cancel', person) ? actionPaths.dropCancellation(action.id) : null,
    };
    return { model, verbs };
  }

  private async verbsOfAssurance(
    tx: Tx,
    person: Person,
    { action, subject, today }: Subject,
  ): Promise<PageVerb[]> {
    const { id, status, assurance } = action;
    const verbs: PageVerb[] = [];
    if (status === 'not_started' || status === 'in_progress') {
      if (await this.mayReport(tx, person, { action, subject })) {
        verbs.push({ text: 'Report complete', href: actionPaths.reportComplete(id), isPrimary: true });
      }
      return verbs;
    }
    if (status !== 'complete') return verbs;
    if (may('actions.verify', person, subject)) {
      const hands = await this.assurance.hands(tx, id);
      const isIndependent = refusalUnlessIndependent(person.personId, hands) === null;
      if (assurance === 'evidenced' && isIndependent) {
        verbs.push({ text: 'Verify', href: actionPaths.verify(id), isPrimary: true });
      }
      if (assurance === 'reported' || assurance === 'evidenced') {
        verbs.push({ text: 'Refuse the completion', href: actionPaths.refuse(id) });
      }
      const canEmbed =
        assurance === 'verified' &&
        action.kind === 'practice' &&
        firstDayToEmbed(action.verifiedOn as LocalDate) <= today;
      if (canEmbed && isIndependent) {
        verbs.push({ text: 'Second check', href: actionPaths.embed(id), isPrimary: true });
      }
      if (assurance === 'embedded' && isIndependent) {
        verbs.push({ text: 'Look at it again', href: actionPaths.lookAgain(id) });
      }
      if (action.notEnoughSince !== null) {
        verbs.push({ text: 'Close “done, but not enough”', href: actionPaths.closeNotEnough(id) });
      }
    }
    if (may('actions.reopen', person, subject)) {
      verbs.push({ text: 'Reopen', href: actionPaths.reopen(id) });
      if (action.notEnoughSince === null) {
        verbs.push({ text: 'Done, but not enough', href: actionPaths.notEnough(id) });
      }
    }
    return verbs;
  }

  /** Contributors too: the subject of a page may have come without them. */
  private async mayReport(tx: Tx, person: Person, { action, subject }: Accessed): Promise<boolean> {
    if (may('actions.report_complete', person, subject)) return true;
    const hands = await this.page.standingContributors(tx, action.id);
    return may('actions.report_complete', person, { ...subject, contributorIds: hands });
  }

  private async verbsOfCancelling(
    tx: Tx,
    person: Person,
    { action }: Subject,
    waiting: CancellationRow | null,
  ): Promise<PageVerb[]> {
    const isOpen = action.status === 'not_started' || action.status === 'in_progress';
    if (waiting === null) {
      return isOpen && may('actions.ask_cancel', person)
        ? [{ text: 'Ask the board to cancel it', href: actionPaths.askCancel(action.id) }]
        : [];
    }
    if (!may('actions.cancel', person)) return [];
    const authority = await this.decisions.mayDecideForBoard(tx, person);
    return authority.betweenMeetings || authority.atMeetings.length > 0
      ? [
          {
            text: 'Decide on cancelling it',
            href: actionPaths.decideCancellation(action.id),
            isPrimary: true,
          },
        ]
      : [];
  }
}

/** What the action waits for, in a sentence. */
function nextStep({ action, today }: Subject): string {
  if (action.assurance === 'reported') return 'It waits for accepted evidence of every required kind.';
  if (action.assurance === 'evidenced') return 'Its evidence is accepted. It waits to be verified.';
  if (action.assurance === 'verified' && action.kind === 'practice') {
    const from = firstDayToEmbed(action.verifiedOn as LocalDate);
    return from > today
      ? `A second check can be made from ${formatLongDate(from)}.`
      : 'It waits for its second check.';
  }
  if (action.assurance === 'embedded' && action.priorityAction && action.lookedOn !== null) {
    return `It is put up for another look on ${formatLongDate(nextLookOn(action.lookedOn))}.`;
  }
  return '';
}
