import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An area and its grade in an accepted document. */
@Entity('judgements')
export class Judgement {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid', { generated: 'uuid' }) id!: string;
  @Column('uuid', { name: 'document_id' }) documentId!: string;
  /** The item under review that it was made of. */
  @Column('uuid', { name: 'item_id', nullable: true }) itemId!: string | null;
  @Column('integer') position!: number;
  @Column('text') area!: string;
  @Column('text') grade!: string;
  @Column('integer', { nullable: true }) page!: number | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
}
