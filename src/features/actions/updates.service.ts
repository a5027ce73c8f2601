import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import {
  refusalOfCorrection,
  refusalOfRecording,
  type Recording,
} from '../../domain/lifecycle/progress-update.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, Refused, type Refusal } from '../../web/errors/refusals.js';
import { isUuid } from '../../web/api/ids.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ActionAccess, type Accessed } from './action-access.js';
import { correctionRefused } from './update-words.js';
import { UpdatesRepository, type UpdateRow } from './updates.repository.js';
import {
  UpdateWriting,
  writtenBySelf,
  type Provenance,
  type UpdateContent,
} from './update-writing.service.js';

export interface UpdatesPage {
  readonly rows: UpdateRow[];
  readonly total: number;
  readonly hasMore: boolean;
}

/** What became of several updates that were sent together: those that could be kept were, each of the others with why not. */
export interface SeveralRecorded {
  readonly recorded: readonly string[];
  readonly refused: ReadonlyMap<string, Refusal>;
}

/** Updates: written once by the owner, or by the plan manager for them, and kept for ever. */
@Injectable()
export class UpdatesService {
  constructor(
    private readonly database: Database,
    private readonly updates: UpdatesRepository,
    private readonly writing: UpdateWriting,
    private readonly access: ActionAccess,
    private readonly days: AuthorityDays,
  ) {}

  /**
   * Keeps an update and what follows from it: the action may have begun, the owner's own call of "worse" ends, and
   * the rating is computed anew. With `recording` where the plan manager writes down what the owner said.
   */
  async record(
    person: Person,
    actionId: string,
    content: UpdateContent,
    recording: Partial<Recording> = {},
  ): Promise<UpdateRow> {
    refuseStrangers(person);
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const accessed = await this.access.toChange(tx, person, 'actions.read', actionId);
      const provenance = await this.provenance(tx, person, accessed, recording);
      return this.keep(tx, accessed, content, provenance);
    });
  }

  /** Several of one's own with one press: each is kept or refused for itself, so that none is lost by another's mistake. */
  async recordSeveral(
    person: Person,
    contents: ReadonlyMap<string, UpdateContent>,
  ): Promise<SeveralRecorded> {
    if (!mayEver('actions.update_own', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const held = await this.access.allToChange(tx, person, 'actions.update_own', [...contents.keys()]);
      const { taken, refused } = await this.writing.check(
        tx,
        held.map(({ action }) => ({
          action,
          content: contents.get(action.id) as UpdateContent,
          provenance: writtenBySelf(person.personId),
        })),
      );
      await this.writing.write(tx, taken);
      return {
        recorded: taken.map(({ action }) => action.id),
        refused: new Map(refused.map(({ actionId, refusal }) => [actionId, refusal])),
      };
    });
  }

  /** The owner puts right what was recorded for them: a new update that says so. The old one stays. */
  async correct(
    person: Person,
    actionId: string,
    updateId: string,
    content: UpdateContent,
  ): Promise<UpdateRow> {
    refuseStrangers(person);
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const accessed = await this.access.toChange(tx, person, 'actions.update_own', actionId);
      await this.correctable(tx, person, actionId, updateId);
      const provenance = { ...writtenBySelf(person.personId), correctsId: updateId };
      return this.keep(tx, accessed, content, provenance);
    });
  }

  /** The update that this person may correct; refuses any other. */
  async correctable(tx: Tx, person: Person, actionId: string, updateId: string): Promise<UpdateRow> {
    const update = isUuid(updateId) ? await this.updates.byId(tx, updateId) : null;
    if (update === null || update.actionId !== actionId) throw new NotFound('There is no such update');
    const [latest] = await this.updates.ofAction(tx, actionId, 1);
    const state = { recordedFor: update.recordedFor, isCorrected: update.correctedOn !== null };
    const refusal = refusalOfCorrection({ ...state, isLatest: latest?.id === update.id }, person.personId);
    if (refusal !== null) correctionRefused(refusal.refused);
    return update;
  }

  /** The updates of an action, newest first. */
  async list(
    person: Person,
    actionId: string,
    limit: number,
    before: string | null = null,
  ): Promise<UpdatesPage> {
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      await this.access.toRead(tx, person, actionId);
      const rows = await this.updates.ofAction(tx, actionId, limit + 1, before);
      return {
        rows: rows.slice(0, limit),
        total: await this.updates.count(tx, actionId),
        hasMore: rows.length > limit,
      };
    });
  }

  private async keep(
    tx: Tx,
    { action }: Accessed,
    content: UpdateContent,
    provenance: Provenance,
  ): Promise<UpdateRow> {
    const { taken, refused } = await this.writing.check(tx, [{ action, content, provenance }]);
    const [wrong] = refused;
    if (wrong) throw wrong.refusal;
    const [id] = await this.writing.write(tx, taken);
    return (await this.updates.byId(tx, id as string)) as UpdateRow;
  }

  /** Their own, or, by the plan manager, what the owner told them, how, and on which day: today unless said otherwise. */
  private async provenance(
    tx: Tx,
    person: Person,
    { action, subject }: Accessed,
    { how = null, toldOn }: Partial<Recording>,
  ): Promise<Provenance> {
    const own = writtenBySelf(person.personId);
    if (may('actions.update_own', person, subject)) return own;
    if (!may('actions.record_update', person, subject)) throw new Forbidden();
    if (action.ownerId === null) {
      throw new Refused('no_owner', 'Nobody owns this action, so there is nobody to record an update for');
    }
    const today = await this.days.today(tx);
    const recording = { how, toldOn: toldOn ?? today };
    if (refusalOfRecording(recording, today) !== null) {
      const message = 'The day on which they told you must not be in the future';
      throw new Refused('told_in_the_future', message, [{ field: 'toldOn', message }]);
    }
    return { ...own, recordedFor: action.ownerId, recordedHow: how, toldOn: recording.toldOn };
  }
}

function refuseStrangers(person: Person): void {
  if (!may('actions.record_update', person) && !mayEver('actions.update_own', person)) throw new Forbidden();
}
