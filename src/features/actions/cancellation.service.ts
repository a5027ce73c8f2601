import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import { askToCancel, decideCancellation } from '../../domain/lifecycle/cancellation.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { BoardDecisions, type BoardAuthority } from '../meetings/board-decisions.service.js';
import type { DecisionSource, WantedDecision } from '../meetings/decisions-wanted.js';
import { ActionAccess, readingScope } from './action-access.js';
import { ActionLinks } from './action-links.js';
import { actionPaths } from './actions.paths.js';
import { assuranceRefused } from './assurance-words.js';
import { CancellationsRepository, type CancellationRow } from './cancellations.repository.js';

export interface CancellationDecision {
  readonly approve: boolean;
  readonly words: string;
  /** The meeting at which the board decided; null: the chair decides between meetings. */
  readonly meetingId: string | null;
}

/** Cancelling a published action: the plan manager asks, the board decides. */
@Injectable()
export class CancellationService implements DecisionSource {
  readonly kind = 'cancellation';
  readonly heading = 'Actions to cancel';

  constructor(
    private readonly database: Database,
    private readonly cancellations: CancellationsRepository,
    private readonly access: ActionAccess,
    private readonly decisions: BoardDecisions,
    private readonly links: ActionLinks,
    private readonly days: AuthorityDays,
  ) {}

  async ask(person: Person, actionId: string, reason: string): Promise<void> {
    if (!may('actions.ask_cancel', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.ask_cancel', actionId);
      const alreadyAsked = (await this.cancellations.waiting(tx, actionId)) !== null;
      const asked = askToCancel(action, { reason, alreadyAsked });
      if (isRefusal(asked)) assuranceRefused(asked.refused);
      const on = await this.days.today(tx);
      await this.cancellations.ask(tx, { actionId, reason: reason.trim(), by: person.personId, on });
    });
  }

  /** Whoever asked, or another plan manager, takes the request back. */
  async drop(person: Person, actionId: string): Promise<void> {
    if (!may('actions.ask_cancel', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      await this.access.toChange(tx, person, 'actions.ask_cancel', actionId);
      const request = await this.request(tx, actionId);
      const on = await this.days.today(tx);
      const ending = { state: 'dropped', by: person.personId, on, words: '', decisionId: null } as const;
      await this.cancellations.end(tx, request.id, ending);
    });
  }

  /** The board's decision: by its chair between meetings, or recorded with the meeting that took it. */
  async decide(person: Person, actionId: string, decision: CancellationDecision): Promise<void> {
    if (!mayEver('actions.cancel', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.cancel', actionId);
      const request = await this.request(tx, actionId);
      const decided = decideCancellation(action, decision);
      if (isRefusal(decided)) assuranceRefused(decided.refused);
      const decisionId = await this.decisions.record(tx, person, {
        subjectKind: 'cancellation',
        subjectId: request.id,
        outcome: decided.state,
        words: decision.words,
        meetingId: decision.meetingId,
      });
      const on = await this.days.today(tx);
      const ending = {
        state: decided.state,
        by: person.personId,
        on,
        words: decision.words.trim(),
        decisionId,
      };
      await this.cancellations.end(tx, request.id, ending);
      if (decided.state === 'approved') await this.links.cancelled(tx, actionId, on);
    });
  }

  /** What the page of the decision shows. */
  async toDecide(
    person: Person,
    actionId: string,
  ): Promise<{ reference: string; title: string; request: CancellationRow; authority: BoardAuthority }> {
    if (!mayEver('actions.cancel', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const { action } = await this.access.toRead(tx, person, actionId);
      const request = await this.request(tx, actionId);
      const authority = await this.decisions.mayDecideForBoard(tx, person);
      if (!authority.betweenMeetings && authority.atMeetings.length === 0) throw new Forbidden();
      return { reference: action.reference, title: action.title, request, authority };
    });
  }

  async wanted(tx: Tx, person: Person): Promise<WantedDecision[]> {
    const rows = await this.cancellations.allWaiting(tx, readingScope(person));
    return rows.map((row) => ({
      subjectId: row.id,
      title: `Cancel ${row.reference} ${row.title}`,
      about: row.reason,
      href: actionPaths.decideCancellation(row.actionId),
      since: row.askedOn,
    }));
  }

  async titles(
    tx: Tx,
    person: Person,
    subjectIds: readonly string[],
  ): Promise<ReadonlyMap<string, { title: string; href: string }>> {
    const rows = await this.cancellations.titles(tx, readingScope(person), subjectIds);
    return new Map(
      rows.map(({ id, actionId, reference, title }) => [
        id,
        { title: `Cancel ${reference} ${title}`, href: actionPaths.action(actionId) },
      ]),
    );
  }

  private async request(tx: Tx, actionId: string): Promise<CancellationRow> {
    const request = await this.cancellations.waiting(tx, actionId);
    if (request === null) {
      throw new StateForbids('not_asked', 'Nobody has asked the board to cancel this action');
    }
    return request;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
