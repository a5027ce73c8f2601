import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { ColourWords } from '../../../domain/rating/colour-words.js';
import type { PresetName } from '../../../domain/rating/rating-preset.js';
import type { Tx } from '../../../platform/database/database.js';

export interface PlanSettings {
  readonly id: string;
  readonly title: string;
  readonly openedOn: LocalDate;
  readonly ratingPreset: PresetName;
  readonly colourWords: ColourWords;
  /** Whether the mail that opens a window has a link by which an owner answers without signing in. */
  readonly answersByLink: boolean;
  readonly version: number;
}

export type PlanChange = Partial<
  Pick<PlanSettings, 'title' | 'ratingPreset' | 'colourWords' | 'answersByLink'>
>;

const COLUMNS = `
  id, title, opened_on::text as "openedOn", rating_preset as "ratingPreset", colour_words as "colourWords",
  answers_by_link as "answersByLink", version`;

/** The open plan, as far as it is set and not built. */
@Injectable()
export class PlanSettingsRepository {
  openPlan(tx: Tx): Promise<PlanSettings | null> {
    return tx.row<PlanSettings>(
      `select ${COLUMNS} from plans where authority_id = $1 and closed_on is null`,
      [tx.authorityId],
    );
  }

  /** The open plan, held until the end of the transaction. */
  heldOpenPlan(tx: Tx): Promise<PlanSettings | null> {
    return tx.row<PlanSettings>(
      `select ${COLUMNS} from plans where authority_id = $1 and closed_on is null for no key update`,
      [tx.authorityId],
    );
  }

  async change(tx: Tx, id: string, wanted: PlanSettings): Promise<void> {
    await tx.rows(
      `update plans set title = $3, rating_preset = $4, colour_words = $5, answers_by_link = $6
        where authority_id = $1 and id = $2`,
      [
        tx.authorityId,
        id,
        wanted.title,
        wanted.ratingPreset,
        JSON.stringify(wanted.colourWords),
        wanted.answersByLink,
      ],
    );
  }
}
