import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import {
  askToRebaseline,
  decideRebaselining,
  refusalOfNewBaseline,
} from '../../domain/lifecycle/rebaselining.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused, StateForbids, type FieldError } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Slice } from '../documents/list-slices.js';
import { BoardDecisions, type BoardAuthority } from '../meetings/board-decisions.service.js';
import { BASELINE_REFUSALS, planRefused } from './plan-words.js';
import {
  RebaseliningsRepository,
  type OpenAction,
  type RebaselinedAction,
  type RebaseliningRow,
} from './rebaselinings.repository.js';

export interface NewDate {
  readonly actionId: string;
  readonly dueOn: LocalDate;
}

/** New baseline dates for chosen actions: asked for by the plan manager, decided by the board. */
@Injectable()
export class RebaseliningsService {
  constructor(
    private readonly database: Database,
    private readonly rebaselinings: RebaseliningsRepository,
    private readonly decisions: BoardDecisions,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  async list(person: Person, part: Slice): Promise<{ rows: RebaseliningRow[]; total: number }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.rebaselinings.list(tx, part));
  }

  async one(
    person: Person,
    id: string,
  ): Promise<RebaseliningRow & { dates: RebaselinedAction[]; authority: BoardAuthority }> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => ({
      ...(await this.found(tx, id)),
      dates: await this.rebaselinings.actionsOf(tx, id),
      authority: may('plan.rebaseline', person)
        ? await this.decisions.mayDecideForBoard(tx, person)
        : { betweenMeetings: false, atMeetings: [] },
    }));
  }

  async openActions(person: Person): Promise<OpenAction[]> {
    if (!may('plan.manage', person)) throw new Forbidden();
    return this.within(person, (tx) => this.rebaselinings.openActions(tx));
  }

  /** Gives the id of the request. What cannot be is told beside each date. */
  async ask(person: Person, reason: string, dates: readonly NewDate[]): Promise<string> {
    if (!may('plan.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const alreadyAsked = (await this.rebaselinings.waiting(tx)) !== null;
      const asked = askToRebaseline({ reason, dates: dates.length, alreadyAsked });
      if (isRefusal(asked)) planRefused(asked.refused);
      const today = await this.days.today(tx);
      const calendar = await this.days.calendar(tx);
      const open = new Map((await this.rebaselinings.openActions(tx)).map((action) => [action.id, action]));
      const errors: FieldError[] = [];
      for (const { actionId, dueOn } of dates) {
        const action = open.get(actionId);
        const refused = action ? refusalOfNewBaseline(action, dueOn, today, calendar) : 'not_open';
        if (refused === null) continue;
        const message = `${action?.reference ?? 'An action'}: ${BASELINE_REFUSALS[refused]}`;
        errors.push({ field: `due-${actionId}`, message });
      }
      if (errors.length > 0) throw new Refused('wrong_dates', 'Some dates cannot be set', errors);
      const wanted = dates.map(({ actionId, dueOn }) => {
        return { actionId, from: open.get(actionId)!.dueOn, to: dueOn };
      });
      const by = person.personId;
      return this.rebaselinings.ask(tx, { reason: reason.trim(), by, on: today }, wanted);
    });
  }

  async drop(person: Person, id: string): Promise<void> {
    if (!may('plan.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      await this.waiting(tx, id);
      const on = await this.days.today(tx);
      const ending = { state: 'dropped', by: person.personId, on, words: '', decisionId: null } as const;
      await this.rebaselinings.end(tx, id, ending);
    });
  }

  /** The board's decision: by its chair between meetings, or recorded with the meeting that took it. */
  async decide(
    person: Person,
    id: string,
    decision: { approve: boolean; words: string; meetingId: string | null },
  ): Promise<void> {
    if (!may('plan.rebaseline', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      await this.waiting(tx, id);
      const today = await this.days.today(tx);
      const calendar = await this.days.calendar(tx);
      const dates = await this.rebaselinings.actionsOf(tx, id);
      const standsInTheWay = dates.filter(
        (action) =>
          action.dueOn !== action.fromDueOn ||
          refusalOfNewBaseline(action, action.toDueOn, today, calendar) !== null,
      ).length;
      const decided = decideRebaselining({ ...decision, standsInTheWay });
      if (isRefusal(decided)) {
        planRefused(decided.refused, decided.refused === 'reason_missing' ? 'words' : undefined);
      }
      const decisionId = await this.decisions.record(tx, person, {
        subjectKind: 'rebaselining',
        subjectId: id,
        outcome: decided.state,
        words: decision.words,
        meetingId: decision.meetingId,
      });
      const ending = { ...decided, by: person.personId, on: today, words: decision.words.trim(), decisionId };
      await this.rebaselinings.end(tx, id, ending);
      if (decided.state === 'refused') return;
      const set = dates.map(({ actionId, toDueOn }) => ({ actionId, dueOn: toDueOn, on: today }));
      await this.rebaselinings.setDates(tx, decisionId, set);
      await this.ratings.rerate(
        tx,
        dates.map(({ actionId }) => actionId),
      );
    });
  }

  private async waiting(tx: Tx, id: string): Promise<void> {
    if (isUuid(id)) await this.rebaselinings.hold(tx, id);
    const { state } = await this.found(tx, id);
    if (state !== 'waiting') throw new StateForbids('decided', 'This request has been decided or taken back');
  }

  private async found(tx: Tx, id: string): Promise<RebaseliningRow> {
    const row = isUuid(id) ? await this.rebaselinings.one(tx, id) : null;
    if (row === null) throw new NotFound('There is no such request');
    return row;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
