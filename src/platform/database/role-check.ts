import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Refuses to start under a role that row-level security would not hold: superuser, bypassing, or owner of tables. */
@Injectable()
export class RoleCheck implements OnModuleInit {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    const [role]: [{ name: string; super: boolean; bypass: boolean; owns: boolean }] = await this.dataSource
      .query(`
        select rolname as name, rolsuper as super, rolbypassrls as bypass,
               exists (select 1 from pg_class c where c.relkind in ('r','p') and c.relnamespace = 'public'::regnamespace
                          and pg_has_role(r.oid, c.relowner, 'member')) as owns
          from pg_roles r where rolname = current_user`);
    const why = role.super
      ? 'is a superuser'
      : role.bypass
        ? 'bypasses row-level security'
        : role.owns
          ? 'owns tables'
          : null;
    if (why) {
      throw new Error(
        `The database role ${role.name} ${why}, so authorities would not be kept apart. ` +
          'Give web and worker a role that only logs in (DATABASE_URL) and the owner to DATABASE_OWNER_URL.',
      );
    }
  }
}
