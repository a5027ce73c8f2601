import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Direction, Standing } from '../../domain/report/measure-standing.js';

/** The database keeps decimals exactly and gives them as text. */
const decimal = {
  to: (value: number | null) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};

/** An outcome that is counted: from where, to where, and which way is better. */
@Entity('measures')
export class Measure {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('text') name!: string;
  @Column('text') definition!: string;
  @Column('text') unit!: string;
  @Column('text') direction!: Direction;
  @Column('numeric', { nullable: true, transformer: decimal }) baseline!: number | null;
  @Column('date', { name: 'baseline_on', nullable: true }) baselineOn!: LocalDate | null;
  @Column('numeric', { transformer: decimal }) target!: number;
  @Column('date', { name: 'target_on', nullable: true }) targetOn!: LocalDate | null;
  /** Where its values come from, unless a value says otherwise. */
  @Column('text', { default: '' }) source!: string;
  /** Whether it counts children: then a count under five is not shown to everybody. */
  @Column('boolean', { name: 'about_children', default: false }) aboutChildren!: boolean;
  @Column('numeric', { name: 'latest_value', nullable: true, transformer: decimal }) latestValue!:
    number | null;
  @Column('date', { name: 'latest_on', nullable: true }) latestOn!: LocalDate | null;
  /** Computed from its values whenever one is entered or corrected. */
  @Column('text', { default: 'no_value' }) standing!: Standing;
  @Column('timestamptz', { name: 'archived_at', nullable: true }) archivedAt!: Date | null;
  @Column({ type: 'integer', insert: false, update: false }) version!: number;
}
