import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Tx } from '../../../platform/database/database.js';
import { Milestone } from '../milestone.entity.js';

export interface MilestoneRow {
  readonly id: string;
  readonly actionId: string;
  readonly title: string;
  readonly critical: boolean;
  readonly dueOn: LocalDate;
  readonly originalDueOn: LocalDate;
  readonly timesMoved: number;
  readonly doneOn: LocalDate | null;
  readonly explanation: string;
  readonly isWithdrawn: boolean;
  readonly version: number;
}

const ROW = `
  select id, action_id as "actionId", title, critical, due_on::text as "dueOn",
         original_due_on::text as "originalDueOn", times_moved as "timesMoved", done_on::text as "doneOn", explanation,
         withdrawn_at is not null as "isWithdrawn", version
    from milestones`;

/** Every query on the milestones of actions. */
@Injectable()
export class MilestonesRepository {
  /** In the order in which they are due; withdrawn ones last. */
  ofAction(tx: Tx, actionId: string): Promise<MilestoneRow[]> {
    return tx.rows<MilestoneRow>(
      `${ROW} where authority_id = $1 and action_id = $2
        order by withdrawn_at is not null, due_on, id limit 500`,
      [tx.authorityId, actionId],
    );
  }

  one(tx: Tx, actionId: string, id: string): Promise<MilestoneRow | null> {
    return tx.row<MilestoneRow>(`${ROW} where authority_id = $1 and action_id = $2 and id = $3`, [
      tx.authorityId,
      actionId,
      id,
    ]);
  }

  async add(
    tx: Tx,
    milestone: Pick<Milestone, 'actionId' | 'title' | 'critical' | 'dueOn'>,
  ): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into milestones (authority_id, action_id, title, critical, due_on, original_due_on)
       values ($1, $2, $3, $4, $5, $5) returning id`,
      [tx.authorityId, milestone.actionId, milestone.title, milestone.critical, milestone.dueOn],
    );
    return row!.id;
  }

  async change(tx: Tx, id: string, change: Partial<Milestone>): Promise<void> {
    await tx.manager.update(Milestone, { authorityId: tx.authorityId, id }, change);
  }
}
