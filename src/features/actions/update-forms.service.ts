import { Injectable } from '@nestjs/common';
import { StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { ActionDetailsService, type ActionDetails } from './action-details.service.js';
import type { OpenWindow } from './asked-windows.js';
import { AskedUpdates } from './asked-updates.service.js';
import type { UpdateRow } from './updates.repository.js';
import { UpdatesService } from './updates.service.js';

export interface AsksForUpdate {
  readonly details: ActionDetails;
  /** The window that asks about it today; null: none does, an update is welcome all the same. */
  readonly window: OpenWindow | null;
  /** The person writes down what the owner told them; false: it is their own. */
  readonly records: boolean;
}

/** What the form of an update asks of whom. */
@Injectable()
export class UpdateFormsService {
  constructor(
    private readonly details: ActionDetailsService,
    private readonly asked: AskedUpdates,
    private readonly updates: UpdatesService,
  ) {}

  async asks(person: Person, actionId: string): Promise<AsksForUpdate> {
    const details = await this.details.details(person, actionId, (tx) =>
      this.asked.ofActions(tx, [actionId]),
    );
    const { update, recordUpdate } = details.may;
    if (!update && !recordUpdate) {
      throw new StateForbids('no_update_wanted', 'This action is not waiting for an update from you');
    }
    return { details, window: details.more.get(actionId) ?? null, records: !update };
  }

  async asksToCorrect(
    person: Person,
    actionId: string,
    updateId: string,
  ): Promise<{ asked: AsksForUpdate; corrected: UpdateRow }> {
    const details = await this.details.details(person, actionId, (tx) =>
      this.updates.correctable(tx, person, actionId, updateId),
    );
    return { asked: { details, window: null, records: false }, corrected: details.more };
  }
}
