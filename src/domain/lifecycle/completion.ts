import type { LocalDate } from '../calendar/local-date.js';
import type { ActionStatus, Assurance } from '../rating/rating-facts.js';
import { refusalUnlessOpen, type NotOpen } from './progress-update.js';
import type { EvidenceKind } from './publishing.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

export interface ActionBeingReported {
  readonly status: ActionStatus;
  readonly begunOn: LocalDate | null;
  /** The first report's day when an earlier report was refused: its clock is kept. */
  readonly provingFrom: LocalDate | null;
  readonly requiredEvidence: readonly EvidenceKind[];
  readonly acceptedEvidence: readonly EvidenceKind[];
}

export interface MilestoneLeftOpen {
  readonly id: string;
  readonly explanation: string;
}

export interface ReportedComplete {
  readonly status: 'complete';
  readonly assurance: 'reported' | 'evidenced';
  readonly reportedOn: LocalDate;
  readonly begunOn: LocalDate;
  readonly provingFrom: LocalDate;
}

export type ReportRefusal = NotOpen | 'impact_statement_missing' | 'milestone_open';

/**
 * The owner says it is done, and answers "what difference has this made, and how do you know?". Every milestone
 * still open is closed before or explained. A report implies that work has begun. A second report keeps the first
 * one's clock.
 */
export function reportComplete(
  action: ActionBeingReported,
  report: {
    readonly on: LocalDate;
    readonly impactStatement: string;
    readonly openMilestones: readonly MilestoneLeftOpen[];
  },
): ReportedComplete | Refusal<ReportRefusal> {
  const closed = refusalUnlessOpen(action.status);
  if (closed !== null) return refuse(closed);
  if (isBlank(report.impactStatement)) return refuse('impact_statement_missing');
  if (report.openMilestones.some((milestone) => isBlank(milestone.explanation)))
    return refuse('milestone_open');
  return {
    status: 'complete',
    assurance: isEvidenced(action) ? 'evidenced' : 'reported',
    reportedOn: report.on,
    begunOn: action.begunOn ?? report.on,
    provingFrom: action.provingFrom ?? report.on,
  };
}

/** Evidenced: every kind of evidence that the action requires has an accepted item. */
export function isEvidenced(action: {
  readonly requiredEvidence: readonly EvidenceKind[];
  readonly acceptedEvidence: readonly EvidenceKind[];
}): boolean {
  return (
    action.requiredEvidence.length > 0 &&
    action.requiredEvidence.every((kind) => action.acceptedEvidence.includes(kind))
  );
}

/**
 * The assurance of an action after an item of evidence was accepted, refused or withdrawn: reported and evidenced
 * follow the evidence; what is verified or embedded stays until it is reopened.
 */
export function assuranceAfterEvidence(action: {
  readonly assurance: Assurance;
  readonly requiredEvidence: readonly EvidenceKind[];
  readonly acceptedEvidence: readonly EvidenceKind[];
}): Assurance {
  if (action.assurance !== 'reported' && action.assurance !== 'evidenced') return action.assurance;
  return isEvidenced(action) ? 'evidenced' : 'reported';
}

export type EvidenceDecisionRefusal = 'already_decided' | 'reason_missing';

/** Evidence is accepted or refused once, by a quality assurance lead, with a reason. */
export function decideEvidence(
  evidence: { readonly state: 'waiting' | 'accepted' | 'refused' | 'withdrawn' },
  decision: { readonly accept: boolean; readonly reason: string },
): { readonly state: 'accepted' | 'refused' } | Refusal<EvidenceDecisionRefusal> {
  if (evidence.state !== 'waiting') return refuse('already_decided');
  if (isBlank(decision.reason)) return refuse('reason_missing');
  return { state: decision.accept ? 'accepted' : 'refused' };
}

export interface CompletionRefused {
  readonly status: 'in_progress';
  readonly assurance: 'not_reported';
  readonly reportedOn: null;
  /** How often completion of this action has been refused, this time included. */
  readonly timesRefused: number;
  /** Two refusals are told to the lead. */
  readonly tellLead: boolean;
}

export type RefusalOfRefusing = 'not_reported' | 'already_verified' | 'reason_missing';

/**
 * A quality assurance lead does not accept the completion: the action is in progress again on its due date, as if it
 * had never been reported. What was verified is not refused but reopened.
 */
export function refuseCompletion(
  action: { readonly status: ActionStatus; readonly assurance: Assurance; readonly timesRefused: number },
  reason: string,
): CompletionRefused | Refusal<RefusalOfRefusing> {
  if (action.status !== 'complete') return refuse('not_reported');
  if (action.assurance === 'verified' || action.assurance === 'embedded') return refuse('already_verified');
  if (isBlank(reason)) return refuse('reason_missing');
  const timesRefused = action.timesRefused + 1;
  return {
    status: 'in_progress',
    assurance: 'not_reported',
    reportedOn: null,
    timesRefused,
    tellLead: timesRefused >= 2,
  };
}
