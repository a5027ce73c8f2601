import type { LocalDate } from '../../domain/calendar/local-date.js';
import { isEvidenceLink } from '../../domain/lifecycle/evidence-item.js';
import { EVIDENCE_KINDS, type EvidenceKind } from '../../domain/lifecycle/publishing.js';
import { Refused } from '../../web/errors/refusals.js';
import {
  Attachment,
  Choice,
  Day,
  FreeText,
  Identifier,
  Identifiers,
  Text,
  WholeNumber,
} from '../../web/forms/fields.js';
import type { UploadedFile } from '../../web/forms/uploaded-file.js';
import { refuseChildDetails } from '../../web/privacy/child-details.js';
import { EvidenceFiles, type FileToKeep } from './evidence-files.js';
import type { NewEvidence } from './evidence.repository.js';

/** An item as a person adds it, on the page and in the API: a file or a link. */
export class EvidenceForm {
  @Choice({ of: EVIDENCE_KINDS, missing: 'Say what kind of evidence it is' })
  kind!: EvidenceKind;

  @Attachment()
  file!: UploadedFile | null;

  @Text({ label: 'The link', longest: 2000 })
  link!: string | null;

  @FreeText({ label: 'What it shows', longest: 2000, missing: 'Say what it shows' })
  shows!: string;

  @Day({ label: 'The first day of the period' })
  periodFrom!: LocalDate | null;

  @Day({ label: 'The last day of the period' })
  periodTo!: LocalDate | null;

  /** Other actions that it shows something about. */
  @Identifiers()
  actionIds!: string[];
}

export class NewVersionForm {
  @Attachment({ missing: 'Choose a file' })
  file!: UploadedFile;
}

export class WithdrawForm {
  @FreeText({ label: 'The reason', longest: 2000, missing: 'Enter a reason' })
  reason!: string;
}

export class DecisionForm {
  @Choice({ of: ['accept', 'refuse'], missing: 'Say whether you accept it' })
  decision!: 'accept' | 'refuse';

  @FreeText({ label: 'The reason', longest: 2000, missing: 'Enter a reason' })
  reason!: string;

  /** The version of the file that was on the page. */
  @WholeNumber({ label: 'The version of the file', least: 1 })
  fileNumber!: number | null;
}

/** The API's /accept and /refuse. */
export class DecisionBody {
  @FreeText({ label: 'The reason', longest: 2000, missing: 'Enter a reason' })
  reason!: string;

  @Identifier()
  actionId!: string | null;

  @WholeNumber({ label: 'The version of the file', least: 1 })
  fileNumber!: number | null;
}

export class ServeAlsoBody {
  @Identifier({ missing: 'Choose an action' })
  actionId!: string;
}

/** What was sent as the item it is: a file or a link, not both; a file is looked into before anything is saved. */
export async function itemOf(
  form: EvidenceForm,
  body: unknown,
  files: EvidenceFiles,
): Promise<{ item: NewEvidence; file: FileToKeep | null }> {
  if (form.file !== null && form.link !== null) wrong('link', 'Give a file or a link, not both');
  if (form.file === null && form.link === null) wrong('file', 'Choose a file, or enter a link');
  if (form.link !== null && !isEvidenceLink(form.link)) {
    wrong('link', 'Enter a whole address that begins with https://, without a name or password in it');
  }
  const { kind, shows, periodFrom, periodTo, link } = form;
  const bare = { kind, shows, periodFrom, periodTo, link, measureValueId: null, findingId: null };
  if (form.file === null) return { item: { ...bare, form: 'link' }, file: null };
  return { item: { ...bare, form: 'file' }, file: await lookedInto(form.file, body, files) };
}

/** The file with its bytes. What looks like a child's details in it, or in its name, is pointed out first. */
export async function lookedInto(
  file: UploadedFile,
  body: unknown,
  files: EvidenceFiles,
): Promise<FileToKeep> {
  const kept = { fileName: file.fileName, bytes: await file.bytes() };
  const text = await files.wordsIn(kept);
  refuseChildDetails(
    [
      { field: 'file', label: 'The name of the file', text: file.fileName, isTyped: true },
      { field: 'file', label: `The file ${file.fileName}`, text, isTyped: false },
    ],
    body,
  );
  return kept;
}

function wrong(field: string, message: string): never {
  throw new Refused('invalid', message, [{ field, message }]);
}
