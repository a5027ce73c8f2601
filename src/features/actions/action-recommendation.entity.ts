import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';

/** That an action serves a recommendation. Ended rather than deleted when it no longer does. */
@Entity('action_recommendations')
export class ActionRecommendation {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('uuid', { name: 'action_id' }) actionId!: string;
  @Column('uuid', { name: 'recommendation_id' }) recommendationId!: string;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
