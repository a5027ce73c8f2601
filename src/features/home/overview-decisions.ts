import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import { BoardsRepository } from '../meetings/boards.repository.js';
import { DecisionsWanted, type WantedGroup } from '../meetings/decisions-wanted.js';
import { WaitingDecisions, type WaitingGroup } from '../meetings/waiting-decisions.js';

export interface DecisionsAwaited {
  /** What waits for whoever asks. */
  readonly theirs: readonly WaitingGroup[];
  /** What waits for the improvement board. */
  readonly ofBoard: readonly WantedGroup[];
}

/** The decisions that the plan waits for. */
@Injectable()
export class OverviewDecisions {
  constructor(
    private readonly boards: BoardsRepository,
    private readonly wanted: DecisionsWanted,
    private readonly waiting: WaitingDecisions,
  ) {}

  async awaited(tx: Tx, person: Person): Promise<DecisionsAwaited> {
    const board = await this.boards.improvementBoard(tx);
    return {
      theirs: may('decisions.read', person) ? await this.waiting.of(tx, person) : [],
      ofBoard: board === null ? [] : await this.wanted.of(tx, person, board.id),
    };
  }
}
