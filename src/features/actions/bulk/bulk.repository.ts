import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { BulkChange, BulkField } from '../../../domain/lifecycle/bulk-change.js';
import type { Tx } from '../../../platform/database/database.js';
import { HandOversRepository } from '../assignment/hand-overs.repository.js';
import { Parameters, whereClause, type ActionFilters, type ActionScope } from '../action-filters.js';

const COLUMNS: Readonly<Record<BulkField, { readonly column: string; readonly type: string }>> = {
  ownerId: { column: 'owner_id', type: 'uuid' },
  accountableLeadId: { column: 'accountable_lead_id', type: 'uuid' },
  agencyId: { column: 'agency_id', type: 'uuid' },
  workstreamId: { column: 'workstream_id', type: 'uuid' },
  kind: { column: 'kind', type: 'text' },
  requiredEvidence: { column: 'required_evidence', type: 'text[]' },
  startOn: { column: 'start_on', type: 'date' },
};

/** The same values for many actions, in one statement. */
@Injectable()
export class BulkRepository {
  constructor(readonly handOvers: HandOversRepository) {}

  /** The first actions that a list finds, in the order of the plan; one more than asked for says that there are more. */
  async found(tx: Tx, filters: ActionFilters, scope: ActionScope, most: number): Promise<string[]> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const rows = await tx.rows<{ id: string }>(
      `select a.id from actions a where ${whereClause(filters, scope, parameters)}
        order by a.number limit ${parameters.add(most + 1)}`,
      parameters.values,
    );
    return rows.map(({ id }) => id);
  }

  /** Whoever gets an action, as owner or lead, is told the next morning. */
  async set(tx: Tx, ids: readonly string[], change: BulkChange, today: LocalDate): Promise<void> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const chosen = parameters.add(ids);
    const day = parameters.add(today);
    const sets: string[] = [];
    const told: string[] = [];
    for (const [field, value] of Object.entries(change) as [BulkField, unknown][]) {
      const { column, type } = COLUMNS[field];
      const wanted = `${parameters.add(value)}::${type}`;
      sets.push(`${column} = ${wanted}`);
      const isOther = `status <> 'draft' and ${column} is distinct from ${wanted}`;
      if (field === 'ownerId')
        sets.push(`given_on = case when ${isOther} then ${day}::date else given_on end`);
      if (field === 'ownerId' || field === 'accountableLeadId') told.push(`(${isOther})`);
    }
    if (told.length > 0) {
      sets.push(`next_notice_on = case when ${told.join(' or ')} then ${day}::date else next_notice_on end`);
    }
    await tx.rows(
      `update actions set ${sets.join(', ')} where authority_id = $1 and id = any(${chosen}::uuid[])
          and ${day}::date is not null`,
      parameters.values,
    );
  }

  /** Whoever owns an action does not also contribute to it. */
  async endContributions(tx: Tx, ids: readonly string[], personId: string, at: Date): Promise<void> {
    await tx.rows(
      `update action_contributors set ended_at = $4
        where authority_id = $1 and action_id = any($2::uuid[]) and person_id = $3 and ended_at is null`,
      [tx.authorityId, ids, personId, at],
    );
  }
}
