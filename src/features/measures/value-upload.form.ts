import { Attachment, Text, Ticked } from '../../web/forms/fields.js';
import type { UploadedFile } from '../../web/forms/uploaded-file.js';
import { Refused } from '../../web/errors/refusals.js';
import { LARGEST_VALUE_SHEET, textOfFile } from './value-upload.service.js';

/** Values as a file, or as the text that was in it, mended on the page. */
export class ValueUploadForm {
  @Attachment()
  file!: UploadedFile | null;

  @Text({ label: 'The values', longest: LARGEST_VALUE_SHEET })
  text!: string | null;

  /** They were shown what will be saved. */
  @Ticked()
  confirmed!: boolean;
}

export async function textIn({ file, text }: ValueUploadForm): Promise<string> {
  if (file !== null) {
    if (file.size > LARGEST_VALUE_SHEET) throw missing('The file has more than 500 KB. Upload it in parts');
    return textOfFile(await file.bytes());
  }
  if (text === null) throw missing('Select a CSV file, or paste the values');
  return text;
}

function missing(message: string): Refused {
  return new Refused('file_missing', message, [{ field: 'file', message }]);
}
