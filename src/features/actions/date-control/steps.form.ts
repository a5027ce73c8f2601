import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { Day, Identifier, FreeText, Ticked, Version } from '../../../web/forms/fields.js';

export class MilestoneBody {
  @FreeText({ label: 'The title', longest: 200, missing: 'Enter what will be reached' }) title!: string;
  @Day({ label: 'The date', missing: 'Enter the date' }) dueOn!: LocalDate;
  @Ticked() critical!: boolean;
}

export class DoneBody {
  @Day({ label: 'The day' }) doneOn!: LocalDate | null;
}

export class MoveBody {
  @Day({ label: 'The new date', missing: 'Enter the new date' }) dueOn!: LocalDate;
  @FreeText({ label: 'The explanation', longest: 1000 }) explanation!: string | null;
}

export class ExplainBody {
  @FreeText({ label: 'The explanation', longest: 1000, missing: 'Enter an explanation' })
  explanation!: string;
}

export class DoneForm extends DoneBody {
  @Version() version!: number;
}

export class MoveForm extends MoveBody {
  @Version() version!: number;
}

export class ExplainForm extends ExplainBody {
  @Version() version!: number;
}

export class WaitBody {
  @Identifier() forActionId!: string | null;
  @FreeText({ label: 'What is waited for', longest: 500 }) words!: string | null;
  @FreeText({ label: 'The contact', longest: 200 }) contact!: string | null;
  @Day({ label: 'The day' }) expectedOn!: LocalDate | null;
}
