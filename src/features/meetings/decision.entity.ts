import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';

export const DECISION_KINDS = [
  'date_change',
  'cancellation',
  'recommendation_met',
  'rebaselining',
  'plan_version',
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export const DECISION_OUTCOMES = ['approved', 'refused'] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

/** What a board decided: at a meeting, or its chair between meetings, reported then at the next one. Never changed. */
@Entity('decisions')
export class Decision {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('uuid', { name: 'board_id' }) boardId!: string;
  @Column('text', { name: 'subject_kind' }) subjectKind!: DecisionKind;
  @Column('uuid', { name: 'subject_id' }) subjectId!: string;
  @Column('text') outcome!: DecisionOutcome;
  @Column('text', { default: '' }) words!: string;
  @Column('date', { name: 'decided_on' }) decidedOn!: LocalDate;
  @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  /** Null: by the chair between meetings. */
  @Column('uuid', { name: 'meeting_id', nullable: true }) meetingId!: string | null;
  /** The meeting that the chair's decision was reported at. */
  @Column('uuid', { name: 'reported_at', nullable: true }) reportedAt!: string | null;
}
