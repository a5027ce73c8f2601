import { Injectable } from '@nestjs/common';
import { SetClock } from '../../platform/clock/set-clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { OperatorDoor } from '../../platform/database/operator.door.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';

const DAY = 24 * 60 * 60 * 1000;
const AGE_DAYS = 120;
/** Ten documents of forty: more than any council has been asked. */
const MOST_RECOMMENDATIONS = 400;

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
   * Makes the authorities and shares the actions out evenly, written 120 days ago and rated then and now, so that
   * about as much has changed of late as in a real plan. `people` in all; null: one for every 25 actions. Refuses (throws) when sample authorities are there already.
   * `clock` must be the one that the services go by; `progress` is told of each authority as it is done.
   */
  async seed(
    clock: SetClock,
    authorities: number,
    actions: number,
    people: number | null,
    progress: (slug: string) => void = () => undefined,
  ): Promise<NationalSample> {
    const known = await this.operator.authorities();
    if (known.some((authority) => authority.slug.startsWith('sample-'))) {
      throw new Error('There are sample authorities already: use a fresh database');
    }
    const now = clock.now();
    const made: NationalSample = { authorities: 0, actions: 0, people: 0, recommendations: 0 };
    for (let n = 1; n <= authorities; n += 1) {
      const share = Math.floor((actions * n) / authorities) - Math.floor((actions * (n - 1)) / authorities);
      const slug = `sample-${String(n).padStart(3, '0')}`;
      const id = await this.operator.createAuthority(slug, `Sample council ${n}`, true);
      const sizes = {
        people: Math.max(14, Math.round(people === null ? share / 25 : people / authorities)),
        recommendations: Math.min(Math.ceil(share / 3), MOST_RECOMMENDATIONS),
      };
      clock.moveTo(new Date(now.getTime() - AGE_DAYS * DAY));
      await this.database.forAuthority(id, { kind: 'import' }, async (tx) => {
        await this.people(tx, slug, sizes.people);
        await this.recommendations(tx, sizes.recommendations);
        await this.actions(tx, share);
      });
      await this.rate(id);
      clock.moveTo(now);
      await this.rate(id);
      made.authorities += 1;
      made.actions += share;
      made.people += sizes.people;
      made.recommendations += sizes.recommendations;
      progress(slug);
    }
    return made;
  }

  private async rate(authorityId: string): Promise<void> {
    await this.database.forAuthority(authorityId, { kind: 'sweep' }, async (tx) => {
      await this.ratings.rerateDue(tx, await this.days.today(tx));
    });
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
      `insert into plans (authority_id, title, opened_on) values ($1, 'Improvement plan', $2::date - 80)
       on conflict do nothing`,
      [tx.authorityId, today],
    );
    await tx.rows(
      `insert into documents (authority_id, state, kind, title, received_on, file_name, media_type, byte_size,
                              sha256, stored_as, accepted_at)
       select $1, 'accepted', 'ilacs_inspection', 'Sample inspection ' || n, $2::date - 80, 'sample.txt',
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
         select n, (hashint4(n) & 65535) % 425 + 60 as due_in, hashint4(n + 7) & 65535 as dice
           from generate_series(1, $2::integer) n),
       cast_of as materialized (
         select array(select id from people where authority_id = $1 and roles <@ array['owner'] order by id) owners,
                array(select id from people where authority_id = $1 and roles <@ array['lead'] order by id) leads,
                array(select id from workstreams where authority_id = $1 order by position) streams),
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
              owners[1 + n % cardinality(owners)], leads[1 + n % cardinality(leads)],
              streams[1 + n % cardinality(streams)], $3::date + due_in - 120, $3::date + due_in, $3::date + due_in,
              'A measure', array['audit','data'],
              case when dice % 10 <> 0 then $3::date + 20 end, case when dice % 10 <> 0 then $3::date + 20 end,
              case when dice % 10 <> 0 then $3::date + 20 end,
              case when dice % 10 in (1,4,5,6,7,8,9) then $3::date + 30 end,
              case when dice % 10 = 1 then $3::date + 110 end,
              case when dice % 10 in (4,5,6,7,8,9) then $3::date + 120 - dice % 20 end,
              $3::date, case when dice % 10 <> 0 then $3::date end
         from numbered cross join cast_of cross join plan`,
      [tx.authorityId, count, today],
    );
    await tx.rows(
      `insert into completion_reports (authority_id, action_id, round, reported_by, reported_on, impact_statement)
       select $1, id, 1, owner_id, reported_on, 'Practice has changed.' from actions
        where authority_id = $1 and status = 'complete'`,
      [tx.authorityId],
    );
    await tx.rows(`update plans set next_action_number = $2 where authority_id = $1`, [
      tx.authorityId,
      count + 1,
    ]);
    await tx.rows(
      `with served as materialized (
         select array(select id from recommendations where authority_id = $1 order by document_id, position) ids)
       insert into action_recommendations (authority_id, action_id, recommendation_id)
       select $1, a.id, served.ids[1 + a.number % cardinality(served.ids)] from actions a cross join served
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
