import { Injectable } from '@nestjs/common';
import { may, mayEver, type Permission } from '../../domain/access/policy.js';
import { decideEvidence } from '../../domain/lifecycle/completion.js';
import { refusalOfEvidence, supplyAgain, withdrawEvidence } from '../../domain/lifecycle/evidence-item.js';
import { refusalUnlessIndependent } from '../../domain/lifecycle/independence.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, Refused, StateForbids } from '../../web/errors/refusals.js';
import { isUuid } from '../../web/api/ids.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ActionAccess } from '../actions/action-access.js';
import { EvidenceEffects } from './evidence-effects.js';
import { EvidenceFiles, type FileToKeep } from './evidence-files.js';
import { evidenceRefused } from './evidence-words.js';
import { EvidenceRepository, type NewEvidence, type UseRow } from './evidence.repository.js';

export interface EvidenceDecision {
  readonly accept: boolean;
  readonly reason: string;
  /** For which of its actions; null: the only one for which it waits. */
  readonly actionId: string | null;
  /** The version of the file that was looked at; null: whichever is the latest. */
  readonly fileNumber: number | null;
}

/** When another feature supplies: what allows it, and in whose name, where that is not the person who acts. */
export interface SupplyingFor {
  readonly permission?: Permission;
  readonly by?: string;
}

