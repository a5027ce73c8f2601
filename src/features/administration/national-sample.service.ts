import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import { OperatorDoor } from '../../platform/database/operator.door.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';

export interface NationalSample {
  authorities: number;
  actions: number;
  people: number;
  recommendations: number;
}

/**
 * Many invented authorities with many actions, to measure with. Written set by set through the application's own role
 * and rated by the same service as any other action. Authorities are demonstration data, called sample-001 onwards.
 */
@Injectable()
export class NationalSampleService {
  constructor(
    private readonly database: Database,
    private readonly operator: OperatorDoor,
    private readonly days: AuthorityDays,
    private readonly ratings: RatingService,
  ) {}

  /**
   * Makes the authorities and shares the actions out evenly. Refuses (throws) when sample authorities are there
   * already. `progress` is told of each authority as it is done.
   */
  async seed(
    authorities: number,
    actions: number,
    progress: (slug: string) => void = () => undefined,
  ): Promise<NationalSample> {
    const known = await this.operator.authorities();
    if (known.some((authority) => authority.slug.startsWith('sample-'))) {
      throw new Error('There are sample authorities already: use a fresh database');
    }
    const made: NationalSample = { authorities: 0, actions: 0, people: 0, recommendations: 0 };
    for (let n = 1; n <= authorities; n += 1) {
      const share = Math.floor((actions * n) / authorities) - Math.floor((actions * (n - 1)) / authorities);
      const slug = `sample-${String(n).padStart(3, '0')}`;
      const id = await this.operator.createAuthority(slug, `Sample council ${n}`, true);
      const sizes = { people: Math.max(14, Math.round(share / 25)), recommendations: Math.ceil(share / 3) };
      await this.database.forAuthority(id, { kind: 'import' }, async (tx) => {
        await this.people(tx, slug, sizes.people);
        await this.recommendations(tx, sizes.recommendations);
        await this.actions(tx, share);
        await this.ratings.rerateDue(tx, await this.days.today(tx));
      });
      made.authorities += 1;
      made.actions += share;
      made.people += sizes.people;
      made.recommendations += sizes.recommendations;
      progress(slug);
    }
    return made;
  }

  private async people(tx: Tx, slug: string, count: number): Promise<void> {
    await tx.rows(
      `insert into people (authority_id, login_id, name, email, roles)
       select $1, login_for(p.email), p.name, p.email, p.roles
         from (select n, 'Sample Person ' || n as name, 'person.' || n || '@' || $2 || '.example' as email,
                      case n when 1 then array['plan_manager'] when 2 then array['director']
                             when 3 then array['chair'] when 4 then array['quality']
                             when 5 then array['administrator'] when 6 then array['chief_executive']
                             else case when n % 6 = 1 then array['lead'] else array['owner'] end end as roles
                 from generate_series(1, $3::integer) n) p`,
      [tx.authorityId, slug, count],
    );
    await tx.rows(
      `insert into workstreams (authority_id, name, position)
       select $1, 'Workstream ' || n, n from generate_series(1, 6) n`,
      [tx.authorityId],
    );
  }

  private async recommendations(tx: Tx, count: number): Promise<void> {
    const today = await this.days.today(tx);
    await tx.rows(
      `insert into plans (authority_id, title, opened_on) values ($1, 'Improvement plan', $2::date - 200)
       on conflict do nothing`,
      [tx.authorityId, today],
    );
    await tx.rows(
      `insert into documents (authority_id, state, kind, title, received_on, file_name, media_type, byte_size,
                              sha256, stored_as, accepted_at)
       select $1, 'accepted', 'ilacs_inspection', 'Sample inspection ' || n, $2::date - 200, 'sample.txt',
              'text/plain', 1, lpad(to_hex(n), 64, '0'), 'sample', now()
         from generate_series(1, 10) n`,
      [tx.authorityId, today],
    );
    await tx.rows(
      `insert into recommendations (authority_id, document_id, position, number, priority, addressee, text)
       select $1, d.id, n, n::text,
              case when n % 12 = 0 then 'priority_action' else 'area_for_improvement' end, 'Local authority',
              'Sample recommendation ' || n || ': improve the quality and timeliness of what is done for children.'
         from generate_series(1, $2::integer) n
         join (select id, row_number() over (order by title) as place from documents where authority_id = $1) d
           on d.place = 1 + n % 10`,
      [tx.authorityId, count],
    );
  }

