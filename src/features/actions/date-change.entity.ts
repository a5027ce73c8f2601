import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { RequestState } from '../../domain/lifecycle/date-change.js';

/** A request for another due date, or the written agreement to one by those who had set it. */
@Entity('date_changes')
export class DateChange {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('uuid', { name: 'action_id' }) actionId!: string;
  @Column('text', { default: 'request' }) kind!: 'request' | 'agreement';
  @Column('date', { name: 'from_due_on' }) fromDueOn!: LocalDate;
  /** The date that is decided about: the one asked for, or the one proposed instead. */
  @Column('date', { name: 'to_due_on' }) toDueOn!: LocalDate;
  @Column('date', { name: 'asked_due_on', nullable: true }) askedDueOn!: LocalDate | null;
  /** Working days from the date that counts as original to the date that is decided about. */
  @Column('integer', { default: 0 }) slip!: number;
  @Column('text') reason!: string;
  @Column('text', { default: '' }) words!: string;
  @Column('text', { default: '' }) meanwhile!: string;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('date', { name: 'asked_on' }) askedOn!: LocalDate;
  @Column('text') decider!: 'lead' | 'second' | 'board';
  @Column('date', { name: 'decide_by' }) decideBy!: LocalDate;
  @Column('text', { default: 'waiting' }) state!: RequestState;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('date', { name: 'decided_on', nullable: true }) decidedOn!: LocalDate | null;
  @Column('text', { name: 'decision_words', default: '' }) decisionWords!: string;
  /** What the board decided, where it did. */
  @Column('uuid', { name: 'decision_id', nullable: true }) decisionId!: string | null;
  @Column('text', { name: 'document_reference', default: '' }) documentReference!: string;
  @Column('date', { name: 'agreed_on', nullable: true }) agreedOn!: LocalDate | null;
  @Column('integer', { default: 1 }) version!: number;
}
