import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import { BoardDecisions } from '../meetings/board-decisions.service.js';
import type { DecisionSource, WantedDecision } from '../meetings/decisions-wanted.js';
import type { WaitingDecision, WaitingSource } from '../meetings/waiting-decisions.js';
import { planPaths } from './plans.paths.js';
import { RebaseliningsRepository, type RebaseliningRow } from './rebaselinings.repository.js';

/** New baselines that wait for the board. */
@Injectable()
export class RebaseliningDecisions implements DecisionSource {
  readonly kind = 'rebaselining';
  readonly heading = 'New baselines for the plan';

  constructor(
    private readonly rebaselinings: RebaseliningsRepository,
    private readonly decisions: BoardDecisions,
  ) {}

  async wanted(tx: Tx, person: Person): Promise<WantedDecision[]> {
    const row = may('plan.read', person) ? await this.rebaselinings.waiting(tx) : null;
    if (row === null) return [];
    const href = planPaths.rebaselining(row.id);
    return [{ subjectId: row.id, title: titleOf(row), about: row.reason, href, since: row.askedOn }];
  }

  async titles(
    tx: Tx,
    person: Person,
    subjectIds: readonly string[],
  ): Promise<ReadonlyMap<string, { title: string; href: string }>> {
    if (!may('plan.read', person)) return new Map();
    const rows = await this.rebaselinings.byIds(tx, subjectIds);
    return new Map(
      rows.map((row) => [row.id, { title: titleOf(row), href: planPaths.rebaselining(row.id) }]),
    );
  }

  readonly forChair: WaitingSource = {
    kind: 'rebaselining',
    heading: 'New baselines for the plan',
    order: 40,
    waiting: async (tx: Tx, person: Person): Promise<WaitingDecision[]> => {
      if (!may('plan.rebaseline', person)) return [];
      if (!(await this.decisions.mayDecideForBoard(tx, person)).betweenMeetings) return [];
      const wanted = await this.wanted(tx, person);
      return wanted.map(({ subjectId, ...one }) => ({ id: subjectId, ...one, until: null }));
    },
  };
}

function titleOf({ actions }: RebaseliningRow): string {
  return `Re-baseline ${actions} ${actions === 1 ? 'action' : 'actions'}`;
}
