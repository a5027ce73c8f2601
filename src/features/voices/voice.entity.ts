import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { VoiceSource, Whose } from '../../domain/report/voice.js';

/** What children, families or staff told us on a day, and what changed because of it. */
@Entity('voices')
export class Voice {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('date', { name: 'told_on' }) toldOn!: LocalDate;
  @Column('text') whose!: Whose;
  @Column('text') source!: VoiceSource;
  @Column('text', { name: 'source_name' }) sourceName!: string;
  /** How many were asked and how many answered; null where nobody counted. */
  @Column('integer', { nullable: true }) asked!: number | null;
  @Column('integer', { nullable: true }) answered!: number | null;
  @Column('text') said!: string;
  /** Empty: nothing has changed yet. */
  @Column('text', { default: '' }) changed!: string;
  @Column('uuid', { name: 'entered_by' }) enteredBy!: string;
  @Column('timestamptz', { name: 'archived_at', nullable: true }) archivedAt!: Date | null;
  @Column({ type: 'integer', insert: false, update: false }) version!: number;
}
