import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';

/** Somebody says that an action is worse than its facts show. An owner's call ends with their next update. */
@Entity('called_worse')
export class CalledWorse {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('uuid', { name: 'action_id' }) actionId!: string;
  @Column('text') colour!: 'amber' | 'red';
  @Column('text') reason!: string;
  @Column('uuid', { name: 'called_by' }) calledBy!: string;
  @Column('date', { name: 'called_on' }) calledOn!: LocalDate;
  @Column('timestamptz', { name: 'called_at' }) calledAt!: Date;
  @Column('boolean', { name: 'as_owner' }) asOwner!: boolean;
  @Column('date', { name: 'ended_on', nullable: true }) endedOn!: LocalDate | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
  @Column('text', { name: 'ended_because', nullable: true }) endedBecause!: string | null;
}
