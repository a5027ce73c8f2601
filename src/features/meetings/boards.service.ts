import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { HistoryService, type HistorySection } from '../history/history.service.js';
import { PeopleRepository } from '../people/people.repository.js';
import type { BoardRole } from './board-member.entity.js';
import type { Board, BoardKind } from './board.entity.js';
import { MeetingsRepository } from './meetings.repository.js';
import { BoardsRepository, type BoardRow, type MemberRow } from './boards.repository.js';

export interface BoardCard {
  readonly id: string;
  readonly name: string;
  readonly kind: BoardKind;
  readonly endedOn: LocalDate | null;
  readonly version: number;
  readonly members: readonly MemberRow[];
}

export interface NewMember {
  readonly personId: string;
  readonly role: BoardRole;
  readonly fromOn: LocalDate | null;
  readonly untilOn: LocalDate | null;
}

/** Boards and who sits on them, from when until when. */
@Injectable()
export class BoardsService {
  constructor(
    private readonly database: Database,
    private readonly boards: BoardsRepository,
    private readonly meetings: MeetingsRepository,
    private readonly people: PeopleRepository,
    private readonly history: HistoryService,
    private readonly days: AuthorityDays,
  ) {}

  async list(person: Person): Promise<BoardRow[]> {
    if (!may('board.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => this.boards.everyBoard(tx, await this.days.today(tx)));
  }

  async card(person: Person, id: string): Promise<BoardCard> {
    if (!may('board.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.cardOf(tx, id));
  }

  async page(
    person: Person,
    id: string,
  ): Promise<BoardCard & { today: LocalDate; history: HistorySection | null }> {
    if (!may('board.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => ({
      ...(await this.cardOf(tx, id)),
      today: await this.days.today(tx),
      history: await this.history.section(tx, person, 'boards', id),
    }));
  }

  /** Who can sit on a board: anybody with an open account. */
  async choices(person: Person): Promise<{ id: string; name: string }[]> {
    if (!may('meetings.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) =>
      (await this.people.openPeople(tx)).map(({ id, name }) => ({ id, name })),
    );
  }

  async add(person: Person, content: { name: string; kind: BoardKind }): Promise<string> {
    if (!may('meetings.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      if (content.kind === 'improvement' && (await this.boards.improvementBoard(tx)) !== null) {
        refuse('kind', 'one_improvement_board', 'There is an improvement board already: end it first');
      }
      return orNameTaken(this.boards.add(tx, content));
    });
  }

  async change(person: Person, id: string, version: number, content: { name?: string }): Promise<void> {
    if (!may('meetings.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const board = await this.held(tx, id);
      if (board.version !== version) throw new StaleVersion(board.version);
      await orNameTaken(this.boards.change(tx, id, content.name === undefined ? {} : { name: content.name }));
    });
  }

  /** The board meets no more: refused while a meeting of it is planned. */
  async end(person: Person, id: string, version: number): Promise<void> {
    if (!may('meetings.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const board = await this.held(tx, id);
      if (board.version !== version) throw new StaleVersion(board.version);
      if (board.endedOn !== null) throw new StateForbids('ended', 'This board has ended');
      const planned = await this.meetings.count(tx, { states: ['planned'], boardIds: [id] });
      if (planned > 0) throw new StateForbids('meetings_planned', 'Cancel its planned meetings first');
      await this.boards.change(tx, id, { endedOn: await this.days.today(tx) });
    });
  }

  /** Somebody takes a seat; from today unless said otherwise. */
  async addMember(person: Person, id: string, member: NewMember): Promise<string> {
    if (!may('meetings.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const board = await this.held(tx, id);
      if (board.endedOn !== null) throw new StateForbids('ended', 'This board has ended');
      const chosen = await this.people.byId(tx, member.personId);
      if (chosen === null || chosen.closedAt !== null) {
        refuse('personId', 'unknown_person', 'Choose one of the people with an open account');
      }
      const fromOn = member.fromOn ?? (await this.days.today(tx));
      if (member.untilOn !== null && member.untilOn < fromOn) {
        refuse('untilOn', 'ends_before_it_begins', 'The last day must be on or after the first');
      }
      try {
        return await this.boards.addMember(tx, { ...member, boardId: id, fromOn });
      } catch (error) {
        if ((error as { code?: string }).code !== '23P01') throw error;
        return refuse('personId', 'sits_already', 'They already sit on the board in this time');
      }
    });
  }

  /** The last day of a seat: today unless said otherwise. */
  async endMember(person: Person, id: string, memberId: string, untilOn: LocalDate | null): Promise<void> {
    if (!may('meetings.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      await this.held(tx, id);
      const member = isUuid(memberId) ? await this.boards.heldMember(tx, id, memberId) : null;
      if (member === null) throw new NotFound('There is no such member');
      const last = untilOn ?? (await this.days.today(tx));
      if (last < member.fromOn) {
        refuse('untilOn', 'ends_before_it_begins', 'The last day must be on or after the first');
      }
      try {
        await this.boards.endMember(tx, memberId, last);
      } catch (error) {
        if ((error as { code?: string }).code !== '23P01') throw error;
        refuse('untilOn', 'sits_already', 'They sit on the board again from an earlier day');
      }
    });
  }

  private async cardOf(tx: Tx, id: string): Promise<BoardCard> {
    const board = isUuid(id) ? await this.boards.byId(tx, id) : null;
    if (board === null) throw new NotFound('There is no such board');
    const { name, kind, endedOn, version } = board;
    return { id, name, kind, endedOn, version, members: await this.boards.members(tx, id) };
  }

  private async held(tx: Tx, id: string): Promise<Board> {
    const board = isUuid(id) ? await this.boards.heldById(tx, id) : null;
    if (board === null) throw new NotFound('There is no such board');
    return board;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function refuse(field: string, code: string, message: string): never {
  throw new Refused(code, message, [{ field, message }]);
}

async function orNameTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    return refuse('name', 'name_taken', 'There is already a board with this name');
  }
}
