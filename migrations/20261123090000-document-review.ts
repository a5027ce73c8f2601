import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A review that several people can work at, an acceptance that can be taken back, and documents withdrawn with a
 * reason. What an item became is known from then on, so a second acceptance finds the same rows again.
 */
export class DocumentReview20261123090000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table documents
        add column withdrawn_because text,
        add column withdrawn_by uuid,
        add column withdrawn_at timestamptz,
        add foreign key (authority_id, withdrawn_by) references people (authority_id, id)`);
    await db.query(`
      alter table document_items
        add column checked_by uuid,
        add column checked_at timestamptz,
        add foreign key (authority_id, checked_by) references people (authority_id, id)`);

    await db.query(`alter table recommendations add column item_id uuid`);
    for (const table of ['judgements', 'findings']) {
      await db.query(`alter table ${table} add column item_id uuid, add column withdrawn_at timestamptz`);
    }
    for (const table of entries) {
      await db.query(`
        alter table ${table} add foreign key (authority_id, item_id) references document_items (authority_id, id)`);
      await db.query(`create unique index ${table}_one_of_an_item on ${table} (authority_id, item_id)`);
    }

    // An action may only be linked to what stands: whoever takes an acceptance back holds its recommendations.
    await db.query(`
      create function recommendation_stands() returns trigger language plpgsql as $$
      begin
        perform 1 from recommendations
          where authority_id = new.authority_id and id = new.recommendation_id and withdrawn_at is null
          for key share;
        if not found then
          raise exception 'this recommendation was withdrawn' using errcode = '23514';
        end if;
        return null;
      end $$`);
    await db.query(`
      create trigger recommendation_stands after insert on action_recommendations
        for each row execute function recommendation_stands()`);

    // Who looks at which document under review just now. Not a fact that anybody has to be able to read later.
    await db.query(`
      create table document_reviewers (
        authority_id uuid not null references authorities,
        document_id uuid not null,
        person_id uuid not null,
        item_id uuid,
        seen_at timestamptz not null,
        primary key (authority_id, document_id, person_id),
        foreign key (authority_id, document_id) references documents (authority_id, id),
        foreign key (authority_id, person_id) references people (authority_id, id),
        foreign key (authority_id, item_id) references document_items (authority_id, id)
      )`);
    await db.query(`select protect_tenant_table('document_reviewers')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table document_reviewers`);
    await db.query(`drop trigger recommendation_stands on action_recommendations`);
    await db.query(`drop function recommendation_stands()`);
    await db.query(`alter table recommendations drop column item_id`);
    for (const table of ['judgements', 'findings']) {
      await db.query(`alter table ${table} drop column item_id, drop column withdrawn_at`);
    }
    await db.query(`alter table document_items drop column checked_by, drop column checked_at`);
    await db.query(`
      alter table documents drop column withdrawn_because, drop column withdrawn_by, drop column withdrawn_at`);
  }
}

const entries = ['judgements', 'recommendations', 'findings'];
