import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Role } from '../../domain/access/role.js';

/** One membership: a person with roles and an agency in one authority. */
@Entity('people')
export class PersonEntity {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('uuid', { name: 'login_id' }) loginId!: string;
  @Column('text') name!: string;
  @Column('text') email!: string;
  @Column('text', { array: true }) roles!: Role[];
  /** Null: the council itself. */
  @Column('uuid', { name: 'agency_id', nullable: true }) agencyId!: string | null;
  @Column('uuid', { name: 'deputy_id', nullable: true }) deputyId!: string | null;
  @Column('date', { name: 'away_from', nullable: true }) awayFrom!: LocalDate | null;
  @Column('date', { name: 'away_until', nullable: true }) awayUntil!: LocalDate | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column({ type: 'integer', insert: false, update: false }) version!: number;
}
