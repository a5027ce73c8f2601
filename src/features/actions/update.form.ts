import type { LocalDate } from '../../domain/calendar/local-date.js';
import { CALLED_COLOURS, type CalledColour } from '../../domain/lifecycle/calling-worse.js';
import {
  RECORDED_HOW,
  UPDATE_ANSWERS,
  type RecordedHow,
  type UpdateAnswer,
} from '../../domain/lifecycle/progress-update.js';
import { Choice, Day, FreeText, Identifier, Ticked } from '../../web/forms/fields.js';
import type { UpdateContent } from './update-writing.service.js';

/** The body of the API: an update as it is. */
export class UpdateBody {
  @Choice({ of: UPDATE_ANSWERS, missing: 'Say whether the due date will be met' })
  answer!: UpdateAnswer;

  @Day({ label: 'The date by which it will be done' })
  forecastOn!: LocalDate | null;

  @Day({ label: 'The day on which work began' })
  begunOn!: LocalDate | null;

  @Ticked()
  noChange!: boolean;

  @FreeText({ label: 'What has changed', longest: 4000 })
  whatChanged!: string | null;

  @FreeText({ label: 'What is in the way', longest: 2000 })
  inTheWay!: string | null;

  @FreeText({ label: 'Who must remove it', longest: 300 })
  whoRemovesIt!: string | null;

  /** Where somebody records what the owner told them: how it came, and on which day (today unless given). */
  @Choice({ of: RECORDED_HOW })
  recordedHow!: RecordedHow | null;

  @Day({ label: 'The day on which they told you' })
  toldOn!: LocalDate | null;

  /** The update, recorded for the one who writes, that this one corrects. */
  @Identifier()
  correctsId!: string | null;
}

/** The form of the page: "No change, because…" is a line of its own, and whether work has begun a question. */
export class UpdateForm {
  @Choice({ of: UPDATE_ANSWERS, missing: 'Say whether you will meet the due date' })
  answer!: UpdateAnswer;

  @Day({ label: 'The date by which it will be done' })
  forecastOn!: LocalDate | null;

  @Choice({ of: ['yes', 'no'] })
  begun!: 'yes' | 'no' | null;

  @Day({ label: 'The day on which work began' })
  begunOn!: LocalDate | null;

  @FreeText({ label: 'What has changed', longest: 4000 })
  whatChanged!: string | null;

  @FreeText({ label: 'Why nothing has changed', longest: 500 })
  noChangeBecause!: string | null;

  @FreeText({ label: 'What is in the way', longest: 2000 })
  inTheWay!: string | null;

  @FreeText({ label: 'Who must remove it', longest: 300 })
  whoRemovesIt!: string | null;
}

/** The same where the plan manager records what the owner told them. */
export class RecordingForm extends UpdateForm {
  @Choice({ of: RECORDED_HOW, missing: 'Say how the owner told you' })
  recordedHow!: RecordedHow;

  @Day({ label: 'The day on which they told you', missing: 'Enter the day on which they told you' })
  toldOn!: LocalDate;
}

export class CallWorseForm {
  @Choice({ of: CALLED_COLOURS, missing: 'Choose amber or red' })
  colour!: CalledColour;

  @FreeText({ label: 'The reason', longest: 1000, missing: 'Enter a reason' })
  reason!: string;
}

export class WithdrawCallForm {
  @FreeText({ label: 'The reason', longest: 1000 })
  reason!: string | null;
}

export function contentOfBody(body: UpdateBody): UpdateContent {
  const { answer, forecastOn, begunOn, noChange } = body;
  return { answer, forecastOn, begunOn, noChange, whatChanged: body.whatChanged ?? '', ...texts(body) };
}

/** A date that is not asked for with the chosen answer is left out: without script its fields are always there. */
export function contentOfForm(form: UpdateForm): UpdateContent {
  const noChange = form.whatChanged === null && form.noChangeBecause !== null;
  return {
    answer: form.answer,
    forecastOn: form.answer === 'no_by' ? form.forecastOn : null,
    begunOn: form.begun === 'no' ? null : form.begunOn,
    noChange,
    whatChanged: (noChange ? form.noChangeBecause : form.whatChanged) ?? '',
    ...texts(form),
  };
}

function texts(form: { inTheWay: string | null; whoRemovesIt: string | null }) {
  return { inTheWay: form.inTheWay ?? '', whoRemovesIt: form.whoRemovesIt ?? '' };
}
