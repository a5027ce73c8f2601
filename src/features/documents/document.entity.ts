import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DocumentKind, SourcePlace } from '../../domain/intake/extraction.js';

export const DOCUMENT_STATES = ['reading', 'unreadable', 'to_review', 'accepted', 'withdrawn'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];
export type Publication = 'draft_under_embargo' | 'not_for_publication' | 'published';
/** How we know by when the authority must answer: printed in the document, proposed from receipt, or typed in. */
export type PlanDueBasis = 'printed' | 'proposed' | 'entered';

/** Something the reading was not sure of, with its place where it has one. */
export interface ReadingWarning {
  code: string;
  message: string;
  source?: SourcePlace;
}

const wholeNumber = { to: (value: number) => value, from: (value: string | null) => Number(value) };
const ofTheFile = { to: (value: string) => value, from: (value: string | null) => value ?? '' };

/** A report, letter, notice or review that was received, or the authority's own that was typed in. */
@Entity('documents')
export class Document {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('text') state!: DocumentState;
  @Column('text') publication!: Publication;
  @Column('text') kind!: DocumentKind;
  @Column('text') title!: string;
  @Column('text', { name: 'authority_name', nullable: true }) authorityName!: string | null;
  @Column('text', { nullable: true }) inspectorate!: string | null;
  /** What a visit says it looked at, in its own words; empty: it does not say. */
  @Column('text', { name: 'covered_areas', array: true, default: '{}' }) coveredAreas!: string[];
  @Column('date', { name: 'inspected_from', nullable: true }) inspectedFrom!: LocalDate | null;
  @Column('date', { name: 'inspected_to', nullable: true }) inspectedTo!: LocalDate | null;
  @Column('date', { name: 'published_on', nullable: true }) publishedOn!: LocalDate | null;
  @Column('date', { name: 'received_on' }) receivedOn!: LocalDate;
  @Column('date', { name: 'plan_due_on', nullable: true }) planDueOn!: LocalDate | null;
  @Column('text', { name: 'plan_due_basis', nullable: true }) planDueBasis!: PlanDueBasis | null;
  /** When the plan that answers it was submitted: it ends the statutory clock. */
  @Column('date', { name: 'plan_submitted_on', nullable: true }) planSubmittedOn!: LocalDate | null;
  /** Whether its page numbers mean something: false for text without page breaks. */
  @Column('boolean') paged!: boolean;
  @Column('text', { name: 'file_name' }) fileName!: string;
  @Column('text', { name: 'media_type', transformer: ofTheFile }) mediaType!: string;
  @Column('bigint', { name: 'byte_size', transformer: wholeNumber }) byteSize!: number;
  @Column('text', { transformer: ofTheFile }) sha256!: string;
  @Column('text', { name: 'stored_as', transformer: ofTheFile }) storedAs!: string;
  /** Made by typing in the authority's own recommendations: it has no file, and what names one is empty. */
  @Column('boolean', { default: false }) typed!: boolean;
  @Column('text', { name: 'refusal_code', nullable: true }) refusalCode!: string | null;
  @Column('text', { name: 'refusal_message', nullable: true }) refusalMessage!: string | null;
  @Column('jsonb') warnings!: ReadingWarning[];
  @Column('uuid', { name: 'uploaded_by', nullable: true }) uploadedBy!: string | null;
  @Column('uuid', { name: 'accepted_by', nullable: true }) acceptedBy!: string | null;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt!: Date | null;
  @Column('text', { name: 'withdrawn_because', nullable: true }) withdrawnBecause!: string | null;
  @Column('uuid', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column({ type: 'integer', insert: false, update: false }) version!: number;
}
