import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RecommendationPriority, Sentiment } from '../../domain/intake/extraction.js';

export const ITEM_PARTS = ['judgement', 'recommendation', 'finding'] as const;
export type ItemPart = (typeof ITEM_PARTS)[number];

/**
 * One judgement, recommendation or finding as it was read and is being reviewed. `page` is what the document prints;
 * the lines from fromPage/fromLine to toPage/toLine are where it stands in the text as read.
 */
@Entity('document_items')
export class DocumentItem {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('uuid', { name: 'document_id' }) documentId!: string;
  @Column('text') part!: ItemPart;
  /** Numeric, so that one can always be put between two others. */
  @Column('numeric') position!: string;
  @Column('text', { nullable: true }) number!: string | null;
  @Column('text', { nullable: true }) priority!: RecommendationPriority | null;
  @Column('text', { nullable: true }) addressee!: string | null;
  @Column('text', { nullable: true }) theme!: string | null;
  @Column('text', { nullable: true }) timescale!: string | null;
  @Column('text', { nullable: true }) section!: string | null;
  @Column('text', { nullable: true }) sentiment!: Sentiment | null;
  @Column('text') text!: string;
  @Column('text', { nullable: true }) area!: string | null;
  @Column('text', { nullable: true }) grade!: string | null;
  @Column('text', { name: 'paragraph_refs', array: true }) paragraphRefs!: string[];
  @Column('text', { name: 'recommendation_refs', array: true }) recommendationRefs!: string[];
  @Column('text', { name: 'framework_ref', nullable: true }) frameworkRef!: string | null;
  @Column('integer', { nullable: true }) page!: number | null;
  @Column('integer', { name: 'from_page', nullable: true }) fromPage!: number | null;
  @Column('integer', { name: 'from_line', nullable: true }) fromLine!: number | null;
  @Column('integer', { name: 'to_page', nullable: true }) toPage!: number | null;
  @Column('integer', { name: 'to_line', nullable: true }) toLine!: number | null;
  /** What the reading was not sure of about this item. */
  @Column('text', { nullable: true }) warning!: string | null;
  /** The item that this one was joined to; it is then left out. */
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto!: string | null;
  @Column('text') origin!: 'read' | 'added' | 'split' | 'merged';
  @Column('boolean', { name: 'left_out' }) leftOut!: boolean;
  /** Who compared it with the document last, and when; saving it says so. */
  @Column('uuid', { name: 'checked_by', nullable: true }) checkedBy!: string | null;
  @Column('timestamptz', { name: 'checked_at', nullable: true }) checkedAt!: Date | null;
  @Column({ type: 'integer', insert: false, update: false }) version!: number;
}

/** Where an item stands in the text as read. */
export type ItemPlace = Pick<DocumentItem, 'fromPage' | 'fromLine' | 'toPage' | 'toLine'>;

export const NOWHERE: ItemPlace = { fromPage: null, fromLine: null, toPage: null, toLine: null };
