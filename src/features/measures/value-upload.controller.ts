import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import {
  file,
  page,
  redirectTo,
  type FileAnswer,
  type Page,
  type Redirect,
} from '../../web/pages/answers.js';
import { csvLine, CSV_MARK } from '../../platform/spreadsheets/csv-line.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import type { ValueProblem } from '../../domain/report/value-sheet.js';
import { measurePaths } from './measures.paths.js';
import { MeasuresService } from './measures.service.js';
import { textIn, ValueUploadForm } from './value-upload.form.js';
import { ValueUpload } from './value-upload.service.js';

/** Values by CSV, for one measure or many: upload, see what will be saved or what is wrong, save. */
@Controller('measures')
@Requires('measures.manage')
export class ValueUploadController {
  constructor(
    private readonly upload: ValueUpload,
    private readonly measures: MeasuresService,
  ) {}

  @Get('upload')
  askMany(@CurrentPerson() person: Person): Promise<Page> {
    return this.uploadPage(person, null, formOf());
  }

  @Post('upload')
  saveMany(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return this.submit(person, null, body);
  }

  /** A file with the right columns and the names of the measures, to be filled in. */
  @Get('upload/template.csv')
  async template(@CurrentPerson() person: Person): Promise<FileAnswer> {
    const { rows } = await this.measures.list(person, {}, { limit: 200, offset: 0 });
    const lines = rows.map(({ name, source }) => csvLine([name, '', '', source]));
    const content = CSV_MARK + csvLine(['Measure', 'Date', 'Value', 'Source']) + lines.join('');
    return file(Buffer.from(content), {
      fileName: 'measure-values.csv',
      mediaType: 'text/csv; charset=utf-8',
    });
  }

  @Get(':id/upload')
  ask(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.uploadPage(person, id, formOf());
  }

  @Post(':id/upload')
  save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return this.submit(person, id, body);
  }

  private submit(person: Person, id: string | null, body: unknown): Promise<Page | Redirect> {
    return submitForm(
      ValueUploadForm,
      body,
      async (form) => {
        const text = await textIn(form);
        const read = await this.upload.check(person, text, id);
        if (read.problems.length > 0) {
          const shown = await this.uploadPage(person, id, formOf({ text }), read.problems);
          return shown.withStatus(422);
        }
        if (form.confirmed && read.values.length > 0) {
          const { values } = await this.upload.save(person, text, id);
          const words = values.length === 1 ? '1 value was added' : `${values.length} values were added`;
          return redirectTo(id === null ? measurePaths.list() : measurePaths.measure(id), { flash: words });
        }
        return page('measures/views/upload-preview.njk', {
          ...(await this.around(person, id)),
          text,
          values: read.values,
          known: read.known,
        });
      },
      (form) => this.uploadPage(person, id, form),
    );
  }

  private async uploadPage(
    person: Person,
    id: string | null,
    form: FormState,
    problems: readonly ValueProblem[] = [],
  ): Promise<Page> {
    return page('measures/views/upload.njk', { ...(await this.around(person, id)), form, problems });
  }

  private async around(person: Person, id: string | null) {
    const measure = id === null ? null : (await this.measures.one(person, id)).measure;
    return {
      measureName: measure?.name ?? null,
      back: id === null ? measurePaths.list() : measurePaths.measure(id),
      action: id === null ? measurePaths.upload() : measurePaths.uploadOf(id),
      templatePath: measurePaths.uploadTemplate(),
    };
  }
}
