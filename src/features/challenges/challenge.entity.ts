import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { ChallengeState } from '../../domain/lifecycle/challenge.js';

export const CHALLENGE_OUTCOMES = ['accepted', 'withdrawn'] as const;
export type ChallengeOutcome = (typeof CHALLENGE_OUTCOMES)[number];

/** A question that one person asked of another, where it stands, and what it is about. */
@Entity('challenges')
export class Challenge {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('integer') number!: number;
  @Column('text') question!: string;
  @Column('uuid', { name: 'asked_by' }) askedById!: string;
  /** Who asked, in words, where `askedById` only wrote it down for them; empty: they asked themselves. */
  @Column('text', { name: 'asked_for', default: '' }) askedFor!: string;
  @Column('uuid', { name: 'asked_of' }) askedOfId!: string;
  /** At most one of these four is named. */
  @Column('uuid', { name: 'action_id', nullable: true }) actionId!: string | null;
  @Column('uuid', { name: 'recommendation_id', nullable: true }) recommendationId!: string | null;
  @Column('uuid', { name: 'measure_id', nullable: true }) measureId!: string | null;
  @Column('uuid', { name: 'meeting_id', nullable: true }) meetingId!: string | null;
  /** The page from which it was raised; empty: from none. */
  @Column('text', { name: 'raised_from', default: '' }) raisedFrom!: string;
  @Column('date', { name: 'raised_on' }) raisedOn!: LocalDate;
  /** Since when it waits for the answer of the person asked: raised, sent back or given to them. */
  @Column('date', { name: 'waiting_since' }) waitingSince!: LocalDate;
  @Column('date', { name: 'due_on' }) dueOn!: LocalDate;
  @Column('text', { default: 'open' }) state!: ChallengeState;
  @Column('text', { nullable: true }) outcome!: ChallengeOutcome | null;
  @Column('date', { name: 'answered_on', nullable: true }) answeredOn!: LocalDate | null;
  @Column('date', { name: 'closed_on', nullable: true }) closedOn!: LocalDate | null;
}
