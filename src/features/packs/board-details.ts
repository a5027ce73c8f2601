import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { movementSections, type MovedActions } from '../../domain/report/movement-sections.js';
import type { MovementSection } from '../../domain/report/pack-content.js';
import type { Tx } from '../../platform/database/database.js';
import type { ActionScope } from '../actions/action-filters.js';
import { BoardRepository } from './board.repository.js';
import { ChangedActionsRepository } from './content/changed-actions.repository.js';
import { movementInWords } from './content/movement-words.js';

/** What the board page tells beside its figures. */
@Injectable()
export class BoardDetails {
  constructor(
    private readonly changed: ChangedActionsRepository,
    private readonly repository: BoardRepository,
  ) {}

  ratedBy(tx: Tx): ReturnType<BoardRepository['ratedBy']> {
    return this.repository.ratedBy(tx);
  }

  /**
   * What changed since a day, said as a pack says it, without the mark "not updated", which is no change: a list of
   * the plan has it.
   */
  async movementSince(tx: Tx, scope: ActionScope, since: LocalDate): Promise<MovementSection[]> {
    const changed = await this.changed.changedSince(tx, scope, since);
    const moved = movementSections(
      changed.flatMap(({ earlier }) => (earlier === null ? [] : [earlier])),
      changed.map(({ later }) => ({ ...later, notUpdated: false })),
    );
    const actions = new Map(changed.map((one) => [one.id, one]));
    const people = await this.repository.names(tx, ownersIn(moved));
    return movementInWords(moved, {
      action: (id) => actions.get(id),
      person: (id) => people.get(id),
    });
  }
}

function ownersIn(moved: readonly MovedActions[]): string[] {
  const ids = new Set<string>();
  for (const { detail } of moved.flatMap(({ actions }) => actions)) {
    if (detail.about !== 'owner') continue;
    if (detail.from !== null) ids.add(detail.from);
    if (detail.to !== null) ids.add(detail.to);
  }
  return [...ids];
}
