import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `lapsed`: offered once, but no longer alike after the words of one of the two were corrected. */
export const RAISED_BEFORE_STATES = ['offered', 'confirmed', 'set_aside', 'lapsed'] as const;
export type RaisedBeforeState = (typeof RAISED_BEFORE_STATES)[number];

/** That a recommendation was raised before as another one: offered by comparison, confirmed or set aside by a person. */
@Entity('raised_before')
export class RaisedBefore {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('uuid', { name: 'recommendation_id' }) recommendationId!: string;
  @Column('uuid', { name: 'earlier_id' }) earlierId!: string;
  @Column('text') state!: RaisedBeforeState;
  /** Null where a person linked them by hand. */
  @Column('numeric', { nullable: true }) likeness!: string | null;
  @Column('text', { array: true }) words!: string[];
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'integer', insert: false, update: false }) version!: number;
}
