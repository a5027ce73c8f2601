import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../../domain/calendar/local-date.js';

/** What an action waits for: another action of the same authority, or something outside in words. */
@Entity('action_waits')
export class ActionWait {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('uuid', { name: 'action_id' }) actionId!: string;
  @Column('uuid', { name: 'for_action_id', nullable: true }) forActionId!: string | null;
  @Column('text', { default: '' }) words!: string;
  @Column('text', { default: '' }) contact!: string;
  @Column('date', { name: 'expected_on', nullable: true }) expectedOn!: LocalDate | null;
  @Column('uuid', { name: 'added_by' }) addedBy!: string;
  @Column('date', { name: 'added_on' }) addedOn!: LocalDate;
  @Column('date', { name: 'ended_on', nullable: true }) endedOn!: LocalDate | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
}
