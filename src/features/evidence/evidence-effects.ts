import { Injectable } from '@nestjs/common';
import { may, type Permission } from '../../domain/access/policy.js';
import type { HandsInAction } from '../../domain/lifecycle/independence.js';
import type { Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { ActionAccess } from '../actions/action-access.js';
import { ActionsRepository } from '../actions/actions.repository.js';
import { AssuranceRepository } from '../actions/assurance.repository.js';
import { CompletionService } from '../actions/completion.service.js';
import { EvidenceRepository } from './evidence.repository.js';

/** What evidence does to actions, and what actions say about who may see and judge it. */
@Injectable()
export class EvidenceEffects {
  constructor(
    private readonly evidence: EvidenceRepository,
    private readonly actions: ActionsRepository,
    private readonly access: ActionAccess,
    private readonly assurance: AssuranceRepository,
    private readonly completion: CompletionService,
  ) {}

  /** Reports to the actions what evidence now says about them; their ratings follow in the same transaction. */
  async changed(tx: Tx, actionIds: readonly string[]): Promise<void> {
    const ids = [...new Set(actionIds)];
    // Held before they are read: of two who decide at once the second sees what the first did.
    await this.actions.heldByIds(tx, ids);
    await this.completion.evidenceChanged(tx, await this.evidence.factsOf(tx, ids));
  }

  hands(tx: Tx, actionId: string): Promise<HandsInAction> {
    return this.assurance.hands(tx, actionId);
  }

  mayRead(tx: Tx, person: Person, actionId: string): Promise<boolean> {
    return this.allows(tx, person, 'evidence.read', actionId);
  }

  maySupply(tx: Tx, person: Person, actionId: string): Promise<boolean> {
    return this.allows(tx, person, 'evidence.attach', actionId);
  }

  private async allows(tx: Tx, person: Person, permission: Permission, actionId: string): Promise<boolean> {
    try {
      const { action, subject } = await this.access.toRead(tx, person, actionId);
      if (may(permission, person, subject)) return true;
      const contributorIds = await this.actions.contributorIds(tx, action.id);
      return may(permission, person, { ...subject, contributorIds });
    } catch (error) {
      if (error instanceof NotFound || error instanceof Forbidden) return false;
      throw error;
    }
  }
}
