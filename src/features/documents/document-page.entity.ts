import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The text of one page as it was read, line by line. A source without pages has one row, page 1. */
@Entity('document_pages')
export class DocumentPage {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { name: 'document_id' }) documentId!: string;
  @PrimaryColumn('integer') page!: number;
  @Column('text', { array: true }) lines!: string[];
}
