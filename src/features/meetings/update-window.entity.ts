import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';

/** A window for updates that had opened when the meetings changed, as it is remembered from then on. */
@Entity('update_windows')
export class RememberedWindow {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('text') kind!: 'meeting' | 'monthly';
  @Column('uuid', { name: 'meeting_id', nullable: true }) meetingId!: string | null;
  @Column('date', { name: 'opens_on' }) opensOn!: LocalDate;
  @Column('date', { name: 'closes_on' }) closesOn!: LocalDate;
  @Column('date', { name: 'ended_on', nullable: true }) endedOn!: LocalDate | null;
}
