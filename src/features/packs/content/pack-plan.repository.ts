import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { ladderFrom, type LadderSettings } from '../../../domain/ladder/ladder-settings.js';
import { LADDER_PRESETS, type LadderPreset } from '../../../domain/ladder/ladder-preset.js';
import type { ColourWords } from '../../../domain/rating/colour-words.js';
import type { PresetName } from '../../../domain/rating/rating-preset.js';
import { judgementsOverTime, type PrintedJudgement } from '../../../domain/report/judgement-areas.js';
import type { PackCharts } from '../../../domain/report/pack-content.js';
import type { Tx } from '../../../platform/database/database.js';
import { publishedToday } from '../../documents/published-today.js';
import { DOCUMENT_DAY } from '../../findings/findings.repository.js';

export interface PlanFrame {
  readonly authority: string;
  /** The preset that the open plan is rated by, and its own words for the colours. */
  readonly preset: PresetName;
  readonly colourWords: ColourWords;
  /** The day of the board's meeting after this one; null: none is planned. */
  readonly meetingAfter: LocalDate | null;
  /** Recommendations that are not counted because their document is not public. */
  readonly leftOutEmbargoed: number;
  readonly ladder: LadderPreset;
}

/** What a pack asks about the plan as a whole. */
@Injectable()
export class PackPlanRepository {
  async frame(tx: Tx, boardId: string | null, after: LocalDate, asAt: LocalDate): Promise<PlanFrame> {
    const row = await tx.row<Omit<PlanFrame, 'ladder'> & { ladder: LadderSettings | null }>(
      `select a.name as authority, coalesce(plan.rating_preset, 'standard') as preset,
              coalesce(plan.colour_words, '{}') as "colourWords",
              (select min(m.meets_on)::text from meetings m
                 join boards b on b.authority_id = m.authority_id and b.id = m.board_id
                where m.authority_id = $1 and m.state = 'planned' and m.meets_on > $3::date
                  and case when $2::uuid is null then b.kind = 'improvement' else b.id = $2 end) as "meetingAfter",
              (select count(*)::int from recommendations r
                 join documents d on d.authority_id = r.authority_id and d.id = r.document_id
                where r.authority_id = $1 and r.withdrawn_at is null and r.status <> 'superseded'
                  and not (${publishedToday('d')})) as "leftOutEmbargoed",
              (select jsonb_build_object('preset', v.preset, 'numbers', v.numbers, 'off', v.steps_off,
                        'addedOn', v.steps_added)
                 from ladder_versions v
                where v.authority_id = $1 and v.plan_id = plan.id and v.set_on <= $4::date
                order by v.number desc limit 1) as ladder
         from public.authorities a
         left join plans plan on plan.authority_id = a.id and plan.closed_on is null
        where a.id = $1`,
      [tx.authorityId, boardId, after, asAt],
    );
    if (row === null) throw new Error('This authority does not exist');
    return { ...row, ladder: row.ladder === null ? LADDER_PRESETS.standard : ladderFrom(row.ladder) };
  }

  /** The grades that each area was given, over all documents that are public. */
  async judgements(tx: Tx): Promise<PackCharts['judgements']> {
    const rows = await tx.rows<PrintedJudgement>(
      `select d.id as "documentId", j.area, d.title as document, ${DOCUMENT_DAY}::text as "on", j.grade
         from judgements j
         join documents d on d.authority_id = j.authority_id and d.id = j.document_id and d.state = 'accepted'
          and ${publishedToday('d')}
        where j.authority_id = $1 and j.withdrawn_at is null
        order by ${DOCUMENT_DAY}, d.id, j.position`,
      [tx.authorityId],
    );
    return judgementsOverTime(rows);
  }
}
