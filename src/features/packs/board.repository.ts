import { Injectable } from '@nestjs/common';
import type { ColourWords } from '../../domain/rating/colour-words.js';
import type { PresetName } from '../../domain/rating/rating-preset.js';
import type { Tx } from '../../platform/database/database.js';

/** What the board page asks of tables that have no figures of their own. */
@Injectable()
export class BoardRepository {
  /** The preset that the open plan is rated by, and its words for the colours; both stand on every report. */
  async ratedBy(tx: Tx): Promise<{ preset: PresetName; colourWords: ColourWords }> {
    const row = await tx.row<{ preset: PresetName; colourWords: ColourWords | null }>(
      `select rating_preset as preset, colour_words as "colourWords" from plans
        where authority_id = $1 and closed_on is null`,
      [tx.authorityId],
    );
    return { preset: row?.preset ?? 'standard', colourWords: row?.colourWords ?? {} };
  }

  /** The names of people, by their ids. */
  async names(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.rows<{ id: string; name: string }>(
      `select id, name from people where authority_id = $1 and id = any($2::uuid[])`,
      [tx.authorityId, ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
