import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { UpdateWindows } from '../meetings/update-windows.service.js';
import { AskedWindows, daysOfWindows, updatesMatterFrom, type OpenWindow } from './asked-windows.js';
import { UpdatesRepository, type AskedActionRow } from './updates.repository.js';

/** An action that a window which is open today asks its owner about. */
export interface AskedToday {
  readonly action: AskedActionRow;
  readonly window: OpenWindow;
}

/** Which actions people are asked about today, until when, and what has been answered. */
@Injectable()
export class AskedUpdates {
  constructor(
    private readonly updates: UpdatesRepository,
    private readonly windows: UpdateWindows,
    private readonly days: AuthorityDays,
  ) {}

  /** Of these actions, those that are asked about today, by id. */
  async ofActions(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, OpenWindow>> {
    const asked = await this.asked(tx, { ids });
    return new Map(asked.map(({ action, window }) => [action.id, window]));
  }

  /** What these owners are asked about today, answered or not, the most pressing first. */
  ofOwners(tx: Tx, ownerIds: readonly string[]): Promise<AskedToday[]> {
    return this.asked(tx, { ownerIds });
  }

  private async asked(tx: Tx, which: Parameters<UpdatesRepository['askedAbout']>[1]): Promise<AskedToday[]> {
    const named = 'ids' in which ? which.ids : which.ownerIds;
    if (named.length === 0) return [];
    const today = await this.days.today(tx);
    const actions = await this.updates.askedAbout(tx, which, updatesMatterFrom(today));
    if (actions.length === 0) return [];
    const { from, to } = daysOfWindows(today);
    const ordinary = await this.windows.openingBetween(tx, from, to);
    const windows = new AskedWindows(today, await this.days.calendar(tx), ordinary);
    return actions.flatMap((action) => {
      const window = windows.openFor(action, action.updates ?? []);
      return window === null ? [] : [{ action, window }];
    });
  }
}
