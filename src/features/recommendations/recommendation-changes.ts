import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';

type Listener = (tx: Tx, actionIds: readonly string[]) => Promise<void>;

/** Later features say here, when their module starts, what follows for actions when what they serve changes. */
@Injectable()
export class RecommendationChanges {
  private readonly listeners: Listener[] = [];

  add(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** In the transaction of the change: with the actions towards the recommendation. */
  async happened(tx: Tx, actionIds: readonly string[]): Promise<void> {
    for (const listener of this.listeners) await listener(tx, actionIds);
  }
}
