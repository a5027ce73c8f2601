import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';

export const DIGEST_STATES = ['waiting', 'sent', 'failed', 'closed'] as const;
export type DigestState = (typeof DIGEST_STATES)[number];

/** The one mail of a day to one person, as it was sent. `closed`: it had nothing true to say, or could not go for a day. */
@Entity('digests')
export class Digest {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  /** Who gets it. */
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('date') day!: LocalDate;
  @Column('text', { default: 'waiting' }) state!: DigestState;
  @Column('integer', { default: 0 }) attempts!: number;
  /** It is tried at this moment, or whoever tried it died before the end was recorded. */
  @Column('boolean', { name: 'handing_over', default: false }) handingOver!: boolean;
  /** How many tries may have reached the reader although nobody recorded it. */
  @Column('integer', { default: 0 }) unanswered!: number;
  @Column('text', { name: 'sent_to', nullable: true }) sentTo!: string | null;
  @Column('text', { name: 'message_id', nullable: true }) messageId!: string | null;
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('text', { name: 'body_text', nullable: true }) bodyText!: string | null;
  @Column('text', { nullable: true }) failure!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'first_tried_at', nullable: true }) firstTriedAt!: Date | null;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
  /** The mail that is sent again by this one, and who asked for that. */
  @Column('uuid', { nullable: true }) repeats!: string | null;
  @Column('uuid', { name: 'asked_by', nullable: true }) askedBy!: string | null;
}
