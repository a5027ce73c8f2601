import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('authorities')
export class AuthorityEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') slug!: string;
  @Column('text') name!: string;
  @Column('boolean', { name: 'is_demonstration' }) isDemonstration!: boolean;
  @Column({ type: 'integer', update: false }) version!: number;
  @Column({ type: 'timestamptz', name: 'created_at', update: false }) createdAt!: Date;
}
