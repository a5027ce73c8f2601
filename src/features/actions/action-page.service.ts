import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Person } from '../../web/person.js';
import { HistoryService, type HistorySection } from '../history/history.service.js';
import { isUuid } from '../../web/api/ids.js';
import type { Tx } from '../../platform/database/database.js';
import type { Accessed } from './action-access.js';
import { ActionDetailsService, type ActionDetails } from './action-details.service.js';
import type { ShownSections } from '../../web/pages/page-sections.js';
import { ActionSections } from './action-sections.js';
import { callModel, updateModel } from './action.page.js';
import { actionPaths } from './actions.paths.js';
import { UpdatesRepository } from './updates.repository.js';

const UPDATES_ON_A_PAGE = 10;

export interface ActionPageMore extends ShownSections {
  readonly updates: readonly ReturnType<typeof updateModel>[];
  readonly updateTotal: number;
  readonly olderUpdates: string | null;
  readonly calls: readonly ReturnType<typeof callModel>[];
  readonly history: HistorySection | null;
}

/** What stands on the page of an action beside the action itself, read in the same transaction. */
@Injectable()
export class ActionPageService {
  constructor(
    private readonly details: ActionDetailsService,
    private readonly updates: UpdatesRepository,
    private readonly history: HistoryService,
    private readonly sections: ActionSections,
  ) {}

  read(
    person: Person,
    id: string,
    before: string | null,
    asAt: LocalDate | null = null,
  ): Promise<ActionDetails & { more: ActionPageMore }> {
    const more = async (tx: Tx, accessed: Accessed, today: LocalDate): Promise<ActionPageMore> => {
      const from = before !== null && isUuid(before) ? before : null;
      const rows = await this.updates.ofAction(tx, id, UPDATES_ON_A_PAGE + 1, from);
      const shown = rows.slice(0, UPDATES_ON_A_PAGE);
      const last = shown.at(-1);
      const asker = { personId: person.personId, isDirector: person.roles.includes('director') };
      return {
        updates: shown.map((row, place) =>
          updateModel(row, tx.asAt === null ? person.personId : null, from === null && place === 0),
        ),
        updateTotal: await this.updates.count(tx, id),
        olderUpdates: rows.length > shown.length && last ? actionPaths.updatesBefore(id, last.id) : null,
        calls: (await this.updates.standingCalls(tx, id))
          .map((call) => callModel(call, id, asker))
          .map((call) => ({ ...call, mayWithdraw: call.mayWithdraw && tx.asAt === null })),
        history: await this.history.section(tx, person, 'actions', id),
        ...(await this.sections.read(tx, person, { ...accessed, today })),
      };
    };
    return this.details.details(person, id, more, asAt);
  }
}
