import { Choice, FreeText, Identifier, Version } from '../../web/forms/fields.js';
import { RESPONSES, type Response } from './recommendation.entity.js';
import type { RecommendationAnswer } from './recommendations.repository.js';

/** The authority's answer to a recommendation, as a person fills it in. */
export class RecommendationForm {
  @Choice({ of: RESPONSES, missing: 'Say whether the recommendation is accepted' })
  response!: Response;

  @FreeText({ label: 'The response', longest: 10_000 })
  responseText!: string | null;

  @FreeText({ label: 'The outcome', longest: 2000 })
  outcome!: string | null;

  @Identifier()
  workstreamId!: string | null;

  @Identifier()
  leadId!: string | null;
}

export class RecommendationChange extends RecommendationForm {
  @Version()
  version!: number;
}

/** What is to be saved of it: only what was named. */
export function answerIn(form: Partial<RecommendationForm>): Partial<RecommendationAnswer> {
  return {
    ...('response' in form && { response: form.response }),
    ...('responseText' in form && { responseText: form.responseText ?? '' }),
    ...('outcome' in form && { outcome: form.outcome ?? '' }),
    ...('workstreamId' in form && { workstreamId: form.workstreamId ?? null }),
    ...('leadId' in form && { leadId: form.leadId ?? null }),
  };
}
