import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Membership } from './doors.js';

export interface AuthorityEntry {
  id: string;
  slug: string;
  name: string;
  isDemonstration: boolean;
}

/** The door of the operator: lists and makes authorities, logins and tokens; sees nothing inside an authority. */
@Injectable()
export class OperatorDoor {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async authorities(): Promise<AuthorityEntry[]> {
    const rows: { id: string; slug: string; name: string; is_demonstration: boolean }[] =
      await this.dataSource.query('select * from authorities_list()');
    return rows.map((row) => ({
      id: row.id,
      slug: row.slug,
      name: row.name,
      isDemonstration: row.is_demonstration,
    }));
  }

  async authorityBySlug(slug: string): Promise<AuthorityEntry | null> {
    return (await this.authorities()).find((authority) => authority.slug === slug) ?? null;
  }

  /** Makes an authority. Throws on a slug that is taken (SQLSTATE 23505) or malformed (23514). */
  async createAuthority(slug: string, name: string, isDemonstration: boolean): Promise<string> {
    const rows: { id: string }[] = await this.dataSource.query('select authority_create($1, $2, $3) id', [
      slug,
      name,
      isDemonstration,
    ]);
    return rows[0]!.id;
  }

  /** The login of a mail address, made where there is none. */
  async loginFor(email: string): Promise<string> {
    const rows: { id: string }[] = await this.dataSource.query('select login_for($1) id', [email]);
    return rows[0]!.id;
  }

  /** The login of a mail address and its open memberships, or null; makes nothing. */
  async loginByEmail(email: string): Promise<{ loginId: string; memberships: Membership[] } | null> {
    const rows: { login_id: string; memberships: Membership[] }[] = await this.dataSource.query(
      'select * from login_find($1)',
      [email],
    );
    const found = rows[0];
    return found ? { loginId: found.login_id, memberships: found.memberships } : null;
  }

  /** Gives somebody of demonstration authorities a password; anybody else keeps theirs. */
  async setDemonstrationPassword(loginId: string, passwordHash: string): Promise<void> {
    await this.dataSource.query('select demonstration_password($1, $2)', [loginId, passwordHash]);
  }

  async createToken(loginId: string, authorityId: string | null, hash: Buffer, name: string): Promise<void> {
    await this.dataSource.query('select token_create($1, $2, $3, $4)', [loginId, authorityId, hash, name]);
  }
}
