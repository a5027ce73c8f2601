import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnswerState } from '../../domain/lifecycle/finding-answer.js';
import type { Sentiment } from '../../domain/intake/extraction.js';

/** A paragraph of a document and what it says. */
@Entity('findings')
export class Finding {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('uuid', { name: 'document_id' }) documentId!: string;
  /** The item under review that it was made of. */
  @Column('uuid', { name: 'item_id', nullable: true }) itemId!: string | null;
  @Column('integer') position!: number;
  /** Which piece of a paragraph that was split: 0, 1, … */
  @Column('integer', { default: 0 }) part!: number;
  @Column('uuid', { name: 'split_from', nullable: true }) splitFrom!: string | null;
  /** Where it stands, whatever of its links somebody may read. */
  @Column('text', { default: 'open' }) answer!: AnswerState;
  @Column('text', { nullable: true }) number!: string | null;
  @Column('text', { nullable: true }) section!: string | null;
  @Column('text', { nullable: true }) sentiment!: Sentiment | null;
  @Column('text') text!: string;
  @Column('text', { name: 'recommendation_refs', array: true }) recommendationRefs!: string[];
  @Column('integer', { nullable: true }) page!: number | null;
  @Column('integer', { name: 'from_page', nullable: true }) fromPage!: number | null;
  @Column('integer', { name: 'from_line', nullable: true }) fromLine!: number | null;
  @Column('integer', { name: 'to_page', nullable: true }) toPage!: number | null;
  @Column('integer', { name: 'to_line', nullable: true }) toLine!: number | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column({ type: 'integer', insert: false, update: false }) version!: number;
}
