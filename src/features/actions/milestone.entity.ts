import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';

@Entity('milestones')
export class Milestone {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('uuid', { name: 'action_id' }) actionId!: string;
  @Column('text') title!: string;
  @Column('boolean', { default: false }) critical!: boolean;
  @Column('date', { name: 'due_on' }) dueOn!: LocalDate;
  @Column('date', { name: 'original_due_on' }) originalDueOn!: LocalDate;
  @Column('integer', { name: 'times_moved', default: 0 }) timesMoved!: number;
  @Column('date', { name: 'done_on', nullable: true }) doneOn!: LocalDate | null;
  @Column('text', { default: '' }) explanation!: string;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('integer', { default: 1 }) version!: number;
}
