import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { explainException, type ExplanationWords } from '../../domain/lifecycle/pack.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { exceptionList } from '../../domain/report/exception-list.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import { ActionAccess, type Accessed } from '../actions/action-access.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { PackPlanRepository } from './content/pack-plan.repository.js';
import {
  ExplanationsRepository,
  type ExceptionCandidate,
  type ExplanationRow,
  type MeetingToExplainTo,
} from './explanations.repository.js';
import { packRefused } from './pack-words.js';

/** The exceptions that a meeting will read about, and until when their owners are asked to explain them. */
export interface WantedExplanations {
  readonly meeting: MeetingToExplainTo;
  readonly exceptions: readonly ExceptionCandidate[];
}

/** What owners say to the board of actions that are exceptions: what is in the way, what will be done, by when. */
@Injectable()
export class ExplanationsService {
  constructor(
    private readonly database: Database,
    private readonly access: ActionAccess,
    private readonly explanations: ExplanationsRepository,
    private readonly plan: PackPlanRepository,
    private readonly days: AuthorityDays,
  ) {}

  /** The action with what was said of it last, for somebody who may explain it. */
  async toExplain(
    person: Person,
    actionId: string,
  ): Promise<{
    action: Accessed['action'];
    meeting: MeetingToExplainTo | null;
    last: ExplanationRow | null;
  }> {
    return this.within(person, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'packs.explain', actionId);
      const [last] = await this.explanations.ofAction(tx, actionId, 1);
      return {
        action,
        meeting: await this.explanations.nextMeeting(tx, await this.days.today(tx)),
        last: last ?? null,
      };
    });
  }

  /** Said for the next meeting of the improvement board; said again, the later word stands. */
  async explain(person: Person, actionId: string, words: ExplanationWords): Promise<ExplanationRow> {
    return this.within(person, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'packs.explain', actionId);
      const today = await this.days.today(tx);
      const meeting = await this.explanations.nextMeeting(tx, today);
      const isOpen = action.status === 'not_started' || action.status === 'in_progress';
      const explained = explainException({ isOpen, hasMeeting: meeting !== null }, words, today);
      if (isRefusal(explained)) packRefused(explained.refused);
      await this.explanations.add(tx, {
        ...words,
        actionId,
        meetingId: meeting!.id,
        by: person.personId,
        on: today,
        at: this.days.now(),
      });
      return (await this.explanations.ofAction(tx, actionId, 1))[0]!;
    });
  }

  /** What was said of an action, the latest first, for somebody who may read it. */
  async ofAction(person: Person, actionId: string): Promise<ExplanationRow[]> {
    return this.within(person, async (tx) => {
      await this.access.toRead(tx, person, actionId);
      return this.explanations.ofAction(tx, actionId, 100);
    });
  }

  /**
   * What the owner is asked to explain today: from so many working days before the papers are due until the pack is
   * issued, what is an exception by the day the papers are due.
   */
  async wantedFrom(tx: Tx, person: Person): Promise<WantedExplanations | null> {
    const today = await this.days.today(tx);
    const meeting = await this.explanations.nextMeeting(tx, today);
    if (meeting === null) return null;
    const calendar = await this.days.calendar(tx);
    const { ladder } = await this.plan.frame(tx, null, today, today);
    if (today < calendar.workingDaysBefore(meeting.paperDeadline, ladder.explanationWanted)) return null;
    return { meeting, exceptions: await this.exceptionsOf(tx, { ownerId: person.personId }, meeting, today) };
  }

  /** The action as an exception of the next meeting; null: it is none, or no meeting is planned. */
  async asException(
    tx: Tx,
    actionId: string,
    today: LocalDate,
  ): Promise<{ meeting: MeetingToExplainTo; exception: ExceptionCandidate } | null> {
    const meeting = await this.explanations.nextMeeting(tx, today);
    if (meeting === null) return null;
    const [exception] = await this.exceptionsOf(tx, { actionId }, meeting, today);
    return exception === undefined ? null : { meeting, exception };
  }

  private async exceptionsOf(
    tx: Tx,
    which: { readonly ownerId: string } | { readonly actionId: string },
    meeting: MeetingToExplainTo,
    today: LocalDate,
  ): Promise<ExceptionCandidate[]> {
    const candidates = await this.explanations.candidates(tx, which, meeting.id);
    if (candidates.length === 0) return [];
    const until = meeting.paperDeadline > today ? meeting.paperDeadline : today;
    const { ladder } = await this.plan.frame(tx, null, today, today);
    return exceptionList(candidates, until, await this.days.calendar(tx), ladder);
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
