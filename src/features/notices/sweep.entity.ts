import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';

/** That a morning was swept, and what came of it. Decides what is still to be done; no schedule does. */
@Entity('sweeps')
export class Sweep {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('date') day!: LocalDate;
  @Column('text') state!: 'running' | 'done';
  @Column('boolean', { name: 'working_day' }) workingDay!: boolean;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @Column('integer', { default: 0 }) rated!: number;
  @Column('integer', { default: 0 }) written!: number;
  @Column('integer', { default: 0 }) cancelled!: number;
  @Column('integer', { default: 0 }) superseded!: number;
}
