import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DateSetter } from '../../domain/lifecycle/date-change.js';
import type { ActionKind, EvidenceKind } from '../../domain/lifecycle/publishing.js';
import type { ActionStatus, Assurance } from '../../domain/rating/rating-facts.js';
import type { Colour, ReasonCode } from '../../domain/rating/reason-code.js';

@Entity('actions')
export class Action {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('uuid', { name: 'plan_id' }) planId!: string;
  @Column('integer') number!: number;
  @Column('text') reference!: string;
  @Column('text') title!: string;
  @Column('text', { default: '' }) description!: string;
  @Column('text', { nullable: true }) kind!: ActionKind | null;
  @Column('text', { default: 'draft' }) status!: ActionStatus;
  @Column('text', { default: 'not_reported' }) assurance!: Assurance;
  @Column('uuid', { name: 'owner_id', nullable: true }) ownerId!: string | null;
  @Column('uuid', { name: 'accountable_lead_id', nullable: true }) accountableLeadId!: string | null;
  @Column('uuid', { name: 'agency_id', nullable: true }) agencyId!: string | null;
  @Column('uuid', { name: 'workstream_id', nullable: true }) workstreamId!: string | null;

  @Column('date', { name: 'start_on', nullable: true }) startOn!: LocalDate | null;
  @Column('date', { name: 'due_on', nullable: true }) dueOn!: LocalDate | null;
  @Column('date', { name: 'original_due_on', nullable: true }) originalDueOn!: LocalDate | null;
  @Column('date', { name: 'clock_from', nullable: true }) clockFrom!: LocalDate | null;
  /** The due date set by the last reopening or re-baselining: slip counts from it. Null: from the original date. */
  @Column('date', { name: 'slip_from', nullable: true }) slipFrom!: LocalDate | null;
  @Column('text', { name: 'date_set_by', default: 'us' }) dateSetBy!: DateSetter;
  @Column('text', { name: 'success_measure', default: '' }) successMeasure!: string;
  @Column('text', { name: 'required_evidence', array: true, default: '{}' })
  requiredEvidence!: EvidenceKind[];
  @Column('boolean', { name: 'priority_action', default: false }) priorityAction!: boolean;

  @Column('date', { name: 'published_on', nullable: true }) publishedOn!: LocalDate | null;
  @Column('date', { name: 'notices_from', nullable: true }) noticesFrom!: LocalDate | null;
  @Column('date', { name: 'given_on', nullable: true }) givenOn!: LocalDate | null;
  @Column('date', { name: 'begun_on', nullable: true }) begunOn!: LocalDate | null;
  @Column('date', { name: 'reported_on', nullable: true }) reportedOn!: LocalDate | null;
  @Column('uuid', { name: 'reported_by', nullable: true }) reportedBy!: string | null;
  @Column('text', { name: 'impact_statement', default: '' }) impactStatement!: string;
  /** An imported plan called it complete: publishing reports it so. */
  @Column('boolean', { name: 'imported_complete', default: false }) importedComplete!: boolean;
  @Column('date', { name: 'verified_on', nullable: true }) verifiedOn!: LocalDate | null;
  @Column('uuid', { name: 'verified_by', nullable: true }) verifiedBy!: string | null;
  @Column('date', { name: 'embedded_on', nullable: true }) embeddedOn!: LocalDate | null;
  @Column('date', { name: 'cancelled_on', nullable: true }) cancelledOn!: LocalDate | null;

  @Column('uuid', { name: 'embedded_by', nullable: true }) embeddedBy!: string | null;
  @Column('date', { name: 'looked_on', nullable: true }) lookedOn!: LocalDate | null;
  /** How often the action was opened: a reopening begins the next round, and asks for new proof. */
  @Column('integer', { default: 1 }) round!: number;
  @Column('date', { name: 'reopened_on', nullable: true }) reopenedOn!: LocalDate | null;
  @Column('date', { name: 'refused_on', nullable: true }) refusedOn!: LocalDate | null;
  @Column('integer', { name: 'times_refused', default: 0 }) timesRefused!: number;
  /** The kinds of evidence accepted in this round, and since when they are all those required. */
  @Column('text', { name: 'accepted_kinds', array: true, default: '{}' }) acceptedKinds!: EvidenceKind[];
  @Column('date', { name: 'evidenced_on', nullable: true }) evidencedOn!: LocalDate | null;

  /** What the latest update says, kept here so that rating and lists need not look for it. */
  @Column('date', { name: 'last_update_on', nullable: true }) lastUpdateOn!: LocalDate | null;
  @Column('date', { name: 'forecast_on', nullable: true }) forecastOn!: LocalDate | null;
  @Column('date', { name: 'unsure_since', nullable: true }) unsureSince!: LocalDate | null;
  @Column('boolean', { name: 'last_update_no_change', default: false }) lastUpdateNoChange!: boolean;

  @Column('integer', { name: 'times_moved', default: 0 }) timesMoved!: number;
  @Column('integer', { name: 'days_slipped', default: 0 }) daysSlipped!: number;
  @Column('date', { name: 'last_moved_on', nullable: true }) lastMovedOn!: LocalDate | null;
  @Column('boolean', { name: 'last_move_reported', default: false }) lastMoveReported!: boolean;

  /** What later features know and report to this one. */
  @Column('date', { name: 'proving_from', nullable: true }) provingFrom!: LocalDate | null;
  @Column('date', { name: 'accepted_evidence_on', nullable: true }) acceptedEvidenceOn!: LocalDate | null;
  @Column('date', { name: 'evidence_waiting_since', nullable: true }) evidenceWaitingSince!: LocalDate | null;
  @Column('date', { name: 'not_borne_out_on', nullable: true }) notBorneOutOn!: LocalDate | null;
  @Column('date', { name: 'improving_not_yet_good_on', nullable: true })
  improvingNotYetGoodOn!: LocalDate | null;
  @Column('date', { name: 'not_enough_since', nullable: true }) notEnoughSince!: LocalDate | null;

  @Column('text', { default: 'grey' }) rating!: Colour;
  @Column('text', { name: 'rating_word', default: 'draft' }) ratingWord!: string;
  @Column('text', { name: 'rating_reasons', array: true, default: '{}' }) ratingReasons!: ReasonCode[];
  @Column('date', { name: 'rated_on', nullable: true }) ratedOn!: LocalDate | null;
  @Column('date', { name: 'rating_since', nullable: true }) ratingSince!: LocalDate | null;
  @Column('boolean', { name: 'not_updated', default: false }) notUpdated!: boolean;
  /** Part 2: hidden by the database from whoever may not read it. */
  @Column('boolean', { default: false }) restricted!: boolean;
  @Column('date', { name: 'next_rating_on', nullable: true }) nextRatingOn!: LocalDate | null;
  @Column('date', { name: 'next_notice_on', nullable: true }) nextNoticeOn!: LocalDate | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  /** Counted by a trigger whenever a column that a person edits changes. */
  @Column('integer', { default: 1 }) version!: number;
}
