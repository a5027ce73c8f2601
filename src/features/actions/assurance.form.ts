import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { isUuid } from '../../web/api/ids.js';
import { Choice, Day, FreeText, Identifier } from '../../web/forms/fields.js';
import type { MilestoneAnswer } from './completion.service.js';

const MOST_MILESTONES = 200;
const LONGEST_EXPLANATION = 1000;

/** `[{id, reached, explanation}]`; on a page the texts of three fields that stand once for each milestone. */
function MilestoneAnswers(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(answerOf) : [])),
    ValidateBy({
      name: 'milestoneAnswers',
      validator: {
        validate: (value: unknown) => problemOf(value) === null,
        defaultMessage: (args) => problemOf(args?.value) ?? '',
      },
    }),
  );
}

function answerOf(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return null;
  const { id, reached, explanation } = raw as Record<string, unknown>;
  return { id, reached: reached === true, explanation: explanation ?? '' };
}

function problemOf(value: unknown): string | null {
  if (!Array.isArray(value)) return 'Give the milestones as a list';
  if (value.length > MOST_MILESTONES) return `There are more than ${MOST_MILESTONES} milestones`;
  const isWhole = (one: MilestoneAnswer | null) =>
    one !== null && isUuid(one.id) && typeof one.explanation === 'string';
  if (!value.every(isWhole)) return 'Each milestone is an id, whether it is reached, and an explanation';
  const isShort = (one: MilestoneAnswer) => one.explanation.length <= LONGEST_EXPLANATION;
  return value.every(isShort) ? null : `An explanation must be ${LONGEST_EXPLANATION} characters or fewer`;
}

const IMPACT = 'Say what difference this has made, and how you know';

export class ReportBody {
  @FreeText({ label: 'The difference made', longest: 5000, missing: IMPACT })
  impactStatement!: string;

  @MilestoneAnswers()
  milestones!: MilestoneAnswer[];
}

/** The page: `reached-<id>` and `explanation-<id>` are gathered into `milestones` before this reads them. */
export class ReportForm {
  @FreeText({ label: 'The difference made', longest: 5000, missing: IMPACT })
  impactStatement!: string;
}

export class ReasonForm {
  @FreeText({ label: 'The reason', longest: 2000, missing: 'Enter a reason' })
  reason!: string;
}

export class CheckForm {
  @FreeText({ label: 'What you found', longest: 3000, missing: 'Say what you looked at and what you found' })
  found!: string;
}

export class CheckBody {
  @FreeText({ label: 'What you found', longest: 3000 })
  found!: string | null;
}

export class ReopenForm {
  @FreeText({ label: 'The reason', longest: 2000, missing: 'Say what was found that does not bear it out' })
  reason!: string;

  @Day({ label: 'The new due date', missing: 'Enter the new due date' })
  dueOn!: LocalDate;
}

export class ReopenBody extends ReopenForm {
  @Identifier()
  findingId!: string | null;
}

export class NotEnoughBody extends ReasonForm {
  @Identifier()
  findingId!: string | null;
}

export class CloseNotEnoughForm {
  @Identifier({ missing: 'Choose the further action' })
  furtherActionId!: string;
}

export class DecideCancellationForm {
  @Choice({ of: ['approve', 'refuse'], missing: 'Say what the board decided' })
  decision!: 'approve' | 'refuse';

  @FreeText({ label: 'The words of the decision', longest: 2000 })
  words!: string | null;

  /** A meeting, or the chair between meetings. */
  @Identifier()
  meetingId!: string | null;
}

/** The API's one verb: `reason` asks the board, `decision` is the board's answer. */
export class CancelBody {
  @FreeText({ label: 'The reason', longest: 2000 })
  reason!: string | null;

  @Choice({ of: ['approve', 'refuse'] })
  decision!: 'approve' | 'refuse' | null;

  @FreeText({ label: 'The words of the decision', longest: 2000 })
  words!: string | null;

  @Identifier()
  meetingId!: string | null;
}
