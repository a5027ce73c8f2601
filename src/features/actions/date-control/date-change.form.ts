import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { DATE_CHANGE_REASONS, type DateChangeReason } from '../../../domain/lifecycle/date-change.js';
import { Choice, Day, FreeText, Identifier, Version } from '../../../web/forms/fields.js';

export class AskForm {
  @Day({ label: 'The new date', missing: 'Enter the date you ask for' }) newDueOn!: LocalDate;
  @Choice({ of: DATE_CHANGE_REASONS, missing: 'Choose a reason' }) reason!: DateChangeReason;
  @FreeText({ label: 'The reason', longest: 2000, missing: 'Enter why the date must change' }) words!: string;
  @FreeText({ label: 'What is done meanwhile', longest: 2000, missing: 'Enter what is done meanwhile' })
  meanwhile!: string;
}

export class AgreementForm {
  @Day({ label: 'The new date', missing: 'Enter the date they agreed to' }) newDueOn!: LocalDate;
  @Day({ label: 'The day of their agreement', missing: 'Enter the day on which they agreed' })
  agreedOn!: LocalDate;
  @FreeText({
    label: 'The document',
    longest: 300,
    missing: 'Enter where their agreement can be read',
  })
  documentReference!: string;
  @FreeText({ label: 'The reason', longest: 2000, missing: 'Enter why they agreed' }) words!: string;
}

export const DECISION_VERBS = ['approve', 'refuse', 'propose'] as const;

/** The decide page: which of the three, and what each needs is asked of the rulebook. */
export class DecideForm {
  @Choice({ of: DECISION_VERBS, missing: 'Choose what you decide' })
  decision!: (typeof DECISION_VERBS)[number];
  @Day({ label: 'The other date' }) newDueOn!: LocalDate | null;
  @FreeText({ label: 'The words', longest: 2000 }) words!: string | null;
  @Identifier({}) meetingId!: string | null;
  @Version() version!: number;
}

export class ApproveBody {
  @FreeText({ label: 'The words', longest: 2000 }) words!: string | null;
  @Identifier() meetingId!: string | null;
}

export class RefuseBody {
  @FreeText({ label: 'The reason', longest: 2000, missing: 'Enter why it is refused' }) words!: string;
  @Identifier() meetingId!: string | null;
}

export class ProposeBody {
  @Day({ label: 'The other date', missing: 'Enter the date you propose' }) newDueOn!: LocalDate;
  @FreeText({ label: 'The words', longest: 2000 }) words!: string | null;
  @Identifier() meetingId!: string | null;
}

export class VersionOnly {
  @Version() version!: number;
}
