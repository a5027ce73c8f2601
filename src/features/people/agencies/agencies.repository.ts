import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Tx } from '../../../platform/database/database.js';
import { AgencyEntity } from './agency.entity.js';

export interface AgencyRow {
  id: string;
  name: string;
  kind: AgencyEntity['kind'];
  lead_name: string | null;
  board_member_name: string | null;
  people: number;
  is_archived: boolean;
}

@Injectable()
export class AgenciesRepository {
  byId(tx: Tx, id: string): Promise<AgencyEntity | null> {
    return tx.manager.findOneBy(AgencyEntity, { authorityId: tx.authorityId, id });
  }

  heldById(tx: Tx, id: string): Promise<AgencyEntity | null> {
    return tx.manager.findOne(AgencyEntity, {
      where: { authorityId: tx.authorityId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Those that can be chosen, by name. */
  openAgencies(tx: Tx): Promise<AgencyEntity[]> {
    return tx.manager.find(AgencyEntity, {
      where: { authorityId: tx.authorityId, archivedAt: IsNull() },
      order: { name: 'asc' },
    });
  }

  async byName(tx: Tx, name: string): Promise<{ id: string } | null> {
    return tx.row(`select id from agencies where authority_id = $1 and lower(name) = lower($2)`, [
      tx.authorityId,
      name,
    ]);
  }

  /** The page of agencies: who leads each and how many of its people have an open account. */
  everyAgency(tx: Tx): Promise<AgencyRow[]> {
    return tx.rows(
      `select g.id, g.name, g.kind, lead.name as lead_name, board.name as board_member_name,
              g.archived_at is not null as is_archived,
              (select count(*)::int from people p
                where p.authority_id = g.authority_id and p.agency_id = g.id and p.closed_at is null) as people
         from agencies g
         left join people lead on lead.authority_id = g.authority_id and lead.id = g.lead_id
         left join people board on board.authority_id = g.authority_id and board.id = g.board_member_id
        where g.authority_id = $1
        order by g.archived_at is not null, g.name`,
      [tx.authorityId],
    );
  }

  async add(
    tx: Tx,
    agency: Pick<AgencyEntity, 'name' | 'kind' | 'leadId' | 'boardMemberId'>,
  ): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into agencies (authority_id, name, kind, lead_id, board_member_id)
       values ($1, $2, $3, $4, $5) returning id`,
      [tx.authorityId, agency.name, agency.kind, agency.leadId, agency.boardMemberId],
    );
    return row!.id;
  }

  async change(
    tx: Tx,
    id: string,
    change: Partial<Pick<AgencyEntity, 'name' | 'kind' | 'leadId' | 'boardMemberId' | 'archivedAt'>>,
  ): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await tx.manager.update(AgencyEntity, { authorityId: tx.authorityId, id }, change);
  }
}
