import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Day, FreeText, Version, WholeNumber } from '../../web/forms/fields.js';

const LONGEST = 4000;

export class CommentaryBody {
  @FreeText({ label: 'What is better for children', longest: LONGEST })
  better!: string | null;

  @FreeText({ label: 'What worries us', longest: LONGEST })
  worries!: string | null;

  @FreeText({ label: 'What we ask of the board', longest: LONGEST })
  asks!: string | null;
}

/** `version` 0: nothing was written before. */
export class CommentaryForm extends CommentaryBody {
  @WholeNumber({ label: 'The version', missing: 'The version is missing' })
  version!: number;
}

export class ClearBody {
  @FreeText({ label: 'The reason', longest: 1000 })
  because!: string | null;
}

export class PackVersionForm {
  @Version()
  version!: number;
}

export class ClearForm extends ClearBody {
  @Version()
  version!: number;
}

export class CorrectForm {
  @FreeText({ label: 'What changed', longest: 3000, missing: 'Say what the new issue changes' })
  whatChanged!: string;
}

export class ExplanationForm {
  @FreeText({ label: 'What is in the way', longest: 2000, missing: 'Say what is in the way' })
  inTheWay!: string;

  @FreeText({
    label: 'What will be done about it',
    longest: 2000,
    missing: 'Say what will be done about it',
  })
  willBeDone!: string;

  @Day({ label: 'The day on which it will be done' })
  recoveryOn!: LocalDate | null;
}
