import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Step, SubjectKind } from '../../domain/ladder/notice.js';

export const NOTICE_STATES = ['waiting', 'sent', 'failed', 'cancelled', 'superseded'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** One thing one person must be told once. */
@Entity('notices')
export class Notice {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('text', { name: 'subject_kind' }) subjectKind!: SubjectKind;
  @Column('uuid', { name: 'subject_id' }) subjectId!: string;
  @Column('text') step!: Step;
  @Column('text') occurrence!: string;
  /** The date it counts from. */
  @Column('date') about!: LocalDate;
  /** Whom it is meant for; during an absence the digest goes to the deputy. */
  @Column('uuid', { name: 'person_id' }) personId!: string;
  /** The working day on which it fell due. */
  @Column('date', { name: 'due_on' }) dueOn!: LocalDate;
  @Column('text', { default: 'waiting' }) state!: NoticeState;
  @Column('uuid', { name: 'digest_id', nullable: true }) digestId!: string | null;
  @Column('timestamptz', { name: 'written_at' }) writtenAt!: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
  /** The version of the ladder that decided it; null before versions were kept. */
  @Column('uuid', { name: 'ladder_version_id', nullable: true }) ladderVersionId!: string | null;
  /** As what they are told: owner, accountable lead, director. */
  @Column('text', { name: 'told_as', nullable: true }) toldAs!: string | null;
  /** Why it was cancelled, superseded or failed. */
  @Column('text', { name: 'ended_because', nullable: true }) endedBecause!: string | null;
}
