import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';
import type { SheetChoices } from '../../domain/plan-sheet/sheet-choices.js';
import type { SheetMapping } from '../../domain/plan-sheet/sheet-mapping.js';

export const PLAN_SHEET_STATES = ['to_check', 'applied', 'withdrawn'] as const;
export type PlanSheetState = (typeof PLAN_SHEET_STATES)[number];

/** What an import did, in numbers. */
export interface ImportOutcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly closed: number;
  readonly missing: number;
  /** Requests that were made; none before it is done. */
  readonly datesAskedFor: number;
  /** Other due dates that have to be asked for still. */
  readonly datesToAsk: number;
  readonly proposedComplete: number;
}

/** A council's own plan as it was uploaded, and what was decided about it. */
@Entity('plan_sheets')
export class PlanSheet {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('text', { default: 'to_check' }) state!: PlanSheetState;
  @Column('text', { name: 'file_name' }) fileName!: string;
  @Column('text') format!: 'xlsx' | 'csv';
  @Column('bigint', { name: 'byte_size' }) byteSize!: string | number;
  @Column('text') sha256!: string;
  @Column('text', { name: 'stored_as' }) storedAs!: string;
  /** Null while nothing in the file looks like a plan and nobody has said where it stands. */
  @Column('jsonb', { nullable: true }) mapping!: SheetMapping | null;
  /** Somebody has looked at what the columns mean, for this file or an earlier one with the same column names. */
  @Column('boolean', { name: 'is_mapping_confirmed', default: false }) isMappingConfirmed!: boolean;
  @Column('jsonb', { default: {} }) choices!: Partial<SheetChoices>;
  @Column('integer', { name: 'cells_mended', default: 0 }) cellsMended!: number;
  @Column('jsonb', { nullable: true }) outcome!: ImportOutcome | null;
  @Column('uuid', { name: 'uploaded_by', nullable: true }) uploadedBy!: string | null;
  @Column('uuid', { name: 'applied_by', nullable: true }) appliedBy!: string | null;
  @Column('timestamptz', { name: 'applied_at', nullable: true }) appliedAt!: Date | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('integer', { default: 1 }) version!: number;
}
