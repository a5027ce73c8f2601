import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { ChallengeEntryKind } from '../../domain/lifecycle/challenge.js';

/** One entry of the exchange: written once, in order. */
@Entity('challenge_entries')
export class ChallengeEntry {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('uuid', { name: 'challenge_id' }) challengeId!: string;
  @Column('integer') position!: number;
  @Column('text') kind!: ChallengeEntryKind;
  @Column('uuid', { name: 'by_id' }) byId!: string;
  @Column('date', { name: 'written_on' }) writtenOn!: LocalDate;
  @Column('timestamptz', { name: 'written_at' }) writtenAt!: Date;
  @Column('text') words!: string;
  /** Of whom it was asked, or to whom it was given. */
  @Column('uuid', { name: 'to_id', nullable: true }) toId!: string | null;
  /** Until when an answer was wanted. */
  @Column('date', { name: 'due_on', nullable: true }) dueOn!: LocalDate | null;
  @Column('uuid', { name: 'evidence_id', nullable: true }) evidenceId!: string | null;
  @Column('uuid', { name: 'measure_value_id', nullable: true }) measureValueId!: string | null;
  @Column('text', { nullable: true }) link!: string | null;
}
