import { Injectable } from '@nestjs/common';
import { mayEver } from '../../domain/access/policy.js';
import type { PersonOfPlan } from '../../domain/plan-sheet/checked-sheet.js';
import type { StandingAction } from '../../domain/plan-sheet/compare-with-plan.js';
import type { KnownRecommendation } from '../../domain/plan-sheet/recommendation-in-cell.js';
import type { Tx } from '../../platform/database/database.js';
import { ActionPeople, type Named } from '../actions/action-people.js';
import { PeopleRepository } from '../people/people.repository.js';

/** What the plan knows that a sheet may name: people, recommendations, workstreams, and the actions that stand. */
@Injectable()
export class PlanAroundRepository {
  constructor(
    private readonly people: PeopleRepository,
    private readonly actionPeople: ActionPeople,
  ) {}

  async peopleOfPlan(tx: Tx): Promise<PersonOfPlan[]> {
    const leads = new Set((await this.actionPeople.choices(tx)).leads.map(({ id }) => id));
    return (await this.people.openPeople(tx)).map(({ id, name, email, roles }) => ({
      id,
      name,
      email,
      canOwn: mayEver('actions.update_own', { personId: id, roles, agencyId: null }),
      canLead: leads.has(id),
    }));
  }

  recommendations(tx: Tx): Promise<KnownRecommendation[]> {
    return tx.rows(
      `select r.id, r.number, r.text, d.title as "documentTitle"
         from recommendations r
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and r.withdrawn_at is null and r.status <> 'superseded'
        order by d.received_on desc, r.document_id, r.position`,
      [tx.authorityId],
    );
  }

  /** The actions of the open plan that came from a sheet, or that have one of these references of ours. */
  standing(tx: Tx, references: readonly string[]): Promise<StandingAction[]> {
    return tx.rows(
      `select a.id, a.reference, i.sheet_reference as "sheetReference", i.id is not null as "isImported", a.status,
              a.title, a.description, a.success_measure as "successMeasure", a.owner_id as "ownerId",
              a.accountable_lead_id as "leadId", a.start_on::text as "startOn", a.due_on::text as "dueOn",
              a.imported_complete as "importedComplete",
              array(select c.person_id from action_contributors c
                     where c.authority_id = a.authority_id and c.action_id = a.id and c.ended_at is null) as "contributorIds"
         from actions a
         join plans p on p.authority_id = a.authority_id and p.id = a.plan_id and p.closed_on is null
         left join imported_actions i on i.authority_id = a.authority_id and i.action_id = a.id
        where a.authority_id = $1 and (i.id is not null or lower(a.reference) = any($2::text[]))
        order by a.number`,
      [tx.authorityId, references.map((reference) => reference.toLowerCase())],
    );
  }

  workstreams(tx: Tx): Promise<Named[]> {
    return tx.rows(`select id, name from workstreams where authority_id = $1 order by position, name`, [
      tx.authorityId,
    ]);
  }
}
