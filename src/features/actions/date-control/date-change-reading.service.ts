import { Injectable } from '@nestjs/common';
import { mayEver } from '../../../domain/access/policy.js';
import { whoDecides } from '../../../domain/lifecycle/date-change-decider.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { isUuid } from '../../../web/api/ids.js';
import { listAnswer, type ListAnswer, type ListQuery } from '../../../web/api/list-query.js';
import { Forbidden, NotFound } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { BoardDecisions } from '../../meetings/board-decisions.service.js';
import type { MeetingRow } from '../../meetings/meetings.repository.js';
import { ActionAccess, readingScope } from '../action-access.js';
import {
  DateChangesRepository,
  type DateChangeFilters,
  type DateChangeRow,
} from './date-changes.repository.js';
import { DateDeciders } from './date-deciders.service.js';

export interface DateChangePage {
  readonly request: DateChangeRow;
  /** This person may decide it now: alone, or for the board between its meetings. */
  readonly mayDecide: boolean;
  /** The meetings at which the board may have decided it, where this person may record that. */
  readonly atMeetings: readonly MeetingRow[];
  readonly isOwn: boolean;
  readonly byBoard: boolean;
  readonly deciderNames: readonly string[];
}

/** Reading requests: one, those of an action, the list, and what waits for whom. */
@Injectable()
export class DateChangeReading {
  constructor(
    private readonly database: Database,
    private readonly changes: DateChangesRepository,
    private readonly deciders: DateDeciders,
    private readonly board: BoardDecisions,
    private readonly access: ActionAccess,
  ) {}

  async one(person: Person, id: string): Promise<DateChangeRow> {
    if (!mayEver('actions.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.row(tx, person, id));
  }

  async page(person: Person, id: string): Promise<DateChangePage> {
    if (!mayEver('actions.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const request = await this.row(tx, person, id);
      const isOpen = request.actionStatus === 'not_started' || request.actionStatus === 'in_progress';
      const waits = isOpen && request.state === 'waiting';
      const chain = (await this.deciders.chains(tx, [request.actionId])).get(request.actionId)!;
      const { decider, personIds } = whoDecides(askedOf(request), chain);
      const byBoard = decider === 'board';
      const names = await tx.rows<{ name: string }>(
        `select name from people where authority_id = $1 and id = any($2::uuid[]) order by name`,
        [tx.authorityId, personIds],
      );
      return {
        request,
        mayDecide: waits && personIds.includes(person.personId),
        atMeetings: waits && byBoard ? (await this.board.mayDecideForBoard(tx, person)).atMeetings : [],
        isOwn:
          isOpen &&
          (request.askedBy === person.personId ||
            (request.wasTakenOver === true && request.ownerId === person.personId)),
        byBoard,
        deciderNames: names.map(({ name }) => name),
      };
    });
  }

  async ofAction(person: Person, actionId: string): Promise<DateChangeRow[]> {
    if (!mayEver('actions.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      await this.access.toRead(tx, person, actionId);
      return this.changes.ofAction(tx, actionId);
    });
  }

  async list(
    person: Person,
    filters: DateChangeFilters,
    query: ListQuery,
  ): Promise<ListAnswer<DateChangeRow>> {
    const scope = readingScope(person);
    return this.within(person, async (tx) => {
      const { rows, total } = await this.changes.list(tx, filters, scope, {
        limit: query.limit + 1,
        cursor: query.cursor,
        descending: query.sort.direction === 'desc',
      });
      return listAnswer(
        rows,
        query,
        total,
        (row) => row.askedOn,
        (row) => row,
      );
    });
  }

  /** The requests that this person may decide now, the most pressing first. */
  async waitingFor(tx: Tx, person: Person): Promise<DateChangeRow[]> {
    const waiting = await this.changes.waiting(tx);
    if (waiting.length === 0) return [];
    const chains = await this.deciders.chains(
      tx,
      waiting.map(({ actionId }) => actionId),
    );
    return waiting.filter((row) =>
      whoDecides(askedOf(row), chains.get(row.actionId)!).personIds.includes(person.personId),
    );
  }

  /** The requests that are the board's to decide. */
  async waitingForBoard(tx: Tx): Promise<DateChangeRow[]> {
    const waiting = await this.changes.waiting(tx);
    if (waiting.length === 0) return [];
    const chains = await this.deciders.chains(
      tx,
      waiting.map(({ actionId }) => actionId),
    );
    return waiting.filter((row) => whoDecides(askedOf(row), chains.get(row.actionId)!).decider === 'board');
  }

  private async row(tx: Tx, person: Person, id: string): Promise<DateChangeRow> {
    const row = isUuid(id) ? await this.changes.one(tx, id) : null;
    if (row === null) throw new NotFound('There is no such request');
    await this.access.toRead(tx, person, row.actionId);
    return row;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function askedOf(row: DateChangeRow) {
  return {
    slip: row.slip,
    isEarlier: row.toDueOn < row.fromDueOn,
    askedBy: row.askedBy,
    ownerId: row.ownerId,
  };
}
