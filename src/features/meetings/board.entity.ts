import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';

export const BOARD_KINDS = ['improvement', 'safeguarding'] as const;
export type BoardKind = (typeof BOARD_KINDS)[number];

/** Who oversees the plan. Update windows follow the improvement board's meetings, of which there is one at a time. */
@Entity('boards')
export class Board {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('text') name!: string;
  @Column('text') kind!: BoardKind;
  @Column('date', { name: 'ended_on', nullable: true }) endedOn!: LocalDate | null;
  @Column({ type: 'integer', insert: false, update: false }) version!: number;
}
