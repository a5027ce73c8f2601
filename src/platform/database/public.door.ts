import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/**
 * The door of somebody who is not signed in: it gives what an authority published, by the word in the address, and
 * nothing else. The functions behind it look at no row that is not shown to the public now.
 */
@Injectable()
export class PublicDoor {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Which version is shown; null: none is, whether the authority exists or not. */
  async shown(slug: string): Promise<{ id: string; publishedOn: string } | null> {
    const rows: { id: string; published_on: string }[] = await this.dataSource.query(
      'select id, published_on from public_plan_shown($1)',
      [slug],
    );
    const row = rows[0];
    return row === undefined ? null : { id: row.id, publishedOn: row.published_on };
  }

  /** What is shown now, with the version it is of. */
  async content(slug: string): Promise<{ id: string; content: unknown } | null> {
    const rows: { id: string; content: unknown }[] = await this.dataSource.query(
      'select id, content from public_plan_content($1)',
      [slug],
    );
    return rows[0] ?? null;
  }
}
