import { Choice, FreeText, Identifier, Ticked } from '../../web/forms/fields.js';

/** Proposed as met, on the page and in the API. */
export class ProposeMetForm {
  @FreeText({ label: 'The effect', longest: 3000, missing: 'Say what is different for children now' })
  effectStatement!: string;

  @FreeText({ label: 'The measure', longest: 2000, missing: 'Say what measure shows it' })
  measure!: string;

  @FreeText({
    label: 'What inspectors last said',
    longest: 3000,
    missing: 'Say what inspectors last said of it, or that they have not looked since',
  })
  inspectorsWord!: string;
}

export class DecideMetForm {
  @Choice({ of: ['met', 'not_met'], missing: 'Say what the board decided' })
  decision!: 'met' | 'not_met';

  @FreeText({ label: 'The words of the decision', longest: 2000 })
  words!: string | null;

  /** A meeting, or the chair between meetings. */
  @Identifier()
  meetingId!: string | null;
}

/** The API's /met: without a decision it is met. */
export class MetBody {
  @Choice({ of: ['met', 'not_met'] })
  decision!: 'met' | 'not_met' | null;

  @FreeText({ label: 'The words of the decision', longest: 2000 })
  words!: string | null;

  @Identifier()
  meetingId!: string | null;
}

export class ReopenRecommendationForm {
  @FreeText({ label: 'The reason', longest: 2000, missing: 'Say why it is open again' })
  reason!: string;
}

export class SupersedeForm {
  @Identifier({ missing: 'Choose the recommendation that supersedes it' })
  byId!: string;
}

export class SentenceForm {
  @FreeText({ label: 'The sentence', longest: 400, missing: 'Enter one sentence' })
  sentence!: string;

  @FreeText({ label: 'The difference made', longest: 2000 })
  difference!: string | null;
}

export class RestrictForm {
  @Ticked()
  restricted!: boolean;
}
