import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';

/** A request for another due date. */
@Entity('date_changes')
export class DateChange {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('uuid', { name: 'action_id' }) actionId!: string;
  @Column('date', { name: 'from_due_on' }) fromDueOn!: LocalDate;
  @Column('date', { name: 'to_due_on' }) toDueOn!: LocalDate;
  @Column('text') reason!: string;
  @Column('text', { default: '' }) words!: string;
  @Column('text', { default: '' }) meanwhile!: string;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('date', { name: 'asked_on' }) askedOn!: LocalDate;
  @Column('text') decider!: 'lead' | 'second' | 'board';
  @Column('date', { name: 'decide_by' }) decideBy!: LocalDate;
  @Column('text', { default: 'waiting' }) state!: 'waiting' | 'approved' | 'refused' | 'dropped';
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('date', { name: 'decided_on', nullable: true }) decidedOn!: LocalDate | null;
  @Column('integer', { default: 1 }) version!: number;
}
