import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { RecommendationPriority, Sentiment } from '../../domain/intake/extraction.js';
import {
  FINDING_ANSWERS,
  NOT_BORNE_OUT_OUTCOMES,
  type FindingAnswer,
  type NotBorneOutOutcome,
} from '../../domain/lifecycle/finding-answer.js';
import { EVIDENCE_KINDS, type EvidenceKind } from '../../domain/lifecycle/publishing.js';
import {
  Choice,
  Day,
  FreeText,
  Identifier,
  Identifiers,
  Text,
  Ticked,
  Version,
  WholeNumber,
} from '../../web/forms/fields.js';
import { FormState, type FormError } from '../../web/forms/form-state.js';
import { readForm } from '../../web/forms/read-form.js';
import { PRIORITIES } from '../recommendations/recommendation.entity.js';
import type { GivenAnswer } from './answer-checks.js';

/** Kinds of checks whose findings are typed in; a practice week is one of `other`. */
export const TYPED_CHECKS = ['audit', 'peer_review', 'adviser_review', 'other'] as const;
export const SENTIMENTS: readonly Sentiment[] = ['strength', 'progress', 'weakness'];
/** It only describes. */
export const NO_SENTIMENT = 'none';

/** What a finding says of the plan: what is chosen first, and what is confirmed after its consequences were shown. */
export class AnswerForm {
  @Identifiers()
  recommendationIds!: string[];

  @Identifiers()
  actionIds!: string[];

  @Identifier()
  otherRecommendationId!: string | null;

  @Identifier()
  otherActionId!: string | null;

  @Choice({ of: FINDING_ANSWERS, missing: 'Choose what it says' })
  answer!: FindingAnswer;

  @FreeText({ label: 'The note', longest: 5000 })
  note!: string | null;

  @Choice({ of: EVIDENCE_KINDS })
  evidenceKind!: EvidenceKind | null;

  @FreeText({ label: 'The recommendation', longest: 5000 })
  concern!: string | null;

  @Choice({ of: PRIORITIES })
  concernPriority!: RecommendationPriority | null;

  @Ticked()
  confirmed!: boolean;
}

/** What becomes of one complete action. */
export class OutcomeForm {
  @Choice({ of: NOT_BORNE_OUT_OUTCOMES })
  outcome!: NotBorneOutOutcome | null;

  @Day({ label: 'The new due date' })
  newDueOn!: LocalDate | null;
}

export class AgreementForm {
  @Choice({ of: ['agree', 'refuse'], missing: 'Choose whether you agree' })
  decision!: 'agree' | 'refuse';

  @FreeText({ label: 'The reason', longest: 2000 })
  words!: string | null;
}

export class EndLinkForm {
  @FreeText({ label: 'The reason', longest: 2000, missing: 'Enter a reason' })
  because!: string;
}

export class CorrectionForm {
  @Text({ label: 'The section', longest: 300 })
  section!: string | null;

  @Choice({ of: SENTIMENTS })
  sentiment!: Sentiment | null;

  @Version()
  version!: number;
}

export class SplitFindingForm {
  @WholeNumber({ label: 'The place', missing: 'Choose where the second part begins' })
  at!: number;

  @Version()
  version!: number;
}

/** A finding of an audit, a practice week, or a visit without a letter. Never details of one child. */
export class TypedFindingForm {
  @FreeText({ label: 'The finding', longest: 5000, missing: 'Enter what was found' })
  text!: string;

  /** Said, even where it only describes: what is left open could be set aside without anybody's agreement. */
  @Choice({ of: [...SENTIMENTS, NO_SENTIMENT], missing: 'Choose what it says' })
  sentiment!: Sentiment | typeof NO_SENTIMENT;

  @Text({ label: 'The section', longest: 300 })
  section!: string | null;

  @Identifier()
  documentId!: string | null;

  @Text({ label: 'The title of the check', longest: 300 })
  documentTitle!: string | null;

  @Choice({ of: TYPED_CHECKS })
  documentKind!: (typeof TYPED_CHECKS)[number] | null;

  @Day({ label: 'The date of the check' })
  documentDate!: LocalDate | null;

  @Text({ label: 'What it looked at', longest: 2000 })
  coveredAreas!: string | null;
}

type Outcomes = GivenAnswer['outcomes'];

/** What was chosen, as the service takes it. */
export function givenOf(form: AnswerForm, outcomes: Outcomes): GivenAnswer {
  const with_ = (ids: readonly string[], other: string | null) => [
    ...new Set([...ids, ...(other === null ? [] : [other])]),
  ];
  return {
    answer: form.answer,
    recommendationIds: with_(form.recommendationIds, form.otherRecommendationId),
    actionIds: with_(form.actionIds, form.otherActionId),
    note: form.note ?? '',
    evidenceKind: form.evidenceKind ?? 'audit',
    outcomes,
    concern: form.concern ?? '',
    concernPriority: form.concernPriority ?? 'recommendation',
  };
}

/** The choices for each complete action of the page: fields named `outcome.ID` and `newDueOn.ID`. */
export function outcomesIn(body: unknown): { outcomes: Outcomes; values: object; errors: FormError[] } {
  const sent = Object.entries(typeof body === 'object' && body !== null ? body : {});
  const perAction = new Map<string, Record<string, unknown>>();
  for (const [name, value] of sent) {
    const [, field, id, part] = FIELD.exec(name) ?? [];
    if (field === undefined || id === undefined) continue;
    perAction.set(id, { ...perAction.get(id), [`${field}${part ?? ''}`]: value });
  }
  const outcomes = new Map<string, { outcome: NotBorneOutOutcome | null; newDueOn: LocalDate | null }>();
  const values: Record<string, unknown> = {};
  const errors: FormError[] = [];
  for (const [id, fields] of perAction) {
    const reading = readForm(OutcomeForm, fields);
    for (const [name, value] of Object.entries(reading.form.values)) values[`${name}.${id}`] = value;
    errors.push(...reading.form.list.map((error) => ({ ...error, field: `${error.field}.${id}` })));
    if (reading.ok) outcomes.set(id, reading.value);
  }
  return { outcomes, values, errors };
}

const FIELD =
  /^(outcome|newDueOn)\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(-(?:day|month|year))?$/;

/** The whole page again: its own fields and those of the actions. */
export function withOutcomes(form: FormState, body: unknown): FormState {
  const { values, errors } = outcomesIn(body);
  return new FormState({ ...form.values, ...values }, [...form.list, ...errors], form.privacyField);
}

/** What was typed as the service takes it. */
export function typedFinding(form: TypedFindingForm) {
  return { ...form, sentiment: form.sentiment === NO_SENTIMENT ? null : form.sentiment };
}
