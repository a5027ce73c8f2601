import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';

/** A list as one person keeps it: which, under what name, filtered and sorted how. */
@Entity('saved_views')
export class SavedView {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('text') list!: 'actions' | 'recommendations';
  @Column('text') name!: string;
  /** The query of the list, name by name as its URL has it. */
  @Column('jsonb') query!: Record<string, string>;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('integer', { default: 1 }) version!: number;
}
