import type { LocalDate } from '../../domain/calendar/local-date.js';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/intake/extraction.js';
import { Attachment, Attachments, Choice, Day, Text, Version } from '../../web/forms/fields.js';
import type { UploadedFile } from '../../web/forms/uploaded-file.js';
import type { Publication } from '../documents/document.entity.js';
import { PUBLICATIONS } from '../documents/document-words.js';

/** One document or several of the same day that are brought on a page. */
export class UploadForm {
  @Attachments({ missing: 'Select a file' })
  file!: UploadedFile | UploadedFile[];

  @Choice({ of: PUBLICATIONS, missing: 'Say whether the document is published' })
  publication!: Publication;

  @Day({ label: 'The date it was received', missing: 'Enter the date it was received' })
  receivedOn!: LocalDate;
}

/** The same over the API, where published today is taken for granted. */
export class UploadBody {
  @Attachment({ missing: 'Send the document as the field file' })
  file!: UploadedFile;

  @Choice({ of: PUBLICATIONS })
  publication!: Publication | null;

  @Day({ label: 'receivedOn' })
  receivedOn!: LocalDate | null;
}

/** What can be said of a document as a whole. */
export class FactsBody {
  @Text({ label: 'The title', longest: 500, missing: 'Enter the title' })
  title!: string;

  @Choice({ of: DOCUMENT_KINDS, missing: 'Choose the kind of document' })
  kind!: DocumentKind;

  @Text({ label: 'The council', longest: 300 })
  authorityName!: string | null;

  @Text({ label: 'The inspectorate', longest: 300 })
  inspectorate!: string | null;

  @Day({ label: 'The first day of the inspection' })
  inspectedFrom!: LocalDate | null;

  @Day({ label: 'The last day of the inspection' })
  inspectedTo!: LocalDate | null;

  @Day({ label: 'The date of publication' })
  publishedOn!: LocalDate | null;

  @Day({ label: 'The date it was received', missing: 'Enter the date it was received' })
  receivedOn!: LocalDate;

  @Day({ label: 'The date the plan is due' })
  planDueOn!: LocalDate | null;

  @Choice({ of: PUBLICATIONS, missing: 'Say whether the document is published' })
  publication!: Publication;
}

export class FactsForm extends FactsBody {
  @Version()
  version!: number;
}
