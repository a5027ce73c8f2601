import { Injectable } from '@nestjs/common';
import type { DecidersOfChain } from '../../../domain/lifecycle/date-change-decider.js';
import type { Tx } from '../../../platform/database/database.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { BoardDecisions } from '../../meetings/board-decisions.service.js';

interface ChainRow {
  readonly id: string;
  readonly leadId: string | null;
  readonly agencyKind: 'partner' | 'safeguarding_partnership' | null;
  readonly agencyLeadId: string | null;
  readonly agencySecondId: string | null;
  readonly directorIds: readonly string[];
}

/** Who can decide about the dates of actions, by the chain of each action's lead agency; only people who may act. */
@Injectable()
export class DateDeciders {
  constructor(
    private readonly board: BoardDecisions,
    private readonly days: AuthorityDays,
  ) {}

  async chains(tx: Tx, actionIds: readonly string[]): Promise<Map<string, DecidersOfChain>> {
    if (actionIds.length === 0) return new Map();
    const rows = await tx.rows<ChainRow>(
      `select a.id, lead.id as "leadId", agency.kind as "agencyKind", first.id as "agencyLeadId",
              second.id as "agencySecondId",
              array(select d.id from people d
                     where d.authority_id = $1 and d.closed_at is null and d.roles && array['director']
                     order by d.id) as "directorIds"
         from actions a
         left join people lead
           on lead.authority_id = a.authority_id and lead.id = a.accountable_lead_id and lead.closed_at is null
         left join agencies agency on agency.authority_id = a.authority_id and agency.id = a.agency_id
         left join people first
           on first.authority_id = a.authority_id and first.id = agency.lead_id and first.closed_at is null
         left join people second
           on second.authority_id = a.authority_id and second.id = agency.board_member_id and second.closed_at is null
        where a.authority_id = $1 and a.id = any($2::uuid[])`,
      [tx.authorityId, actionIds],
    );
    if (rows.length === 0) return new Map();
    const boardIds = await this.board.chairIds(tx, await this.days.today(tx));
    return new Map(rows.map((row) => [row.id, chainOf(row, boardIds)]));
  }
}

function chainOf(row: ChainRow, boardIds: readonly string[]): DecidersOfChain {
  const isCouncil = row.agencyKind === null;
  return {
    leadIds: present(isCouncil ? row.leadId : (row.leadId ?? row.agencyLeadId)),
    secondIds: isCouncil ? row.directorIds : present(row.agencySecondId),
    boardIds,
  };
}

function present(id: string | null): readonly string[] {
  return id === null ? [] : [id];
}
