import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Choice, Day, FreeText, Identifier, Text } from '../../web/forms/fields.js';

/** A question. The page names where it is raised from; a script may name what it is about. */
export class RaiseForm {
  @FreeText({ label: 'The question', longest: 2000, missing: 'Enter the question' })
  question!: string;

  /** Who asked, where it is written down for somebody without an account. */
  @Text({ label: 'Who asked', longest: 200 })
  askedFor!: string | null;

  @Identifier({ missing: 'Choose who is to answer' })
  askedOfId!: string;

  @Day({ label: 'The day' })
  dueOn!: LocalDate | null;

  @Text({ label: 'The page', longest: 500 })
  raisedFrom!: string | null;

  @Identifier()
  actionId!: string | null;

  @Identifier()
  recommendationId!: string | null;

  @Identifier()
  measureId!: string | null;

  @Identifier()
  meetingId!: string | null;
}

export class AnswerForm {
  @FreeText({ label: 'The answer', longest: 4000, missing: 'Enter the answer' })
  words!: string;

  @Identifier()
  evidenceId!: string | null;

  @Identifier()
  measureValueId!: string | null;

  @Text({ label: 'The link', longest: 2000 })
  link!: string | null;
}

export class AcceptBody {
  @FreeText({ label: 'The words', longest: 2000 })
  words!: string | null;

  /** The answer that was read; left out, the latest. */
  @Identifier()
  answerId!: string | null;
}

export class SendBackBody {
  @FreeText({ label: 'The reason', longest: 2000, missing: 'Enter why the answer is sent back' })
  words!: string;

  @Day({ label: 'The day' })
  dueOn!: LocalDate | null;

  @Identifier()
  answerId!: string | null;
}

/** Both on one page. */
export class JudgeForm {
  @Choice({ of: ['accept', 'send_back'], missing: 'Say whether you accept the answer' })
  verdict!: 'accept' | 'send_back';

  @FreeText({ label: 'The words', longest: 2000 })
  words!: string | null;

  @Day({ label: 'The day' })
  dueOn!: LocalDate | null;

  @Identifier()
  answerId!: string | null;
}

export class ReassignForm {
  @Identifier({ missing: 'Choose who is to answer' })
  askedOfId!: string;

  @Day({ label: 'The day' })
  dueOn!: LocalDate | null;

  @FreeText({ label: 'The words', longest: 2000 })
  words!: string | null;
}

export class WithdrawForm {
  @FreeText({ label: 'The reason', longest: 2000, missing: 'Enter why it is withdrawn' })
  words!: string;
}
