import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import { callsEndedByUpdate } from '../../domain/lifecycle/calling-worse.js';
import {
  applyUpdate,
  type EffectOfUpdate,
  type RecordedHow,
  type UpdateAnswer,
} from '../../domain/lifecycle/progress-update.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import type { Tx } from '../../platform/database/database.js';
import type { Refusal } from '../../web/errors/refusals.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Action } from './action.entity.js';
import { RatingService } from './rating.service.js';
import { refusalOfUpdate } from './update-words.js';
import { UpdatesRepository } from './updates.repository.js';

/** What an owner says about an action. */
export interface UpdateContent {
  readonly answer: UpdateAnswer;
  readonly forecastOn: LocalDate | null;
  readonly begunOn: LocalDate | null;
  readonly noChange: boolean;
  readonly whatChanged: string;
  readonly inTheWay: string;
  readonly whoRemovesIt: string;
}

/** Who wrote it, for whom, and how it came. */
export interface Provenance {
  readonly writtenBy: string;
  /** The owner, where somebody else wrote it for them. */
  readonly recordedFor: string | null;
  readonly recordedHow: RecordedHow | null;
  readonly toldOn: LocalDate | null;
  readonly correctsId: string | null;
  readonly answerLinkId: string | null;
  readonly byLinkTo: string | null;
}

export interface UpdateToWrite {
  /** Held until the end of the transaction. */
  readonly action: Action;
  readonly content: UpdateContent;
  readonly provenance: Provenance;
}

/** Updates whose every answer the rulebook takes, with what each changes. */
export type CheckedUpdate = UpdateToWrite & { readonly effect: EffectOfUpdate };

export function writtenBySelf(personId: string): Provenance {
  return {
    writtenBy: personId,
    recordedFor: null,
    recordedHow: null,
    toldOn: null,
    correctsId: null,
    answerLinkId: null,
    byLinkTo: null,
  };
}

/** Keeps updates, however they came, with all that follows: states, the owner's own call of "worse", ratings. */
@Injectable()
export class UpdateWriting {
  constructor(
    private readonly updates: UpdatesRepository,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  /** Asks the rulebook about each: taken, or refused with its reason. */
  async check(
    tx: Tx,
    wanted: readonly UpdateToWrite[],
  ): Promise<{ taken: CheckedUpdate[]; refused: { actionId: string; refusal: Refusal }[] }> {
    const today = await this.days.today(tx);
    const calendar = await this.days.calendar(tx);
    const taken: CheckedUpdate[] = [];
    const refused: { actionId: string; refusal: Refusal }[] = [];
    for (const one of wanted) {
      const effect = effectOf(one, today, calendar);
      if (isRefusal(effect))
        refused.push({ actionId: one.action.id, refusal: refusalOfUpdate(effect.refused) });
      else taken.push({ ...one, effect });
    }
    return { taken, refused };
  }

  /** Writes them all; gives their ids in the same order. One action has one update at a time. */
  async write(tx: Tx, checked: readonly CheckedUpdate[]): Promise<string[]> {
    if (checked.length === 0) return [];
    const today = await this.days.today(tx);
    const actionIds = checked.map(({ action }) => action.id);
    const ids = await this.updates.add(
      tx,
      checked.map(({ action, content, provenance }) => ({
        ...content,
        ...provenance,
        actionId: action.id,
        writtenAt: this.days.now(),
        writtenOn: today,
        dueOn: action.dueOn as LocalDate,
      })),
    );
    await this.updates.applyTo(
      tx,
      checked.map(({ action, effect }) => ({ id: action.id, ...effect })),
      today,
    );
    await this.endOwnersCalls(tx, checked, today);
    await this.ratings.rerate(tx, actionIds);
    return ids;
  }

  private async endOwnersCalls(tx: Tx, checked: readonly CheckedUpdate[], today: LocalDate): Promise<void> {
    const standing = await this.updates.callsOn(
      tx,
      checked.map(({ action }) => action.id),
    );
    const ended = callsEndedByUpdate(standing).map(({ id }) => id);
    const [first] = checked;
    if (!first || ended.length === 0) return;
    await this.updates.endCalls(tx, ended, {
      on: today,
      by: first.provenance.writtenBy,
      because: 'The next update was made',
    });
  }
}

function effectOf({ action, content }: UpdateToWrite, today: LocalDate, calendar: WorkingCalendar) {
  return applyUpdate({ ...action, dueOn: action.dueOn as LocalDate }, content, today, calendar);
}
