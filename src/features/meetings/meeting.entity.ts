import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';

export const MEETING_STATES = ['planned', 'held', 'cancelled'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

@Entity('meetings')
export class Meeting {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('uuid', { name: 'board_id' }) boardId!: string;
  @Column('date', { name: 'meets_on' }) meetsOn!: LocalDate;
  @Column('date', { name: 'paper_deadline' }) paperDeadline!: LocalDate;
  @Column('boolean', { name: 'deadline_by_hand', default: false }) deadlineByHand!: boolean;
  @Column('text', { default: '' }) place!: string;
  @Column('text', { default: 'planned' }) state!: MeetingState;
  @Column('text', { name: 'cancelled_because', default: '' }) cancelledBecause!: string;
  /** The day on which it was planned, moved or cancelled last: the windows that opened until then are remembered. */
  @Column('date', { name: 'changed_on' }) changedOn!: LocalDate;
  @Column({ type: 'integer', insert: false, update: false }) version!: number;
}
