import { Injectable } from '@nestjs/common';
import type { ChangedAction } from '../../domain/plan-sheet/compare-with-plan.js';
import type { DateChangeReason } from '../../domain/lifecycle/date-change.js';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import { DateChangeAsking } from '../actions/date-control/date-change-asking.service.js';

/** Other due dates of published actions are asked for, in the name of whoever brings the sheet in. */
@Injectable()
export class AskedDates {
  constructor(private readonly asking: DateChangeAsking) {}

  /** Gives the actions whose date was asked for; for the others it stays to be asked, with a mark on their page. */
  async ask(tx: Tx, person: Person | null, changed: readonly ChangedAction[]): Promise<Set<string>> {
    const wanted = changed.flatMap(({ standing, planned, askDate }) =>
      askDate === null
        ? []
        : [
            {
              actionId: standing.id,
              newDueOn: askDate.to,
              reason: (askDate.to < askDate.from ? 'sooner' : 'other') satisfies DateChangeReason,
              words: `Row ${planned.row} of the council's own plan has this date`,
              meanwhile: 'The spreadsheet that it comes from does not say',
            },
          ],
    );
    if (person === null || wanted.length === 0) return new Set();
    const answers = await this.asking.askMany(tx, person, wanted);
    return new Set(answers.flatMap(({ actionId, id }) => (id === null ? [] : [actionId])));
  }
}
