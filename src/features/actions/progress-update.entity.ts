import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { RecordedHow, UpdateAnswer } from '../../domain/lifecycle/progress-update.js';

/** Written once and never changed: the application's role may only insert and read. */
@Entity('progress_updates')
export class ProgressUpdate {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('uuid', { name: 'action_id' }) actionId!: string;
  @Column('uuid', { name: 'written_by' }) writtenBy!: string;
  /** The owner, where the plan manager wrote down what the owner said. */
  @Column('uuid', { name: 'recorded_for', nullable: true }) recordedFor!: string | null;
  /** How the owner told it to whoever wrote it down, and when. */
  @Column('text', { name: 'recorded_how', nullable: true }) recordedHow!: RecordedHow | null;
  @Column('date', { name: 'told_on', nullable: true }) toldOn!: LocalDate | null;
  /** The update, recorded for the owner, that the owner puts right with this one. */
  @Column('uuid', { name: 'corrects_id', nullable: true }) correctsId!: string | null;
  /** The link in a mail by which it was given without signing in, and the address that link was sent to. */
  @Column('uuid', { name: 'answer_link_id', nullable: true }) answerLinkId!: string | null;
  @Column('text', { name: 'by_link_to', nullable: true }) byLinkTo!: string | null;
  @Column('timestamptz', { name: 'written_at' }) writtenAt!: Date;
  @Column('date', { name: 'written_on' }) writtenOn!: LocalDate;
  /** The due date that the question named. */
  @Column('date', { name: 'due_on' }) dueOn!: LocalDate;
  @Column('text') answer!: UpdateAnswer;
  @Column('date', { name: 'forecast_on', nullable: true }) forecastOn!: LocalDate | null;
  @Column('date', { name: 'begun_on', nullable: true }) begunOn!: LocalDate | null;
  @Column('boolean', { name: 'no_change', default: false }) noChange!: boolean;
  @Column('text', { name: 'what_changed' }) whatChanged!: string;
  @Column('text', { name: 'in_the_way', default: '' }) inTheWay!: string;
  @Column('text', { name: 'who_removes_it', default: '' }) whoRemovesIt!: string;
}
