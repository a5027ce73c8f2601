import { Injectable } from '@nestjs/common';
import type { PresetName } from '../../domain/rating/rating-preset.js';
import type { Tx } from '../../platform/database/database.js';

/** What the board page asks of tables that have no figures of their own. */
@Injectable()
export class BoardRepository {
  /** The preset that the open plan is rated by; it is named on every report. */
  async ratingPreset(tx: Tx): Promise<PresetName> {
    const row = await tx.row<{ preset: PresetName }>(
      `select rating_preset as preset from plans where authority_id = $1 and closed_on is null`,
      [tx.authorityId],
    );
    return row?.preset ?? 'standard';
  }
}
