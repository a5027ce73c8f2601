import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { CompletionService } from '../actions/completion.service.js';
import { PlanActionsRepository } from './plan-actions.repository.js';

/** What a sheet called complete becomes reported complete when it is published: no statement, no clock until it is asked for. */
@Injectable()
export class ImportedComplete {
  constructor(
    private readonly imported: PlanActionsRepository,
    private readonly completion: CompletionService,
  ) {}

  async published(tx: Tx, actionIds: readonly string[]): Promise<void> {
    const complete = await this.imported.markedComplete(tx, actionIds);
    if (complete.length > 0) await this.completion.importedComplete(tx, complete);
  }
}