  /** Three in five in progress, the rest not started, complete or draft; due from 60 days ago to a year ahead. */
  private async actions(tx: Tx, count: number): Promise<void> {
    const today = await this.days.today(tx);
    await tx.rows(
      `with numbered as (
         select n, (hashint4(n) & 65535) % 425 - 60 as due_in, hashint4(n + 7) & 65535 as dice
           from generate_series(1, $2::integer) n),
       owners as (select id, row_number() over (order by name, id) - 1 as place, count(*) over () as many
                    from people where authority_id = $1 and roles <@ array['owner']),
       leads as (select id, row_number() over (order by name, id) - 1 as place, count(*) over () as many
                   from people where authority_id = $1 and roles <@ array['lead']),
       streams as (select id, position from workstreams where authority_id = $1),
       plan as (select id from plans where authority_id = $1 and closed_on is null)
       insert into actions (authority_id, plan_id, number, reference, title, description, kind, status, assurance,
           owner_id, accountable_lead_id, workstream_id, start_on, due_on, original_due_on, success_measure,
           required_evidence, published_on, notices_from, given_on, begun_on, reported_on, last_update_on,
           next_rating_on, next_notice_on)
       select $1, plan.id, n, 'A' || n, 'Sample action ' || n || ' to improve practice', 'What will be done.',
              case when n % 3 = 0 then 'enabling' else 'practice' end,
              case dice % 10 when 0 then 'draft' when 1 then 'complete' when 2 then 'not_started'
                             when 3 then 'not_started' else 'in_progress' end,
              case dice % 10 when 1 then 'reported' else 'not_reported' end,
              owners.id, leads.id, streams.id, $3::date + due_in - 120, $3::date + due_in, $3::date + due_in,
              'A measure', array['audit','data'],
              case when dice % 10 <> 0 then $3::date - 100 end, case when dice % 10 <> 0 then $3::date - 100 end,
              case when dice % 10 <> 0 then $3::date - 100 end,
              case when dice % 10 in (1,4,5,6,7,8,9) then $3::date - 90 end,
              case when dice % 10 = 1 then $3::date - 10 end,
              case when dice % 10 in (4,5,6,7,8,9) then $3::date - dice % 20 end,
              $3::date, case when dice % 10 <> 0 then $3::date end
         from numbered
         join owners on owners.place = n % owners.many
         join leads on leads.place = n % leads.many
         join streams on streams.position = 1 + n % 6
         cross join plan`,
      [tx.authorityId, count, today],
    );
    await tx.rows(`update plans set next_action_number = $2 where authority_id = $1`, [
      tx.authorityId,
      count + 1,
    ]);
    await tx.rows(
      `insert into action_recommendations (authority_id, action_id, recommendation_id)
       select $1, a.id, r.id from actions a
         join (select id, row_number() over (order by document_id, position) as place, count(*) over () as many
                 from recommendations where authority_id = $1) r on r.place = 1 + a.number % r.many
        where a.authority_id = $1`,
      [tx.authorityId],
    );
    await tx.rows(
      `insert into progress_updates (authority_id, action_id, written_by, written_at, written_on, due_on, answer,
                                     begun_on, what_changed)
       select $1, a.id, a.owner_id, a.last_update_on + time '10:00', a.last_update_on, a.due_on, 'yes', a.begun_on,
              'Work goes on as planned.'
         from actions a where a.authority_id = $1 and a.last_update_on is not null`,
      [tx.authorityId],
    );
  }
}
