import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';

type Listener = (tx: Tx) => Promise<void>;

/** Later features that depend on the meeting cycle say here, when their module starts, what follows when it changes. */
@Injectable()
export class MeetingChanges {
  private readonly listeners: Listener[] = [];

  add(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** In the transaction of the change. */
  async happened(tx: Tx): Promise<void> {
    for (const listener of this.listeners) await listener(tx);
  }
}
