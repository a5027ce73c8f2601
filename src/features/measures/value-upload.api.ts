import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ValueSheet } from '../../domain/report/value-sheet.js';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { Attachment, Text, Ticked } from '../../web/forms/fields.js';
import { readBody } from '../../web/forms/read-form.js';
import type { UploadedFile } from '../../web/forms/uploaded-file.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { textIn } from './value-upload.form.js';
import { LARGEST_VALUE_SHEET, problemsFound, ValueUpload } from './value-upload.service.js';

/** `csv` as text in JSON, or the field `file` of a multipart body. */
export class ValuesBody {
  @Attachment()
  file!: UploadedFile | null;

  @Text({ label: 'The CSV', longest: LARGEST_VALUE_SHEET })
  csv!: string | null;

  /** Only say what would be added. */
  @Ticked()
  preview!: boolean;
}

/** Values of many measures, or of one, as CSV: all or nothing. Problems come as 422 with row and column. */
@ApiTags('measures')
@ApiSignIn()
@Controller('api/v1/measures')
@Requires('measures.manage')
export class ValueUploadApi {
  constructor(private readonly upload: ValueUpload) {}

  @Post('values')
  @HttpCode(200)
  many(@CurrentPerson() person: Person, @Body() body: unknown) {
    return this.add(person, null, body);
  }

  @Post(':id/values/csv')
  @HttpCode(200)
  ofOne(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.add(person, id, body);
  }

  private async add(person: Person, id: string | null, body: unknown) {
    const { file, csv, preview } = readBody(ValuesBody, body);
    const text = await textIn({ file, text: csv, confirmed: !preview });
    const read = preview
      ? await this.upload.check(person, text, id)
      : await this.upload.save(person, text, id);
    if (read.problems.length > 0) throw problemsFound(read.problems);
    return outcome(read, !preview);
  }
}

function outcome({ values, known }: ValueSheet, saved: boolean) {
  return { saved, added: values.length, known, values };
}
