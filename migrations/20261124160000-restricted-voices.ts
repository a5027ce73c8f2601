import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What we were told only about restricted recommendations is restricted too: its words say what they are about. Told
 * also about something that everybody reads, or about nothing by name, it stays for all, without the restricted link.
 */
export class RestrictedVoices20261124160000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function voices_hidden_from_actor() returns uuid[] language plpgsql stable security definer
      set search_path = public, pg_temp as $$
      declare hidden uuid[] := hidden_from_actor();
      begin
        if cardinality(hidden) = 0 then
          return '{}';
        end if;
        return array(
          select k.voice_id from voice_recommendations k
           where k.authority_id = current_authority() and k.ended_at is null
           group by k.voice_id having bool_and(k.recommendation_id = any(hidden)));
      end $$`);
    await db.query(`
      create policy restricted_items on voices as restrictive using (
        id <> all ((select voices_hidden_from_actor())::uuid[]))`);
    await db.query(`
      create policy restricted_voices on versions as restrictive using (
        cardinality((select voices_hidden_from_actor())) = 0
        or row_id <> all ((select voices_hidden_from_actor())::uuid[]))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop policy restricted_voices on versions`);
    await db.query(`drop policy restricted_items on voices`);
    await db.query(`drop function voices_hidden_from_actor()`);
  }
}
