import type { LocalDate } from '../../domain/calendar/local-date.js';
import { DATE_SETTERS, type DateSetter } from '../../domain/lifecycle/date-change.js';
import {
  ACTION_KINDS,
  EVIDENCE_KINDS,
  type ActionKind,
  type EvidenceKind,
} from '../../domain/lifecycle/publishing.js';
import {
  Choice,
  Choices,
  Day,
  FreeText,
  Identifier,
  Identifiers,
  Ticked,
  Version,
} from '../../web/forms/fields.js';
import type { ActionContent } from './actions.service.js';

/** What is written about an action; a draft may leave all but the title empty. */
class ActionFields {
  @FreeText({ label: 'The title', longest: 300, missing: 'Enter a title' })
  title!: string;

  @FreeText({ label: 'What will be done', longest: 5000 })
  description!: string | null;

  @Choice({ of: ACTION_KINDS, wrong: 'Choose enabling or practice' })
  kind!: ActionKind | null;

  @Identifier()
  ownerId!: string | null;

  @Identifier()
  accountableLeadId!: string | null;

  @Identifier()
  agencyId!: string | null;

  @Identifier()
  workstreamId!: string | null;

  @Day({ label: 'The start date' })
  startOn!: LocalDate | null;

  @Day({ label: 'The due date' })
  dueOn!: LocalDate | null;

  /** A date that they set moves only by their written agreement. */
  @Choice({ of: DATE_SETTERS, wrong: 'Choose who set the due date' })
  dateSetBy!: DateSetter | null;

  @FreeText({ label: 'The success measure', longest: 2000 })
  successMeasure!: string | null;

  @Choices({ of: EVIDENCE_KINDS })
  requiredEvidence!: EvidenceKind[];
}

/** The form of the page. */
export class ActionForm extends ActionFields {
  @Version()
  version!: number;

  @Choice({ of: ['save', 'publish'] })
  onwards!: 'save' | 'publish' | null;
}

/** The body of the API: recommendations by id, and whether to publish at once. */
export class ActionBody extends ActionFields {
  @Identifiers()
  recommendationIds!: string[];

  @Ticked()
  publish!: boolean;
}

/** A new draft on a page is given a title; the rest follows on its form. */
export class NewActionForm {
  @FreeText({ label: 'The title', longest: 300, missing: 'Enter a title' })
  title!: string;
}

export class PublishManyForm {
  @Identifiers({ missing: 'Choose at least one draft to publish' })
  ids!: string[];
}

/** Recommendations shown on the page, and those of them that are ticked. */
export class RecommendationsForm {
  @Identifiers()
  shown!: string[];

  @Identifiers()
  recommendationIds!: string[];
}

/** Nothing written is an empty text in the database, not an absent one. */
export function contentOf<T extends Partial<ActionFields>>(fields: T): Partial<ActionContent> {
  const content: Record<string, unknown> = { ...fields };
  for (const name of ['version', 'onwards', 'publish']) delete content[name];
  for (const name of ['description', 'successMeasure']) {
    if (name in content) content[name] ??= '';
  }
  if ('dateSetBy' in content) content['dateSetBy'] ??= 'us';
  return content as Partial<ActionContent>;
}
