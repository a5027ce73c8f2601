import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';

export const RECOMMENDATION_STATUSES = ['open', 'proposed_as_met', 'met', 'superseded'] as const;
export type RecommendationStatus = (typeof RECOMMENDATION_STATUSES)[number];

export const RESPONSES = ['accepted', 'in_part', 'not_accepted'] as const;
export type Response = (typeof RESPONSES)[number];

export const PRIORITIES: readonly RecommendationPriority[] = [
  'priority_action',
  'area_for_improvement',
  'recommendation',
];

/** What a document asks for, verbatim. `page` is as printed; the lines say where it stands in the text as read. */
@Entity('recommendations')
export class Recommendation {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('uuid', { name: 'document_id' }) documentId!: string;
  /** The item under review that it was made of; null for what nobody read from a document. */
  @Column('uuid', { name: 'item_id', nullable: true }) itemId!: string | null;
  @Column('integer') position!: number;
  @Column('text', { nullable: true }) number!: string | null;
  @Column('text') priority!: RecommendationPriority;
  @Column('text', { nullable: true }) addressee!: string | null;
  @Column('text', { nullable: true }) theme!: string | null;
  @Column('text', { nullable: true }) timescale!: string | null;
  @Column('text') text!: string;
  @Column('text', { name: 'paragraph_refs', array: true }) paragraphRefs!: string[];
  @Column('text', { name: 'framework_ref', nullable: true }) frameworkRef!: string | null;
  @Column('integer', { nullable: true }) page!: number | null;
  @Column('integer', { name: 'from_page', nullable: true }) fromPage!: number | null;
  @Column('integer', { name: 'from_line', nullable: true }) fromLine!: number | null;
  @Column('integer', { name: 'to_page', nullable: true }) toPage!: number | null;
  @Column('integer', { name: 'to_line', nullable: true }) toLine!: number | null;
  @Column('text') status!: RecommendationStatus;
  @Column('text') response!: Response;
  @Column('text', { name: 'response_text' }) responseText!: string;
  /** What will be different for children when it is met. */
  @Column('text', { default: '' }) outcome!: string;
  @Column('date', { name: 'met_on', nullable: true }) metOn!: LocalDate | null;
  @Column('uuid', { name: 'superseded_by', nullable: true }) supersededBy!: string | null;
  /** Since when its effect is not confirmed: a finding did not bear it out, and no later one supports it. */
  @Column('date', { name: 'not_borne_out_on', nullable: true }) notBorneOutOn!: LocalDate | null;
  /** Part 2: hidden by the database from whoever may not read it. */
  @Column('boolean', { default: false }) restricted!: boolean;
  @Column('uuid', { name: 'workstream_id', nullable: true }) workstreamId!: string | null;
  @Column('uuid', { name: 'lead_id', nullable: true }) leadId!: string | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column({ type: 'integer', insert: false, update: false }) version!: number;
}
