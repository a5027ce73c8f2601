import { Attachment, Text } from '../../../web/forms/fields.js';
import type { UploadedFile } from '../../../web/forms/uploaded-file.js';

/** The mark for the authority's papers, and what stands there for who cannot see it. */
export class LogoForm {
  @Attachment({ missing: 'Choose a picture', endings: ['png', 'jpg', 'jpeg'] })
  picture!: UploadedFile;

  @Text({ label: 'What the picture says', longest: 120, missing: 'Say in words what the picture says' })
  alternative!: string;
}
