import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';

/** What an action brought along from the council's own plan. Colour and status are words to read and nothing more. */
@Entity('imported_actions')
export class ImportedAction {
  @PrimaryColumn('uuid', { name: 'authority_id' }) authorityId!: string;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('uuid', { name: 'action_id' }) actionId!: string;
  @Column('uuid', { name: 'plan_sheet_id' }) planSheetId!: string;
  @Column('text', { name: 'sheet_name' }) sheetName!: string;
  @Column('integer', { name: 'row_number' }) rowNumber!: number;
  @Column('text', { name: 'sheet_reference', nullable: true }) sheetReference!: string | null;
  @Column('text', { name: 'colour_note', default: '' }) colourNote!: string;
  @Column('text', { name: 'status_note', default: '' }) statusNote!: string;
  @Column('text', { default: '' }) note!: string;
  /** A later sheet says it is complete while it is open here. */
  @Column('date', { name: 'said_complete_on', nullable: true }) saidCompleteOn!: LocalDate | null;
  /** A later sheet has another due date, which has to be asked for. */
  @Column('date', { name: 'date_asked_for', nullable: true }) dateAskedFor!: LocalDate | null;
}
