import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { PackVoice } from '../../../domain/report/pack-content.js';
import type { VoiceSource } from '../../../domain/report/voice.js';
import { notLater } from '../../../platform/database/as-at.js';
import type { Tx } from '../../../platform/database/database.js';
import { publishedToday } from '../../documents/published-today.js';
import { SOURCE_NAMES } from '../../voices/voice-words.js';

interface VoiceRow extends Omit<PackVoice, 'source'> {
  readonly source: VoiceSource;
  readonly sourceName: string;
}

/** How much of a recommendation without a number stands for it, in characters. */
export const SHORT_NAME = 60;

/** What a pack asks about what children, families and staff told us. */
@Injectable()
export class PackVoicesRepository {
  /**
   * What was told, written down or followed by a change since a day, that day included, so that nothing is lost that
   * came in after the pack of that day; null: everything. The latest first.
   */
  async since(tx: Tx, since: LocalDate | null, asAt: LocalDate): Promise<PackVoice[]> {
    const rows = await tx.rows<VoiceRow>(
      `select o.told_on::text as "on", o.whose, o.source, o.source_name as "sourceName", o.asked, o.said, o.changed,
              to_json(array(
                select coalesce(r.number, rtrim(left(r.text, $4), ' .,') || case when length(r.text) > $4 then '…' else '' end)
                  from voice_recommendations k
                  join recommendations r on r.authority_id = k.authority_id and r.id = k.recommendation_id
                  join documents d on d.authority_id = r.authority_id and d.id = r.document_id and ${publishedToday('d')}
                 where k.authority_id = o.authority_id and k.voice_id = o.id and k.ended_at is null
                 order by d.received_on desc, r.document_id, r.position)) as "recommendationNumbers"
         from voices o
        where o.authority_id = $1 and o.archived_at is null and o.told_on <= $3::date
          and ($2::date is null or o.told_on >= $2::date or exists (
            select 1 from versions v
             where v.authority_id = o.authority_id and v.entity = 'voices' and v.row_id = o.id
               and v.valid_from >= ($2::date::timestamp at time zone 'Europe/London') ${notLater(tx)}))
        order by o.told_on desc, o.id`,
      [tx.authorityId, since, asAt, SHORT_NAME],
    );
    return rows.map(({ source, sourceName, ...row }) => ({
      ...row,
      source: `${SOURCE_NAMES[source]}: ${sourceName}`,
    }));
  }
}
