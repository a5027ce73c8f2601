import { Column, Entity, PrimaryColumn } from 'typeorm';

export const AGENCY_KINDS = ['partner', 'safeguarding_partnership'] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];

export const AGENCY_KIND_NAMES: Record<AgencyKind, string> = {
  partner: 'Partner agency',
  safeguarding_partnership: 'Safeguarding partnership',
};

/** Who works on the plan beside the council: its lead and its board member are the chain of its own actions. */
@Entity('agencies')
export class AgencyEntity {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('text') name!: string;
  @Column('text') kind!: AgencyKind;
  @Column('uuid', { name: 'lead_id', nullable: true }) leadId!: string | null;
  @Column('uuid', { name: 'board_member_id', nullable: true }) boardMemberId!: string | null;
  @Column('timestamptz', { name: 'archived_at', nullable: true }) archivedAt!: Date | null;
  @Column({ type: 'integer', insert: false, update: false }) version!: number;
}
