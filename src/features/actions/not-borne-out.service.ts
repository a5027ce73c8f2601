import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { closeNotEnough, markNotEnough, reopen, type Reopened } from '../../domain/lifecycle/assurance.js';
import { isBlank, isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, StaleVersion } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ActionAccess } from './action-access.js';
import type { Action } from './action.entity.js';
import { ActionsRepository } from './actions.repository.js';
import { assuranceRefused } from './assurance-words.js';
import { AssuranceRepository } from './assurance.repository.js';
import { RatingService } from './rating.service.js';

export interface Reopening {
  readonly reason: string;
  readonly newDueOn: LocalDate | null;
  /** The finding that did not bear it out, if one did. */
  readonly findingId: string | null;
}

/** What inspectors or a check did not find: an action did not last, or was not enough. */
@Injectable()
export class NotBorneOutService {
  constructor(
    private readonly database: Database,
    private readonly actions: ActionsRepository,
    private readonly assurance: AssuranceRepository,
    private readonly access: ActionAccess,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  /** Not sustained: reopened with a new due date. */
  reopen(person: Person, actionId: string, reopening: Reopening, version?: number): Promise<void> {
    return this.within(person, (tx) => this.reopenWithin(tx, person, actionId, reopening, version));
  }

  /** Done, but not enough: stays complete and loses Blue; the recommendation wants a further action. */
  markNotEnough(
    person: Person,
    actionId: string,
    mark: { reason: string; findingId: string | null },
  ): Promise<void> {
    return this.within(person, (tx) => this.markNotEnoughWithin(tx, person, actionId, mark));
  }

  /** The same inside the transaction of somebody who links a finding. */
  async reopenWithin(
    tx: Tx,
    person: Person,
    actionId: string,
    reopening: Reopening,
    version?: number,
  ): Promise<void> {
    const { action } = await this.access.toChange(tx, person, 'actions.reopen', actionId);
    if (version !== undefined && version !== action.version) throw new StaleVersion(action.version);
    const today = await this.days.today(tx);
    const calendar = await this.days.calendar(tx);
    const reopened = reopen(action, { on: today, ...reopening }, calendar);
    if (isRefusal(reopened)) assuranceRefused(reopened.refused);
    const reason = reopening.reason.trim();
    const ending = { by: person.personId, on: today };
    // First the mark: it is what allows the due date of a published action to change.
    await this.assurance.addMark(tx, {
      ...ending,
      actionId,
      outcome: 'not_sustained',
      reason,
      findingId: reopening.findingId,
      fromDueOn: action.dueOn,
      newDueOn: reopened.dueOn,
    });
    await this.assurance.endReport(tx, actionId, { ...ending, outcome: 'reopened', reason });
    const because = 'The action was reopened';
    await this.assurance.closeMarks(tx, actionId, { ...ending, because, furtherActionId: null });
    await this.assurance.endMilestonesOfRound(tx, actionId, today, this.days.now());
    await this.actions.change(tx, actionId, anew(action, reopened, today));
    await this.ratings.rerate(tx, [actionId]);
  }

  async markNotEnoughWithin(
    tx: Tx,
    person: Person,
    actionId: string,
    mark: { reason: string; findingId: string | null },
  ): Promise<void> {
    const { action } = await this.access.toChange(tx, person, 'actions.reopen', actionId);
    const today = await this.days.today(tx);
    const marked = markNotEnough(action, today);
    if (isRefusal(marked)) assuranceRefused(marked.refused);
    if (isBlank(mark.reason)) assuranceRefused('reason_missing');
    await this.assurance.addMark(tx, {
      actionId,
      outcome: 'not_enough',
      reason: mark.reason.trim(),
      findingId: mark.findingId,
      by: person.personId,
      on: today,
      fromDueOn: null,
      newDueOn: null,
    });
    await this.actions.change(tx, actionId, {
      notEnoughSince: action.notEnoughSince ?? marked.notEnoughSince,
      notBorneOutOn: today,
      nextNoticeOn: today,
    });
    await this.ratings.rerate(tx, [actionId]);
  }

  /** A quality assurance lead closes "not enough" once the further action is verified. */
  async closeNotEnough(person: Person, actionId: string, furtherActionId: string): Promise<void> {
    if (!may('actions.verify', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.verify', actionId);
      const { action: further } = await this.access.toRead(tx, person, furtherActionId);
      const closed = closeNotEnough(action, { furtherActionAssurance: further.assurance });
      if (isRefusal(closed)) assuranceRefused(closed.refused);
      const because = `${further.reference} was verified`;
      await this.close(tx, person, actionId, because, furtherActionId);
    });
  }

  /** A later finding supports the action: "not enough" and "improving, not yet good" end. */
  async supportedWithin(tx: Tx, person: Person, actionId: string): Promise<void> {
    await this.close(tx, person, actionId, 'A later finding supports it', null);
  }

  /** A finding says "improving, not yet good": blocks Blue until a later one supports it or a second check is made. */
  async improvingNotYetGoodWithin(tx: Tx, actionId: string): Promise<void> {
    const today = await this.days.today(tx);
    await this.actions.change(tx, actionId, { improvingNotYetGoodOn: today, nextNoticeOn: today });
    await this.ratings.rerate(tx, [actionId]);
  }

  /** Not borne out while it is still open: nothing is reopened; owner and lead hear of it. */
  async stillOpenWithin(tx: Tx, actionId: string): Promise<void> {
    const today = await this.days.today(tx);
    await this.actions.change(tx, actionId, { notBorneOutOn: today, nextNoticeOn: today });
  }

  /**
   * The finding that did not bear it out was linked by mistake: its "not enough" ends. What was reopened stays reopened.
   * `saidOn`: when another finding last said the same, if one does.
   */
  async doubtWithdrawnWithin(
    tx: Tx,
    person: Person,
    actionId: string,
    { findingId, saidOn }: { findingId: string; saidOn: LocalDate | null },
  ): Promise<void> {
    const on = await this.days.today(tx);
    const because = 'The link to the finding was ended';
    const closing = { by: person.personId, on, because, furtherActionId: null, findingId };
    await this.assurance.closeMarks(tx, actionId, closing);
    const notEnoughSince = await this.assurance.notEnoughSince(tx, actionId);
    const notBorneOutOn = saidOn ?? notEnoughSince;
    await this.actions.change(tx, actionId, { notEnoughSince, notBorneOutOn, nextNoticeOn: on });
    await this.ratings.rerate(tx, [actionId]);
  }

  /** The link that said so was a mistake, and no other says it. */
  async noLongerImprovingWithin(tx: Tx, actionId: string): Promise<void> {
    const nextNoticeOn = await this.days.today(tx);
    await this.actions.change(tx, actionId, { improvingNotYetGoodOn: null, nextNoticeOn });
    await this.ratings.rerate(tx, [actionId]);
  }

  private async close(
    tx: Tx,
    person: Person,
    actionId: string,
    because: string,
    furtherActionId: string | null,
  ): Promise<void> {
    const on = await this.days.today(tx);
    await this.assurance.closeMarks(tx, actionId, { by: person.personId, on, because, furtherActionId });
    const improving = furtherActionId === null ? { improvingNotYetGoodOn: null } : {};
    await this.actions.change(tx, actionId, { notEnoughSince: null, ...improving });
    await this.ratings.rerate(tx, [actionId]);
  }

  private within(person: Person, work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

/** Every clock counts from the reopening; what proved the round before proves this one no more. */
function anew(action: Action, reopened: Reopened, today: LocalDate): Partial<Action> {
  return {
    status: reopened.status,
    assurance: reopened.assurance,
    round: action.round + 1,
    reopenedOn: reopened.reopenedOn,
    dueOn: reopened.dueOn,
    slipFrom: reopened.slipFrom,
    timesMoved: reopened.timesMoved,
    daysSlipped: reopened.daysSlipped,
    lastMovedOn: null,
    lastMoveReported: false,
    provingFrom: reopened.provingFrom,
    acceptedKinds: [],
    acceptedEvidenceOn: null,
    evidenceWaitingSince: null,
    evidencedOn: null,
    reportedOn: null,
    reportedBy: null,
    impactStatement: '',
    verifiedOn: null,
    verifiedBy: null,
    embeddedOn: null,
    embeddedBy: null,
    lookedOn: null,
    refusedOn: null,
    timesRefused: 0,
    forecastOn: null,
    unsureSince: null,
    lastUpdateNoChange: false,
    notEnoughSince: null,
    notBorneOutOn: today,
    nextNoticeOn: today,
  };
}
