import type { LocalDate } from '../../domain/calendar/local-date.js';
import {
  ACTION_KINDS,
  EVIDENCE_KINDS,
  type ActionKind,
  type EvidenceKind,
} from '../../domain/lifecycle/publishing.js';
import { Attachment, Choice, Choices, Day, Identifier, Text, Version } from '../../web/forms/fields.js';
import type { UploadedFile } from '../../web/forms/uploaded-file.js';

/** An existing plan that is brought, on a page or over the API. */
export class PlanUploadForm {
  @Attachment({ missing: 'Select a file' })
  file!: UploadedFile;
}

/** What rows are given that say nothing themselves, all at once. */
export class DefaultsForm {
  @Text({ label: 'The workstream', longest: 300 })
  workstream!: string | null;

  @Choice({ of: ACTION_KINDS, wrong: 'Choose enabling or practice' })
  kind!: ActionKind | null;

  @Identifier()
  leadId!: string | null;

  @Day({ label: 'The start date' })
  startOn!: LocalDate | null;

  @Choices({ of: EVIDENCE_KINDS })
  requiredEvidence!: EvidenceKind[];
}

/** The sheet as it was seen, so that what is brought in is what was shown. */
export class ApplyForm {
  @Version()
  version!: number;
}
