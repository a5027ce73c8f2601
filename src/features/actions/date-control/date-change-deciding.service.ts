import { Injectable } from '@nestjs/common';
import { mayEver } from '../../../domain/access/policy.js';
import { whoDecides, type DeciderOfRequest } from '../../../domain/lifecycle/date-change-decider.js';
import { decideDate, slipOf, type Decision } from '../../../domain/lifecycle/date-change.js';
import { isRefusal } from '../../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Forbidden, StaleVersion } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { BoardDecisions } from '../../meetings/board-decisions.service.js';
import type { Action } from '../action.entity.js';
import type { DateChange } from '../date-change.entity.js';
import { datesOf } from './date-change-asking.service.js';
import { DateChangeGround } from './date-change-ground.js';
import { dateRefusal } from './date-change-words.js';
import { DateChangesRepository } from './date-changes.repository.js';

export interface HowDecided {
  readonly words: string;
  /** The meeting at which the board decided; null: the decider alone, for the board its chair between meetings. */
  readonly meetingId: string | null;
  /** Only against this version of the request; null: whatever it is. */
  readonly version: number | null;
}

/** The decider's verbs. Who decides follows from the slip and the people of now, not of the day it was asked. */
@Injectable()
export class DateChangeDeciding {
  constructor(
    private readonly database: Database,
    private readonly changes: DateChangesRepository,
    private readonly ground: DateChangeGround,
    private readonly board: BoardDecisions,
    private readonly days: AuthorityDays,
  ) {}

  /** Approves, refuses with a reason, or proposes another date, which whoever asked then accepts or drops. */
  async decide(person: Person, id: string, decision: Decision, how: HowDecided): Promise<void> {
    if (!mayEver('date_changes.decide', person) && !mayEver('decisions.record', person))
      throw new Forbidden();
    await this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const { request, action } = await this.ground.held(tx, person, id);
      if (how.version !== null && request.version !== how.version) throw new StaleVersion(request.version);
      const calendar = await this.days.calendar(tx);
      const on = await this.days.today(tx);
      const deciders = await this.deciders(tx, action, request);
      const by = await this.inWhoseName(tx, person, deciders, how.meetingId);
      const answer = decideDate(
        datesOf(action),
        { state: request.state, newDueOn: request.toDueOn, decider: deciders.decider, personIds: by },
        { ...decision, by: person.personId, on },
        calendar,
      );
      if (isRefusal(answer)) throw dateRefusal(answer.refused);
      const decisionId =
        deciders.decider === 'board'
          ? await this.board.record(tx, person, {
              subjectKind: 'date_change',
              subjectId: id,
              outcome: decision.kind === 'refuse' ? 'refused' : 'approved',
              words: how.words,
              meetingId: how.meetingId,
            })
          : null;
      await this.changes.change(tx, id, {
        state: answer.state,
        toDueOn: answer.newDueOn,
        slip: slipOf(datesOf(action), answer.newDueOn, calendar),
        decider: deciders.decider,
        decidedBy: person.personId,
        decidedOn: on,
        decisionWords: how.words.trim(),
        decisionId,
      });
      await this.ground.moved(tx, [action.id], on);
    });
  }

  private async deciders(tx: Tx, action: Action, request: DateChange): Promise<DeciderOfRequest> {
    const calendar = await this.days.calendar(tx);
    return whoDecides(
      {
        slip: slipOf(datesOf(action), request.toDueOn, calendar),
        isEarlier: request.toDueOn < request.fromDueOn,
        askedBy: request.askedBy,
        ownerId: action.ownerId,
      },
      await this.ground.chain(tx, action.id),
    );
  }

  /** The deciders themselves; at a meeting of the board whoever may record what it decided. */
  private async inWhoseName(
    tx: Tx,
    person: Person,
    { decider, personIds }: DeciderOfRequest,
    meetingId: string | null,
  ): Promise<readonly string[]> {
    if (meetingId === null) return personIds;
    if (decider !== 'board') throw dateRefusal('not_the_boards');
    const { atMeetings } = await this.board.mayDecideForBoard(tx, person);
    return atMeetings.some(({ id }) => id === meetingId) ? [...personIds, person.personId] : personIds;
  }
}
