import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a finding says about recommendations and actions, as a person linked it; findings set aside; and findings that
 * were typed in or split. A recommendation keeps since when its effect is not confirmed.
 */
export class FindingLinks20261123230000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Kept beside the finding, so that a visit is answered or not for everybody, whatever of it they may read.
    await db.query(`
      alter table findings
        add column answer text not null default 'open' check (answer in ('open','waiting','linked','set_aside')),
        add column part integer not null default 0,
        add column split_from uuid,
        add foreign key (authority_id, split_from) references findings (authority_id, id)`);
    await db.query(`drop index findings_in_order`);
    await db.query(`create index findings_in_order on findings (authority_id, document_id, position, part)`);
    await db.query(`alter table recommendations add column not_borne_out_on date`);

    await db.query(`
      create table finding_links (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        finding_id uuid not null,
        link text not null check (link in ('supports','improving','not_borne_out','new_concern','set_aside')),
        recommendation_id uuid,
        action_id uuid,
        note text not null default '',
        outcome text check (outcome in ('not_sustained','not_enough')),
        new_due_on date,
        evidence_kind text check (evidence_kind in ('audit','data','voice','staff','record')),
        evidence_id uuid,
        state text not null check (state in ('waiting','standing','refused','ended')),
        linked_by uuid not null,
        linked_on date not null,
        linked_at timestamptz not null,
        agreed_by uuid,
        agreed_on date,
        agreement_words text,
        ended_by uuid,
        ended_on date,
        ended_because text,
        primary key (authority_id, id),
        foreign key (authority_id, finding_id) references findings (authority_id, id),
        foreign key (authority_id, recommendation_id) references recommendations (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id),
        foreign key (authority_id, evidence_id) references evidence (authority_id, id),
        foreign key (authority_id, linked_by) references people (authority_id, id),
        foreign key (authority_id, agreed_by) references people (authority_id, id),
        foreign key (authority_id, ended_by) references people (authority_id, id),
        constraint a_link_has_one_subject check (
          num_nonnulls(recommendation_id, action_id) = case when link = 'set_aside' then 0 else 1 end),
        constraint set_aside_with_a_reason check (link <> 'set_aside' or btrim(note) <> ''),
        constraint outcome_of_an_action check (outcome is null or (link = 'not_borne_out' and action_id is not null)),
        constraint reopened_with_a_date check ((outcome is not distinct from 'not_sustained') = (new_due_on is not null)),
        constraint agreed_by_somebody check ((agreed_by is null) = (agreed_on is null)),
        constraint refused_by_somebody check (state <> 'refused' or agreed_by is not null),
        constraint ended_with_a_reason check (
          (state = 'ended') = (ended_on is not null) and (ended_on is null) = (ended_by is null)
          and (ended_on is null) = (ended_because is null) and btrim(ended_because) <> ''))`);
    const live = `state in ('waiting','standing')`;
    await db.query(`
      create unique index finding_links_one_recommendation on finding_links (authority_id, finding_id, recommendation_id)
        where ${live} and recommendation_id is not null`);
    await db.query(`
      create unique index finding_links_one_action on finding_links (authority_id, finding_id, action_id)
        where ${live} and action_id is not null`);
    await db.query(`
      create unique index finding_links_set_aside_once on finding_links (authority_id, finding_id)
        where ${live} and link = 'set_aside'`);
    await db.query(`
      create index finding_links_by_recommendation on finding_links (authority_id, recommendation_id)
        where recommendation_id is not null`);
    await db.query(`
      create index finding_links_by_action on finding_links (authority_id, action_id) where action_id is not null`);
    await db.query(`create index finding_links_by_finding on finding_links (authority_id, finding_id)`);
    await db.query(
      `create index finding_links_waiting on finding_links (authority_id, linked_at, id) where state = 'waiting'`,
    );
    await db.query(`select protect_tenant_table('finding_links'), keep_history('finding_links')`);
    await db.query(`select hide_restricted('finding_links', 'recommendation_id', 'action_id')`);

    // A weakness is set aside, or said to support, with the word of a quality assurance lead: whoever writes.
    await db.query(`
      create function weakness_is_agreed() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $$
      begin
        if new.state = 'standing' and new.link in ('supports','set_aside')
           and exists (select 1 from findings where authority_id = new.authority_id and id = new.finding_id
                         and sentiment = 'weakness')
           and not exists (select 1 from people where authority_id = new.authority_id and id = new.agreed_by
                             and 'quality' = any(roles)) then
          raise exception 'a weakness is set aside or called support with the agreement of a quality assurance lead'
            using errcode = '23514', constraint = 'weakness_is_agreed';
        end if;
        return null;
      end $$`);
    await db.query(`
      create trigger weakness_is_agreed after insert or update of state on finding_links for each row
        execute function weakness_is_agreed()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table finding_links`);
    await db.query(`drop function weakness_is_agreed()`);
    await db.query(`alter table recommendations drop column not_borne_out_on`);
    await db.query(`drop index findings_in_order`);
    await db.query(`alter table findings drop column answer, drop column part, drop column split_from`);
    await db.query(`create index findings_in_order on findings (authority_id, document_id, position)`);
  }
}
