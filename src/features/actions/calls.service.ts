import { Injectable } from '@nestjs/common';
import { mayEver } from '../../domain/access/policy.js';
import { callWorse, withdrawCall, type CalledColour } from '../../domain/lifecycle/calling-worse.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database } from '../../platform/database/database.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ActionAccess } from './action-access.js';
import { RatingService } from './rating.service.js';
import { callRefused } from './update-words.js';
import { UpdatesRepository } from './updates.repository.js';

/** Calling an action worse than its facts show. Nobody can call it better. */
@Injectable()
export class CallsService {
  constructor(
    private readonly database: Database,
    private readonly updates: UpdatesRepository,
    private readonly access: ActionAccess,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  async callWorse(
    person: Person,
    actionId: string,
    call: { readonly colour: CalledColour; readonly reason: string },
  ): Promise<void> {
    if (!mayEver('actions.call_worse', person)) throw new Forbidden();
    await this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.call_worse', actionId);
      const standing = await this.updates.standingCalls(tx, actionId);
      const on = await this.days.today(tx);
      const made = callWorse(action, { ...call, by: person.personId, on }, standing);
      if (isRefusal(made)) callRefused(made.refused);
      await this.updates.addCall(tx, {
        actionId,
        colour: made.colour,
        reason: call.reason.trim(),
        calledBy: person.personId,
        calledOn: on,
        calledAt: this.days.now(),
        asOwner: made.asOwner,
      });
      await this.ratings.rerate(tx, [actionId]);
    });
  }

  /** By whoever called it worse, or by the director with a reason; an owner's call ends with their next update. */
  async withdraw(person: Person, actionId: string, callId: string, reason: string): Promise<void> {
    if (!mayEver('actions.call_worse', person)) throw new Forbidden();
    await this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      await this.access.toChange(tx, person, 'actions.read', actionId);
      const call = (await this.updates.standingCalls(tx, actionId)).find(({ id }) => id === callId);
      if (!call) throw new NotFound('There is no such call, or it has been withdrawn');
      const on = await this.days.today(tx);
      const byDirector = person.roles.includes('director');
      const ended = withdrawCall(call, { by: person.personId, byDirector, reason, on });
      if (isRefusal(ended)) callRefused(ended.refused);
      const because = reason.trim() === '' ? 'Withdrawn by whoever made it' : reason.trim();
      await this.updates.endCalls(tx, [callId], { on, by: person.personId, because });
      await this.ratings.rerate(tx, [actionId]);
    });
  }
}
