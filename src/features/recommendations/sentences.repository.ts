import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { SentencesSoFar } from '../../domain/lifecycle/lead-sentence.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import type { LeadSentence } from './recommendation-view.js';

export interface SentenceRow extends LeadSentence {
  readonly id: string;
}

/** Every query on what leads said of recommendations: added, never changed. */
@Injectable()
export class SentencesRepository {
  async add(
    tx: Tx,
    written: {
      recommendationId: string;
      sentence: string;
      difference: string;
      by: string;
      on: LocalDate;
      at: Date;
    },
  ): Promise<void> {
    await tx.rows(
      `insert into recommendation_sentences (authority_id, recommendation_id, sentence, difference, written_by,
                                             written_on, written_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        tx.authorityId,
        written.recommendationId,
        written.sentence,
        written.difference,
        written.by,
        written.on,
        written.at,
      ],
    );
  }

  async soFar(tx: Tx, recommendationId: string): Promise<SentencesSoFar> {
    const row = await tx.row<SentencesSoFar>(
      `select max(written_on)::text as "lastOn",
              (max(written_on) filter (where difference <> ''))::text as "lastDifferenceOn"
         from recommendation_sentences where authority_id = $1 and recommendation_id = $2`,
      [tx.authorityId, recommendationId],
    );
    return row ?? { lastOn: null, lastDifferenceOn: null };
  }

  /** Newest first. */
  async of(tx: Tx, recommendationId: string, part: Slice): Promise<{ rows: SentenceRow[]; total: number }> {
    const rows = await tx.rows<SentenceRow & { total: number }>(
      `select s.id, s.sentence, s.difference, s.written_on::text as "writtenOn", p.name as "writtenByName",
              (count(*) over ())::int as total
         from recommendation_sentences s join people p on p.authority_id = s.authority_id and p.id = s.written_by
        where s.authority_id = $1 and s.recommendation_id = $2
        order by s.written_at desc, s.id limit $3 offset $4`,
      [tx.authorityId, recommendationId, part.limit, part.offset],
    );
    return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
  }
}
