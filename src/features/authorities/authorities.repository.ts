import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { AuthorityEntity } from './authority.entity.js';

@Injectable()
export class AuthoritiesRepository {
  /** The authority whose door this is. */
  current(tx: Tx): Promise<AuthorityEntity> {
    return tx.manager.findOneByOrFail(AuthorityEntity, { id: tx.authorityId });
  }

  /** Opens the first plan of an authority; one that has an open plan keeps it. */
  async openPlanOnce(tx: Tx, title: string, openedOn: LocalDate): Promise<void> {
    await tx.rows(
      `insert into plans (authority_id, title, opened_on) values ($1, $2, $3)
       on conflict (authority_id) where closed_on is null do nothing`,
      [tx.authorityId, title, openedOn],
    );
  }
}
