import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { RaisedBeforeComparison } from '../recommendations/raised-before-comparison.service.js';
import { AcceptanceRepository } from './acceptance.repository.js';
import type { DocumentItem } from './document-item.entity.js';

/** What an acceptance puts into the plan, and what was probably raised before. */
@Injectable()
export class PlanEntries {
  constructor(
    private readonly entries: AcceptanceRepository,
    private readonly comparison: RaisedBeforeComparison,
  ) {}

  async put(tx: Tx, documentId: string, items: readonly DocumentItem[]): Promise<void> {
    await this.entries.putIn(tx, documentId, items);
    await this.comparison.compare(tx, documentId);
  }
}
