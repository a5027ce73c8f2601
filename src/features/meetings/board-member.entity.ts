import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';

export const BOARD_ROLES = ['chair', 'vice_chair', 'member'] as const;
export type BoardRole = (typeof BOARD_ROLES)[number];

/** A person's seat on a board, from a day until a day. */
@Entity('board_members')
export class BoardMember {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('uuid', { name: 'board_id' }) boardId!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('text') role!: BoardRole;
  @Column('date', { name: 'from_on' }) fromOn!: LocalDate;
  @Column('date', { name: 'until_on', nullable: true }) untilOn!: LocalDate | null;
  @Column({ type: 'integer', insert: false, update: false }) version!: number;
}
