import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../../domain/access/policy.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import {
  addMilestone,
  doMilestone,
  moveMilestone,
  withdrawMilestone,
  type MilestoneRefusal,
} from '../../../domain/lifecycle/milestone.js';
import { isRefusal } from '../../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { isUuid } from '../../../web/api/ids.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { ActionAccess, type Accessed } from '../action-access.js';
import { RatingService } from '../rating.service.js';
import { MilestonesRepository, type MilestoneRow } from './milestones.repository.js';

interface Opened extends Accessed {
  readonly milestone: MilestoneRow;
  /** May move and withdraw critical ones: the accountable lead or the director, but never of what they own. */
  readonly byLead: boolean;
}

/** Milestones: dated steps inside an action, ordinary and critical. */
@Injectable()
export class MilestonesService {
  constructor(
    private readonly database: Database,
    private readonly milestones: MilestonesRepository,
    private readonly access: ActionAccess,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  async list(person: Person, actionId: string): Promise<MilestoneRow[]> {
    if (!mayEver('actions.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      await this.access.toRead(tx, person, actionId);
      return this.milestones.ofAction(tx, actionId);
    });
  }

  async one(person: Person, actionId: string, id: string): Promise<MilestoneRow> {
    if (!mayEver('actions.read', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      await this.access.toRead(tx, person, actionId);
      return this.row(tx, actionId, id);
    });
  }

  async add(
    person: Person,
    actionId: string,
    milestone: { title: string; dueOn: LocalDate; critical: boolean },
  ): Promise<string> {
    if (!mayEver('actions.move_milestone', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.move_milestone', actionId);
      refuseOn(addMilestone(action, milestone));
      const id = await this.milestones.add(tx, { ...milestone, title: milestone.title.trim(), actionId });
      await this.ratings.rerate(tx, [actionId]);
      return id;
    });
  }

  /** The original date and the number of moves stay shown. */
  async move(
    person: Person,
    actionId: string,
    id: string,
    dueOn: LocalDate,
    explanation: string,
    version: number | null,
  ): Promise<void> {
    await this.change(person, actionId, id, version, async (tx, { action, milestone, byLead }) => {
      const moved = moveMilestone(action, milestone, dueOn, byLead);
      if (isRefusal(moved)) throw milestoneRefusal(moved.refused);
      const because = explanation.trim();
      await this.milestones.change(tx, id, { ...moved, ...(because !== '' && { explanation: because }) });
    });
  }

  async done(
    person: Person,
    actionId: string,
    id: string,
    doneOn: LocalDate | null,
    version: number | null,
  ): Promise<void> {
    await this.change(person, actionId, id, version, async (tx, { action, milestone }) => {
      const today = await this.days.today(tx);
      const on = doneOn ?? today;
      refuseOn(doMilestone(action, milestone, on, today));
      await this.milestones.change(tx, id, { doneOn: on });
    });
  }

  /** Why it is late, or why it is not needed to report the action complete. */
  async explain(
    person: Person,
    actionId: string,
    id: string,
    explanation: string,
    version: number | null,
  ): Promise<void> {
    await this.change(person, actionId, id, version, (tx) =>
      this.milestones.change(tx, id, { explanation: explanation.trim() }),
    );
  }

  async withdraw(
    person: Person,
    actionId: string,
    id: string,
    explanation: string,
    version: number | null,
  ): Promise<void> {
    if (explanation.trim() === '') {
      const message = 'Enter why it is not needed';
      throw new Refused('reason_missing', message, [{ field: 'explanation', message }]);
    }
    await this.change(person, actionId, id, version, async (tx, { action, milestone, byLead }) => {
      refuseOn(withdrawMilestone(action, milestone, byLead));
      await this.milestones.change(tx, id, { withdrawnAt: this.days.now(), explanation: explanation.trim() });
    });
  }

  private async change(
    person: Person,
    actionId: string,
    id: string,
    version: number | null,
    work: (tx: Tx, opened: Opened) => Promise<void>,
  ): Promise<void> {
    if (!mayEver('actions.move_milestone', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      // The action is held, so nobody else changes its milestones meanwhile.
      const accessed = await this.access.toChange(tx, person, 'actions.move_milestone', actionId);
      const milestone = await this.row(tx, actionId, id);
      if (milestone.isWithdrawn) throw new StateForbids('withdrawn', 'This milestone was withdrawn');
      if (version !== null && milestone.version !== version) throw new StaleVersion(milestone.version);
      const byLead =
        accessed.action.ownerId !== person.personId &&
        may('actions.move_critical_milestone', person, accessed.subject);
      await work(tx, { ...accessed, milestone, byLead });
      await this.ratings.rerate(tx, [actionId]);
    });
  }

  private async row(tx: Tx, actionId: string, id: string): Promise<MilestoneRow> {
    const row = isUuid(id) ? await this.milestones.one(tx, actionId, id) : null;
    if (row === null) throw new NotFound('There is no such milestone');
    return row;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

const WORDS: Readonly<Record<MilestoneRefusal, { field: string; message: string }>> = {
  not_published: { field: '', message: 'This action is still a draft' },
  already_complete: { field: '', message: 'This action has been reported complete' },
  cancelled: { field: '', message: 'This action was cancelled' },
  critical: { field: '', message: 'A critical milestone needs the accountable lead' },
  already_done: { field: '', message: 'This milestone is done' },
  same_date: { field: 'dueOn', message: 'The new date must differ from the date of now' },
  before_start: { field: 'dueOn', message: 'The date must be on or after the start of the action' },
  after_due: { field: 'dueOn', message: 'The date must be on or before the due date of the action' },
  title_missing: { field: 'title', message: 'Enter what will be reached' },
  done_in_the_future: { field: 'doneOn', message: 'The day on which it was done must not be in the future' },
};

function milestoneRefusal(code: MilestoneRefusal) {
  const { field, message } = WORDS[code];
  return field === '' ? new StateForbids(code, message) : new Refused(code, message, [{ field, message }]);
}

function refuseOn(answer: { refused: MilestoneRefusal } | null): void {
  if (answer !== null) throw milestoneRefusal(answer.refused);
}
