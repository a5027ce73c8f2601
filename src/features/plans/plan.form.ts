import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Choice, Day, FreeText, Identifier, Identifiers, Text, Version } from '../../web/forms/fields.js';

export class NewVersionForm {
  @Text({ label: 'The name', longest: 120, missing: 'Enter a name, such as “Plan as submitted”' })
  name!: string;

  @FreeText({ label: 'What changed', longest: 3000 })
  whatChanged!: string | null;
}

export class ApproveForm {
  @FreeText({ label: 'The words of the approval', longest: 2000 })
  words!: string | null;
}

export class SubmitForm {
  @Text({ label: 'The recipient', longest: 200, missing: 'Say to whom it was submitted' })
  to!: string;

  @Day({ label: 'The day', missing: 'Enter the day on which it was submitted' })
  on!: LocalDate;

  @Identifiers()
  documentIds!: string[];
}

export class ResponseForm {
  @Text({ label: 'The sender', longest: 200, missing: 'Say who responded' })
  from!: string;

  @Day({ label: 'The day', missing: 'Enter the day of the response' })
  on!: LocalDate;

  @FreeText({ label: 'The response', longest: 10_000, missing: 'Enter the response' })
  text!: string;
}

export class RebaselineForm {
  @FreeText({ label: 'The reason', longest: 3000, missing: 'Say why the plan needs new dates' })
  reason!: string;
}

export class DecideRebaseliningForm {
  @Choice({ of: ['approve', 'refuse'], missing: 'Say what the board decided' })
  decision!: 'approve' | 'refuse';

  @FreeText({ label: 'The words of the decision', longest: 2000 })
  words!: string | null;

  /** A meeting, or the chair between meetings. */
  @Identifier()
  meetingId!: string | null;
}

export class WorkstreamForm {
  @Text({ label: 'The name', longest: 200, missing: 'Enter a name' })
  name!: string;

  @Identifier()
  sponsorId!: string | null;

  @FreeText({ label: 'What will be different', longest: 3000 })
  whatWillBeDifferent!: string | null;
}

export class WorkstreamChange extends WorkstreamForm {
  @Version()
  version!: number;
}

export class MoveForm {
  @Choice({ of: ['up', 'down'], missing: 'Say which way' })
  direction!: 'up' | 'down';
}
