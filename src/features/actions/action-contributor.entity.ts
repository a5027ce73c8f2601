import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';

/** Somebody who does part of an action without owning it. */
@Entity('action_contributors')
export class ActionContributor {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('uuid', { name: 'action_id' }) actionId!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
