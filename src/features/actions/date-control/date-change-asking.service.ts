import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../../domain/access/policy.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import {
  answerProposal,
  askForDate,
  dropRequest,
  recordAgreement,
  type ActionWithDate,
} from '../../../domain/lifecycle/date-change.js';
import { isRefusal } from '../../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Forbidden, NotFound, StaleVersion, type Refusal } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { MeetingsRepository } from '../../meetings/meetings.repository.js';
import { ActionAccess } from '../action-access.js';
import type { Action } from '../action.entity.js';
import type { DateChange } from '../date-change.entity.js';
import { DateChangeGround } from './date-change-ground.js';
import { dateRefusal } from './date-change-words.js';
import { DateChangesRepository } from './date-changes.repository.js';

export interface AskedDate {
  readonly newDueOn: LocalDate;
  /** One of DATE_CHANGE_REASONS. */
  readonly reason: string;
  readonly words: string;
  readonly meanwhile: string;
}

/** What became of one request among many: its id, or why it was not made. */
export interface AskedAnswer {
  readonly actionId: string;
  readonly id: string | null;
  readonly refused: Refusal | null;
}

export interface Agreement {
  readonly newDueOn: LocalDate;
  readonly agreedOn: LocalDate;
  readonly documentReference: string;
  readonly words: string;
}

/** Asking for another due date, and what whoever asked may do afterwards. */
@Injectable()
export class DateChangeAsking {
  constructor(
    private readonly database: Database,
    private readonly changes: DateChangesRepository,
    private readonly ground: DateChangeGround,
    private readonly access: ActionAccess,
    private readonly meetings: MeetingsRepository,
    private readonly days: AuthorityDays,
  ) {}

  /** Gives the id of the request. */
  async ask(person: Person, actionId: string, asked: AskedDate): Promise<string> {
    if (!mayEver('date_changes.ask', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      await this.access.toChange(tx, person, 'date_changes.ask', actionId);
      const [answer] = await this.askMany(tx, person, [{ ...asked, actionId }]);
      if (!answer || answer.id === null) throw answer?.refused ?? new NotFound('There is no such action');
      return answer.id;
    });
  }

  /**
   * Asks for many actions at once, within the transaction of whoever calls; each is asked for or refused by itself, in
   * the order given. An action that is not there or that this person may not ask for is refused like the others.
   */
  async askMany(
    tx: Tx,
    person: Person,
    asked: readonly (AskedDate & { readonly actionId: string })[],
  ): Promise<AskedAnswer[]> {
    if (!mayEver('date_changes.ask', person)) throw new Forbidden();
    const ids = asked.map(({ actionId }) => actionId);
    const { actions, chains, subjects } = await this.ground.heldMany(tx, ids);
    const awaiting = await this.changes.awaiting(tx, ids);
    const on = await this.days.today(tx);
    const calendar = await this.days.calendar(tx);
    const nextMeetingOn = await this.meetings.nextMeetingOn(tx, on);

    const judged = asked.map((one) => {
      const action = actions.get(one.actionId);
      if (!action) return { one, refused: new NotFound('There is no such action') };
      const subject = subjects.get(action.id)!;
      if (!may('actions.read', person, subject) || !may('date_changes.ask', person, subject)) {
        return { one, refused: new Forbidden() };
      }
      const request = askForDate(
        { ...datesOf(action), ownerId: action.ownerId, requestWaiting: awaiting.has(action.id) },
        { ...one, askedBy: person.personId, on, nextMeetingOn },
        chains.get(action.id)!,
        calendar,
      );
      if (isRefusal(request)) return { one, refused: dateRefusal(request.refused) };
      // The same action twice in one list: the second finds the first waiting.
      awaiting.add(action.id);
      return { one, action, request };
    });

    const made = judged.flatMap(({ one, action, request }) =>
      action && request ? [{ one, action, request }] : [],
    );
    const newIds = await this.changes.add(
      tx,
      made.map(({ one, action, request }) => ({
        actionId: action.id,
        kind: 'request' as const,
        fromDueOn: action.dueOn as LocalDate,
        toDueOn: one.newDueOn,
        slip: request.slip,
        reason: one.reason,
        words: one.words.trim(),
        meanwhile: one.meanwhile.trim(),
        askedBy: person.personId,
        askedOn: on,
        decider: request.decider,
        decideBy: request.decideBy,
        state: 'waiting' as const,
        decidedOn: null,
        documentReference: '',
        agreedOn: null,
      })),
    );
    await this.ground.moved(
      tx,
      made.map(({ action }) => action.id),
      on,
    );
    let place = 0;
    return judged.map(({ one, request, refused }) => ({
      actionId: one.actionId,
      id: request ? (newIds[place++] as string) : null,
      refused: refused ?? null,
    }));
  }

