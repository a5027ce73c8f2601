import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { addDays } from '../../domain/calendar/day-number.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { BoardRequests } from './board-requests.js';
import type { LadderSubject, Morning, NoticeSource, SubjectWords } from './morning.js';

/** A reopening, or what a finding said, is told once; after so many days of a mail that cannot go nobody is told of it any more. */
const TOLD_WITHIN_DAYS = 60;
const LONGEST_TITLE = 120;

interface RecommendationRow {
  id: string;
  lead_id: string | null;
  reopened_on: LocalDate | null;
  proposed_on: LocalDate | null;
  not_borne_out_on: LocalDate | null;
  concern_on: LocalDate | null;
  is_open: boolean;
}

/** Recommendations as subjects of notices: reopened, put to the board as met, or what findings said of them. */
@Injectable()
export class RecommendationNotices implements NoticeSource {
  readonly kind = 'recommendation';
  readonly keepsNextDay = false;

  constructor(private readonly board: BoardRequests) {}

  /** Few are proposed, were reopened or spoken of by a finding of late, and they are all looked at. */
  due(tx: Tx, morning: Morning): Promise<LadderSubject[]> {
    return this.subjects(
      tx,
      morning,
      `select recommendation_id from met_proposals where authority_id = $1 and state = 'waiting'
        union
       select recommendation_id from recommendation_reopenings where authority_id = $1 and reopened_on > $2::date
        union
       select id from recommendations where authority_id = $1 and not_borne_out_on > $2::date
        union
       select recommendation_id from finding_links
        where authority_id = $1 and link = 'new_concern' and state = 'standing' and linked_on > $2::date
        union
       select subject_id from notices
        where authority_id = $1 and state = 'waiting' and subject_kind = 'recommendation'`,
      addDays(morning.on, -TOLD_WITHIN_DAYS),
    );
  }

  async facts(tx: Tx, morning: Morning, ids: readonly string[]): Promise<LadderSubject[]> {
    return ids.length === 0 ? [] : this.subjects(tx, morning, 'select unnest($2::uuid[])', ids);
  }

  async words(tx: Tx, { people }: Morning, ids: readonly string[]): Promise<Map<string, SubjectWords>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.rows<{
      id: string;
      number: string | null;
      text: string;
      restricted: boolean;
      is_embargoed: boolean;
    }>(
      `select r.id, r.number, r.text, r.restricted, d.publication <> 'published' as is_embargoed
         from recommendations r join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and r.id = any($2::uuid[])`,
      [tx.authorityId, ids],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          reference: row.number === null ? 'Recommendation' : `Recommendation ${row.number}`,
          title: shortened(row.text),
          path: recommendationPaths.recommendation(row.id),
          about: [],
          mayBeReadBy: (personId: string) => {
            const asker = people.get(personId);
            return (
              asker !== undefined &&
              may('plan.read', asker) &&
              (!row.restricted || may('restricted.read', asker)) &&
              (!row.is_embargoed || may('documents.read_embargoed', asker))
            );
          },
        },
      ]),
    );
  }

  async putNextDays(): Promise<void> {}

  private async subjects(
    tx: Tx,
    morning: Morning,
    which: string,
    parameter: unknown,
  ): Promise<LadderSubject[]> {
    const rows = await tx.rows<RecommendationRow>(
      `select r.id, r.lead_id, r.status in ('open','proposed_as_met') and r.withdrawn_at is null as is_open,
              (select max(o.reopened_on)::text from recommendation_reopenings o
                where o.authority_id = $1 and o.recommendation_id = r.id) as reopened_on,
              (select p.proposed_on::text from met_proposals p
                where p.authority_id = $1 and p.recommendation_id = r.id and p.state = 'waiting') as proposed_on,
              r.not_borne_out_on::text as not_borne_out_on,
              (select max(k.linked_on)::text from finding_links k
                where k.authority_id = $1 and k.recommendation_id = r.id and k.link = 'new_concern'
                  and k.state = 'standing'
                  and not exists (select 1 from action_recommendations s
                                    join actions a on a.authority_id = $1 and a.id = s.action_id
                                     and a.status not in ('draft','cancelled')
                                   where s.authority_id = $1 and s.recommendation_id = r.id and s.ended_at is null))
                as concern_on
         from recommendations r where r.authority_id = $1 and r.id in (${which})`,
      [tx.authorityId, parameter],
    );
    const open = rows.filter((row) => row.is_open);
    const requests = await this.board.of(
      tx,
      morning,
      new Map(open.flatMap((row) => (row.proposed_on === null ? [] : [[row.id, row.proposed_on] as const]))),
    );
    return rows.map((row) => ({
      facts: {
        kind: 'recommendation',
        id: row.id,
        reopenedOn: row.is_open ? row.reopened_on : null,
        notBorneOutOn: row.is_open ? row.not_borne_out_on : null,
        concernOn: row.is_open ? row.concern_on : null,
        leadIds: morning.people.leadOrDirectors(row.lead_id),
        qualityIds: morning.people.holding('quality'),
        planManagerIds: morning.people.holding('plan_manager'),
        toSignOff: requests.get(row.id) ?? null,
      },
    }));
  }
}

function shortened(text: string): string {
  if (text.length <= LONGEST_TITLE) return text;
  const end = text.lastIndexOf(' ', LONGEST_TITLE);
  return `${text.slice(0, end > 0 ? end : LONGEST_TITLE)} …`;
}
