import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { embed, lookAgain, verify } from '../../domain/lifecycle/assurance.js';
import type { HandsInAction } from '../../domain/lifecycle/independence.js';
import type { ActionKind } from '../../domain/lifecycle/publishing.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, StaleVersion } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ActionAccess } from './action-access.js';
import type { Action } from './action.entity.js';
import { ActionsRepository } from './actions.repository.js';
import { assuranceRefused } from './assurance-words.js';
import { AssuranceRepository, type CheckStep } from './assurance.repository.js';
import { RatingService } from './rating.service.js';

/** The checks of somebody who had no hand in the action: it is verified, later embedded, and looked at every year. */
@Injectable()
export class AssuranceService {
  constructor(
    private readonly database: Database,
    private readonly actions: ActionsRepository,
    private readonly assurance: AssuranceRepository,
    private readonly access: ActionAccess,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  /** Every required kind of evidence is accepted, and somebody independent confirms the completion. */
  verify(person: Person, actionId: string, found: string, version?: number): Promise<void> {
    return this.check(person, actionId, 'verified', found, version, (action, today, hands) => {
      const verified = verify(action, person.personId, hands);
      if (isRefusal(verified)) assuranceRefused(verified.refused);
      return { ...verified, verifiedOn: today, verifiedBy: person.personId };
    });
  }

  /** The second check of a practice action, three months after it was verified or later. */
  embed(person: Person, actionId: string, found: string, version?: number): Promise<void> {
    return this.check(person, actionId, 'embedded', found, version, (action, today, hands) => {
      const check = { by: person.personId, on: today };
      const embedded = embed({ ...action, kind: action.kind as ActionKind }, check, hands);
      if (isRefusal(embedded)) assuranceRefused(embedded.refused);
      return {
        ...embedded,
        embeddedOn: today,
        embeddedBy: person.personId,
        lookedOn: today,
        improvingNotYetGoodOn: null,
      };
    });
  }

  /** Another look at what is embedded: it lasted. */
  lookAgain(person: Person, actionId: string, found: string, version?: number): Promise<void> {
    return this.check(person, actionId, 'looked_again', found, version, (action, today, hands) => {
      const looked = lookAgain(action, person.personId, hands);
      if (isRefusal(looked)) assuranceRefused(looked.refused);
      return { lookedOn: today, improvingNotYetGoodOn: null };
    });
  }

  private async check(
    person: Person,
    actionId: string,
    step: CheckStep,
    found: string,
    version: number | undefined,
    judge: (action: Action, today: LocalDate, hands: HandsInAction) => Partial<Action>,
  ): Promise<void> {
    if (!may('actions.verify', person)) throw new Forbidden();
    await this.database.forAuthority(person.authority.id, person.actor, async (tx: Tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.verify', actionId);
      if (version !== undefined && version !== action.version) throw new StaleVersion(action.version);
      const today = await this.days.today(tx);
      const change = judge(action, today, await this.assurance.hands(tx, actionId));
      await this.assurance.addCheck(tx, {
        actionId,
        round: action.round,
        step,
        by: person.personId,
        on: today,
        found: found.trim(),
      });
      await this.actions.change(tx, actionId, { ...change, nextNoticeOn: today });
      await this.ratings.rerate(tx, [actionId]);
    });
  }
}