  /** Takes the date that the decider proposed: it moves now. */
  async accept(person: Person, id: string, version: number | null): Promise<void> {
    if (!mayEver('date_changes.ask', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { request } = await this.own(tx, person, id, version);
      const answer = answerProposal(request, true);
      if (isRefusal(answer)) throw dateRefusal(answer.refused);
      const on = await this.days.today(tx);
      await this.changes.change(tx, id, { state: answer.state, decidedOn: on });
      await this.ground.moved(tx, [request.actionId], on);
    });
  }

  /** Drops a request that is not decided, or the date proposed instead. */
  async drop(person: Person, id: string, version: number | null): Promise<void> {
    if (!mayEver('date_changes.ask', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { request } = await this.own(tx, person, id, version);
      // Theirs already, by asking or by taking over from whoever asked.
      const answer = dropRequest(request, request.askedBy);
      if (isRefusal(answer)) throw dateRefusal(answer.refused);
      const on = await this.days.today(tx);
      await this.changes.change(tx, id, { state: answer.state, decidedOn: on });
      await this.ground.moved(tx, [request.actionId], on);
    });
  }

  /** Their written agreement to move a date that they had set: recorded, and the date moves. */
  async recordAgreement(person: Person, actionId: string, agreement: Agreement): Promise<string> {
    if (!mayEver('date_changes.record_agreement', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'date_changes.record_agreement', actionId);
      const on = await this.days.today(tx);
      const agreed = recordAgreement(datesOf(action), { ...agreement, on }, await this.days.calendar(tx));
      if (isRefusal(agreed)) throw dateRefusal(agreed.refused);
      const [id] = await this.changes.add(tx, [
        {
          actionId,
          kind: 'agreement',
          fromDueOn: action.dueOn as LocalDate,
          toDueOn: agreed.newDueOn,
          slip: agreed.slip,
          reason: 'other',
          words: agreement.words.trim(),
          meanwhile: '',
          askedBy: person.personId,
          askedOn: on,
          decider: 'board',
          decideBy: on,
          state: 'approved',
          decidedOn: on,
          documentReference: agreement.documentReference.trim(),
          agreedOn: agreement.agreedOn,
        },
      ]);
      await this.ground.moved(tx, [actionId], on);
      return id as string;
    });
  }

  /** What this person asked for, or took over with its action: nobody accepts or drops for somebody else. */
  private async own(
    tx: Tx,
    person: Person,
    id: string,
    version: number | null,
  ): Promise<{ request: DateChange; action: Action }> {
    const found = await this.ground.held(tx, person, id);
    const { request, action } = found;
    const asks = request.askedBy === person.personId;
    if (!asks && !(await this.changes.wasTakenOver(tx, request, action, person.personId))) {
      throw dateRefusal('not_yours');
    }
    if (version !== null && found.request.version !== version) throw new StaleVersion(found.request.version);
    return found;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

/** The action as the rules of date control see it. A draft has no date that they could speak about. */
export function datesOf(action: Action): ActionWithDate {
  return {
    status: action.status,
    startOn: action.startOn as LocalDate,
    dueOn: action.dueOn as LocalDate,
    slipFrom: (action.slipFrom ?? action.originalDueOn ?? action.dueOn) as LocalDate,
    timesMoved: action.timesMoved,
    dateSetBy: action.dateSetBy,
  };
}
