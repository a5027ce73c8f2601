import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import {
  consequenceFor,
  doubtedSince,
  type AnsweredAction,
  type DatedLink,
} from '../../domain/lifecycle/finding-answer.js';
import type { EvidenceKind } from '../../domain/lifecycle/publishing.js';
import type { ActionStatus } from '../../domain/rating/rating-facts.js';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ActionsRepository } from '../actions/actions.repository.js';
import { NotBorneOutService } from '../actions/not-borne-out.service.js';
import { EvidenceService } from '../evidence/evidence.service.js';
import { FindingDoubtsRepository } from './finding-doubts.repository.js';
import { FindingLinksRepository, type LinkView } from './finding-links.repository.js';
import type { FindingView } from './findings.repository.js';

/** What one agreed answer brings about, besides its rows. */
export interface Effect {
  readonly finding: FindingView;
  readonly note: string;
  readonly actions: readonly (AnsweredAction & { readonly linkId: string })[];
  readonly evidenceKind: EvidenceKind;
  /** In whose name evidence is supplied: who linked it, not who agreed. */
  readonly by: string;
}

/** What follows from a link, each by the service of the feature that it concerns, in the transaction of the link. */
@Injectable()
export class FindingConsequences {
  constructor(
    private readonly links: FindingLinksRepository,
    private readonly doubts: FindingDoubtsRepository,
    private readonly evidence: EvidenceService,
    private readonly notBorneOut: NotBorneOutService,
    private readonly actions: ActionsRepository,
    private readonly days: AuthorityDays,
  ) {}

  /** Evidence that still has to be accepted; older doubts of what it supports end. */
  async supported(tx: Tx, person: Person, effect: Effect): Promise<void> {
    const served = effect.actions.filter((one) => follows('supports', one.status));
    if (served.length === 0) return;
    const today = await this.days.today(tx);
    const { finding } = effect;
    const on = earlier(finding.documentOn, today);
    const evidence = {
      form: 'finding',
      kind: effect.evidenceKind,
      shows: `${finding.documentTitle}${finding.number === null ? '' : `, ${finding.number}`}: ${finding.text}`,
      periodFrom: on,
      periodTo: on,
      link: null,
      measureValueId: null,
      findingId: finding.id,
    } as const;
    // An item for each action, so that ending one link leaves the others their evidence.
    for (const { id, linkId } of served) {
      const given = { permission: 'findings.link', by: effect.by } as const;
      const evidenceId = await this.evidence.supplyWithin(tx, person, [id], evidence, given);
      await this.links.becameEvidence(tx, linkId, evidenceId);
    }
    await this.endOlderDoubts(tx, person, finding.documentOn, served);
  }

  /** Keeps from Blue, unless a later document supports it already. */
  async improving(tx: Tx, actionIds: readonly string[]): Promise<void> {
    const standing = await this.doubts.standing(tx, 'action_id', actionIds);
    for (const id of actionIds) {
      if (doubtedSince(standing.get(id) ?? [], 'improving') === null) continue;
      await this.notBorneOut.improvingNotYetGoodWithin(tx, id);
    }
  }

  async notBorneOutBy(tx: Tx, person: Person, { actions, note, finding }: Effect): Promise<void> {
    for (const { id, status, outcome, newDueOn } of [...actions].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const mark = { reason: note, findingId: finding.id };
      if (!follows('not_borne_out', status)) continue;
      if (status !== 'complete') await this.notBorneOut.stillOpenWithin(tx, id);
      else if (outcome === 'not_sustained')
        await this.notBorneOut.reopenWithin(tx, person, id, { ...mark, newDueOn });
      else await this.notBorneOut.markNotEnoughWithin(tx, person, id, mark);
    }
  }

  /** "Effect not confirmed" stands on a recommendation since the latest link that says so, and ends with later support. */
  async recommendationsDoubted(tx: Tx, ids: readonly string[]): Promise<void> {
    const standing = await this.doubts.standing(tx, 'recommendation_id', ids);
    for (const id of ids) {
      const links = standing.get(id) ?? [];
      const isDoubted = doubtedSince(links, 'not_borne_out') !== null;
      const linked = links.filter(({ answer }) => answer === 'not_borne_out').map(({ linkedOn }) => linkedOn);
      await this.doubts.keepNotBorneOut(tx, id, isDoubted ? linked.sort().at(-1)! : null);
    }
  }

  /**
   * A link has ended, and what followed from it with it: its evidence proves nothing more, the doubt it made ends, the
   * doubt it had ended comes back. What was reopened stays reopened.
   */
  async ended(tx: Tx, person: Person, link: LinkView): Promise<void> {
    if (link.evidenceId !== null) {
      await this.evidence.withdrawWithin(tx, person, link.evidenceId, 'The link to the finding was ended');
    }
    if (link.recommendationId !== null) await this.recommendationsDoubted(tx, [link.recommendationId]);
    if (link.actionId === null || link.status === 'draft' || link.status === 'cancelled') return;
    const { actionId, findingId } = link;
    const left = (await this.doubts.standing(tx, 'action_id', [actionId])).get(actionId) ?? [];
    if (link.link === 'improving' && doubtedSince(left, 'improving') === null) {
      await this.notBorneOut.noLongerImprovingWithin(tx, actionId);
    }
    if (link.link === 'not_borne_out') {
      const saying = left.filter(({ answer }) => answer === 'not_borne_out').map(({ linkedOn }) => linkedOn);
      const saidOn = saying.sort().at(-1) ?? null;
      await this.notBorneOut.doubtWithdrawnWithin(tx, person, actionId, { findingId, saidOn });
    }
    if (link.link === 'supports') await this.doubtAgain(tx, person, actionId, left);
  }

  /** Support that was a mistake: older findings count as they did before it. */
  private async doubtAgain(
    tx: Tx,
    person: Person,
    actionId: string,
    left: readonly DatedLink[],
  ): Promise<void> {
    const [held] = await this.actions.heldByIds(tx, [actionId]);
    if (held === undefined) return;
    if (held.improvingNotYetGoodOn === null) await this.improving(tx, [actionId]);
    if (held.notEnoughSince !== null || held.status !== 'complete') return;
    if (doubtedSince(left, 'not_borne_out') === null) return;
    const doubts = await this.doubts.notEnough(tx, actionId);
    const latest = doubts.at(-1);
    if (latest === undefined) return;
    const mark = { reason: latest.note, findingId: latest.findingId };
    await this.notBorneOut.markNotEnoughWithin(tx, person, actionId, mark);
  }

  private async endOlderDoubts(
    tx: Tx,
    person: Person,
    documentOn: LocalDate,
    served: readonly { readonly id: string }[],
  ): Promise<void> {
    const ids = served.map(({ id }) => id);
    const held = await this.actions.heldByIds(tx, ids);
    const standing = await this.doubts.standing(tx, 'action_id', ids);
    const otherMarks = await this.doubts.otherMarks(tx, ids);
    for (const { id, notEnoughSince, improvingNotYetGoodOn } of held) {
      if (notEnoughSince === null && improvingNotYetGoodOn === null) continue;
      const links = standing.get(id) ?? [];
      const other = otherMarks.get(id);
      const isDoubted =
        doubtedSince(links, 'improving') !== null ||
        doubtedSince(links, 'not_borne_out') !== null ||
        (other !== undefined && other >= documentOn);
      if (!isDoubted) await this.notBorneOut.supportedWithin(tx, person, id);
    }
  }
}

function follows(answer: 'supports' | 'not_borne_out', status: ActionStatus): boolean {
  return consequenceFor(answer, status) !== 'nothing_yet';
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
