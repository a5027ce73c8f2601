import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import {
  assuranceAfterEvidence,
  refuseCompletion,
  reportComplete,
} from '../../domain/lifecycle/completion.js';
import type { EvidenceKind } from '../../domain/lifecycle/publishing.js';
import { isRefusal } from '../../domain/lifecycle/refusal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, StaleVersion } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ActionAccess } from './action-access.js';
import { ActionsRepository } from './actions.repository.js';
import { assuranceRefused } from './assurance-words.js';
import { AssuranceRepository } from './assurance.repository.js';
import { RatingService } from './rating.service.js';

export interface MilestoneAnswer {
  readonly id: string;
  readonly reached: boolean;
  /** Why it is not reached. */
  readonly explanation: string;
}

export interface CompletionReport {
  readonly impactStatement: string;
  readonly milestones: readonly MilestoneAnswer[];
}

/** What evidence says about one action, as the feature that keeps it reports it here. */
export interface EvidenceOfAction {
  readonly actionId: string;
  readonly acceptedKinds: readonly EvidenceKind[];
  /** The first day on which something was accepted. */
  readonly acceptedOn: LocalDate | null;
  readonly waitingSince: LocalDate | null;
}

/** The owner says it is done; evidence shows it; a quality assurance lead may send it back. */
@Injectable()
export class CompletionService {
  constructor(
    private readonly database: Database,
    private readonly actions: ActionsRepository,
    private readonly assurance: AssuranceRepository,
    private readonly access: ActionAccess,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  /** Reports an action complete: says what difference it made, and closes or explains every open milestone. */
  async report(person: Person, actionId: string, report: CompletionReport, version?: number): Promise<void> {
    if (!mayEver('actions.report_complete', person)) throw new Forbidden();
    await this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.report_complete', actionId);
      if (version !== undefined && version !== action.version) throw new StaleVersion(action.version);
      const today = await this.days.today(tx);
      const open = await this.assurance.openMilestones(tx, actionId);
      const answers = open.map((milestone) => {
        const given = report.milestones.find(({ id }) => id === milestone.id);
        return {
          id: milestone.id,
          reachedOn: given?.reached ? today : null,
          explanation: given?.explanation.trim() ?? '',
        };
      });
      const reported = reportComplete(
        { ...action, acceptedEvidence: action.acceptedKinds },
        {
          on: today,
          impactStatement: report.impactStatement,
          openMilestones: answers.filter(({ reachedOn }) => reachedOn === null),
        },
      );
      if (isRefusal(reported)) assuranceRefused(reported.refused);
      await this.assurance.answerMilestones(tx, answers);
      await this.assurance.addReport(tx, {
        actionId,
        round: action.round,
        reportedBy: person.personId,
        reportedOn: today,
        impactStatement: report.impactStatement.trim(),
        isImported: false,
      });
      await this.actions.change(tx, actionId, {
        ...reported,
        reportedBy: person.personId,
        impactStatement: report.impactStatement.trim(),
        evidencedOn: reported.assurance === 'evidenced' ? today : null,
        nextNoticeOn: today,
      });
      await this.ratings.rerate(tx, [actionId]);
    });
  }

  /** Does not accept the completion: the action is in progress again, on its due date, as if never reported. */
  async refuse(person: Person, actionId: string, reason: string, version?: number): Promise<void> {
    if (!may('actions.verify', person)) throw new Forbidden();
    await this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const { action } = await this.access.toChange(tx, person, 'actions.verify', actionId);
      if (version !== undefined && version !== action.version) throw new StaleVersion(action.version);
      const refused = refuseCompletion(action, reason);
      if (isRefusal(refused)) assuranceRefused(refused.refused);
      const today = await this.days.today(tx);
      await this.assurance.endReport(tx, actionId, {
        outcome: 'refused',
        by: person.personId,
        on: today,
        reason: reason.trim(),
      });
      await this.actions.change(tx, actionId, {
        status: refused.status,
        assurance: refused.assurance,
        reportedOn: null,
        reportedBy: null,
        impactStatement: '',
        evidencedOn: null,
        refusedOn: today,
        timesRefused: refused.timesRefused,
        nextNoticeOn: today,
      });
      await this.ratings.rerate(tx, [actionId]);
    });
  }

  /** Keeps what evidence says now: a reported action is evidenced once every required kind is accepted. */
  async evidenceChanged(tx: Tx, evidence: readonly EvidenceOfAction[]): Promise<void> {
    const today = await this.days.today(tx);
    const ids = evidence.map(({ actionId }) => actionId);
    const actions = new Map((await this.actions.heldByIds(tx, ids)).map((action) => [action.id, action]));
    await this.assurance.putEvidence(
      tx,
      evidence.flatMap((facts) => {
        const action = actions.get(facts.actionId);
        if (action === undefined) return [];
        const assurance = assuranceAfterEvidence({ ...action, acceptedEvidence: facts.acceptedKinds });
        const isEvidenced = assurance !== 'not_reported' && assurance !== 'reported';
        return [{ ...facts, assurance, evidencedOn: isEvidenced ? (action.evidencedOn ?? today) : null }];
      }),
      today,
    );
    await this.ratings.rerate(tx, ids);
  }

  /**
   * Actions that an imported plan called complete, after they were published: reported complete without an impact
   * statement. No proof is counted from then, until the plan manager asks for it.
   */
  async importedComplete(tx: Tx, actionIds: readonly string[]): Promise<void> {
    const today = await this.days.today(tx);
    await this.assurance.importComplete(tx, actionIds, today);
    await this.ratings.rerate(tx, actionIds);
  }

  /** Of actions that were imported as complete: from today their proof is counted. */
  async askForProof(person: Person, actionIds: readonly string[]): Promise<number> {
    if (!may('actions.edit', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const asked = await this.assurance.askForProof(tx, actionIds, await this.days.today(tx));
      await this.ratings.rerate(tx, asked);
      return asked.length;
    });
  }
}
