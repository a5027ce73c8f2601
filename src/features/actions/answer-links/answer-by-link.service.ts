import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Actor } from '../../../platform/database/doors.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { SignInDoor, type AnswerLinkFound } from '../../../platform/database/sign-in.door.js';
import type { Refusal } from '../../../web/errors/refusals.js';
import type { PrivacyOverride } from '../../../web/privacy/child-details.js';
import { AnswerGround } from './answer-ground.js';
import { hashOf } from '../../../web/sign-in/secrets.js';
import { ActionsRepository } from '../actions.repository.js';
import { actionPaths } from '../actions.paths.js';
import { AskedUpdates, type AskedToday } from '../asked-updates.service.js';
import { UpdateWriting, writtenBySelf, type UpdateContent } from '../update-writing.service.js';

/** Why a link does not work (any more). */
export type DeadLink = 'unknown' | 'used' | 'too_old' | 'off' | 'nothing_to_answer';

/** A link that works, and what it still asks about. */
export interface LiveLink {
  readonly authorityName: string;
  readonly owner: AnswerLinkFound['owner'];
  readonly sentTo: AnswerLinkFound['sentTo'];
  readonly validUntil: LocalDate;
  readonly asks: readonly AskedToday[];
}

export type Answered =
  | { readonly dead: DeadLink }
  | { readonly live: LiveLink; readonly refused: ReadonlyMap<string, Refusal> }
  | { readonly live: LiveLink; readonly saved: number };

/**
 * Answers by the link of a mail: for the actions that the mail asked about, as long as they are still the owner's and
 * the window that asked is open. Looking uses nothing up; the first answers that are saved use the whole link up.
 */
@Injectable()
export class AnswerByLink {
  constructor(
    private readonly door: SignInDoor,
    private readonly database: Database,
    private readonly asked: AskedUpdates,
    private readonly actions: ActionsRepository,
    private readonly writing: UpdateWriting,
    private readonly ground: AnswerGround,
  ) {}

  /** What the link asks about; changes nothing, so a mail scanner that opens it does no harm. */
  async look(token: string): Promise<{ dead: DeadLink } | { live: LiveLink }> {
    const found = await this.door.answerLinkByHash(hashOf(token));
    if (found === null) return { dead: 'unknown' };
    return this.within(found, (tx) => this.liveIn(tx, found));
  }

  /** Saves these answers, all or none, and uses up the link. */
  async answer(
    token: string,
    contents: ReadonlyMap<string, UpdateContent>,
    overrides: readonly PrivacyOverride[],
  ): Promise<Answered> {
    const hash = hashOf(token);
    const found = await this.door.answerLinkByHash(hash);
    if (found === null) return { dead: 'unknown' };
    const answered = await this.within(found, async (tx): Promise<Answered> => {
      // The actions first, as everybody holds them; what is asked is looked at once they are held.
      const held = await this.actions.heldByIds(tx, [...contents.keys()]);
      const state = await this.liveIn(tx, found);
      if ('dead' in state) return state;
      const { live } = state;
      const mine = held.filter(({ id }) => live.asks.some(({ action }) => action.id === id));
      const { taken, refused } = await this.writing.check(
        tx,
        mine.map((action) => ({
          action,
          content: contents.get(action.id) as UpdateContent,
          provenance: {
            ...writtenBySelf(found.sentTo.id),
            recordedFor: found.sentTo.id === found.owner.id ? null : found.owner.id,
            answerLinkId: found.linkId,
            byLinkTo: found.sentTo.address,
          },
        })),
      );
      if (refused.length > 0) {
        return { live, refused: new Map(refused.map((one) => [one.actionId, one.refusal])) };
      }
      if (taken.length === 0) return { dead: 'nothing_to_answer' };
      if (!(await this.ground.useUp(tx, hash))) return { dead: 'used' };
      await this.writing.write(tx, taken);
      return { live, saved: taken.length };
    });
    if ('saved' in answered && overrides.length > 0) {
      const who = { authorityId: found.authorityId, actor: actorOf(found), personId: null };
      await this.ground.overrides.record(who, actionPaths.answerByLink(), overrides);
    }
    return answered;
  }

  private async liveIn(tx: Tx, found: AnswerLinkFound): Promise<{ dead: DeadLink } | { live: LiveLink }> {
    if (!found.mayBeUsed) return { dead: 'off' };
    if (found.isUsed) return { dead: 'used' };
    if ((await this.ground.days.today(tx)) > found.validUntil) return { dead: 'too_old' };
    const asked = await this.asked.ofOwners(tx, [found.owner.id]);
    const asks = asked.filter(
      ({ action, window }) =>
        window.answer === null &&
        found.asked.some((one) => one.actionId === action.id && one.opensOn === window.opensOn) &&
        (found.sentTo.id === found.owner.id || !action.restricted),
    );
    if (asks.length === 0) return { dead: 'nothing_to_answer' };
    const { authorityName, owner, sentTo } = found;
    return { live: { authorityName, owner, sentTo, validUntil: found.validUntil as LocalDate, asks } };
  }

  private within<T>(found: AnswerLinkFound, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(found.authorityId, actorOf(found), work);
  }
}

function actorOf(found: AnswerLinkFound): Actor {
  return { kind: 'link', id: found.linkId };
}
