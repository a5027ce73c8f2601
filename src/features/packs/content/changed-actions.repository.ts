import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { ActionStatus, Assurance } from '../../../domain/rating/rating-facts.js';
import type { Colour } from '../../../domain/rating/reason-code.js';
import type { ActionSnapshot } from '../../../domain/report/action-snapshot.js';
import { notLater } from '../../../platform/database/as-at.js';
import type { Tx } from '../../../platform/database/database.js';
import { Parameters, whereClause, type ActionScope } from '../../actions/action-filters.js';

/**
 * An action as it stood on a day and as it stands now; nothing for one that was not there yet. The reasons of the
 * earlier colour are not asked for.
 */
export interface ChangedAction {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly earlier: ActionSnapshot | null;
  readonly later: ActionSnapshot;
}

type Later = Omit<ChangedAction, 'earlier' | 'later'> & ActionSnapshot;

/** The columns that a version says something of, before it was made. */
interface Was {
  readonly status?: ActionStatus;
  readonly assurance?: Assurance;
  readonly rating?: Colour;
  readonly due_on?: LocalDate | null;
  readonly owner_id?: string | null;
}

/** What of the plan changed lately, without asking for what did not. */
@Injectable()
export class ChangedActionsRepository {
  /**
   * The actions whose state, colour, date or owner changed since the beginning of a day in England, in the order of
   * the plan: as they stood before the first change and as they stand now. Costs what changed, not what there is.
   */
  async changedSince(tx: Tx, scope: ActionScope, since: LocalDate): Promise<ChangedAction[]> {
    const before = await this.before(tx, since);
    if (before.size === 0) return [];
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const ids = parameters.add([...before.keys()]);
    const where = whereClause({}, scope, parameters);
    const rows = await tx.rows<Later>(
      `select a.id, a.reference, a.title, a.status, a.assurance, a.rating as colour,
              to_json(a.rating_reasons) as reasons, a.due_on::text as "dueOn", a.owner_id as "ownerId"
         from actions a where ${where} and a.id = any(${ids}::uuid[]) order by a.number`,
      parameters.values,
    );
    return rows
      .filter(({ id, status }) => before.get(id) !== null || status !== 'draft')
      .map(({ reference, title, ...later }) => {
        const was = before.get(later.id) ?? null;
        return { id: later.id, reference, title, earlier: was && asItWas(later, was), later };
      });
  }

  /** What each changed action was before the first of its changes; null: it was not there. */
  private async before(tx: Tx, since: LocalDate): Promise<Map<string, Was | null>> {
    const rows = await tx.rows<{ id: string; created: boolean; was: Was }>(
      `select v.row_id as id, v.change = 'created' as created, v.was
         from versions v
        where v.authority_id = $1 and v.entity = 'actions'
          and v.valid_from >= ($2::date::timestamp at time zone 'Europe/London') ${notLater(tx)}
          and (v.change = 'created'
               or v.changed_columns && array['status','assurance','rating','due_on','owner_id'])
        order by v.valid_from desc`,
      [tx.authorityId, since],
    );
    // The latest first: what is older stands over what is newer.
    const before = new Map<string, Was | null>();
    for (const { id, created, was } of rows) before.set(id, created ? null : { ...before.get(id), ...was });
    return before;
  }
}

function asItWas(later: ActionSnapshot, was: Was): ActionSnapshot {
  return {
    id: later.id,
    status: was.status ?? later.status,
    assurance: was.assurance ?? later.assurance,
    colour: was.rating ?? later.colour,
    reasons: [],
    dueOn: was.due_on ?? later.dueOn,
    ownerId: was.owner_id === undefined ? later.ownerId : was.owner_id,
  };
}