/** Evidence is supplied for actions, accepted or refused for each, replaced by a newer version, and withdrawn. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly database: Database,
    private readonly evidence: EvidenceRepository,
    private readonly files: EvidenceFiles,
    private readonly access: ActionAccess,
    private readonly effects: EvidenceEffects,
    private readonly days: AuthorityDays,
  ) {}

  /** Supplies an item for one action or several. Gives its id. */
  async supply(
    person: Person,
    actionIds: readonly string[],
    item: NewEvidence,
    file: FileToKeep | null = null,
  ): Promise<string> {
    if (!mayEver('evidence.attach', person)) throw new Forbidden();
    return this.files.keeping(file, (kept) =>
      this.within(person, async (tx) => {
        const id = await this.supplyWithin(tx, person, actionIds, item);
        if (kept !== null) await this.evidence.addFile(tx, id, kept, await this.supplied(tx, person));
        return id;
      }),
    );
  }

  /** The same inside the transaction of a feature that knows a finding or a value of a measure. */
  async supplyWithin(
    tx: Tx,
    person: Person,
    actionIds: readonly string[],
    item: NewEvidence,
    how: SupplyingFor = {},
  ): Promise<string> {
    const supplied = { ...(await this.supplied(tx, person)), ...(how.by !== undefined && { by: how.by }) };
    const ids = [...new Set(actionIds)].sort();
    if (ids.length === 0) throw new Refused('no_action', 'Evidence is supplied for an action');
    for (const id of ids) {
      const { action } = await this.access.toChange(tx, person, how.permission ?? 'evidence.attach', id);
      const refused = refusalOfEvidence(action, item, supplied.on);
      if (refused !== null) evidenceRefused(refused);
    }
    const evidenceId = await this.evidence.add(tx, item, supplied);
    await this.evidence.serve(tx, evidenceId, ids, supplied);
    await this.effects.changed(tx, ids);
    return evidenceId;
  }

  /** An item that is there already shows something about another action too. */
  async serveAlso(person: Person, evidenceId: string, actionId: string): Promise<void> {
    if (!mayEver('evidence.attach', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const uses = await this.usesToRead(tx, person, evidenceId);
      const { action } = await this.access.toChange(tx, person, 'evidence.attach', actionId);
      if (uses.every(({ state }) => state === 'withdrawn')) evidenceRefused('withdrawn');
      if (action.status === 'draft') evidenceRefused('not_published');
      if (action.status === 'cancelled') evidenceRefused('cancelled');
      await this.evidence.serve(tx, evidenceId, [actionId], await this.supplied(tx, person));
      await this.effects.changed(tx, [actionId]);
    });
  }

  /** A newer version of the file of an item that waits or was refused. */
  async supplyAgain(person: Person, evidenceId: string, file: FileToKeep): Promise<number> {
    if (!mayEver('evidence.attach', person)) throw new Forbidden();
    return this.files.keeping(file, (kept) =>
      this.within(person, async (tx) => {
        const { item, uses } = await this.toSupply(tx, person, evidenceId);
        if (item.form !== 'file') throw new StateForbids('not_a_file', 'Only a file has versions');
        const again = supplyAgain(uses.map(({ state }) => state));
        if (isRefusal(again)) evidenceRefused(again.refused);
        const supplied = await this.supplied(tx, person);
        const number = await this.evidence.addFile(tx, evidenceId, kept!, supplied);
        await this.evidence.waitAgain(
          tx,
          uses.map(({ id }) => id),
          supplied.on,
        );
        await this.effects.changed(
          tx,
          uses.map(({ actionId }) => actionId),
        );
        return number;
      }),
    );
  }

  /** A quality assurance lead who had no hand in the action accepts or refuses it, with a reason. */
  async decide(person: Person, evidenceId: string, decision: EvidenceDecision): Promise<void> {
    if (!may('evidence.decide', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const uses = await this.usesToRead(tx, person, evidenceId);
      const use = useMeant(uses, decision.actionId);
      const decided = decideEvidence(use, decision);
      if (isRefusal(decided)) evidenceRefused(decided.refused);
      const dependent = refusalUnlessIndependent(person.personId, await this.effects.hands(tx, use.actionId));
      if (dependent !== null) evidenceRefused(dependent);
      const latest = await this.evidence.latestFile(tx, evidenceId);
      if (decision.fileNumber !== null && decision.fileNumber !== latest) {
        throw new StateForbids(
          'newer_version',
          'A newer version was supplied meanwhile. Look at that one first',
        );
      }
      const on = await this.days.today(tx);
      const { state } = decided;
      await this.evidence.decide(tx, use.id, {
        state,
        by: person.personId,
        on,
        file: latest,
        reason: decision.reason.trim(),
      });
      await this.effects.changed(tx, [use.actionId]);
    });
  }

  /** Withdrawn with a reason by whoever may supply evidence for one of its actions; kept, and proves nothing more. */
  async withdraw(person: Person, evidenceId: string, reason: string): Promise<void> {
    if (!mayEver('evidence.attach', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const { uses } = await this.toSupply(tx, person, evidenceId);
      await this.withdrawUses(tx, person, evidenceId, uses, reason);
    });
  }

  /** The same for whoever ends the link of the finding that it came of. */
  async withdrawWithin(tx: Tx, person: Person, evidenceId: string, reason: string): Promise<void> {
    const uses = await this.usesToRead(tx, person, evidenceId);
    // Somebody may have withdrawn it before, for another reason.
    if (uses.every(({ state }) => state === 'withdrawn')) return;
    await this.withdrawUses(tx, person, evidenceId, uses, reason);
  }

  private async withdrawUses(
    tx: Tx,
    person: Person,
    evidenceId: string,
    uses: readonly UseRow[],
    reason: string,
  ): Promise<void> {
    const withdrawn = withdrawEvidence(uses, reason);
    if (isRefusal(withdrawn)) evidenceRefused(withdrawn.refused);
    const on = await this.days.today(tx);
    await this.evidence.withdraw(tx, evidenceId, { by: person.personId, on, because: reason.trim() });
    await this.effects.changed(
      tx,
      uses.map(({ actionId }) => actionId),
    );
  }

  /** What this person may do with an item: supply it anew or withdraw it, and decide on it for which actions. */
  async abilities(
    person: Person,
    item: { readonly suppliedBy: string; readonly actions: readonly { readonly actionId: string }[] },
  ): Promise<{ supply: boolean; decideFor: ReadonlySet<string> }> {
    return this.within(person, async (tx) => {
      let supply = item.suppliedBy === person.personId;
      const decideFor = new Set<string>();
      for (const { actionId } of item.actions) {
        supply ||= await this.effects.maySupply(tx, person, actionId);
        if (!may('evidence.decide', person)) continue;
        const hands = await this.effects.hands(tx, actionId);
        if (refusalUnlessIndependent(person.personId, hands) === null) decideFor.add(actionId);
      }
      return { supply, decideFor };
    });
  }

  /** The item and its uses, held, for whoever supplied it or may supply evidence for one of its actions. */
  private async toSupply(tx: Tx, person: Person, evidenceId: string) {
    const uses = await this.usesToRead(tx, person, evidenceId);
    const item = (await this.evidence.held(tx, evidenceId))!;
    if (item.suppliedBy === person.personId) return { item, uses };
    for (const { actionId } of uses) {
      if (await this.effects.maySupply(tx, person, actionId)) return { item, uses };
    }
    throw new Forbidden();
  }

  /** Held; 404 for somebody who may read none of the actions it is evidence for. */
  private async usesToRead(tx: Tx, person: Person, evidenceId: string): Promise<UseRow[]> {
    const uses = isUuid(evidenceId) ? await this.evidence.usesHeld(tx, evidenceId) : [];
    for (const { actionId } of uses) {
      if (await this.effects.mayRead(tx, person, actionId)) return uses;
    }
    throw new NotFound('There is no such evidence');
  }

  private async supplied(tx: Tx, person: Person) {
    return { by: person.personId, on: await this.days.today(tx), at: this.days.now() };
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function useMeant(uses: readonly UseRow[], actionId: string | null): UseRow {
  const current = uses.filter(({ counts }) => counts);
  if (actionId !== null) {
    const meant = current.find((use) => use.actionId === actionId);
    if (meant === undefined) throw new NotFound('This is not evidence for that action');
    return meant;
  }
  const waiting = current.filter(({ state }) => state === 'waiting');
  if (waiting.length > 1) {
    const message = 'It waits for several actions: say for which';
    throw new Refused('action_missing', message, [{ field: 'actionId', message }]);
  }
  const [only] = waiting.length === 1 ? waiting : current;
  if (only === undefined) throw new StateForbids('already_decided', 'This evidence was withdrawn');
  return only;
}
